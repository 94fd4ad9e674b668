/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tests/truth_items.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static struct item *add(
	struct items *items, const char *name, enum item_kind kind)
{
	struct item *item;

	if (items->count == items->room) {
		items->room = items->room > 0 ? 2 * items->room : 16;
		items->list = g_renew(struct item, items->list, items->room);
	}
	item = &items->list[items->count++];
	*item = (struct item){.kind = kind, .name = g_strdup(name)};

	return item;
}

size_t items_add_text(
	struct items *items, const char *name, enum item_kind kind, char *text)
{
	add(items, name, kind)->text = text;

	return items->count - 1;
}

void items_clear(struct items *items)
{
	for (size_t i = 0; i < items->count; i++) {
		g_free(items->list[i].name);
		g_free(items->list[i].text);
	}
	g_free(items->list);
	*items = (struct items){0};
}

static void hear_number(
	void *owner, const struct schema_field *field, uint64_t value)
{
	struct item *item = add(owner, field->name, ITEM_VALUE);

	item->field = field;
	item->number = value;
}

static void hear_bytes(void *owner, const struct schema_field *field,
	const uint8_t *bytes, size_t size)
{
	struct item *item;

	if (field->type == SCHEMA_STRING) {
		item = add(owner, field->name, ITEM_VALUE);
		item->field = field;
		item->bytes = bytes;
		item->size = size;
		return;
	}
	add(owner, field->name, ITEM_COUNT)->number = size;
	for (size_t i = 0; i < size; i++)
		add(owner, "", ITEM_VALUE)->number = bytes[i];
}

static void hear_open(void *owner, const struct schema_field *field,
	size_t count, uint8_t sequence)
{
	if (field->type != SCHEMA_ARRAY)
		return;
	if (field->sequence)
		add(owner, "", ITEM_SEQUENCE)->number = sequence;
	add(owner, field->name, ITEM_COUNT)->number = count;
}

void items_decode(struct items *items, const struct schema_field *field,
	const struct tlv *bytes)
{
	static const struct visitor visitor = {
		.number = hear_number,
		.bytes = hear_bytes,
		.open = hear_open,
	};
	const struct schema_tlv tlv = {.id = bytes->type, .field = *field};
	const struct schema_body body = {&tlv, 1};

	if (decode_tlvs(bytes->value - MESSAGE_TLV_HEADER_SIZE,
		    bytes->size + MESSAGE_TLV_HEADER_SIZE, &body, &visitor,
		    items) != STATUS_OK)
		abort();
	/* A field was copied to the stack: what is kept has to outlive it. */
	for (size_t i = 0; i < items->count; i++)
		if (items->list[i].field == &tlv.field)
			items->list[i].field = field;
}

static bool is_same(const char *ours, const char *theirs)
{
	char *folded[2] = {truth_fold(ours), truth_fold(theirs)};
	bool same = strcmp(folded[0], folded[1]) == 0;

	g_free(folded[0]);
	g_free(folded[1]);

	return same;
}

/* What is left of libqmi's `text` without the name of the enum, which some
 * values repeat: "3gpp-so-mask-wcdma".
 */
static char *without_name(const char *text, const char *name)
{
	char *folded = truth_fold(name);
	char *rest = truth_fold(text);
	char *found = strstr(rest, folded);

	if (found)
		memmove(found, found + strlen(folded),
			strlen(found + strlen(folded)) + 1);
	g_free(folded);

	return rest;
}

/* Whether a value's name of ours is libqmi's, or has words in front of it:
 * libqmi drops what the names of all values begin with, so that our "eutran_1"
 * is its "1".
 */
static bool is_called(const struct schema_values *values, const char *ours,
	const char *theirs)
{
	char *rest = without_name(theirs, values->name);
	bool same = is_same(ours, rest);

	g_free(rest);
	while (!same && ours) {
		same = is_same(ours, theirs);
		ours = strchr(ours, '_');
		ours = ours ? ours + 1 : NULL;
	}

	return same;
}

static bool is_number(const char *text)
{
	text += *text == '-';

	return *text != '\0' && text[strspn(text, "0123456789.")] == '\0';
}

static bool number_matches(const struct item *ours, const char *text)
{
	const struct schema_field *field = ours->field;
	char expected[64];

	if (field && field->type == SCHEMA_FLOAT)
		g_snprintf(expected, sizeof(expected), "%f",
			decode_real(field, ours->number));
	else if (field && field->type == SCHEMA_INT)
		g_snprintf(expected, sizeof(expected), "%" PRId64,
			(int64_t)ours->number);
	else
		g_snprintf(
			expected, sizeof(expected), "%" PRIu64, ours->number);

	return strcmp(expected, text) == 0;
}

static void compare_enum(struct truth_tally *tally, const struct item *ours,
	const struct item *theirs)
{
	const struct schema_values *values = ours->field->values;
	const char *name = schema_value_name(values, ours->number);

	if (!is_called(values, name, theirs->text) &&
		!number_matches(ours, theirs->text))
		truth_differ(tally, "enum %s %s: libqmi says %s", values->name,
			name, theirs->text);
}

static bool has_word(
	const struct schema_values *values, gchar **words, const char *name)
{
	for (; *words; words++)
		if (is_called(values, name, *words))
			return true;

	return false;
}

static void compare_flags(struct truth_tally *tally, const struct item *ours,
	const struct item *theirs)
{
	const struct schema_values *values = ours->field->values;
	gchar **words;
	size_t count = 0;

	if (is_number(theirs->text) && number_matches(ours, theirs->text))
		return;
	words = g_strsplit(theirs->text, ", ", -1);
	for (size_t i = 0; i < values->count; i++) {
		bool is_set = ours->number & values->values[i].value;

		if (is_set && !has_word(values, words, values->values[i].name))
			truth_differ(tally, "flags %s %s: libqmi lacks it",
				values->name, values->values[i].name);
		if (is_set)
			count++;
	}
	if (g_strv_length(words) > count && count > 0)
		truth_differ(tally, "flags %s: libqmi says more", values->name);
	g_strfreev(words);
}

static void compare_number(struct truth_tally *tally, const char *what,
	const struct item *ours, const struct item *theirs)
{
	const struct schema_field *field = ours->field;
	const char *text = theirs->text;

	if (field && field->meaning == MEANING_ENUM)
		compare_enum(tally, ours, theirs);
	else if (field && field->meaning == MEANING_FLAGS)
		compare_flags(tally, ours, theirs);
	else if (is_number(text)) {
		if (!number_matches(ours, text))
			truth_differ(tally, "%s.%s: another number", what,
				ours->name);
	} else if (!field || field->meaning != MEANING_BOOL)
		truth_differ(tally, "%s.%s: libqmi has a name for the value",
			what, ours->name);
	else if (strcmp(text, ours->number ? "yes" : "no") != 0)
		truth_differ(tally, "%s.%s: another truth", what, ours->name);
}

static void compare_string(struct truth_tally *tally, const char *what,
	const struct item *ours, const struct item *theirs)
{
	if (strlen(theirs->text) != ours->size ||
		memcmp(theirs->text, ours->bytes, ours->size) != 0)
		truth_differ(tally, "%s.%s: another text", what, ours->name);
}

static void compare_names(struct truth_tally *tally, const char *what,
	const struct item *ours, const struct item *theirs)
{
	if (*ours->name && *theirs->name && !is_same(ours->name, theirs->name))
		truth_differ(tally, "%s.%s: libqmi calls it %s", what,
			ours->name, theirs->name);
}

void items_compare(struct truth_tally *tally, const char *what,
	const struct items *ours, const struct items *theirs)
{
	if (ours->count != theirs->count) {
		truth_differ(tally, "%s: another number of values", what);
		return;
	}

	for (size_t i = 0; i < ours->count; i++) {
		const struct item *our = &ours->list[i];
		const struct item *their = &theirs->list[i];

		tally->values++;
		compare_names(tally, what, our, their);
		if (our->kind != their->kind)
			truth_differ(tally, "%s: another shape", what);
		else if (our->kind != ITEM_VALUE) {
			if (our->number != their->number)
				truth_differ(tally, "%s: another count", what);
		} else if (our->bytes)
			compare_string(tally, what, our, their);
		else
			compare_number(tally, what, our, their);
	}
}
