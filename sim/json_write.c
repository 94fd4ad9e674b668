/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* json_write.c - from a JSON message to a frame. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "lib/frame.h"
#include "sim/json_message.h"
#include "sim/memory.h"

static const char *const keys[] = {"service", "message", "id", "vendor", "kind",
	"client", "flags", "transaction", "compound", "sdu", "result", "fields",
	"order", "tlvs", "bytes", "malformed", "offset", "redacted", "rebuilt",
	"made_up"};

enum {
	KEY_COUNT = sizeof(keys) / sizeof(keys[0]),
};

static const char *key_candidate(const void *owner, size_t index)
{
	(void)owner;

	return index < KEY_COUNT ? keys[index] : NULL;
}

static bool check_keys(struct json_object *json, struct json_why *why)
{
	const char *nearest;
	size_t i;

	if (!json_object_is_type(json, json_type_object))
		return json_why(why, "expected an object, not %s",
			json_value_kind(json));

	json_object_object_foreach(json, name, value)
	{
		(void)value;
		for (i = 0; i < KEY_COUNT && strcmp(keys[i], name) != 0; i++)
			continue;
		if (i < KEY_COUNT)
			continue;
		nearest = schema_nearest(name, key_candidate, NULL);
		return json_why(why, "no key \"%.80s\"%s%s%s", name,
			nearest ? "; did you mean \"" : "",
			nearest ? nearest : "",
			nearest ? "\"?" : "; fields go into \"fields\"");
	}

	return true;
}

/* A number of the object, or `value` as it was when there is none. */
static bool read_number(struct json_object *json, const char *key,
	uint64_t most, uint64_t *value, struct json_why *why)
{
	struct json_object *item;
	struct json_why reason;

	if (!json_object_object_get_ex(json, key, &item) ||
		json_value_to_unsigned(item, most, value, &reason))
		return true;

	return json_why(why, "%s: %.400s", key, reason.text);
}

static bool is_true(struct json_object *json, const char *key)
{
	struct json_object *item;

	return json_object_object_get_ex(json, key, &item) &&
		json_object_get_boolean(item);
}

static const char *text_of(struct json_object *json, const char *key)
{
	struct json_object *item;

	if (!json_object_object_get_ex(json, key, &item) ||
		!json_object_is_type(item, json_type_string))
		return NULL;

	return json_object_get_string(item);
}

static bool read_kind(struct json_object *json, struct json_identity *identity,
	struct json_why *why)
{
	static const char *const kinds[] = {
		"request", "response", "indication"};
	const char *text = text_of(json, "kind");
	struct json_object *item;

	identity->kind = MESSAGE_REQUEST;
	if (!json_object_object_get_ex(json, "kind", &item))
		return true;
	for (size_t i = 0; text && i < 3; i++) {
		if (strcmp(text, kinds[i]) == 0) {
			identity->kind = (enum message_kind)i;
			return true;
		}
	}

	return json_why(why,
		"kind: expected request, response or indication, not %.80s",
		json_object_get_string(item));
}

static const char *service_candidate(const void *owner, size_t index)
{
	(void)owner;

	return index < schema_service_count ? schema_services[index]->name
					    : NULL;
}

static bool read_service(struct json_object *json,
	struct json_identity *identity, struct json_why *why)
{
	const char *name = text_of(json, "service");
	const struct schema_service *service;
	const char *nearest;
	uint64_t number = 0;

	if (!name) {
		if (!read_number(json, "service", 0xffff, &number, why))
			return false;
		identity->service = (uint16_t)number;
		return true;
	}

	service = schema_service_by_name(name);
	if (service) {
		identity->service = service->id;
		return true;
	}
	nearest = schema_nearest(name, service_candidate, NULL);

	return json_why(why, "no service \"%.80s\"%s%s%s", name,
		nearest ? "; did you mean \"" : "", nearest ? nearest : "",
		nearest ? "\"?" : "");
}

static bool refuse_message(
	const char *name, enum message_kind kind, struct json_why *why)
{
	const struct schema_message *nearest = schema_message_nearest(
		name, kind);

	if (!nearest)
		return json_why(why, "no message \"%.80s\"", name);

	return json_why(why, "no message \"%.80s\"; did you mean \"%s %s\"?",
		name, nearest->service->name, nearest->name);
}

/* Looks "message" up, which may say the service as well. */
static bool read_message(struct json_object *json,
	struct json_identity *identity, struct json_why *why)
{
	const char *name = text_of(json, "message");
	const struct schema_service *service = schema_service_by_id(
		identity->service);
	struct json_object *item;
	char *full;
	bool is_found;

	if (!name)
		return json_why(why, "message: expected a name");
	full = json_object_object_get_ex(json, "service", &item) && service
		? memory_format("%s %s", service->name, name)
		: memory_string(name);
	identity->schema = schema_message_by_name(
		full, identity->kind, identity->vendor);
	is_found = identity->schema != NULL ||
		refuse_message(full, identity->kind, why);
	free(full);

	return is_found;
}

bool json_message_identify(struct json_object *json,
	struct json_identity *identity, struct json_why *why)
{
	struct json_object *item;
	bool has_id = json_object_object_get_ex(json, "id", &item);
	uint64_t id = 0;
	uint64_t vendor = 0;

	*identity = (struct json_identity){0};
	if (!read_kind(json, identity, why) ||
		!read_service(json, identity, why) ||
		!read_number(json, "id", 0xffff, &id, why) ||
		!read_number(json, "vendor", 0xffff, &vendor, why))
		return false;
	identity->vendor = (uint16_t)vendor;
	identity->id = (uint16_t)id;

	if (!json_object_object_get_ex(json, "message", &item)) {
		if (!has_id ||
			!json_object_object_get_ex(json, "service", NULL))
			return json_why(why,
				"which message? say \"message\", or "
				"\"service\" and \"id\"");
		identity->schema = schema_message_by_id(identity->service,
			identity->kind, identity->id, identity->vendor);
		return true;
	}
	if (!read_message(json, identity, why))
		return false;
	if (has_id && identity->schema->id != id)
		return json_why(why,
			"\"%s\" has the id %u, not %" PRIu64
			"; leave one of them out",
			identity->schema->name, identity->schema->id, id);
	identity->id = identity->schema->id;
	identity->service = identity->schema->service->id;

	return true;
}

static bool write_sdu(struct json_object *json,
	const struct json_identity *identity, struct wire_writer *writer,
	struct json_why *why)
{
	bool is_ctl = identity->service == MESSAGE_SERVICE_CTL;
	size_t start = writer->size;
	uint8_t *room = memory_alloc(FRAME_SIZE_MAX);
	struct wire_writer tlvs = wire_writer(room, 0xffff);
	struct message message = {
		.service = identity->service,
		.kind = identity->kind,
		.id = identity->id,
	};
	uint64_t transaction = 1;
	bool is_good = read_number(json, "transaction", is_ctl ? 0xff : 0xffff,
			       &transaction, why) &&
		json_tlvs_write(json, identity, &tlvs, why);

	if (is_good) {
		message.transaction = (uint16_t)transaction;
		message.tlvs = tlvs.bytes;
		message.tlvs_size = tlvs.size;
		message_encode(writer, &message);
		is_good = !tlvs.failed && !writer->failed;
		if (!is_good)
			json_why(why, "the message is too long");
		else if (!is_ctl && is_true(json, "compound"))
			writer->bytes[start] |= 1;
	}
	free(room);

	return is_good;
}

static bool write_frame(struct json_object *json,
	const struct json_identity *identity, struct wire_writer *writer,
	struct json_why *why)
{
	bool is_ctl = identity->service == MESSAGE_SERVICE_CTL;
	uint64_t client = is_ctl ? 0 : 1;
	uint64_t flags = identity->kind == MESSAGE_REQUEST ? FRAME_FROM_HOST
							   : FRAME_FROM_MODEM;
	uint8_t *body;
	struct wire_writer sdu;
	struct frame frame;
	bool is_good;

	if (identity->service > 0xff)
		return json_why(why,
			"service 0x%04x does not fit a frame; say \"sdu\"",
			identity->service);
	if (!read_number(json, "client", 0xff, &client, why) ||
		!read_number(json, "flags", 0xff, &flags, why))
		return false;

	body = memory_alloc(FRAME_BODY_MAX);
	sdu = wire_writer(body, FRAME_BODY_MAX);
	is_good = write_sdu(json, identity, &sdu, why);
	if (is_good) {
		frame = (struct frame){(uint8_t)flags,
			(uint8_t)identity->service, (uint8_t)client, sdu.bytes,
			sdu.size};
		frame_encode(writer, &frame);
		is_good = !writer->failed ||
			json_why(why, "the message is too long");
	}
	free(body);

	return is_good;
}

bool json_message_write(struct json_object *json, struct wire_writer *writer,
	struct json_why *why)
{
	struct json_identity identity;
	struct json_object *bytes;

	if (!check_keys(json, why))
		return false;
	if (is_true(json, "redacted"))
		return json_why(why,
			"its personal fields are masked: decode it again "
			"without --redact");
	if (json_object_object_get_ex(json, "bytes", &bytes))
		return json_value_to_raw(bytes, writer, why);
	if (!json_message_identify(json, &identity, why))
		return false;
	if (is_true(json, "sdu"))
		return write_sdu(json, &identity, writer, why);

	return write_frame(json, &identity, writer, why);
}
