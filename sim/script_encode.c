/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <assert.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <lauxlib.h>

#include "lib/encode.h"
#include "sim/script_message.h"

enum {
	LIST_MAX = 0xffff, /* no element is smaller than a byte */
	DEPTH_MAX = 16
}; /* the schema compiler refuses deeper nesting */

/* The value asked for is on top of the Lua stack; open tables lie below it. */
struct reader {
	lua_State *lua;
	struct script_why *why;
	unsigned int depth;
	bool has_selected[DEPTH_MAX]; /* a value lies on the open table */
};

__attribute__((format(printf, 2, 3))) static bool refuse(
	struct reader *reader, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(reader->why->text, sizeof(reader->why->text), format,
		arguments);
	va_end(arguments);

	return false;
}

static const char *value_candidate(const void *owner, size_t index)
{
	const struct schema_values *values = owner;

	return index < values->count ? values->values[index].name : NULL;
}

static bool named_value(struct reader *reader, const struct schema_field *field,
	const char *name, uint64_t *value)
{
	const char *nearest;

	if (schema_value_by_name(field->values, name, value))
		return true;

	nearest = schema_nearest(name, value_candidate, field->values);
	if (nearest)
		return refuse(reader,
			"field \"%s\" has no value \"%s\"; did you mean "
			"\"%s\"?",
			field->name, name, nearest);

	return refuse(
		reader, "field \"%s\" has no value \"%s\"", field->name, name);
}

/* The sum of a list of names and numbers on top of the stack. */
static bool flags_value(struct reader *reader, const struct schema_field *field,
	uint64_t *value)
{
	lua_State *lua = reader->lua;
	lua_Integer count = luaL_len(lua, -1);
	uint64_t bit;

	if (count > 64)
		return refuse(
			reader, "field \"%s\" has too many flags", field->name);

	*value = 0;
	for (lua_Integer i = 1; i <= count; i++) {
		if (lua_geti(lua, -1, i) == LUA_TSTRING) {
			if (!named_value(
				    reader, field, lua_tostring(lua, -1), &bit))
				return false;
		} else if (lua_isinteger(lua, -1)) {
			bit = (uint64_t)lua_tointeger(lua, -1);
		} else {
			return refuse(reader,
				"field \"%s\": flags are names or numbers",
				field->name);
		}
		*value |= bit;
		lua_pop(lua, 1);
	}

	return true;
}

static bool in_range(struct reader *reader, const struct schema_field *field,
	lua_Integer value)
{
	unsigned int bits = 8U * field->size;
	lua_Integer limit;

	if (bits >= 64)
		return true;

	limit = (lua_Integer)1 << (field->type == SCHEMA_INT ? bits - 1 : bits);
	if (value < limit && value >= (field->type == SCHEMA_INT ? -limit : 0))
		return true;

	return refuse(reader, "field \"%s\": %lld does not fit %u bits",
		field->name, (long long)value, bits);
}

static bool real_value(struct reader *reader, const struct schema_field *field,
	uint64_t *value)
{
	double number = lua_tonumber(reader->lua, -1);
	float narrow = (float)number;
	uint32_t bits;

	if (field->size == sizeof(number)) {
		memcpy(value, &number, sizeof(number));
	} else {
		memcpy(&bits, &narrow, sizeof(bits));
		*value = bits;
	}

	return true;
}

static const char *expected(const struct schema_field *field)
{
	if (field->meaning == MEANING_ENUM)
		return "a name or number";
	if (field->meaning == MEANING_FLAGS)
		return "a list of names";
	if (field->meaning == MEANING_BOOL)
		return "a boolean";
	if (field->type == SCHEMA_FLOAT)
		return "a number";

	return "an integer";
}

static bool read_number(
	void *owner, const struct schema_field *field, uint64_t *value)
{
	struct reader *reader = owner;
	lua_State *lua = reader->lua;
	int type = lua_type(lua, -1);
	lua_Integer integer;
	int is_whole;

	if (type == LUA_TBOOLEAN && field->meaning == MEANING_BOOL) {
		*value = (uint64_t)lua_toboolean(lua, -1);
		return true;
	}
	if (type == LUA_TSTRING && field->values)
		return named_value(reader, field, lua_tostring(lua, -1), value);
	if (type == LUA_TTABLE && field->meaning == MEANING_FLAGS)
		return flags_value(reader, field, value);
	if (type == LUA_TNUMBER && field->type == SCHEMA_FLOAT)
		return real_value(reader, field, value);
	if (type == LUA_TNUMBER) {
		integer = lua_tointegerx(lua, -1, &is_whole);
		*value = (uint64_t)integer;
		if (is_whole)
			return in_range(reader, field, integer);
	}

	return refuse(reader, "field \"%s\" must be %s, not a %s", field->name,
		expected(field), lua_typename(lua, type));
}

static bool read_bytes(void *owner, const struct schema_field *field,
	const uint8_t **bytes, size_t *size)
{
	struct reader *reader = owner;
	int type = lua_type(reader->lua, -1);

	if (type != LUA_TSTRING)
		return refuse(reader, "field \"%s\" must be a string, not a %s",
			field->name, lua_typename(reader->lua, type));

	*bytes = (const uint8_t *)lua_tolstring(reader->lua, -1, size);

	return true;
}

static const char *member_candidate(const void *owner, size_t index)
{
	const struct schema_field *field = owner;

	return index < field->member_count ? field->members[index].name : NULL;
}

/* The text of the key on top of the stack, which stays as it is. */
static const char *key_name(lua_State *lua)
{
	return lua_type(lua, -1) == LUA_TSTRING ? lua_tostring(lua, -1)
						: "(not a name)";
}

/* Of two names the first by its bytes: a table has no order, and the message
 * must be the same in every run.
 */
static const char *first_name(const char *a, const char *b)
{
	return a && strcmp(a, b) <= 0 ? a : b;
}

static bool refuse_name(struct reader *reader, const char *what,
	const char *name, const char *nearest)
{
	return refuse(reader, "%s \"%s\"%s%s%s", what, name,
		nearest ? "; did you mean \"" : "", nearest ? nearest : "",
		nearest ? "\"?" : "");
}

/* Refuses names in the struct on top of the stack that it does not have. */
static bool check_members(
	struct reader *reader, const struct schema_field *field)
{
	lua_State *lua = reader->lua;
	const char *unknown = NULL;
	char what[128];

	lua_pushnil(lua);
	while (lua_next(lua, -2)) {
		lua_pop(lua, 1);
		if (!schema_member_by_name(field, key_name(lua)))
			unknown = first_name(unknown, key_name(lua));
	}
	if (!unknown)
		return true;

	snprintf(what, sizeof(what), "field \"%s\" has no member", field->name);

	return refuse_name(reader, what, unknown,
		schema_nearest(unknown, member_candidate, field));
}

static bool open_value(void *owner, const struct schema_field *field,
	size_t *count, uint8_t *sequence)
{
	struct reader *reader = owner;
	lua_State *lua = reader->lua;
	lua_Integer length;

	if (!lua_istable(lua, -1))
		return refuse(reader, "field \"%s\" must be a %s, not a %s",
			field->name,
			field->type == SCHEMA_ARRAY ? "list" : "table",
			luaL_typename(lua, -1));
	assert(reader->depth < DEPTH_MAX);
	reader->has_selected[reader->depth++] = false;
	if (field->type == SCHEMA_STRUCT)
		return check_members(reader, field);

	length = luaL_len(lua, -1);
	if (length < 0 || length > LIST_MAX)
		return refuse(reader, "field \"%s\" has too many elements",
			field->name);
	*count = (size_t)length;
	if (field->sequence) {
		lua_getfield(lua, -1, "sequence");
		*sequence = (uint8_t)lua_tointeger(lua, -1);
		lua_pop(lua, 1);
	}

	return true;
}

/* Puts member or element `index` of the innermost table on top; the table is
 * found below the value that was selected before, if any.
 */
static bool select_value(
	void *owner, const struct schema_field *field, size_t index)
{
	struct reader *reader = owner;
	lua_State *lua = reader->lua;

	if (reader->has_selected[reader->depth - 1])
		lua_pop(lua, 1);
	reader->has_selected[reader->depth - 1] = true;
	if (field->type == SCHEMA_ARRAY) {
		lua_geti(lua, -1, (lua_Integer)index + 1);
		return true;
	}

	lua_getfield(lua, -1, field->members[index].name);
	if (lua_isnil(lua, -1))
		return refuse(reader, "field \"%s\": member \"%s\" is missing",
			field->name, field->members[index].name);

	return true;
}

/* `field` is done: the last selected value goes, the table stays on top. */
static bool close_value(void *owner, const struct schema_field *field)
{
	struct reader *reader = owner;

	(void)field;
	if (reader->has_selected[--reader->depth])
		lua_pop(reader->lua, 1);

	return true;
}

static bool write_tlv(struct reader *reader, const struct schema_tlv *tlv,
	struct wire_writer *writer)
{
	static const struct source source = {
		.number = read_number,
		.bytes = read_bytes,
		.open = open_value,
		.select = select_value,
		.close = close_value,
	};
	const struct schema_field *where = NULL;
	size_t value = tlv_begin(writer, tlv->id);
	int top = lua_gettop(reader->lua);
	enum status status;

	reader->depth = 0;
	status = encode_field(writer, &tlv->field, &source, reader, &where);

	lua_settop(reader->lua, top);
	tlv_end(writer, value);
	if (status == STATUS_OK && writer->failed)
		status = STATUS_NO_SPACE;
	if (status == STATUS_OK)
		return true;
	if (status != STATUS_BAD_SOURCE)
		refuse(reader, "field \"%s\": %s",
			where ? where->name : tlv->field.name,
			status_text(status));

	return false;
}

static const char *tlv_candidate(const void *owner, size_t index)
{
	const struct schema_body *body = owner;

	return index < body->count ? body->tlvs[index].field.name : NULL;
}

/* Looks for keys that are no field: unknown names are refused, numbers are raw
 * TLVs and are counted.
 */
static bool check_keys(struct reader *reader, int index,
	const struct schema_body *body, unsigned int *raw)
{
	lua_State *lua = reader->lua;
	const char *unknown = NULL;

	*raw = 0;
	lua_pushnil(lua);
	while (lua_next(lua, index)) {
		lua_pop(lua, 1);
		if (lua_isinteger(lua, -1))
			++*raw;
		else if (!schema_tlv_by_name(body, key_name(lua)))
			unknown = first_name(unknown, key_name(lua));
	}
	if (!unknown)
		return true;

	return refuse_name(reader, "no field", unknown,
		schema_nearest(unknown, tlv_candidate, body));
}

static bool write_raw_tlvs(struct reader *reader, int index, unsigned int count,
	struct wire_writer *writer)
{
	lua_State *lua = reader->lua;

	for (int type = 0; type <= 0xff && count > 0; type++) {
		size_t value;
		size_t size;
		const char *bytes;

		if (lua_rawgeti(lua, index, type) == LUA_TSTRING) {
			count--;
			bytes = lua_tolstring(lua, -1, &size);
			value = tlv_begin(writer, (uint8_t)type);
			wire_put_bytes(writer, (const uint8_t *)bytes, size);
			tlv_end(writer, value);
		}
		lua_pop(lua, 1);
	}
	if (count > 0)
		return refuse(reader,
			"a number names a raw TLV: 0 to 255, with a string");

	return true;
}

/* Whether the table at `index` has the TLV's bytes, under its number. */
static bool has_raw(lua_State *lua, int index, uint8_t type)
{
	bool has_it = lua_rawgeti(lua, index, type) == LUA_TSTRING;

	lua_pop(lua, 1);

	return has_it;
}

/* Writes the TLV at the top of the stack, if it is there. */
static bool write_optional(struct reader *reader, const struct schema_tlv *tlv,
	bool may_miss, struct wire_writer *writer)
{
	lua_State *lua = reader->lua;
	int type = lua_type(lua, -1);

	if (type == LUA_TNIL && !tlv->optional && !may_miss)
		return refuse(
			reader, "field \"%s\" is missing", tlv->field.name);
	if (type == LUA_TNIL)
		return true;
	if (type == LUA_TBOOLEAN && !lua_toboolean(lua, -1) &&
		tlv->field.meaning != MEANING_BOOL)
		return true; /* left out on purpose */

	return write_tlv(reader, tlv, writer);
}

bool script_write_message(lua_State *lua, int index,
	const struct schema_body *body, bool is_partial,
	struct wire_writer *writer, struct script_why *why)
{
	struct reader reader = {.lua = lua, .why = why};
	int top = lua_gettop(lua);
	unsigned int raw;
	bool is_good;

	index = lua_absindex(lua, index);
	luaL_checkstack(lua, 2 * DEPTH_MAX + 8, "message nesting");
	is_good = check_keys(&reader, index, body, &raw);
	for (size_t i = 0; i < body->count && is_good; i++) {
		bool may_miss = is_partial ||
			(raw > 0 && has_raw(lua, index, body->tlvs[i].id));

		lua_getfield(lua, index, body->tlvs[i].field.name);
		is_good = write_optional(
			&reader, &body->tlvs[i], may_miss, writer);
		lua_pop(lua, 1);
	}
	if (is_good)
		is_good = write_raw_tlvs(&reader, index, raw, writer);
	if (is_good && writer->failed)
		is_good = refuse(&reader,
			"the message does not fit a frame of 65535 bytes");
	lua_settop(lua, top);

	return is_good;
}
