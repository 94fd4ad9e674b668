/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/json_message.h"

#include <assert.h>
#include <stdio.h>

#include "lib/chars.h"
#include "lib/decode.h"
#include "lib/frame.h"

static const char mask[] = "***";

/* The containers being filled, innermost last. */
struct builder {
	const struct json_envelope *envelope;
	const struct message *message;
	struct json_object *fields;
	struct json_object *tlvs;
	struct json_object *value; /* of the TLV, when it is whole */
	struct json_object *extra; /* bytes behind its last field */
	const struct schema_tlv *schema;
	struct json_object *open[JSON_MESSAGE_DEPTH_MAX];
	unsigned int depth;
	unsigned int hidden; /* open structs and arrays that are masked */
	bool is_plain;	     /* `fields` tells all but the order */
	bool is_ordered;
	int last; /* id of the TLV before; -1: none */
	enum status status;
	bool is_repeated;
};

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

/* Bytes of a TLV, unless what they hold is personal. */
static struct json_object *raw_bytes(
	const struct builder *builder, const uint8_t *bytes, size_t size)
{
	if (builder->envelope->redacts && builder->schema &&
		has_personal(&builder->schema->field))
		return json_object_new_string(mask);

	return json_value_from_raw(bytes, size);
}

static void begin_tlv(void *owner, const struct tlv *tlv,
	const struct schema_tlv *schema, enum status status, bool repeated)
{
	struct builder *builder = owner;

	builder->schema = schema;
	builder->status = status;
	builder->is_repeated = repeated;
	builder->value = NULL;
	builder->extra = NULL;
	builder->depth = 0;
	builder->hidden = 0;
	if (repeated || status != STATUS_OK)
		builder->is_plain = false;
	if (tlv->type <= builder->last)
		builder->is_ordered = false;
	builder->last = tlv->type;
}

/* Puts a value where the schema says; takes the reference. */
static void store(struct builder *builder, const struct schema_field *field,
	struct json_object *value)
{
	struct json_object *container;

	if (builder->depth == 0) {
		builder->value = value;
		return;
	}

	container = builder->open[builder->depth - 1];
	if (json_object_is_type(container, json_type_array))
		json_object_array_add(container, value);
	else
		json_object_object_add(container, field->name, value);
}

/* False when the value is masked, or inside of something that is. */
static bool begin_value(
	struct builder *builder, const struct schema_field *field)
{
	if (builder->hidden > 0)
		return false;
	if (!builder->envelope->redacts || !field->personal)
		return true;

	store(builder, field, json_object_new_string(mask));

	return false;
}

static void add_number(
	void *owner, const struct schema_field *field, uint64_t value)
{
	if (begin_value(owner, field))
		store(owner, field, json_value_from_number(field, value));
}

static void add_bytes(void *owner, const struct schema_field *field,
	const uint8_t *bytes, size_t size)
{
	if (begin_value(owner, field))
		store(owner, field, json_value_from_bytes(field, bytes, size));
}

static void open_value(void *owner, const struct schema_field *field,
	size_t count, uint8_t sequence)
{
	struct builder *builder = owner;
	struct json_object *container;

	(void)count;
	if (!begin_value(builder, field)) {
		builder->hidden++;
		return;
	}

	assert(builder->depth < JSON_MESSAGE_DEPTH_MAX);
	container = field->type == SCHEMA_ARRAY ? json_object_new_array()
						: json_object_new_object();
	if (field->sequence) {
		struct json_object *outer = json_object_new_object();

		json_object_object_add(
			outer, "sequence", json_object_new_int(sequence));
		json_object_object_add(outer, "elements", container);
		store(builder, field, outer);
	} else {
		store(builder, field, container);
	}
	builder->open[builder->depth++] = container;
}

/* Eight groups as one address; they are in `open[depth]`, just closed. */
static void join_address(
	struct builder *builder, const struct schema_field *field)
{
	static const struct schema_field whole = {
		.type = SCHEMA_ARRAY, .meaning = MEANING_IPV6};
	struct json_object *groups = builder->open[builder->depth];
	uint8_t bytes[16];
	struct json_object *text;

	for (size_t i = 0; i < 8; i++) {
		int group = json_object_get_int(
			json_object_array_get_idx(groups, i));

		bytes[2 * i] = (uint8_t)(group >> 8);
		bytes[2 * i + 1] = (uint8_t)group;
	}

	text = json_value_from_bytes(&whole, bytes, sizeof(bytes));
	if (builder->depth == 0)
		json_object_put(builder->value);
	store(builder, field, text);
}

static void close_value(void *owner, const struct schema_field *field)
{
	struct builder *builder = owner;

	if (builder->hidden > 0) {
		builder->hidden--;
		return;
	}

	builder->depth--;
	if (json_value_is_address(field) &&
		(builder->depth == 0 ||
			json_object_is_type(builder->open[builder->depth - 1],
				json_type_object)))
		join_address(builder, field);
}

static void add_extra(void *owner, const uint8_t *bytes, size_t size)
{
	struct builder *builder = owner;

	builder->extra = raw_bytes(builder, bytes, size);
	builder->is_plain = false;
}

/* A result that says nothing but its error. */
static bool is_plain_result(
	const struct builder *builder, const struct tlv *tlv)
{
	uint16_t outcome;
	uint16_t error;

	if (builder->message->kind != MESSAGE_RESPONSE || tlv->size != 4 ||
		tlv->type != MESSAGE_TLV_RESULT)
		return false;

	outcome = (uint16_t)(tlv->value[0] | tlv->value[1] << 8);
	error = (uint16_t)(tlv->value[2] | tlv->value[3] << 8);

	return outcome == (error != 0 ? 1 : 0);
}

/* One entry of "tlvs". */
static struct json_object *tlv_entry(
	const struct builder *builder, const struct tlv *tlv)
{
	struct json_object *entry = json_object_new_object();

	json_object_object_add(entry, "id", json_object_new_int(tlv->type));
	if (builder->schema)
		json_object_object_add(entry, "name",
			json_object_new_string(builder->schema->field.name));
	if (builder->is_repeated)
		json_object_object_add(
			entry, "repeated", json_object_new_boolean(true));
	if (builder->status != STATUS_OK)
		json_object_object_add(entry, "malformed",
			json_object_new_string(status_text(builder->status)));
	if (builder->value)
		json_object_object_add(
			entry, "value", json_object_get(builder->value));
	else if (builder->status == STATUS_TLV_OVERRUNS)
		json_object_object_add(entry, "cut",
			raw_bytes(builder, builder->message->tlvs + tlv->offset,
				builder->message->tlvs_size - tlv->offset));
	else
		json_object_object_add(entry, "bytes",
			raw_bytes(builder, tlv->value, tlv->size));
	if (builder->extra)
		json_object_object_add(entry, "extra", builder->extra);

	return entry;
}

static void end_tlv(void *owner, const struct tlv *tlv)
{
	struct builder *builder = owner;
	bool is_result = is_plain_result(builder, tlv);
	char id[] = "0x00";

	json_object_array_add(builder->tlvs, tlv_entry(builder, tlv));
	if (is_result) {
		builder->is_ordered = builder->is_ordered && tlv->offset == 0;
		builder->last = -1;
	} else if (builder->message->kind == MESSAGE_RESPONSE &&
		tlv->type == MESSAGE_TLV_RESULT) {
		builder->is_plain = false;
	}

	snprintf(id, sizeof(id), "0x%02x", tlv->type);
	if (is_result || builder->is_repeated) {
		json_object_put(builder->value);
	} else if (builder->value) {
		json_object_object_add(builder->fields,
			builder->schema->field.name, builder->value);
	} else if (builder->status != STATUS_TLV_OVERRUNS) {
		json_object_object_add(builder->fields, id,
			raw_bytes(builder, tlv->value, tlv->size));
	}
}

static void add_name(struct json_object *json, const struct message *message,
	const struct schema_message *schema)
{
	const struct schema_service *service = schema_service_by_id(
		message->service);

	json_object_object_add(json, "service",
		service ? json_object_new_string(service->name)
			: json_object_new_int(message->service));
	if (schema)
		json_object_object_add(
			json, "message", json_object_new_string(schema->name));
	json_object_object_add(json, "id", json_object_new_int(message->id));
}

static void add_header(struct json_object *json, const struct message *message,
	const struct json_envelope *envelope)
{
	static const char *const kinds[] = {
		"request", "response", "indication"};
	uint8_t usual = message->kind == MESSAGE_REQUEST ? FRAME_FROM_HOST
							 : FRAME_FROM_MODEM;

	if (envelope->vendor != 0)
		json_object_object_add(
			json, "vendor", json_object_new_int(envelope->vendor));
	json_object_object_add(
		json, "kind", json_object_new_string(kinds[message->kind]));
	if (envelope->is_compound)
		json_object_object_add(
			json, "compound", json_object_new_boolean(true));
	if (envelope->is_sdu)
		json_object_object_add(
			json, "sdu", json_object_new_boolean(true));
	else
		json_object_object_add(
			json, "client", json_object_new_int(message->client));
	if (!envelope->is_sdu && envelope->frame_flags != usual)
		json_object_object_add(json, "flags",
			json_object_new_int(envelope->frame_flags));
	json_object_object_add(
		json, "transaction", json_object_new_int(message->transaction));
	if (envelope->redacts)
		json_object_object_add(
			json, "redacted", json_object_new_boolean(true));
}

static void add_result(struct json_object *json, const struct message *message)
{
	const char *name;
	uint16_t error;

	if (message->kind != MESSAGE_RESPONSE ||
		!message_result(message, &error))
		return;

	name = error == 0 ? "success"
			  : schema_value_name(&schema_errors, error);
	json_object_object_add(json, "result",
		name ? json_object_new_string(name)
		     : json_object_new_int(error));
}

/* What `fields` does not tell: the order of the TLVs, or all about them. */
static void add_rest(struct json_object *json, struct builder *builder)
{
	struct json_object *order;

	if (!builder->is_plain) {
		json_object_object_add(json, "tlvs", builder->tlvs);
		return;
	}

	if (!builder->is_ordered) {
		order = json_object_new_array();
		for (size_t i = 0; i < json_object_array_length(builder->tlvs);
			i++)
			json_object_array_add(order,
				json_object_get(json_object_object_get(
					json_object_array_get_idx(
						builder->tlvs, i),
					"id")));
		json_object_object_add(json, "order", order);
	}
	json_object_put(builder->tlvs);
}

struct json_object *json_message_new(
	const struct message *message, const struct json_envelope *envelope)
{
	static const struct visitor visitor = {
		.tlv = begin_tlv,
		.number = add_number,
		.bytes = add_bytes,
		.open = open_value,
		.close = close_value,
		.extra = add_extra,
		.tlv_end = end_tlv,
	};
	const struct schema_message *schema = schema_message_by_id(
		message->service, message->kind, message->id, envelope->vendor);
	struct json_object *json = json_object_new_object();
	struct builder builder = {
		.envelope = envelope,
		.message = message,
		.fields = json_object_new_object(),
		.tlvs = json_object_new_array(),
		.is_plain = true,
		.is_ordered = true,
		.last = -1,
	};

	add_name(json, message, schema);
	add_header(json, message, envelope);
	add_result(json, message);
	decode_tlvs(message->tlvs, message->tlvs_size,
		schema ? &schema->bodies[message->kind] : NULL, &visitor,
		&builder);
	json_object_object_add(json, "fields", builder.fields);
	add_rest(json, &builder);

	return json;
}

struct json_object *json_message_malformed(
	const char *reason, size_t offset, const uint8_t *bytes, size_t size)
{
	struct json_object *json = json_object_new_object();

	json_object_object_add(
		json, "malformed", json_object_new_string(reason));
	json_object_object_add(
		json, "offset", json_object_new_uint64((uint64_t)offset));
	json_object_object_add(json, "bytes",
		bytes ? json_value_from_raw(bytes, size)
		      : json_object_new_string(mask));

	return json;
}

/* Characters above ASCII can only be inside of strings, so that escaping them
 * does not need to know where a string begins.
 */
void json_message_print(struct json_object *json, FILE *stream)
{
	size_t left;
	const char *text = json_object_to_json_string_length(json,
		JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE, &left);
	size_t used;

	for (; left > 0; text += used, left -= used) {
		uint32_t character = chars_utf8_next(
			(const uint8_t *)text, left, &used);

		if (character < 0x7f)
			putc((int)character, stream);
		else if (character == CHARS_INVALID)
			fputs("\\ufffd", stream);
		else if (character <= 0xffff)
			fprintf(stream, "\\u%04x", (unsigned int)character);
		else
			fprintf(stream, "\\u%04x\\u%04x",
				(unsigned int)(0xd7c0 + (character >> 10)),
				(unsigned int)(0xdc00 + (character & 0x3ff)));
	}
	putc('\n', stream);
}
