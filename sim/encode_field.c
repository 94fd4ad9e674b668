/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* encode_field.c - from a word such as info.cells[0].id=7 to JSON. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "sim/encode_words.h"
#include "sim/memory.h"

enum {
	NAMES_SHOWN = 6,
};

/* Where a value goes: a key of an object or an element of a list. */
struct slot {
	const struct schema_field *field;
	struct json_object *container;
	const char *key; /* NULL in a list */
	size_t index;
};

static struct json_object *slot_get(const struct slot *slot)
{
	if (slot->key)
		return json_object_object_get(slot->container, slot->key);

	return json_object_array_get_idx(slot->container, slot->index);
}

static void slot_put(const struct slot *slot, struct json_object *value)
{
	if (slot->key)
		json_object_object_add(slot->container, slot->key, value);
	else
		json_object_array_put_idx(slot->container, slot->index, value);
}

static const char *member_candidate(const void *owner, size_t index)
{
	const struct schema_field *field = owner;

	return index < field->member_count ? field->members[index].name : NULL;
}

static const char *tlv_candidate(const void *owner, size_t index)
{
	const struct schema_body *body = owner;

	return index < body->count ? body->tlvs[index].field.name : NULL;
}

/* Says which names there are. */
static bool refuse_name(struct json_why *why, const char *what,
	const char *name, const char *(*candidate)(const void *, size_t),
	const void *owner)
{
	const char *nearest = schema_nearest(name, candidate, owner);
	const char *other;
	size_t length;

	if (nearest)
		return json_why(why, "no %s \"%.80s\"; did you mean \"%s\"?",
			what, name, nearest);

	json_why(why, "no %s \"%.80s\"; expected ", what, name);
	for (size_t i = 0; (other = candidate(owner, i)) != NULL; i++) {
		length = strlen(why->text);
		snprintf(why->text + length, sizeof(why->text) - length, "%s%s",
			i > 0 ? ", " : "", i < NAMES_SHOWN ? other : "...");
		if (i == NAMES_SHOWN)
			break;
	}
	if (!candidate(owner, 0))
		json_why(why,
			"no %s \"%.80s\": this message has none; a TLV by "
			"number is 0x99=HEX",
			what, name);

	return false;
}

/* Steps into the member of a struct. */
static bool enter_member(
	struct slot *slot, const char *name, struct json_why *why)
{
	const struct schema_field *field = slot->field;
	const struct schema_field *member = schema_member_by_name(field, name);
	struct json_object *object = slot_get(slot);

	if (!member)
		return refuse_name(
			why, "member", name, member_candidate, field);
	if (!object) {
		object = json_object_new_object();
		slot_put(slot, object);
	}
	if (!json_object_is_type(object, json_type_object))
		return json_why(why, "\"%s\" is given twice", field->name);
	*slot = (struct slot){member, object, member->name, 0};

	return true;
}

/* Steps to an element of a list; the next one may be a new one. */
static bool enter_element(
	struct slot *slot, const char *name, struct json_why *why)
{
	const struct schema_field *field = slot->field;
	struct json_object *list = slot_get(slot);
	unsigned long index;
	char *end;

	index = strtoul(name, &end, 10);
	if (end == name || *end != '\0' || schema_is_bytes(field))
		return json_why(why,
			"\"%.80s\": expected the number of an element, from 0",
			name);
	if (!list) {
		list = json_object_new_array();
		slot_put(slot, list);
	}
	if (!json_object_is_type(list, json_type_array))
		return json_why(why, "\"%s\" is given twice", field->name);
	if (index > json_object_array_length(list))
		return json_why(why,
			"element %lu comes before element %zu is given", index,
			json_object_array_length(list));
	*slot = (struct slot){&field->members[0], list, NULL, index};

	return true;
}

/* Goes along "a.b.0" or "a.b[0]"; cuts the path into its parts. */
static bool follow(struct slot *slot, char *path, struct json_why *why)
{
	static const char parts[] = ".[]";
	char *place = NULL;

	for (char *part = strtok_r(path, parts, &place); part;
		part = strtok_r(NULL, parts, &place)) {
		bool is_good = false;

		if (slot->field->type == SCHEMA_STRUCT)
			is_good = enter_member(slot, part, why);
		else if (slot->field->type == SCHEMA_ARRAY)
			is_good = enter_element(slot, part, why);
		else
			json_why(why, "\"%s\" has no parts", slot->field->name);
		if (!is_good)
			return false;
	}

	return true;
}

static struct json_object *parse_json(const char *text)
{
	struct json_tokener *parser = json_tokener_new();
	struct json_object *json;

	json_tokener_set_flags(parser, JSON_TOKENER_STRICT);
	json = json_tokener_parse_ex(parser, text, (int)strlen(text) + 1);
	if (json_tokener_get_error(parser) != json_tokener_success ||
		json_tokener_get_parse_end(parser) != strlen(text)) {
		json_object_put(json);
		json = NULL;
	}
	json_tokener_free(parser);

	return json;
}

/* An integer in decimal or 0x hex, or NULL. */
static struct json_object *parse_integer(const char *text)
{
	const char *digits = text + (*text == '-');
	int base = strncmp(digits, "0x", 2) == 0 ? 16 : 10;
	unsigned long long number;
	char *end;

	errno = 0;
	number = strtoull(digits, &end, base);
	if (*digits < '0' || *digits > '9' || *end != '\0' || errno != 0)
		return NULL;
	if (digits == text)
		return json_object_new_uint64(number);
	if (number > (uint64_t)INT64_MAX + 1)
		return NULL;

	return json_object_new_int64((int64_t)(0 - number));
}

/* A list of names and numbers: "lte|umts" or "lte,umts". */
static struct json_object *parse_flags(const char *text)
{
	struct json_object *list = json_object_new_array();
	char *copy = memory_string(text);
	char *place = NULL;

	for (char *name = strtok_r(copy, "|,", &place); name;
		name = strtok_r(NULL, "|,", &place)) {
		struct json_object *number = parse_integer(name);

		json_object_array_add(
			list, number ? number : json_object_new_string(name));
	}
	free(copy);

	return list;
}

static struct json_object *parse_number(
	const struct schema_field *field, const char *text)
{
	struct json_object *number = parse_integer(text);

	if (number)
		return number;
	if (field->meaning == MEANING_FLAGS)
		return parse_flags(text);
	if (field->meaning == MEANING_BOOL &&
		(strcmp(text, "true") == 0 || strcmp(text, "false") == 0))
		return json_object_new_boolean(*text == 't');
	if (field->type == SCHEMA_FLOAT) {
		number = parse_json(text);
		if (number)
			return number;
	}

	return json_object_new_string(text);
}

/* What an object or a list of this field looks like. */
static void show_example(const struct schema_field *field, struct json_why *why)
{
	size_t length;

	if (field->type == SCHEMA_ARRAY) {
		json_why(why, "expected a JSON list, such as '[...]'");
		return;
	}

	json_why(why, "expected a JSON object, such as '{");
	for (size_t i = 0; i < field->member_count; i++) {
		length = strlen(why->text);
		snprintf(why->text + length, sizeof(why->text) - length,
			"%s\"%s\": ...", i > 0 ? ", " : "",
			field->members[i].name);
	}
	length = strlen(why->text);
	snprintf(why->text + length, sizeof(why->text) - length, "}'");
}

static struct json_object *parse_value(const struct schema_field *field,
	const char *text, struct json_why *why)
{
	bool is_list = field->type == SCHEMA_STRUCT ||
		(field->type == SCHEMA_ARRAY && !schema_is_bytes(field));
	struct json_object *json = NULL;

	if (strchr("{[\"", *text) && *text != '\0')
		json = parse_json(text);
	if (json)
		return json;
	if (json_value_is_address(field))
		return json_object_new_string(text);
	if (is_list) {
		show_example(field, why);
		return NULL;
	}
	if (field->type == SCHEMA_STRING || field->type == SCHEMA_ARRAY)
		return json_object_new_string(text);

	return parse_number(field, text);
}

/* A TLV by number: its bytes in hex. */
static bool add_raw(struct json_object *fields, const char *name,
	const char *value, struct json_why *why)
{
	if (json_object_object_get_ex(fields, name, NULL))
		return json_why(why, "\"%s\" is given twice", name);
	json_object_object_add(fields, name, json_object_new_string(value));

	return true;
}

/* Adds "a.b" = value; cuts `name` into parts. */
static bool add_field(struct json_object *fields,
	const struct schema_body *body, char *name, const char *value,
	struct json_why *why)
{
	size_t end = strcspn(name, ".[");
	char *rest = name[end] == '\0' ? name + end : name + end + 1;
	const struct schema_tlv *tlv;
	struct json_object *json;
	struct slot slot;

	name[end] = '\0';
	tlv = schema_tlv_by_name(body, name);
	if (!tlv)
		return refuse_name(why, "field", name, tlv_candidate, body);
	slot = (struct slot){&tlv->field, fields, tlv->field.name, 0};
	if (!follow(&slot, rest, why))
		return false;
	if (slot_get(&slot))
		return json_why(why, "it is given twice");
	json = parse_value(slot.field, value, why);
	if (!json)
		return false;
	slot_put(&slot, json);

	return true;
}

bool encode_words_field(struct json_object *fields,
	const struct schema_body *body, const char *word, struct json_why *why)
{
	const char *value = strchr(word, '=');
	struct json_why reason = {""};
	bool is_good;
	char *name;
	uint8_t id;

	if (!value || value == word)
		return json_why(why, "%.80s: expected FIELD=VALUE", word);

	name = memory_string(word);
	name[value - word] = '\0';
	is_good = json_tlvs_read_id(name, &id)
		? add_raw(fields, name, value + 1, &reason)
		: add_field(fields, body, name, value + 1, &reason);
	free(name);

	return is_good ||
		json_why(why, "%.*s: %.300s", (int)(value - word), word,
			reason.text);
}
