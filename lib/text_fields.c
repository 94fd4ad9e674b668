/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/text_fields.h"

#include <assert.h>

#include "lib/text_value.h"

enum {
	LINE_BYTES_MAX = 32, /* shown of an unknown TLV on one line */
	RAW_WIDTH = 32,	     /* bytes in a line of hex */
};

static void put_text(struct text_printer *printer, const char *text)
{
	sink_put_text(&printer->sink, text);
}

static void put_count(struct text_printer *printer, size_t count,
	const char *one, const char *all)
{
	text_put_unsigned(&printer->sink, count);
	put_text(printer, count == 1 ? one : all);
}

/* Whether a field or a part of it is personal. */
static bool has_personal(const struct schema_field *field)
{
	size_t count = field->type == SCHEMA_ARRAY ? 1 : field->member_count;

	if (field->personal)
		return true;
	if (field->type != SCHEMA_ARRAY && field->type != SCHEMA_STRUCT)
		return false;
	for (size_t i = 0; i < count; i++)
		if (has_personal(&field->members[i]))
			return true;

	return false;
}

/* The bytes of this TLV must not be seen. */
static bool is_secret(const struct text_printer *printer)
{
	return printer->options->redact && printer->schema &&
		has_personal(&printer->schema->field);
}

/* Bytes that no schema explains: all of them where they have a line of their
 * own, the first ones otherwise.
 */
static void put_unexplained(
	struct text_printer *printer, const uint8_t *bytes, size_t size)
{
	size_t shown = size;

	if (is_secret(printer)) {
		TEXT_PUT(printer, "***");
		return;
	}
	if (!printer->is_long && size > LINE_BYTES_MAX)
		shown = LINE_BYTES_MAX;

	TEXT_PUT(printer, "[");
	text_put_bytes(&printer->sink, bytes, shown);
	if (shown < size) {
		TEXT_PUT(printer, " ... ");
		put_count(printer, size, " byte", " bytes");
	}
	TEXT_PUT(printer, "]");
}

static void put_error(struct text_printer *printer, uint16_t error)
{
	const char *name = schema_value_name(&schema_errors, error);

	TEXT_PUT(printer, "error ");
	if (name) {
		put_text(printer, name);
		TEXT_PUT(printer, " (");
	}
	text_put_unsigned(&printer->sink, error);
	if (name)
		TEXT_PUT(printer, ")");
}

/* The result TLV: two bytes of status, two of error. */
static void put_result(struct text_printer *printer, const struct tlv *tlv)
{
	struct wire_reader reader = wire_reader(tlv->value, tlv->size);
	uint16_t outcome = wire_u16(&reader);
	uint16_t error = wire_u16(&reader);

	if (outcome == 0)
		TEXT_PUT(printer, "success");
	if (outcome == 0 && error != 0)
		TEXT_PUT(printer, " with ");
	if (outcome != 0 || error != 0)
		put_error(printer, error);
	if (outcome > 1) {
		TEXT_PUT(printer, " with status ");
		text_put_unsigned(&printer->sink, outcome);
	}
}

static bool is_result(const struct text_printer *printer, const struct tlv *tlv,
	enum status status)
{
	return printer->message->kind == MESSAGE_RESPONSE &&
		tlv->type == MESSAGE_TLV_RESULT && status == STATUS_OK &&
		!printer->schema && tlv->size == 4;
}

/* The beginning of a TLV's line. */
static void put_id(struct text_printer *printer, uint8_t type, const char *name)
{
	static const char digits[] = "0123456789abcdef";
	char *place = sink_reserve(&printer->sink, 8);

	if (!place) {
		TEXT_PUT(printer, "\n  ");
		text_put_hex(&printer->sink, type, 2);
		TEXT_PUT(printer, " ");
	} else {
		memcpy(place, "\n  0x   ", 8);
		place[5] = digits[type >> 4];
		place[6] = digits[type & 0xf];
		printer->sink.length += 8;
	}
	put_text(printer, name);
}

static void put_size(struct text_printer *printer, size_t size)
{
	char *place = sink_reserve(&printer->sink, 9);

	if (place && size < 10) {
		memcpy(place, ",   bytes", 9);
		place[2] = (char)('0' + size);
		printer->sink.length += size == 1 ? 8 : 9;
		return;
	}

	TEXT_PUT(printer, ", ");
	put_count(printer, size, " byte", " bytes");
}

/* The id, or the name, of the TLV that begins. */
static void put_tlv_name(
	struct text_printer *printer, const struct tlv *tlv, bool result)
{
	const struct schema_tlv *schema = printer->schema;

	if (!printer->is_long) {
		if (printer->is_started)
			TEXT_PUT(printer, ", ");
		else
			TEXT_PUT(printer, ": ");
		printer->is_started = true;
		if (schema)
			put_text(printer, schema->field.name);
		else if (!result)
			text_put_hex(&printer->sink, tlv->type, 2);
		return;
	}

	put_id(printer, tlv->type,
		schema		 ? schema->field.name
			: result ? "result"
				 : "unknown");
	if (printer->options->detail == TEXT_RAW)
		put_size(printer, tlv->size);
}

static void put_malformed(
	struct text_printer *printer, const struct tlv *tlv, enum status status)
{
	size_t reached = 0;

	TEXT_PUT(printer, " malformed at byte ");
	text_put_unsigned(&printer->sink, tlv->offset);
	TEXT_PUT(printer, " (");
	put_text(printer, status_text(status));
	if (status == STATUS_VALUE_OVERRUNS) {
		decode_check(&printer->schema->field, tlv->value, tlv->size,
			&reached);
		TEXT_PUT(printer, " after ");
		put_count(printer, reached, " byte", " bytes");
	}
	TEXT_PUT(printer, ")");
}

static void print_tlv(void *owner, const struct tlv *tlv,
	const struct schema_tlv *schema, enum status status, bool repeated)
{
	struct text_printer *printer = owner;
	bool result;

	printer->schema = schema;
	printer->depth = 0;
	printer->hidden = 0;
	printer->is_address = false;
	printer->levels[0] = (struct text_level){
		.is_inline = !printer->is_long};
	result = is_result(printer, tlv, status);

	put_tlv_name(printer, tlv, result);
	if (repeated)
		TEXT_PUT(printer, " (repeated)");
	if (result) {
		if (printer->is_long)
			TEXT_PUT(printer, ": ");
		put_result(printer, tlv);
		return;
	}
	if (status != STATUS_OK)
		put_malformed(printer, tlv, status);
	if (status == STATUS_OK && schema)
		return;

	/* Nothing but the bytes is known; raw detail shows them below. */
	if (printer->options->detail == TEXT_RAW)
		return;
	if (printer->is_long)
		TEXT_PUT(printer, ": ");
	else
		TEXT_PUT(printer, "=");
	put_unexplained(printer, tlv->value, tlv->size);
}

static void put_indent(struct text_printer *printer)
{
	static const char blanks[] = "\n                                    ";

	static_assert(sizeof(blanks) > 1 + 2 * (TEXT_DEPTH_MAX + 1),
		"the deepest indentation is there");
	if (printer->depth == 1)
		TEXT_PUT(printer, "\n    ");
	else
		sink_put(&printer->sink, blanks, 1 + 2 * (printer->depth + 1));
}

static void put_colon(struct text_printer *printer, bool has_text)
{
	if (has_text)
		TEXT_PUT(printer, ": ");
	else
		TEXT_PUT(printer, ":");
}

/* A line of its own for a member or an element. */
static void put_line(struct text_printer *printer,
	const struct schema_field *field, bool has_text)
{
	const struct text_level *level = &printer->levels[printer->depth];

	put_indent(printer);
	if (level->is_array) {
		TEXT_PUT(printer, "[");
		text_put_unsigned(&printer->sink, level->index);
		TEXT_PUT(printer, "]");
	} else {
		put_text(printer, field->name);
	}
	put_colon(printer, has_text);
}

/* What stands before a value: the name of a member, the number of an element,
 * punctuation. `has_text`: the value follows on the same line.
 */
static void put_label(struct text_printer *printer,
	const struct schema_field *field, bool has_text)
{
	struct text_level *level = &printer->levels[printer->depth];

	if (printer->depth == 0) {
		if (level->is_inline)
			TEXT_PUT(printer, "=");
		else
			put_colon(printer, has_text);
	} else if (!level->is_inline) {
		put_line(printer, field, has_text);
	} else {
		if (level->index > 0)
			TEXT_PUT(printer, ", ");
		if (!level->is_array) {
			put_text(printer, field->name);
			TEXT_PUT(printer, "=");
		}
	}
	level->index++;
}

/* False when the value is redacted or inside of something that is. */
static bool begin_value(struct text_printer *printer,
	const struct schema_field *field, bool has_text)
{
	bool is_hidden = field->personal && printer->options->redact;

	if (printer->hidden > 0)
		return false;

	put_label(printer, field, has_text || is_hidden);
	if (is_hidden)
		TEXT_PUT(printer, "***");

	return !is_hidden;
}

static void collect_address(struct text_printer *printer, uint64_t value)
{
	if (printer->address_size + 2 > sizeof(printer->address))
		return;

	printer->address[printer->address_size++] = (uint8_t)(value >> 8);
	printer->address[printer->address_size++] = (uint8_t)value;
}

static void print_number(
	void *owner, const struct schema_field *field, uint64_t value)
{
	struct text_printer *printer = owner;

	if (printer->is_address) {
		collect_address(printer, value);
		return;
	}
	if (!begin_value(printer, field, true))
		return;

	text_put_number(&printer->sink, field, value);
}

static void print_bytes(void *owner, const struct schema_field *field,
	const uint8_t *bytes, size_t size)
{
	struct text_printer *printer = owner;
	bool is_cut = !printer->is_long && field->type == SCHEMA_ARRAY &&
		field->meaning == MEANING_NONE && size > LINE_BYTES_MAX;

	if (!begin_value(printer, field, true))
		return;

	if (is_cut)
		put_unexplained(printer, bytes, size);
	else
		text_put_string(&printer->sink, field, bytes, size);
}

static bool is_address(const struct schema_field *field, size_t count)
{
	return field->type == SCHEMA_ARRAY && field->meaning == MEANING_IPV6 &&
		field->members[0].type == SCHEMA_UINT &&
		field->members[0].size == 2 && count == 8;
}

/* A struct or array whose values are all in one line. */
static bool is_compact(const struct schema_field *field, size_t count)
{
	return count == 0 ||
		(field->type == SCHEMA_ARRAY &&
			field->members[0].type != SCHEMA_STRUCT &&
			field->members[0].type != SCHEMA_ARRAY);
}

static void print_open(void *owner, const struct schema_field *field,
	size_t count, uint8_t sequence)
{
	struct text_printer *printer = owner;
	struct text_level level = {.is_array = field->type == SCHEMA_ARRAY};

	level.is_inline = printer->levels[printer->depth].is_inline ||
		is_compact(field, count);
	if (!begin_value(printer, field, level.is_inline || field->sequence)) {
		printer->hidden++;
		return;
	}

	if (field->sequence) {
		TEXT_PUT(printer, "sequence ");
		text_put_unsigned(&printer->sink, sequence);
		if (level.is_inline)
			TEXT_PUT(printer, " ");
	}
	printer->is_address = is_address(field, count);
	printer->address_size = 0;
	if (level.is_inline && !printer->is_address)
		sink_put_char(&printer->sink, level.is_array ? '[' : '{');

	assert(printer->depth + 1 < TEXT_DEPTH_MAX);
	printer->levels[++printer->depth] = level;
}

static void print_close(void *owner, const struct schema_field *field)
{
	struct text_printer *printer = owner;
	const struct text_level *level = &printer->levels[printer->depth];

	if (printer->hidden > 0) {
		printer->hidden--;
		return;
	}

	if (printer->is_address)
		text_put_ipv6(&printer->sink, printer->address);
	else if (level->is_inline)
		sink_put_char(&printer->sink, level->is_array ? ']' : '}');
	printer->is_address = false;
	printer->depth--;
}

static void print_extra(void *owner, const uint8_t *bytes, size_t size)
{
	struct text_printer *printer = owner;

	if (printer->is_long)
		TEXT_PUT(printer, "\n    and ");
	else
		TEXT_PUT(printer, " and ");
	put_count(printer, size, " extra byte ", " extra bytes ");
	put_unexplained(printer, bytes, size);
}

static void print_raw(void *owner, const struct tlv *tlv)
{
	struct text_printer *printer = owner;

	if (printer->options->detail != TEXT_RAW)
		return;
	if (is_secret(printer)) {
		TEXT_PUT(printer, "\n    | ***");
		return;
	}

	for (size_t at = 0; at < tlv->size; at += RAW_WIDTH) {
		size_t left = tlv->size - at;

		TEXT_PUT(printer, "\n    | ");
		text_put_bytes(&printer->sink, tlv->value + at,
			left < RAW_WIDTH ? left : RAW_WIDTH);
	}
}

const struct visitor text_visitor = {
	.tlv = print_tlv,
	.number = print_number,
	.bytes = print_bytes,
	.open = print_open,
	.close = print_close,
	.extra = print_extra,
	.tlv_end = print_raw,
};
