/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* json_tlvs.c - writes the TLVs that a JSON message describes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/encode.h"
#include "sim/json_message.h"

static const struct schema_body *body_of(const struct json_identity *identity)
{
	static const struct schema_body nothing = {0};

	return identity->schema ? &identity->schema->bodies[identity->kind]
				: &nothing;
}

static const char *tlv_candidate(const void *owner, size_t index)
{
	const struct schema_body *body = owner;

	return index < body->count ? body->tlvs[index].field.name : NULL;
}

bool json_tlvs_read_id(const char *key, uint8_t *id)
{
	size_t size = strlen(key);

	if (strncmp(key, "0x", 2) != 0 || size < 3 || size > 4 ||
		strspn(key + 2, "0123456789abcdefABCDEF") != size - 2)
		return false;
	*id = (uint8_t)strtoul(key, NULL, 16);

	return true;
}

static bool refuse_field(const struct json_identity *identity, const char *name,
	struct json_why *why)
{
	const char *nearest = schema_nearest(
		name, tlv_candidate, body_of(identity));

	if (nearest)
		return json_why(why, "no field \"%.80s\"; did you mean \"%s\"?",
			name, nearest);
	if (body_of(identity)->count == 0)
		return json_why(why,
			"no field \"%.80s\": this message has none, only TLVs "
			"by number, such as \"0x99\"",
			name);

	return json_why(why,
		"no field \"%.80s\"; expected \"%s\"%s or the like, or a TLV's "
		"number such as \"0x99\"",
		name, tlv_candidate(body_of(identity), 0),
		body_of(identity)->count > 1 ? ", ..." : "");
}

/* Puts what stands before the reason. */
static bool within(const char *what, struct json_why *why)
{
	struct json_why reason = *why;

	return json_why(why, "%.80s: %.400s", what, reason.text);
}

static bool write_raw(uint8_t id, struct json_object *bytes,
	struct wire_writer *writer, struct json_why *why)
{
	size_t start = tlv_begin(writer, id);
	char name[32];

	snprintf(name, sizeof(name), "TLV 0x%02x", id);
	if (!json_value_to_raw(bytes, writer, why))
		return within(name, why);
	tlv_end(writer, start);

	return true;
}

static bool write_value(const struct schema_tlv *tlv, struct json_object *value,
	struct json_object *extra, struct wire_writer *writer,
	struct json_why *why)
{
	size_t start = tlv_begin(writer, tlv->id);

	if (!json_source_write_tlv(value, tlv, writer, why))
		return false;
	if (extra && !json_value_to_raw(extra, writer, why))
		return within("extra", why);
	tlv_end(writer, start);

	return true;
}

/* One entry of "tlvs". */
static bool write_entry(struct json_object *entry,
	const struct json_identity *identity, struct wire_writer *writer,
	struct json_why *why)
{
	const struct schema_tlv *tlv = NULL;
	struct json_object *item = NULL;
	struct json_object *extra = NULL;
	uint64_t id = 0;

	if (!json_object_is_type(entry, json_type_object))
		return json_why(why, "expected objects, not %s",
			json_value_kind(entry));
	if (json_object_object_get_ex(entry, "cut", &item))
		return json_value_to_raw(item, writer, why) ||
			within("cut", why);
	json_object_object_get_ex(entry, "id", &item);
	if (!json_value_to_unsigned(item, 0xff, &id, why))
		return within("id", why);
	if (json_object_object_get_ex(entry, "bytes", &item))
		return write_raw((uint8_t)id, item, writer, why);

	tlv = schema_tlv_by_id(body_of(identity), (uint8_t)id);
	if (!json_object_object_get_ex(entry, "value", &item) || !tlv)
		return json_why(why, "id %u: expected \"bytes\"%s or \"cut\"",
			(unsigned int)id, tlv ? ", \"value\"" : "");
	json_object_object_get_ex(entry, "extra", &extra);

	return write_value(tlv, item, extra, writer, why);
}

static bool write_list(struct json_object *list,
	const struct json_identity *identity, struct wire_writer *writer,
	struct json_why *why)
{
	char where[32];

	if (!json_object_is_type(list, json_type_array))
		return json_why(why, "tlvs: expected a list, not %s",
			json_value_kind(list));

	for (size_t i = 0; i < json_object_array_length(list); i++) {
		if (write_entry(json_object_array_get_idx(list, i), identity,
			    writer, why))
			continue;
		snprintf(where, sizeof(where), "tlvs[%zu]", i);
		return within(where, why);
	}

	return true;
}

static bool write_result(struct json_object *result, struct wire_writer *writer,
	struct json_why *why)
{
	static const struct schema_field field = {
		.name = "result",
		.type = SCHEMA_UINT,
		.meaning = MEANING_ENUM,
		.size = 2,
		.values = &schema_errors,
	};
	uint64_t error = 0;

	if ((!json_object_is_type(result, json_type_string) ||
		    strcmp(json_object_get_string(result), "success") != 0) &&
		!json_value_to_number(result, &field, &error, why))
		return within("result", why);
	tlv_put_result(writer, (uint16_t)error);

	return true;
}

static bool check_fields(struct json_object *fields,
	const struct json_identity *identity, struct json_why *why)
{
	uint8_t id;

	if (!json_object_is_type(fields, json_type_object))
		return json_why(why, "fields: expected an object, not %s",
			json_value_kind(fields));

	json_object_object_foreach(fields, name, value)
	{
		(void)value;
		if (!schema_tlv_by_name(body_of(identity), name) &&
			!json_tlvs_read_id(name, &id))
			return refuse_field(identity, name, why);
	}

	return true;
}

/* The TLV of that id, from its name or from its number. */
static bool write_id(struct json_object *fields, uint8_t id,
	const struct json_identity *identity, struct wire_writer *writer,
	struct json_why *why)
{
	const struct schema_tlv *tlv = schema_tlv_by_id(body_of(identity), id);
	struct json_object *named = NULL;
	struct json_object *raw = NULL;
	bool is_named = tlv &&
		json_object_object_get_ex(fields, tlv->field.name, &named);
	uint8_t other;

	json_object_object_foreach(fields, name, value)
	{
		if (!json_tlvs_read_id(name, &other) || other != id)
			continue;
		if (raw || is_named)
			return json_why(why, "TLV 0x%02x is given twice", id);
		raw = value;
		if (!write_raw(id, value, writer, why))
			return false;
	}
	if (!is_named)
		return true;

	return write_value(tlv, named, NULL, writer, why);
}

/* Writes the TLV of that id, which may be the result. */
static bool write_next(struct json_object *json, uint8_t id,
	const struct json_identity *identity, struct wire_writer *writer,
	struct json_why *why)
{
	struct json_object *item;

	if (id == MESSAGE_TLV_RESULT && identity->kind == MESSAGE_RESPONSE &&
		json_object_object_get_ex(json, "result", &item))
		return write_result(item, writer, why);
	if (!json_object_object_get_ex(json, "fields", &item))
		return true;

	return write_id(item, id, identity, writer, why);
}

/* Writes the TLVs that "order" names and marks them. */
static bool write_ordered(struct json_object *json, bool *is_written,
	const struct json_identity *identity, struct wire_writer *writer,
	struct json_why *why)
{
	struct json_object *order;
	uint64_t id = 0;

	if (!json_object_object_get_ex(json, "order", &order))
		return true;
	if (!json_object_is_type(order, json_type_array))
		return json_why(why, "order: expected a list, not %s",
			json_value_kind(order));

	for (size_t i = 0; i < json_object_array_length(order); i++) {
		if (!json_value_to_unsigned(json_object_array_get_idx(order, i),
			    0xff, &id, why))
			return within("order", why);
		if (is_written[id])
			continue;
		is_written[id] = true;
		if (!write_next(json, (uint8_t)id, identity, writer, why))
			return false;
	}

	return true;
}

bool json_tlvs_write(struct json_object *json,
	const struct json_identity *identity, struct wire_writer *writer,
	struct json_why *why)
{
	bool is_written[256] = {false};
	struct json_object *item;

	if (json_object_object_get_ex(json, "tlvs", &item))
		return write_list(item, identity, writer, why);
	if (json_object_object_get_ex(json, "result", &item) &&
		identity->kind != MESSAGE_RESPONSE)
		return json_why(why, "result: only responses have one");
	if (json_object_object_get_ex(json, "fields", &item) &&
		!check_fields(item, identity, why))
		return false;
	if (!write_ordered(json, is_written, identity, writer, why))
		return false;

	if (identity->kind == MESSAGE_RESPONSE &&
		!is_written[MESSAGE_TLV_RESULT]) {
		is_written[MESSAGE_TLV_RESULT] = true;
		if (!write_next(
			    json, MESSAGE_TLV_RESULT, identity, writer, why))
			return false;
	}
	for (unsigned int id = 0; id <= 0xff; id++)
		if (!is_written[id] &&
			!write_next(json, (uint8_t)id, identity, writer, why))
			return false;

	return true;
}
