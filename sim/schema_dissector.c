/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/schema_dissector.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "lib/schema.h"
#include "sim/builtin.h"
#include "sim/memory.h"

static const char schema_mark[] = "-- SCHEMA\n";

/* The enums and flags that have been written, by their number. */
struct value_tables {
	FILE *stream;
	const struct schema_values **seen;
	size_t count;
};

/* Names are identifiers and plain words; a quote would end the string. */
static void put_string(FILE *stream, const char *text)
{
	fputc('"', stream);
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			fputc('\\', stream);
		fputc(*text, stream);
	}
	fputc('"', stream);
}

static void put_values(FILE *stream, const struct schema_values *values)
{
	for (size_t i = 0; i < values->count; i++) {
		fprintf(stream, "[%" PRIu64 "]=", values->values[i].value);
		put_string(stream, values->values[i].name);
		fputc(',', stream);
	}
}

/* Flags by the numbers of their bits: Lua's numbers may be too small. */
static void put_flags(FILE *stream, const struct schema_values *values)
{
	fputs("flags={", stream);
	for (size_t i = 0; i < values->count; i++) {
		fputs("{name=", stream);
		put_string(stream, values->values[i].name);
		fputs(",bits={", stream);
		for (unsigned bit = 0; bit < 64; bit++)
			if (values->values[i].value >> bit & 1)
				fprintf(stream, "%u,", bit);
		fputs("}},", stream);
	}
	fputs("},", stream);
}

/* The number of a table, which is written when it is new. */
static size_t find_values(
	struct value_tables *tables, const struct schema_field *field)
{
	const struct schema_values *values = field->values;
	size_t i;

	for (i = 0; i < tables->count; i++)
		if (tables->seen[i] == values)
			return i + 1;

	tables->seen = memory_grow(
		tables->seen, tables->count + 1, sizeof(*tables->seen));
	tables->seen[tables->count++] = values;
	fprintf(tables->stream, "values[%zu]={", tables->count);
	if (field->meaning == MEANING_FLAGS)
		put_flags(tables->stream, values);
	else
		put_values(tables->stream, values);
	fputs("}\n", tables->stream);

	return tables->count;
}

static bool has_members(const struct schema_field *field)
{
	return (field->type == SCHEMA_STRUCT || field->type == SCHEMA_ARRAY) &&
		(!schema_is_bytes(field) || field->sequence);
}

static void find_all_values(
	struct value_tables *tables, const struct schema_field *field)
{
	if (field->values)
		find_values(tables, field);
	for (size_t i = 0; has_members(field) && i < field->member_count; i++)
		find_all_values(tables, &field->members[i]);
}

static char type_letter(const struct schema_field *field)
{
	switch ((enum schema_type)field->type) {
	case SCHEMA_UINT:
		return 'u';
	case SCHEMA_INT:
		return 'i';
	case SCHEMA_FLOAT:
		return 'f';
	case SCHEMA_STRING:
		return 's';
	case SCHEMA_ARRAY:
		return has_members(field) ? 'a' : 'b';
	case SCHEMA_STRUCT:
		return 't';
	}

	return '?';
}

static const char *meaning_name(const struct schema_field *field)
{
	switch ((enum schema_meaning)field->meaning) {
	case MEANING_NONE:
		return NULL;
	case MEANING_BOOL:
		return "bool";
	case MEANING_ENUM:
		return "enum";
	case MEANING_FLAGS:
		return "flags";
	case MEANING_ASCII:
		return "ascii";
	case MEANING_UCS2:
		return "ucs2";
	case MEANING_GSM7:
		return "gsm7";
	case MEANING_BCD:
		return "bcd";
	case MEANING_PLMN:
		return "plmn";
	case MEANING_IPV4:
		return "ipv4";
	case MEANING_IPV6:
		return "ipv6";
	}

	return NULL;
}

static void put_field(
	struct value_tables *tables, const struct schema_field *field)
{
	FILE *stream = tables->stream;
	const char *meaning = meaning_name(field);

	fputc('{', stream);
	put_string(stream, field->name);
	fprintf(stream, ",\"%c\",%u,", type_letter(field), field->size);
	if (type_letter(field) == 's' || field->type == SCHEMA_ARRAY)
		fprintf(stream, "p=%u,f=%u,", field->prefix, field->fixed);
	if (meaning)
		fprintf(stream, "m=\"%s\",", meaning);
	if (field->values)
		fprintf(stream, "v=%zu,", find_values(tables, field));
	if (field->big_endian)
		fputs("be=true,", stream);
	if (field->sequence)
		fputs("seq=true,", stream);
	if (field->unit) {
		fputs("unit=", stream);
		put_string(stream, field->unit);
		fputc(',', stream);
	}
	if (has_members(field)) {
		fputs("e={", stream);
		for (size_t i = 0; i < field->member_count; i++)
			put_field(tables, &field->members[i]);
		fputc('}', stream);
	}
	fputs("},", stream);
}

static void put_message(
	struct value_tables *tables, const struct schema_message *message)
{
	FILE *stream = tables->stream;

	for (int kind = 0; kind < 3; kind++)
		for (size_t i = 0; i < message->bodies[kind].count; i++)
			find_all_values(
				tables, &message->bodies[kind].tlvs[i].field);
	fputs("add{name=", stream);
	put_string(stream, message->name);
	fprintf(stream, ",id=%u,vendor=%u,", message->id, message->vendor);
	for (int kind = 0; kind < 3; kind++) {
		const struct schema_body *body = &message->bodies[kind];

		if (body->count == 0)
			continue;
		fprintf(stream, "[%d]={", kind);
		for (size_t i = 0; i < body->count; i++) {
			fprintf(stream, "[%u]=", body->tlvs[i].id);
			put_field(tables, &body->tlvs[i].field);
		}
		fputs("},", stream);
	}
	fputs("}\n", stream);
}

static void put_list(struct value_tables *tables, const char *name,
	const struct schema_message *messages, size_t count)
{
	fprintf(tables->stream, "list=service.%s\n", name);
	for (size_t i = 0; i < count; i++)
		put_message(tables, &messages[i]);
}

static void put_schema(FILE *stream)
{
	struct value_tables tables = {.stream = stream};

	fputs("local service, list\n"
	      "local function add(message) list[#list + 1] = message end\n"
	      "errors={",
		stream);
	put_values(stream, &schema_errors);
	fputs("}\n", stream);
	for (size_t i = 0; i < schema_service_count; i++) {
		const struct schema_service *service = schema_services[i];

		fputs("service={name=", stream);
		put_string(stream, service->name);
		fprintf(stream,
			",messages={},indications={}}\nservices[%u]=service\n",
			service->id);
		put_list(&tables, "messages", service->messages,
			service->message_count);
		put_list(&tables, "indications", service->indications,
			service->indication_count);
	}
	free(tables.seen);
}

void schema_dissector_write(FILE *stream)
{
	const char *program = builtin_find("dissector.lua")->text;
	const char *mark = strstr(program, schema_mark);

	fwrite(program, 1, (size_t)(mark - program), stream);
	put_schema(stream);
	fputs(mark + strlen(schema_mark), stream);
	fputc('\n', stream);
	fputs(builtin_find("dissector_values.lua")->text, stream);
	fputc('\n', stream);
	fputs(builtin_find("dissector_messages.lua")->text, stream);
}
