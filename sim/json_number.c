/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* json_number.c - numbers, bools, enums and flags for json_value.h. */
#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/decode.h"
#include "sim/json_value.h"

bool json_why(struct json_why *why, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(why->text, sizeof(why->text), format, arguments);
	va_end(arguments);

	return false;
}

const char *json_value_kind(struct json_object *json)
{
	switch (json_object_get_type(json)) {
	case json_type_null:
		return "null";
	case json_type_boolean:
		return "a boolean";
	case json_type_double:
		return "a number with a fraction";
	case json_type_int:
		return "an integer";
	case json_type_object:
		return "an object";
	case json_type_array:
		return "a list";
	case json_type_string:
		return "a string";
	}

	return "something else";
}

/* The low bits, which is how tables hold negative values. */
static uint64_t narrow(const struct schema_field *field, uint64_t value)
{
	if (field->size >= sizeof(value))
		return value;

	return value & (((uint64_t)1 << 8 * field->size) - 1);
}

static struct json_object *from_flags(
	const struct schema_field *field, uint64_t value)
{
	struct json_object *list = json_object_new_array();
	const struct schema_values *values = field->values;

	value = narrow(field, value);
	for (size_t i = 0; i < values->count; i++) {
		uint64_t flag = values->values[i].value;

		if (flag == 0 || (value & flag) != flag)
			continue;
		json_object_array_add(
			list, json_object_new_string(values->values[i].name));
		value &= ~flag;
	}
	if (value != 0)
		json_object_array_add(list, json_object_new_uint64(value));

	return list;
}

/* JSON has no word for infinities, for what is not a number and, in many
 * programs, for minus zero: these are written as their bits.
 */
static struct json_object *from_real(
	const struct schema_field *field, uint64_t bits)
{
	double real = decode_real(field, bits);
	char text[40];

	if (!isfinite(real) || (real == 0 && bits != 0)) {
		snprintf(text, sizeof(text), "0x%0*" PRIx64, 2 * field->size,
			bits);
		return json_object_new_string(text);
	}

	snprintf(text, sizeof(text), "%.*g",
		field->size == sizeof(float) ? 9 : 17, real);

	return json_object_new_double_s(real, text);
}

static struct json_object *from_ipv4(uint64_t value)
{
	char text[sizeof("255.255.255.255")];

	snprintf(text, sizeof(text), "%u.%u.%u.%u",
		(unsigned int)(value >> 24) & 0xff,
		(unsigned int)(value >> 16) & 0xff,
		(unsigned int)(value >> 8) & 0xff, (unsigned int)value & 0xff);

	return json_object_new_string(text);
}

struct json_object *json_value_from_number(
	const struct schema_field *field, uint64_t value)
{
	const char *name = NULL;

	if (field->type == SCHEMA_FLOAT)
		return from_real(field, value);
	if (field->meaning == MEANING_FLAGS)
		return from_flags(field, value);
	if (field->meaning == MEANING_BOOL && value <= 1)
		return json_object_new_boolean(value == 1);
	if (field->meaning == MEANING_IPV4 && field->size == 4)
		return from_ipv4(value);

	if (field->meaning == MEANING_ENUM) {
		name = schema_value_name(field->values, value);
		if (!name)
			name = schema_value_name(
				field->values, narrow(field, value));
	}
	if (name)
		return json_object_new_string(name);
	if (field->type == SCHEMA_INT)
		return json_object_new_int64((int64_t)value);

	return json_object_new_uint64(value);
}

static const char *value_candidate(const void *owner, size_t index)
{
	const struct schema_values *values = owner;

	return index < values->count ? values->values[index].name : NULL;
}

/* Names the nearest value, or the first ones. */
static bool refuse_name(const struct schema_values *values, const char *name,
	struct json_why *why)
{
	const char *nearest = schema_nearest(name, value_candidate, values);
	size_t length;

	if (nearest)
		return json_why(why, "no value \"%.80s\"; did you mean \"%s\"?",
			name, nearest);

	json_why(why, "no value \"%.80s\"; expected a number or ", name);
	for (size_t i = 0; i < values->count && i < 8; i++) {
		length = strlen(why->text);
		snprintf(why->text + length, sizeof(why->text) - length, "%s%s",
			i > 0 ? ", " : "", values->values[i].name);
	}
	length = strlen(why->text);
	if (values->count > 8)
		snprintf(why->text + length, sizeof(why->text) - length,
			", ...");

	return false;
}

static bool to_integer(struct json_object *json,
	const struct schema_field *field, uint64_t *value, struct json_why *why)
{
	unsigned int bits = 8U * field->size;
	int64_t low = json_object_get_int64(json);
	uint64_t most;

	if (field->type == SCHEMA_INT) {
		most = UINT64_MAX >> (64 - bits) >> 1;
		*value = (uint64_t)low;
		if (low < 0 ? (uint64_t) - (low + 1) <= most
			    : json_object_get_uint64(json) <= most)
			return true;
		return json_why(why,
			"%s does not fit; expected -%" PRIu64 " to %" PRIu64,
			json_object_get_string(json), most + 1, most);
	}

	most = UINT64_MAX >> (64 - bits);
	*value = json_object_get_uint64(json);
	if (low >= 0 && *value <= most)
		return true;

	return json_why(why, "%s does not fit; expected 0 to %" PRIu64,
		json_object_get_string(json), most);
}

/* The sum of a list of names and numbers. */
static bool to_flags(struct json_object *json, const struct schema_field *field,
	uint64_t *value, struct json_why *why)
{
	uint64_t flag = 0;

	*value = 0;
	for (size_t i = 0; i < json_object_array_length(json); i++) {
		struct json_object *item = json_object_array_get_idx(json, i);
		const char *name;

		if (json_object_is_type(item, json_type_string)) {
			name = json_object_get_string(item);
			if (!schema_value_by_name(field->values, name, &flag))
				return refuse_name(field->values, name, why);
		} else if (!json_object_is_type(item, json_type_int)) {
			return json_why(why,
				"expected a list of names and numbers; it "
				"holds %s",
				json_value_kind(item));
		} else if (!json_value_to_unsigned(item,
				   UINT64_MAX >> (64 - 8 * field->size), &flag,
				   why)) {
			return false;
		}
		*value |= flag;
	}

	return true;
}

/* The bits of a float, written as hex in a string. */
static bool to_bits(const char *text, const struct schema_field *field,
	uint64_t *value, struct json_why *why)
{
	char *end;

	errno = 0;
	*value = strtoull(text, &end, 16);
	if (strncmp(text, "0x", 2) == 0 && errno == 0 && *end == '\0' &&
		*value <= UINT64_MAX >> (64 - 8 * field->size))
		return true;

	return json_why(why,
		"expected a number, or its bits as \"0x...\", not \"%.80s\"",
		text);
}

static bool to_real(struct json_object *json, const struct schema_field *field,
	uint64_t *value, struct json_why *why)
{
	double real = json_object_get_double(json);
	float small;
	uint32_t bits;

	if (json_object_is_type(json, json_type_string))
		return to_bits(json_object_get_string(json), field, value, why);
	if (!json_object_is_type(json, json_type_double) &&
		!json_object_is_type(json, json_type_int))
		return json_why(why, "expected a number, not %s",
			json_value_kind(json));
	if (field->size == sizeof(real)) {
		memcpy(value, &real, sizeof(real));
		return true;
	}

	small = (float)real;
	if (!isfinite(small))
		return json_why(why, "%s does not fit a float",
			json_object_get_string(json));
	memcpy(&bits, &small, sizeof(bits));
	*value = bits;

	return true;
}

static bool to_ipv4(
	struct json_object *json, uint64_t *value, struct json_why *why)
{
	struct in_addr address;

	if (inet_pton(AF_INET, json_object_get_string(json), &address) != 1)
		return json_why(why, "expected an address such as 192.0.2.1");
	*value = ntohl(address.s_addr);

	return true;
}

static const char *expected(const struct schema_field *field)
{
	switch ((enum schema_meaning)field->meaning) {
	case MEANING_ENUM:
		return "a name or a number";
	case MEANING_FLAGS:
		return "a list of names";
	case MEANING_BOOL:
		return "true or false";
	case MEANING_IPV4:
		return "an address such as 192.0.2.1";
	case MEANING_NONE:
	case MEANING_ASCII:
	case MEANING_UCS2:
	case MEANING_GSM7:
	case MEANING_BCD:
	case MEANING_PLMN:
	case MEANING_IPV6:
		break;
	}

	return "an integer";
}

bool json_value_to_number(struct json_object *json,
	const struct schema_field *field, uint64_t *value, struct json_why *why)
{
	bool is_string = json_object_is_type(json, json_type_string);
	const char *name;

	if (field->type == SCHEMA_FLOAT)
		return to_real(json, field, value, why);
	if (json_object_is_type(json, json_type_int))
		return to_integer(json, field, value, why);
	if (is_string && field->meaning == MEANING_ENUM) {
		name = json_object_get_string(json);
		return schema_value_by_name(field->values, name, value) ||
			refuse_name(field->values, name, why);
	}
	if (is_string && field->meaning == MEANING_IPV4)
		return to_ipv4(json, value, why);
	if (field->meaning == MEANING_FLAGS &&
		json_object_is_type(json, json_type_array))
		return to_flags(json, field, value, why);
	if (field->meaning == MEANING_BOOL &&
		json_object_is_type(json, json_type_boolean)) {
		*value = json_object_get_boolean(json) ? 1 : 0;
		return true;
	}

	if (is_string)
		return json_why(why, "expected %s, not \"%.80s\"",
			expected(field), json_object_get_string(json));

	return json_why(why, "expected %s, not %s", expected(field),
		json_value_kind(json));
}

bool json_value_to_unsigned(struct json_object *json, uint64_t most,
	uint64_t *value, struct json_why *why)
{
	if (!json_object_is_type(json, json_type_int) ||
		json_object_get_int64(json) < 0 ||
		json_object_get_uint64(json) > most)
		return json_why(why,
			"expected an integer from 0 to %" PRIu64 ", not %.80s",
			most, json_object_get_string(json));
	*value = json_object_get_uint64(json);

	return true;
}
