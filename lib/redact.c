/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/redact.h"

#include "lib/decode.h"
#include "lib/frame.h"

struct redact_walk {
	uint8_t *bytes; /* the next */
	size_t left;
};

static bool has_members(const struct schema_field *field)
{
	return field->type == SCHEMA_STRUCT || field->type == SCHEMA_ARRAY;
}

bool redact_concerns(const struct schema_field *field)
{
	if (field->personal)
		return true;
	for (size_t i = 0; has_members(field) && i < field->member_count; i++)
		if (redact_concerns(&field->members[i]))
			return true;

	return false;
}

/* Steps over bytes that decode_check() has found to be there. */
static uint8_t *step(struct redact_walk *walk, size_t size)
{
	uint8_t *start = walk->bytes;

	walk->bytes += size;
	walk->left -= size;

	return start;
}

static size_t read_prefix(
	struct redact_walk *walk, const struct schema_field *field)
{
	struct wire_reader reader = wire_reader(walk->bytes, walk->left);
	size_t value = (size_t)wire_uint(&reader, field->prefix);

	step(walk, field->prefix);

	return value;
}

static void walk_field(struct redact_walk *walk,
	const struct schema_field *field, bool is_personal);

static void walk_bytes(struct redact_walk *walk,
	const struct schema_field *field, bool is_personal)
{
	size_t size = field->fixed > 0 ? field->fixed : walk->left;
	uint8_t *bytes;

	if (field->prefix > 0)
		size = read_prefix(walk, field);
	bytes = step(walk, size);
	if (is_personal)
		redact_bytes(field, bytes, size);
}

static void walk_array(struct redact_walk *walk,
	const struct schema_field *field, bool is_personal)
{
	bool is_rest = field->prefix == 0 && field->fixed == 0;
	size_t count = field->prefix > 0 ? read_prefix(walk, field)
					 : field->fixed;

	if (field->sequence)
		step(walk, 1);
	for (size_t i = 0; is_rest ? walk->left > 0 : i < count; i++)
		walk_field(walk, &field->members[0], is_personal);
}

static void walk_field(struct redact_walk *walk,
	const struct schema_field *field, bool is_personal)
{
	is_personal = is_personal || field->personal;
	switch ((enum schema_type)field->type) {
	case SCHEMA_UINT:
	case SCHEMA_INT:
	case SCHEMA_FLOAT:
		if (is_personal)
			redact_number(field, walk->bytes);
		step(walk, field->size);
		break;
	case SCHEMA_STRING:
		walk_bytes(walk, field, is_personal);
		break;
	case SCHEMA_ARRAY:
		if (schema_is_bytes(field) && !field->sequence)
			walk_bytes(walk, field, is_personal);
		else
			walk_array(walk, field, is_personal);
		break;
	case SCHEMA_STRUCT:
		for (size_t i = 0; i < field->member_count; i++)
			walk_field(walk, &field->members[i], is_personal);
		break;
	}
}

void redact_value(const struct schema_field *field, uint8_t *bytes, size_t size)
{
	struct redact_walk walk = {bytes, size};

	if (!redact_concerns(field))
		return;
	if (decode_check(field, bytes, size, NULL) == STATUS_OK)
		walk_field(&walk, field, false);
	redact_blob(walk.bytes, walk.left);
}

void redact_message(
	uint16_t service, uint8_t *bytes, size_t size, uint16_t vendor)
{
	const struct schema_message *schema;
	enum status status;
	struct message message;
	struct tlv_walk walk;
	struct tlv tlv;
	size_t header;

	status = message_decode(service, 0, bytes, size, &message);
	if (status != STATUS_OK && status != STATUS_LENGTH_LIES)
		return;
	schema = schema_message_by_id(
		service, message.kind, message.id, vendor);
	if (!schema)
		return;

	/* What stands behind the claimed length counts as well. */
	header = (size_t)(message.tlvs - bytes);
	walk = tlv_walk(message.tlvs, size - header);
	while ((status = tlv_next(&walk, &tlv)) != STATUS_MORE) {
		const struct schema_tlv *known = schema_tlv_by_id(
			&schema->bodies[message.kind], tlv.type);

		if (known && tlv.size > 0)
			redact_value(&known->field,
				bytes + (size_t)(tlv.value - bytes), tlv.size);
		if (status != STATUS_OK)
			break;
	}
}

void redact_frames(uint8_t *bytes, size_t size, uint16_t vendor)
{
	enum status status = STATUS_OK;

	while (size > 0 && status != STATUS_MORE) {
		struct frame frame;
		size_t used;

		status = frame_decode(bytes, size, &frame, &used);
		if (status == STATUS_OK)
			redact_message(frame.service, bytes + FRAME_HEADER_SIZE,
				used - FRAME_HEADER_SIZE, vendor);
		else if (status == STATUS_MORE && size > FRAME_HEADER_SIZE)
			redact_message(bytes[4], bytes + FRAME_HEADER_SIZE,
				size - FRAME_HEADER_SIZE, vendor);
		bytes += used;
		size -= used;
	}
}
