/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/decode.h"

#include <string.h>

/* Numbers are most of what there is; they take the short way everywhere. */
static inline bool is_number(const struct schema_field *field)
{
	return field->type <= SCHEMA_FLOAT;
}

/* The size of a field that has the same in every message, 0 of any other. */
static size_t constant_size(const struct schema_field *field)
{
	size_t size = 0;

	switch ((enum schema_type)field->type) {
	case SCHEMA_UINT:
	case SCHEMA_INT:
	case SCHEMA_FLOAT:
		return field->size;
	case SCHEMA_STRING:
		return field->prefix == 0 ? field->fixed : 0;
	case SCHEMA_ARRAY:
		if (field->prefix > 0 || field->fixed == 0)
			return 0;
		size = constant_size(&field->members[0]) * field->fixed;
		return size > 0 && field->sequence ? size + 1 : size;
	case SCHEMA_STRUCT:
		for (size_t i = 0; i < field->member_count; i++) {
			const struct schema_field *member = &field->members[i];
			size_t part = is_number(member) ? member->size
							: constant_size(member);

			if (part == 0)
				return 0;
			size += part;
		}
		return size;
	}

	return 0;
}

/* An array whose visitors and sources take one string of bytes. A sequence
 * byte has no place in that string, so such an array goes by elements.
 */
static bool is_bytes(const struct schema_field *field)
{
	return !field->sequence && schema_is_bytes(field);
}

static void skip_field(
	struct wire_reader *reader, const struct schema_field *field);

static void skip_elements(struct wire_reader *reader,
	const struct schema_field *element, size_t count)
{
	size_t each = constant_size(element);

	/* No element is smaller than a byte: this bounds the loop below. */
	if (count > reader->left) {
		reader->failed = true;
		return;
	}
	if (each > 0) {
		wire_skip(reader, count * each);
		return;
	}

	for (size_t i = 0; i < count && !reader->failed; i++)
		skip_field(reader, element);
}

/* How many elements follow in a reader that ends where its TLV does. An element
 * that is cut short, or takes no bytes, fails the reader.
 */
static size_t count_rest(
	struct wire_reader *reader, const struct schema_field *element)
{
	size_t count = 0;

	while (reader->left > 0 && !reader->failed) {
		size_t before = reader->left;

		skip_field(reader, element);
		if (reader->left == before)
			reader->failed = true;
		count++;
	}

	return count;
}

static void skip_array(
	struct wire_reader *reader, const struct schema_field *field)
{
	const struct schema_field *element = &field->members[0];
	size_t count = field->fixed;
	bool is_rest = field->prefix == 0 && field->fixed == 0;

	if (field->prefix > 0)
		count = (size_t)wire_uint(reader, field->prefix);
	if (field->sequence)
		wire_u8(reader);
	if (reader->failed)
		return;

	if (is_rest)
		count_rest(reader, element);
	else
		skip_elements(reader, element, count);
}

static void skip_field(
	struct wire_reader *reader, const struct schema_field *field)
{
	size_t size = constant_size(field);

	if (size > 0) {
		wire_skip(reader, size);
		return;
	}

	switch ((enum schema_type)field->type) {
	case SCHEMA_UINT:
	case SCHEMA_INT:
	case SCHEMA_FLOAT:
		break;
	case SCHEMA_STRING:
		size = reader->left;
		if (field->prefix > 0)
			size = (size_t)wire_uint(reader, field->prefix);
		wire_skip(reader, size);
		break;
	case SCHEMA_ARRAY:
		skip_array(reader, field);
		break;
	case SCHEMA_STRUCT:
		for (size_t i = 0; i < field->member_count; i++)
			if (is_number(&field->members[i]))
				wire_skip(reader, field->members[i].size);
			else
				skip_field(reader, &field->members[i]);
		break;
	}
}

enum status decode_check(const struct schema_field *field, const uint8_t *bytes,
	size_t size, size_t *used)
{
	struct wire_reader reader = wire_reader(bytes, size);

	skip_field(&reader, field);
	if (used)
		*used = size - reader.left;

	return reader.failed ? STATUS_VALUE_OVERRUNS : STATUS_OK;
}

/* Reads values that decode_check() has found to be there. */
struct value_walk {
	const struct visitor *visitor;
	void *owner;
	struct wire_reader reader;
};

static void visit_number(
	struct value_walk *walk, const struct schema_field *field)
{
	uint64_t value;

	if (field->size == 1)
		value = wire_u8(&walk->reader);
	else if (field->big_endian)
		value = wire_uint_be(&walk->reader, field->size);
	else
		value = wire_uint(&walk->reader, field->size);

	if (field->type == SCHEMA_INT && field->size < sizeof(value)) {
		uint64_t sign = (uint64_t)1 << (8 * field->size - 1);

		value = (value ^ sign) - sign;
	}
	if (walk->visitor->number)
		walk->visitor->number(walk->owner, field, value);
}

static void visit_bytes(
	struct value_walk *walk, const struct schema_field *field)
{
	size_t size = field->fixed > 0 ? field->fixed : walk->reader.left;
	const uint8_t *bytes;

	if (field->prefix > 0)
		size = (size_t)wire_uint(&walk->reader, field->prefix);
	bytes = wire_skip(&walk->reader, size);
	if (walk->visitor->bytes)
		walk->visitor->bytes(walk->owner, field, bytes, size);
}

static void visit_field(
	struct value_walk *walk, const struct schema_field *field);

static void visit_array(
	struct value_walk *walk, const struct schema_field *field)
{
	const struct schema_field *element = &field->members[0];
	size_t count = field->fixed;
	uint8_t sequence = 0;

	if (field->prefix > 0)
		count = (size_t)wire_uint(&walk->reader, field->prefix);
	if (field->sequence)
		sequence = wire_u8(&walk->reader);
	if (field->prefix == 0 && field->fixed == 0) {
		struct wire_reader ahead = walk->reader;

		count = count_rest(&ahead, element);
	}

	if (walk->visitor->open)
		walk->visitor->open(walk->owner, field, count, sequence);
	for (size_t i = 0; i < count; i++)
		visit_field(walk, element);
	if (walk->visitor->close)
		walk->visitor->close(walk->owner, field);
}

static void visit_struct(
	struct value_walk *walk, const struct schema_field *field)
{
	if (walk->visitor->open)
		walk->visitor->open(walk->owner, field, field->member_count, 0);
	for (size_t i = 0; i < field->member_count; i++)
		visit_field(walk, &field->members[i]);
	if (walk->visitor->close)
		walk->visitor->close(walk->owner, field);
}

static void visit_field(
	struct value_walk *walk, const struct schema_field *field)
{
	switch ((enum schema_type)field->type) {
	case SCHEMA_UINT:
	case SCHEMA_INT:
	case SCHEMA_FLOAT:
		visit_number(walk, field);
		break;
	case SCHEMA_STRING:
		visit_bytes(walk, field);
		break;
	case SCHEMA_ARRAY:
		if (is_bytes(field))
			visit_bytes(walk, field);
		else
			visit_array(walk, field);
		break;
	case SCHEMA_STRUCT:
		visit_struct(walk, field);
		break;
	}
}

/* Finds the schema of TLVs that mostly ascend, as their schemas do. */
struct schema_cursor {
	const struct schema_body *body; /* or NULL */
	size_t next;
};

static const struct schema_tlv *find_schema(
	struct schema_cursor *cursor, uint8_t type)
{
	const struct schema_body *body = cursor->body;

	if (!body)
		return NULL;
	if (cursor->next > 0 && body->tlvs[cursor->next - 1].id >= type)
		cursor->next = 0;
	while (cursor->next < body->count && body->tlvs[cursor->next].id < type)
		cursor->next++;
	if (cursor->next == body->count || body->tlvs[cursor->next].id != type)
		return NULL;

	return &body->tlvs[cursor->next];
}

static void visit_tlv(const struct tlv *tlv, const struct schema_tlv *schema,
	const struct visitor *visitor, void *owner)
{
	struct value_walk walk = {
		.visitor = visitor,
		.owner = owner,
		.reader = wire_reader(tlv->value, tlv->size),
	};

	visit_field(&walk, &schema->field);
	if (walk.reader.left > 0 && visitor->extra)
		visitor->extra(owner, walk.reader.bytes, walk.reader.left);
}

static enum status check_value(
	const struct schema_field *field, const struct tlv *tlv)
{
	if (is_number(field))
		return field->size <= tlv->size ? STATUS_OK
						: STATUS_VALUE_OVERRUNS;

	return decode_check(field, tlv->value, tlv->size, NULL);
}

enum status decode_tlvs(const uint8_t *tlvs, size_t size,
	const struct schema_body *body, const struct visitor *visitor,
	void *owner)
{
	struct tlv_walk walk = tlv_walk(tlvs, size);
	struct schema_cursor cursor = {.body = body};
	uint64_t seen[4] = {0};
	enum status status;
	struct tlv tlv;

	while ((status = tlv_next(&walk, &tlv)) != STATUS_MORE) {
		const struct schema_tlv *schema;
		uint64_t bit = (uint64_t)1 << (tlv.type % 64);
		enum status found = status;

		schema = find_schema(&cursor, tlv.type);
		if (found == STATUS_OK && schema)
			found = check_value(&schema->field, &tlv);
		if (visitor->tlv)
			visitor->tlv(owner, &tlv, schema, found,
				(seen[tlv.type / 64] & bit) != 0);
		seen[tlv.type / 64] |= bit;
		if (found == STATUS_OK && schema)
			visit_tlv(&tlv, schema, visitor, owner);
		if (visitor->tlv_end)
			visitor->tlv_end(owner, &tlv);
		if (status != STATUS_OK)
			return status;
	}

	return STATUS_OK;
}

double decode_real(const struct schema_field *field, uint64_t bits)
{
	uint32_t low = (uint32_t)bits;
	float small;
	double real;

	if (field->size == sizeof(small)) {
		memcpy(&small, &low, sizeof(small));
		return (double)small;
	}
	memcpy(&real, &bits, sizeof(real));

	return real;
}
