/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/schema_html.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "lib/schema.h"
#include "sim/builtin.h"
#include "sim/schema_words.h"

enum {
	VALUES_IN_LINE = 6, /* more are folded away */
};

static void put_text(FILE *stream, const char *text)
{
	for (; *text; text++) {
		if (*text == '<')
			fputs("&lt;", stream);
		else if (*text == '&')
			fputs("&amp;", stream);
		else if (*text == '"')
			fputs("&quot;", stream);
		else
			putc(*text, stream);
	}
}

/* A name as part of an address: "Get IDs" is "get-ids". */
static void put_slug(FILE *stream, const char *name)
{
	for (; *name; name++)
		putc(isalnum((unsigned char)*name)
				? tolower((unsigned char)*name)
				: '-',
			stream);
}

static void put_message_slug(FILE *stream, const struct schema_message *message)
{
	put_slug(stream, message->service->name);
	putc('-', stream);
	put_slug(stream, message->name);
	if (schema_words_is_indication(message))
		fputs("-indication", stream);
	if (message->vendor != 0)
		fprintf(stream, "-%04x", message->vendor);
}

static void put_tag(FILE *stream, const char *name)
{
	fprintf(stream, " <span class=\"tag %s\">%s</span>", name, name);
}

static void put_values(FILE *stream, const struct schema_field *field)
{
	const struct schema_values *values = field->values;
	bool is_folded = values->count > VALUES_IN_LINE;

	if (is_folded)
		fprintf(stream,
			"<details class=\"set\"><summary>%zu values</summary>",
			values->count);
	fputs("<div class=\"values\">", stream);
	for (size_t i = 0; i < values->count; i++) {
		const struct schema_value *value = &values->values[i];
		bool is_hex = field->meaning == MEANING_FLAGS ||
			value->value > 999;

		fprintf(stream, is_hex ? "<span>0x%" PRIx64 : "<span>%" PRIu64,
			value->value);
		fputs(" <i>", stream);
		put_text(stream, value->name);
		fputs("</i></span>", stream);
		if (!is_folded && i + 1 < values->count)
			fputs(", ", stream);
	}
	fputs("</div>", stream);
	if (is_folded)
		fputs("</details>", stream);
}

/* "string, 8-bit size", "list of 4", "u32, big endian". */
static void put_shape(FILE *stream, const struct schema_field *field)
{
	bool is_text = field->type == SCHEMA_STRING || schema_is_bytes(field);

	fputs(schema_words_type(field), stream);
	if (field->big_endian)
		fputs(", big endian", stream);
	if (field->sequence)
		fputs(", with a sequence number", stream);
	if (field->type != SCHEMA_STRING && field->type != SCHEMA_ARRAY)
		return;

	if (field->fixed > 0)
		fprintf(stream, " of %u", field->fixed);
	else if (field->prefix > 0)
		fprintf(stream, ", %u-bit %s", 8U * field->prefix,
			is_text ? "size" : "count");
	else
		fputs(", to the end", stream);
}

/* `tag`: whether it may be left out, or NULL. */
static void put_type(
	FILE *stream, const struct schema_field *field, const char *tag)
{
	const char *meaning = schema_words_meaning(field);

	put_shape(stream, field);
	if (*meaning != '\0')
		fprintf(stream, ", %s", meaning);
	if (field->unit) {
		fputs(", in ", stream);
		put_text(stream, field->unit);
	}
	if (field->personal)
		put_tag(stream, "personal");
	if (tag)
		put_tag(stream, tag);
	if (field->values)
		put_values(stream, field);
}

static void put_rows(
	FILE *stream, const struct schema_field *field, unsigned depth);

static void put_inner_row(FILE *stream, const struct schema_field *field,
	const char *name, unsigned depth)
{
	fprintf(stream,
		"<tr class=\"inner\"><th></th><td class=\"name\" "
		"style=\"padding-left:%.2frem\">",
		1.25 * depth);
	put_text(stream, name);
	fputs("</td><td>", stream);
	put_type(stream, field, NULL);
	fputs("</td></tr>\n", stream);
	put_rows(stream, field, depth + 1);
}

/* The rows of what is in a field. */
static void put_rows(
	FILE *stream, const struct schema_field *field, unsigned depth)
{
	if (field->type == SCHEMA_STRUCT)
		for (size_t i = 0; i < field->member_count; i++)
			put_inner_row(stream, &field->members[i],
				field->members[i].name, depth);
	if (field->type != SCHEMA_ARRAY || schema_is_bytes(field))
		return;
	if (field->members[0].type == SCHEMA_STRUCT)
		put_rows(stream, &field->members[0], depth);
	else
		put_inner_row(stream, &field->members[0], "each", depth);
}

static void put_tlv(FILE *stream, const struct schema_tlv *tlv, bool is_request)
{
	const char *must = is_request ? "mandatory" : NULL;
	const char *tag = tlv->optional ? "optional" : must;

	fprintf(stream, "<tr><th class=\"id\">0x%02x</th><td class=\"name\">",
		tlv->id);
	put_text(stream, tlv->field.name);
	fputs("</td><td>", stream);
	put_type(stream, &tlv->field, tag);
	fputs("</td></tr>\n", stream);
	put_rows(stream, &tlv->field, 1);
}

static void put_body(FILE *stream, const struct schema_message *message,
	enum message_kind kind)
{
	static const char *const titles[] = {
		"Request <small>from the host</small>",
		"Response <small>from the modem, beside the result</small>",
		"Indication <small>from the modem</small>",
	};
	const struct schema_body *body = &message->bodies[kind];

	fprintf(stream, "<h4>%s</h4>\n", titles[kind]);
	if (body->count == 0) {
		fputs("<p class=\"source\">No fields.</p>\n", stream);
		return;
	}
	fputs("<table>\n", stream);
	for (size_t i = 0; i < body->count; i++)
		put_tlv(stream, &body->tlvs[i], kind == MESSAGE_REQUEST);
	fputs("</table>\n", stream);
}

/* The first fields by name, for those who look for one. */
static void put_field_names(FILE *stream, const struct schema_message *message)
{
	const char *comma = "";

	fputs("<span class=\"fields\">", stream);
	for (int kind = 0; kind < 3; kind++) {
		const struct schema_body *body = &message->bodies[kind];

		if (kind == MESSAGE_RESPONSE)
			comma = " \xe2\x86\x92 "; /* an arrow to the right */
		for (size_t i = 0; i < body->count; i++) {
			fputs(comma, stream);
			put_text(stream, body->tlvs[i].field.name);
			comma = ", ";
		}
	}
	fputs("</span>", stream);
}

static void put_summary(
	FILE *stream, const struct schema_message *message, const char *kind)
{
	fputs("<summary><span class=\"name\">", stream);
	put_text(stream, message->name);
	fprintf(stream, "</span> <span class=\"id\">0x%04x</span> ",
		message->id);
	put_field_names(stream, message);
	if (message->vendor != 0)
		fprintf(stream,
			"<span class=\"tag vendor\">vendor 0x%04x</span>",
			message->vendor);
	fprintf(stream, "<span class=\"kind %s\">%s</span></summary>\n", kind,
		kind);
}

static void put_message(FILE *stream, const struct schema_message *message)
{
	bool is_indication = schema_words_is_indication(message);

	fputs("<details class=\"message\" id=\"", stream);
	put_message_slug(stream, message);
	fputs("\" data-words=\"", stream);
	put_text(stream, message->service->title);
	fputs("\">", stream);
	put_summary(stream, message, is_indication ? "indication" : "request");
	fputs("<div class=\"body\">\n", stream);
	if (is_indication) {
		put_body(stream, message, MESSAGE_INDICATION);
	} else {
		put_body(stream, message, MESSAGE_REQUEST);
		put_body(stream, message, MESSAGE_RESPONSE);
	}
	fputs("<p class=\"source\">Source: ", stream);
	put_text(stream, message->source ? message->source : "libqmi");
	fputs(" <a href=\"#", stream);
	put_message_slug(stream, message);
	fputs("\">link</a></p>\n</div></details>\n", stream);
}

static void put_service(FILE *stream, const struct schema_service *service)
{
	fputs("<section id=\"", stream);
	put_slug(stream, service->name);
	fprintf(stream, "\"><h2 data-name=\"%s\">%s <small>", service->name,
		service->name);
	put_text(stream, service->title);
	fprintf(stream, ", <span class=\"id\">0x%02x</span></small></h2>\n<p>",
		service->id);
	put_text(stream, service->summary);
	fputs("</p>\n", stream);
	for (size_t i = 0; i < service->message_count; i++)
		put_message(stream, &service->messages[i]);
	for (size_t i = 0; i < service->indication_count; i++)
		put_message(stream, &service->indications[i]);
	fputs("</section>\n", stream);
}

static void put_reference(FILE *stream)
{
	for (size_t i = 0; i < schema_service_count; i++)
		put_service(stream, schema_services[i]);
}

static void put_services(FILE *stream)
{
	for (size_t i = 0; i < schema_service_count; i++) {
		const struct schema_service *service = schema_services[i];

		fputs("<a href=\"#", stream);
		put_slug(stream, service->name);
		fputs("\" title=\"", stream);
		put_text(stream, service->title);
		fprintf(stream,
			"\"><b>%s</b><span class=\"id\">0x%02x</span>"
			"<span class=\"count\">%zu</span></a>\n",
			service->name, service->id,
			service->message_count + service->indication_count);
	}
}

static void put_counts(FILE *stream)
{
	size_t messages = 0;
	size_t indications = 0;

	for (size_t i = 0; i < schema_service_count; i++) {
		messages += schema_services[i]->message_count;
		indications += schema_services[i]->indication_count;
	}
	fprintf(stream,
		"What qmimic %s knows of QMI: %zu services, %zu requests with "
		"their responses, %zu indications.",
		QMIMIC_VERSION, schema_service_count, messages, indications);
}

/* The marks in the page's frame. */
static const struct {
	const char *mark;
	void (*put)(FILE *stream);
} marks[] = {
	{"@SERVICES@", put_services},
	{"@SUMMARY@", put_counts},
	{"@REFERENCE@", put_reference},
};

void schema_html(FILE *stream)
{
	const struct builtin_file *page = builtin_find("schema_page.html");
	const char *text;

	if (!page)
		abort();
	text = page->text;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		const char *found = strstr(text, marks[i].mark);

		if (!found)
			abort();
		fwrite(text, 1, (size_t)(found - text), stream);
		marks[i].put(stream);
		text = found + strlen(marks[i].mark);
	}
	fputs(text, stream);
}
