/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <assert.h>
#include <lauxlib.h>

#include "lib/decode.h"
#include "sim/script_message.h"

enum {
	DEPTH_MAX = 16
}; /* the schema compiler refuses deeper nesting */

/* The table being filled at each depth is on the Lua stack, innermost on top.
 */
struct builder {
	lua_State *lua;
	int message;   /* stack index of the message's table */
	bool is_muted; /* this TLV is not wanted */
	bool skips_result;
	unsigned int depth;
	lua_Integer next[DEPTH_MAX]; /* of arrays: where the next element goes;
				      * 0 in a struct */
};

/* Pops the value on top into the innermost table. */
static void store(struct builder *builder, const struct schema_field *field)
{
	lua_State *lua = builder->lua;

	if (builder->depth == 0)
		lua_setfield(lua, builder->message, field->name);
	else if (builder->next[builder->depth - 1] == 0)
		lua_setfield(lua, -2, field->name);
	else
		lua_rawseti(lua, -2, builder->next[builder->depth - 1]++);
}

static void push_flags(
	lua_State *lua, const struct schema_values *values, uint64_t value)
{
	lua_Integer place = 0;

	lua_newtable(lua);
	for (size_t i = 0; i < values->count; i++) {
		uint64_t bit = values->values[i].value;

		if (bit == 0 || (value & bit) != bit)
			continue;
		value &= ~bit;
		lua_pushstring(lua, values->values[i].name);
		lua_rawseti(lua, -2, ++place);
	}
	if (value != 0) {
		lua_pushinteger(lua, (lua_Integer)value);
		lua_rawseti(lua, -2, ++place);
	}
}

static void push_number(
	lua_State *lua, const struct schema_field *field, uint64_t value)
{
	const char *name = NULL;

	if (field->meaning == MEANING_ENUM)
		name = schema_value_name(field->values, value);

	if (name)
		lua_pushstring(lua, name);
	else if (field->meaning == MEANING_FLAGS)
		push_flags(lua, field->values, value);
	else if (field->meaning == MEANING_BOOL && value <= 1)
		lua_pushboolean(lua, value == 1);
	else if (field->type == SCHEMA_FLOAT)
		lua_pushnumber(lua, decode_real(field, value));
	else
		lua_pushinteger(lua, (lua_Integer)value);
}

static void on_tlv(void *owner, const struct tlv *tlv,
	const struct schema_tlv *schema, enum status status, bool repeated)
{
	struct builder *builder = owner;
	lua_State *lua = builder->lua;

	builder->is_muted = repeated ||
		(builder->skips_result && tlv->type == MESSAGE_TLV_RESULT);
	if (builder->is_muted || (schema && status == STATUS_OK))
		return;

	lua_pushlstring(lua, (const char *)tlv->value, tlv->size);
	lua_rawseti(lua, builder->message, tlv->type);
}

static void on_number(
	void *owner, const struct schema_field *field, uint64_t value)
{
	struct builder *builder = owner;

	if (builder->is_muted)
		return;

	push_number(builder->lua, field, value);
	store(builder, field);
}

static void on_bytes(void *owner, const struct schema_field *field,
	const uint8_t *bytes, size_t size)
{
	struct builder *builder = owner;

	if (builder->is_muted)
		return;

	lua_pushlstring(builder->lua, (const char *)bytes, size);
	store(builder, field);
}

static void on_open(void *owner, const struct schema_field *field, size_t count,
	uint8_t sequence)
{
	struct builder *builder = owner;
	bool is_array = field->type == SCHEMA_ARRAY;

	(void)count;
	if (builder->is_muted)
		return;

	assert(builder->depth < DEPTH_MAX);
	lua_newtable(builder->lua);
	if (field->sequence) {
		lua_pushinteger(builder->lua, sequence);
		lua_setfield(builder->lua, -2, "sequence");
	}
	builder->next[builder->depth++] = is_array ? 1 : 0;
}

static void on_close(void *owner, const struct schema_field *field)
{
	struct builder *builder = owner;

	if (builder->is_muted)
		return;

	builder->depth--;
	store(builder, field);
}

void script_push_message(lua_State *lua, const uint8_t *tlvs, size_t size,
	const struct schema_body *body, bool skips_result)
{
	static const struct visitor visitor = {
		.tlv = on_tlv,
		.number = on_number,
		.bytes = on_bytes,
		.open = on_open,
		.close = on_close,
	};
	static const struct schema_body nothing = {0};
	struct builder builder = {.lua = lua, .skips_result = skips_result};

	luaL_checkstack(lua, DEPTH_MAX + 4, "message nesting");
	lua_newtable(lua);
	builder.message = lua_gettop(lua);
	decode_tlvs(tlvs, size, body ? body : &nothing, &visitor, &builder);
}
