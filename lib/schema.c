/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/schema.h"

#include <string.h>

#include "lib/schema_index.h"

const struct schema_service *schema_service_by_id(uint16_t id)
{
	size_t i;

	if (id < 256)
		return schema_service_slots[id];

	for (i = schema_service_count; i > 0; i--) {
		if (schema_services[i - 1]->id == id)
			return schema_services[i - 1];
	}

	return NULL;
}

/* One list of messages: all of one kind in one service. */
struct message_list {
	const struct schema_message *messages;
	size_t count;
};

static struct message_list message_list(
	const struct schema_service *service, enum message_kind kind)
{
	struct message_list list = {service->messages, service->message_count};

	if (kind == MESSAGE_INDICATION) {
		list.messages = service->indications;
		list.count = service->indication_count;
	}

	return list;
}

const struct schema_message *schema_message_by_id(uint16_t service_id,
	enum message_kind kind, uint16_t id, uint16_t vendor)
{
	const struct schema_service *service = schema_service_by_id(service_id);
	const struct schema_message *found = NULL;
	struct message_list list;
	size_t first = 0;
	size_t left;

	if (service == NULL)
		return NULL;

	/* The first message whose id is not below `id`. */
	list = message_list(service, kind);
	left = list.count;
	while (left > 0) {
		size_t half = left / 2;

		if (list.messages[first + half].id < id) {
			first += half + 1;
			left -= half + 1;
		} else {
			left = half;
		}
	}

	for (; first < list.count && list.messages[first].id == id; first++) {
		const struct schema_message *message = &list.messages[first];

		if (message->vendor == vendor)
			return message;
		if (message->vendor == 0)
			found = message;
	}

	return found;
}

const struct schema_tlv *schema_tlv_by_id(
	const struct schema_body *body, uint8_t id)
{
	size_t first = 0;
	size_t left = body->count;

	while (left > 0) {
		size_t half = left / 2;
		const struct schema_tlv *tlv = &body->tlvs[first + half];

		if (tlv->id == id)
			return tlv;
		if (tlv->id < id) {
			first += half + 1;
			left -= half + 1;
		} else {
			left = half;
		}
	}

	return NULL;
}

const struct schema_tlv *schema_tlv_by_name(
	const struct schema_body *body, const char *name)
{
	size_t i;

	for (i = 0; i < body->count; i++) {
		if (strcmp(body->tlvs[i].field.name, name) == 0)
			return &body->tlvs[i];
	}

	return NULL;
}

const struct schema_field *schema_member_by_name(
	const struct schema_field *field, const char *name)
{
	size_t i;

	if (field->type != SCHEMA_STRUCT)
		return NULL;

	for (i = 0; i < field->member_count; i++) {
		if (strcmp(field->members[i].name, name) == 0)
			return &field->members[i];
	}

	return NULL;
}

const char *schema_value_name(
	const struct schema_values *values, uint64_t value)
{
	size_t first = 0;
	size_t left = values->count;

	while (left > 0) {
		size_t half = left / 2;
		const struct schema_value *entry =
			&values->values[first + half];

		if (entry->value == value)
			return entry->name;
		if (entry->value < value) {
			first += half + 1;
			left -= half + 1;
		} else {
			left = half;
		}
	}

	return NULL;
}

bool schema_value_by_name(
	const struct schema_values *values, const char *name, uint64_t *value)
{
	size_t i;

	for (i = 0; i < values->count; i++) {
		if (strcmp(values->values[i].name, name) == 0) {
			*value = values->values[i].value;
			return true;
		}
	}

	return false;
}

bool schema_is_bytes(const struct schema_field *field)
{
	const struct schema_field *element;

	if (field->type != SCHEMA_ARRAY)
		return false;

	element = field->members;

	return element->type == SCHEMA_UINT && element->size == 1 &&
		element->meaning == MEANING_NONE;
}
