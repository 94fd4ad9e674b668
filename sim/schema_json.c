/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/schema_json.h"

#include "sim/schema_words.h"

static void add_text(
	struct json_object *json, const char *key, const char *text)
{
	if (text && *text != '\0')
		json_object_object_add(json, key, json_object_new_string(text));
}

static struct json_object *values_json(const struct schema_values *values)
{
	struct json_object *json = json_object_new_object();

	for (size_t i = 0; i < values->count; i++)
		json_object_object_add(json, values->values[i].name,
			json_object_new_uint64(values->values[i].value));

	return json;
}

static void describe_field(
	struct json_object *json, const struct schema_field *field);

static struct json_object *members_json(const struct schema_field *field)
{
	struct json_object *list = json_object_new_array();

	for (size_t i = 0; i < field->member_count; i++) {
		struct json_object *member = json_object_new_object();

		add_text(member, "name", field->members[i].name);
		describe_field(member, &field->members[i]);
		json_object_array_add(list, member);
	}

	return list;
}

/* What is known of a field beside its name. */
static void describe_field(
	struct json_object *json, const struct schema_field *field)
{
	char signature[1024];
	struct json_object *element;

	schema_signature(field, true, signature, sizeof(signature));
	add_text(json, "wire", signature);
	add_text(json, "type", schema_words_type(field));
	add_text(json, "meaning", schema_words_meaning(field));
	add_text(json, "unit", field->unit);
	if (field->personal)
		json_object_object_add(
			json, "personal", json_object_new_boolean(true));
	if (field->values) {
		add_text(json, "values_name", field->values->name);
		json_object_object_add(
			json, "values", values_json(field->values));
	}
	if (field->type == SCHEMA_STRUCT)
		json_object_object_add(json, "members", members_json(field));
	if (field->type == SCHEMA_ARRAY && !schema_is_bytes(field)) {
		element = json_object_new_object();
		describe_field(element, &field->members[0]);
		json_object_object_add(json, "element", element);
	}
}

static struct json_object *body_json(const struct schema_body *body)
{
	struct json_object *list = json_object_new_array();

	for (size_t i = 0; i < body->count; i++) {
		const struct schema_tlv *tlv = &body->tlvs[i];
		struct json_object *json = json_object_new_object();

		json_object_object_add(
			json, "id", json_object_new_int(tlv->id));
		add_text(json, "name", tlv->field.name);
		json_object_object_add(json, "optional",
			json_object_new_boolean(tlv->optional));
		describe_field(json, &tlv->field);
		json_object_array_add(list, json);
	}

	return list;
}

struct json_object *schema_json_message(const struct schema_message *message)
{
	struct json_object *json = json_object_new_object();

	add_text(json, "name", message->name);
	json_object_object_add(json, "id", json_object_new_int(message->id));
	json_object_object_add(
		json, "vendor", json_object_new_int(message->vendor));
	add_text(json, "source", message->source);
	if (schema_words_is_indication(message)) {
		json_object_object_add(json, "tlvs",
			body_json(&message->bodies[MESSAGE_INDICATION]));
		return json;
	}
	json_object_object_add(
		json, "request", body_json(&message->bodies[MESSAGE_REQUEST]));
	json_object_object_add(json, "response",
		body_json(&message->bodies[MESSAGE_RESPONSE]));

	return json;
}

static struct json_object *messages_json(
	const struct schema_message *messages, size_t count)
{
	struct json_object *list = json_object_new_array();

	for (size_t i = 0; i < count; i++)
		json_object_array_add(list, schema_json_message(&messages[i]));

	return list;
}

struct json_object *schema_json_service(const struct schema_service *service)
{
	struct json_object *json = json_object_new_object();

	add_text(json, "name", service->name);
	json_object_object_add(json, "id", json_object_new_int(service->id));
	add_text(json, "title", service->title);
	add_text(json, "summary", service->summary);
	json_object_object_add(json, "messages",
		messages_json(service->messages, service->message_count));
	json_object_object_add(json, "indications",
		messages_json(service->indications, service->indication_count));

	return json;
}

struct json_object *schema_json(void)
{
	struct json_object *json = json_object_new_object();
	struct json_object *list = json_object_new_array();

	for (size_t i = 0; i < schema_service_count; i++)
		json_object_array_add(
			list, schema_json_service(schema_services[i]));
	json_object_object_add(json, "services", list);

	return json;
}
