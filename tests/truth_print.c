/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* truth_print.c - reads what libqmi prints of a message.
 *
 * A TLV is printed as four lines: type, length, value in hex, and a translation
 * such as [ status = 'on' list = '{ [0] = '1 ' [1] = '2 '}' ]. Both the
 * translation and our own decoding are turned into a flat list of items, which
 * have to be the same.
 */
#include "tests/truth.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/truth_items.h"

/* What is left of libqmi's translation. */
struct text {
	const char *at;
	bool failed;
};

static bool take(struct text *text, const char *word)
{
	size_t size = strlen(word);

	if (strncmp(text->at, word, size) != 0)
		return false;
	text->at += size;

	return true;
}

static void need(struct text *text, const char *word)
{
	if (!take(text, word))
		text->failed = true;
}

static char *take_until(struct text *text, char end)
{
	size_t size = end ? strcspn(text->at, (const char[]){end, '\0'})
			  : strlen(text->at);
	char *taken = g_strndup(text->at, size);

	text->at += size;

	return taken;
}

static void read_value(
	struct text *text, struct items *items, const char *name, char end);

static void read_struct(struct text *text, struct items *items)
{
	while (!text->failed && !take(text, " ]")) {
		char *name;

		need(text, " ");
		name = take_until(text, ' ');
		need(text, " = '");
		read_value(text, items, name, '\'');
		need(text, "'");
		g_free(name);
	}
}

static void read_array(struct text *text, struct items *items, const char *name)
{
	size_t where = items_add_text(items, name, ITEM_COUNT, NULL);
	uint64_t count = 0;

	while (!text->failed && !take(text, "}")) {
		char *index;

		need(text, " [");
		index = take_until(text, ']');
		need(text, "] = '");
		read_value(text, items, "", '\'');
		take(text, " ");
		need(text, "'");
		g_free(index);
		count++;
	}
	items->list[where].number = count;
}

static void read_value(
	struct text *text, struct items *items, const char *name, char end)
{
	char *word;

	if (text->failed)
		return;
	if (take(text, "[[Seq:")) {
		size_t where = items_add_text(items, "", ITEM_SEQUENCE, NULL);

		items->list[where].number = strtoull(text->at, NULL, 10);
		text->at += strspn(text->at, "0123456789");
		need(text, "]] ");
	}
	if (take(text, "{")) {
		read_array(text, items, name);
		return;
	}
	if (take(text, "[")) {
		read_struct(text, items);
		return;
	}
	word = take_until(text, end);
	items_add_text(items, name, ITEM_VALUE, g_strchomp(word));
}

/* One TLV in libqmi's text. */
struct printed {
	char *name; /* NULL: unknown */
	unsigned type;
	char *translated;
};

/* The value of a line such as `  length     = 1`, or NULL. */
static char *line_value(const char *line, const char *key)
{
	const char *sign = strstr(line, " = ");

	line += strspn(line, " ");
	if (strncmp(line, key, strlen(key)) != 0 || !sign)
		return NULL;

	return g_strdup(sign + 3);
}

static void printed_clear(struct printed *printed)
{
	g_free(printed->name);
	g_free(printed->translated);
	*printed = (struct printed){0};
}

/* Reads the next TLV; moves `lines` behind it. */
static bool next_printed(gchar ***lines, struct printed *printed)
{
	while (**lines && strcmp(**lines, "TLV:") != 0)
		(*lines)++;
	if (!**lines)
		return false;
	(*lines)++;

	for (; **lines && strcmp(**lines, "TLV:") != 0; (*lines)++) {
		char *type = line_value(**lines, "type");
		const char *number = type ? strstr(type, "0x") : NULL;

		if (number)
			printed->type = (unsigned)strtoul(number, NULL, 16);
		if (type && type[0] == '"')
			printed->name = g_strndup(
				type + 1, strcspn(type + 1, "\""));
		g_free(type);
		if (!printed->translated)
			printed->translated = line_value(**lines, "translated");
	}

	return true;
}

static void compare_translation(struct truth_tally *tally, const char *what,
	const struct schema_tlv *tlv, const struct tlv *bytes,
	const struct printed *printed)
{
	struct items ours = {0};
	struct items theirs = {0};
	struct text text = {
		printed->translated ? printed->translated : "", false};

	items_decode(&ours, &tlv->field, bytes);
	read_value(&text, &theirs, "", '\0');
	if (text.failed || strstr(printed->translated, "ERROR: ") ||
		strstr(printed->translated, "Additional unexpected"))
		truth_differ(tally, "%s: libqmi cannot read the value", what);
	else
		items_compare(tally, what, &ours, &theirs);
	items_clear(&ours);
	items_clear(&theirs);
}

static void compare_tlv(struct truth_tally *tally,
	const struct truth_case *test, const struct tlv *bytes,
	const struct printed *printed)
{
	const struct schema_tlv *tlv = schema_tlv_by_id(
		&test->schema->bodies[test->kind], bytes->type);
	char *name = truth_case_name(test);
	char *what = g_strdup_printf(
		"%s 0x%02X %s", name, bytes->type, tlv ? tlv->field.name : "?");

	if (printed->type != bytes->type)
		truth_differ(tally, "%s: libqmi lost it", what);
	else if (!tlv || !printed->name)
		truth_differ(tally, "%s: libqmi does not know it", what);
	else {
		char *ours = truth_fold(tlv->field.name);
		char *theirs = truth_fold(printed->name);

		if (strcmp(ours, theirs) != 0)
			truth_differ(tally, "%s: libqmi calls it %s", what,
				printed->name);
		compare_translation(tally, what, tlv, bytes, printed);
		g_free(ours);
		g_free(theirs);
	}
	g_free(what);
	g_free(name);
}

char *truth_print(QmiMessage *message, uint16_t vendor)
{
	QmiMessageContext *context = qmi_message_context_new();
	char *text;

	qmi_message_context_set_vendor_id(context, vendor);
	text = qmi_message_get_printable_full(message, context, "");
	qmi_message_context_unref(context);

	return text;
}

/* The name in `  message     = "Get IDs" (0x0025)`, or NULL. */
static char *message_name(gchar **lines)
{
	for (; *lines; lines++) {
		char *value = line_value(*lines, "message");
		char *name = NULL;

		if (value && value[0] == '"')
			name = g_strndup(value + 1, strcspn(value + 1, "\""));
		g_free(value);
		if (name)
			return name;
	}

	return NULL;
}

static void compare_name(struct truth_tally *tally,
	const struct truth_case *test, const char *name)
{
	char *what = truth_case_name(test);
	char *ours = truth_fold(test->schema->name);
	char *theirs = truth_fold(name);

	if (strcmp(ours, theirs) != 0)
		truth_differ(tally, "%s: libqmi calls it %s", what, name);
	g_free(what);
	g_free(ours);
	g_free(theirs);
}

bool truth_print_compare(struct truth_tally *tally,
	const struct truth_case *test, QmiMessage *message)
{
	char *printable = truth_print(message, test->schema->vendor);
	gchar **lines = g_strsplit(printable, "\n", -1);
	gchar **left = lines;
	char *name = message_name(lines);
	struct tlv_walk walk = tlv_walk(test->frame + test->header_size,
		test->size - test->header_size);
	struct printed printed = {0};
	struct tlv bytes;

	if (name)
		compare_name(tally, test, name);
	while (name && tlv_next(&walk, &bytes) == STATUS_OK) {
		if (!next_printed(&left, &printed))
			truth_differ(tally, "%s %s: libqmi prints fewer TLVs",
				test->schema->service->name,
				test->schema->name);
		else if (test->kind != MESSAGE_RESPONSE ||
			bytes.type != MESSAGE_TLV_RESULT)
			compare_tlv(tally, test, &bytes, &printed);
		printed_clear(&printed);
	}
	g_strfreev(lines);
	g_free(printable);
	g_free(name);

	return name != NULL;
}
