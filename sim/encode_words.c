/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/encode_words.h"

#include <stdlib.h>
#include <string.h>

#include "sim/memory.h"

static bool names_request(const struct encode_words *words)
{
	return schema_message_by_name(
		       words->name, MESSAGE_REQUEST, words->vendor) != NULL;
}

/* Says the message: by its name or, for "DMS 0x1234", by numbers. */
static void add_name(struct json_object *json, const struct encode_words *words)
{
	const char *number = strrchr(words->name, ' ');
	const struct schema_service *service;
	char *name;
	char *end;
	unsigned long id;

	if (number && strncmp(number, " 0x", 3) == 0) {
		id = strtoul(number + 1, &end, 16);
		name = memory_string(words->name);
		name[number - words->name] = '\0';
		service = schema_service_by_name(name);
		free(name);
		if (service && *end == '\0' && id <= 0xffff) {
			json_object_object_add(json, "service",
				json_object_new_string(service->name));
			json_object_object_add(
				json, "id", json_object_new_int((int)id));
			return;
		}
	}
	json_object_object_add(
		json, "message", json_object_new_string(words->name));
}

static void add_header(
	struct json_object *json, const struct encode_words *words)
{
	const char *kind = words->kind;

	add_name(json, words);
	if (!kind && !names_request(words) &&
		schema_message_by_name(
			words->name, MESSAGE_INDICATION, words->vendor))
		kind = "indication";
	if (!kind && words->error)
		kind = "response";
	if (kind)
		json_object_object_add(
			json, "kind", json_object_new_string(kind));
	if (words->vendor != 0)
		json_object_object_add(
			json, "vendor", json_object_new_int(words->vendor));
	if (words->error || (kind && strcmp(kind, "response") == 0))
		json_object_object_add(json, "result",
			json_object_new_string(
				words->error ? words->error : "success"));
}

/* Refuses a request without its mandatory fields. */
static bool check_mandatory(const struct schema_body *body,
	struct json_object *fields, struct json_why *why)
{
	char id[] = "0x00";

	for (size_t i = 0; i < body->count; i++) {
		const struct schema_tlv *tlv = &body->tlvs[i];

		snprintf(id, sizeof(id), "0x%02x", tlv->id);
		if (tlv->optional ||
			json_object_object_get_ex(
				fields, tlv->field.name, NULL) ||
			json_object_object_get_ex(fields, id, NULL))
			continue;
		return json_why(why,
			"field \"%s\" is missing; --partial leaves it out",
			tlv->field.name);
	}

	return true;
}

struct json_object *encode_words(
	const struct encode_words *words, struct json_why *why)
{
	static const struct schema_body nothing = {0};
	struct json_object *json = json_object_new_object();
	struct json_object *fields = json_object_new_object();
	const struct schema_body *body = &nothing;
	struct json_identity identity;
	bool is_good;

	add_header(json, words);
	json_object_object_add(json, "fields", fields);
	is_good = json_message_identify(json, &identity, why);
	if (is_good && identity.schema)
		body = &identity.schema->bodies[identity.kind];
	for (int i = 0; is_good && i < words->field_count; i++)
		is_good = encode_words_field(
			fields, body, words->fields[i], why);
	if (is_good && identity.kind == MESSAGE_REQUEST && !words->is_partial)
		is_good = check_mandatory(body, fields, why);
	if (!is_good) {
		json_object_put(json);
		return NULL;
	}

	return json;
}
