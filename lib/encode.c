/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/encode.h"

struct encode_walk {
	struct wire_writer *writer;
	const struct source *source;
	void *owner;
	const struct schema_field *where; /* what failed, or NULL */
};

static enum status fail(struct encode_walk *walk,
	const struct schema_field *field, enum status status)
{
	walk->where = field;

	return status;
}

/* Says whether what was just written found room. */
static enum status written(
	struct encode_walk *walk, const struct schema_field *field)
{
	return walk->writer->failed ? fail(walk, field, STATUS_NO_SPACE)
				    : STATUS_OK;
}

static bool is_bytes(const struct schema_field *field)
{
	return !field->sequence && schema_is_bytes(field);
}

/* Whether a size or count of `value` fits the field it goes into. */
static bool fits(const struct schema_field *field, size_t value)
{
	if (field->prefix > 0)
		return (uint64_t)value >> (8 * field->prefix) == 0;

	return field->fixed == 0 || value <= field->fixed;
}

static void put_zeros(struct wire_writer *writer, size_t size)
{
	while (size-- > 0 && !writer->failed)
		wire_put_u8(writer, 0);
}

static enum status put_number(
	struct encode_walk *walk, const struct schema_field *field)
{
	uint64_t value = 0;

	if (!walk->source->number(walk->owner, field, &value))
		return fail(walk, field, STATUS_BAD_SOURCE);

	if (field->big_endian)
		wire_put_uint_be(walk->writer, value, field->size);
	else
		wire_put_uint(walk->writer, value, field->size);

	return written(walk, field);
}

static enum status put_bytes(
	struct encode_walk *walk, const struct schema_field *field)
{
	const uint8_t *bytes = NULL;
	size_t size = 0;

	if (!walk->source->bytes(walk->owner, field, &bytes, &size))
		return fail(walk, field, STATUS_BAD_SOURCE);
	if (!fits(field, size))
		return fail(walk, field, STATUS_TOO_LONG);

	if (field->prefix > 0)
		wire_put_uint(walk->writer, size, field->prefix);
	wire_put_bytes(walk->writer, bytes, size);
	if (field->prefix == 0 && field->fixed > size)
		put_zeros(walk->writer, field->fixed - size);

	return written(walk, field);
}

static enum status put_field(
	struct encode_walk *walk, const struct schema_field *field);

static enum status put_members(struct encode_walk *walk,
	const struct schema_field *field, size_t count)
{
	bool is_array = field->type == SCHEMA_ARRAY;

	for (size_t i = 0; i < count; i++) {
		enum status status;

		if (!walk->source->select(walk->owner, field, i))
			return fail(walk, field, STATUS_BAD_SOURCE);
		status = put_field(walk, &field->members[is_array ? 0 : i]);
		if (status != STATUS_OK)
			return status;
	}

	if (!walk->source->close(walk->owner, field))
		return fail(walk, field, STATUS_BAD_SOURCE);

	return STATUS_OK;
}

static enum status put_array(
	struct encode_walk *walk, const struct schema_field *field)
{
	size_t count = field->fixed;
	uint8_t sequence = 0;

	if (!walk->source->open(walk->owner, field, &count, &sequence))
		return fail(walk, field, STATUS_BAD_SOURCE);
	if (!fits(field, count))
		return fail(walk, field, STATUS_TOO_LONG);
	if (field->prefix == 0 && count < field->fixed)
		return fail(walk, field, STATUS_TOO_SHORT);

	if (field->prefix > 0)
		wire_put_uint(walk->writer, count, field->prefix);
	if (field->sequence)
		wire_put_u8(walk->writer, sequence);
	if (walk->writer->failed)
		return fail(walk, field, STATUS_NO_SPACE);

	return put_members(walk, field, count);
}

static enum status put_struct(
	struct encode_walk *walk, const struct schema_field *field)
{
	size_t count = field->member_count;
	uint8_t sequence = 0;

	if (!walk->source->open(walk->owner, field, &count, &sequence))
		return fail(walk, field, STATUS_BAD_SOURCE);

	return put_members(walk, field, field->member_count);
}

static enum status put_field(
	struct encode_walk *walk, const struct schema_field *field)
{
	switch ((enum schema_type)field->type) {
	case SCHEMA_UINT:
	case SCHEMA_INT:
	case SCHEMA_FLOAT:
		return put_number(walk, field);
	case SCHEMA_STRING:
		return put_bytes(walk, field);
	case SCHEMA_ARRAY:
		return is_bytes(field) ? put_bytes(walk, field)
				       : put_array(walk, field);
	case SCHEMA_STRUCT:
		return put_struct(walk, field);
	}

	return STATUS_BAD_SOURCE;
}

enum status encode_field(struct wire_writer *writer,
	const struct schema_field *field, const struct source *source,
	void *owner, const struct schema_field **where)
{
	struct encode_walk walk = {
		.writer = writer,
		.source = source,
		.owner = owner,
	};
	enum status status = put_field(&walk, field);

	if (where)
		*where = walk.where;

	return status;
}
