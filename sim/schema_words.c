/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/schema_words.h"

#include <inttypes.h>
#include <string.h>

enum {
	LINE_WIDTH = 78,
};

static const char *number_type(const struct schema_field *field)
{
	static const char *const unsigned_types[] = {
		"u8", "u16", "u24", "u32", "u40", "u48", "u56", "u64"};
	static const char *const signed_types[] = {
		"i8", "i16", "i24", "i32", "i40", "i48", "i56", "i64"};
	size_t index = field->size - 1U;

	if (field->type == SCHEMA_FLOAT)
		return field->size == 4 ? "f32" : "f64";

	return field->type == SCHEMA_INT ? signed_types[index]
					 : unsigned_types[index];
}

const char *schema_words_type(const struct schema_field *field)
{
	switch ((enum schema_type)field->type) {
	case SCHEMA_UINT:
	case SCHEMA_INT:
	case SCHEMA_FLOAT:
		return number_type(field);
	case SCHEMA_STRING:
		return "string";
	case SCHEMA_ARRAY:
		return schema_is_bytes(field) ? "bytes" : "list";
	case SCHEMA_STRUCT:
		return "struct";
	}

	return "";
}

const char *schema_words_meaning(const struct schema_field *field)
{
	switch ((enum schema_meaning)field->meaning) {
	case MEANING_NONE:
		return "";
	case MEANING_BOOL:
		return "bool";
	case MEANING_ENUM:
		return "enum";
	case MEANING_FLAGS:
		return "flags";
	case MEANING_ASCII:
		return "ASCII";
	case MEANING_UCS2:
		return "UCS-2";
	case MEANING_GSM7:
		return "GSM 7 bit";
	case MEANING_BCD:
		return "BCD";
	case MEANING_PLMN:
		return "PLMN";
	case MEANING_IPV4:
		return "IPv4";
	case MEANING_IPV6:
		return "IPv6";
	}

	return "";
}

bool schema_words_is_indication(const struct schema_message *message)
{
	const struct schema_service *service = message->service;

	for (size_t i = 0; i < service->indication_count; i++)
		if (&service->indications[i] == message)
			return true;

	return false;
}

static void indent(FILE *stream, int depth)
{
	fprintf(stream, "%*s", 7 + 2 * depth, "");
}

/* The values of an enum or flags, as many on a line as fit. */
static void print_values(
	const struct schema_values *values, int depth, FILE *stream)
{
	size_t column = LINE_WIDTH;

	for (size_t i = 0; i < values->count; i++) {
		const struct schema_value *value = &values->values[i];
		char text[128];
		size_t size;

		snprintf(text, sizeof(text),
			value->value > 999 ? "%s = 0x%" PRIx64 "%s"
					   : "%s = %" PRIu64 "%s",
			value->name, value->value,
			i + 1 < values->count ? "," : "");
		size = strlen(text);
		if (column + 1 + size > LINE_WIDTH) {
			if (i > 0)
				putc('\n', stream);
			indent(stream, depth);
			column = (size_t)(7 + 2 * depth);
		} else {
			putc(' ', stream);
			column++;
		}
		fputs(text, stream);
		column += size;
	}
	putc('\n', stream);
}

static void print_type(const struct schema_field *field, FILE *stream)
{
	const char *meaning = schema_words_meaning(field);

	fputs(schema_words_type(field), stream);
	if (field->big_endian)
		fputs(", big endian", stream);
	if ((field->type == SCHEMA_STRING || field->type == SCHEMA_ARRAY)) {
		if (field->fixed > 0)
			fprintf(stream, " of %u", field->fixed);
		else if (field->prefix > 0)
			fprintf(stream, ", %u-bit %s", 8U * field->prefix,
				field->type == SCHEMA_STRING ||
						schema_is_bytes(field)
					? "size"
					: "count");
		else
			fputs(", to the end", stream);
	}
	if (field->sequence)
		fputs(", with a sequence number", stream);
	if (*meaning != '\0')
		fprintf(stream, ", %s", meaning);
	if (field->unit)
		fprintf(stream, ", %s", field->unit);
	if (field->personal)
		fputs(", personal", stream);
}

static void print_parts(
	const struct schema_field *field, int depth, FILE *stream)
{
	const struct schema_field *element;

	if (field->values)
		print_values(field->values, depth, stream);
	if (field->type == SCHEMA_STRUCT) {
		for (size_t i = 0; i < field->member_count; i++) {
			indent(stream, depth);
			fprintf(stream, "%s: ", field->members[i].name);
			print_type(&field->members[i], stream);
			putc('\n', stream);
			print_parts(&field->members[i], depth + 1, stream);
		}
	}
	if (field->type != SCHEMA_ARRAY || schema_is_bytes(field))
		return;
	element = &field->members[0];
	if (element->type != SCHEMA_STRUCT) {
		indent(stream, depth);
		fputs("each: ", stream);
		print_type(element, stream);
		putc('\n', stream);
	}
	print_parts(element, depth, stream);
}

static void print_body(const char *title, const struct schema_body *body,
	bool is_request, FILE *stream)
{
	fprintf(stream, "\n%s%s\n", title,
		body->count == 0 ? ": no fields" : "");
	for (size_t i = 0; i < body->count; i++) {
		const struct schema_tlv *tlv = &body->tlvs[i];

		fprintf(stream, "  0x%02x %s: ", tlv->id, tlv->field.name);
		print_type(&tlv->field, stream);
		if (is_request)
			fputs(tlv->optional ? ", optional" : ", mandatory",
				stream);
		putc('\n', stream);
		print_parts(&tlv->field, 0, stream);
	}
}

void schema_words_message(const struct schema_message *message, FILE *stream)
{
	fprintf(stream, "%s %s\n", message->service->name, message->name);
	fprintf(stream, "  service 0x%02x (%s), message 0x%04x",
		message->service->id, message->service->title, message->id);
	if (message->vendor != 0)
		fprintf(stream, ", vendor 0x%04x", message->vendor);
	fprintf(stream, "\n  source: %s\n",
		message->source ? message->source : "libqmi");
	if (schema_words_is_indication(message)) {
		print_body("Indication, from the modem",
			&message->bodies[MESSAGE_INDICATION], false, stream);
		return;
	}
	print_body("Request, from the host", &message->bodies[MESSAGE_REQUEST],
		true, stream);
	print_body("Response, from the modem, beside the result",
		&message->bodies[MESSAGE_RESPONSE], false, stream);
}
