/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/script_json.h"

#include <lauxlib.h>
#include <string.h>

#include "sim/sandbox.h"

static void push(lua_State *lua, struct json_object *json, int depth)
{
	if (depth > SCRIPT_JSON_DEPTH_MAX)
		luaL_error(lua, "JSON is nested deeper than %d",
			SCRIPT_JSON_DEPTH_MAX);
	luaL_checkstack(lua, 4, "JSON");
	switch (json_object_get_type(json)) {
	case json_type_null:
		lua_pushnil(lua);
		return;
	case json_type_boolean:
		lua_pushboolean(lua, json_object_get_boolean(json));
		return;
	case json_type_double:
		lua_pushnumber(lua, json_object_get_double(json));
		return;
	case json_type_int:
		lua_pushinteger(lua, json_object_get_int64(json));
		return;
	case json_type_string:
		lua_pushlstring(lua, json_object_get_string(json),
			(size_t)json_object_get_string_len(json));
		return;
	case json_type_array:
		lua_newtable(lua);
		for (size_t i = 0; i < json_object_array_length(json); i++) {
			push(lua, json_object_array_get_idx(json, i),
				depth + 1);
			lua_rawseti(lua, -2, (lua_Integer)i + 1);
		}
		return;
	case json_type_object:
		lua_newtable(lua);
		json_object_object_foreach(json, name, item)
		{
			lua_pushstring(lua, name);
			push(lua, item, depth + 1);
			lua_rawset(lua, -3);
		}
		return;
	}
}

void script_json_push(lua_State *lua, struct json_object *json)
{
	push(lua, json, 0);
}

/* Whether a table's metatable has that name. */
static bool is_called(lua_State *lua, int index, const char *name)
{
	bool is_it;

	if (!lua_getmetatable(lua, index))
		return false;
	lua_pushliteral(lua, "__name");
	lua_rawget(lua, -2);
	is_it = lua_type(lua, -1) == LUA_TSTRING &&
		strcmp(lua_tostring(lua, -1), name) == 0;
	lua_pop(lua, 2);

	return is_it;
}

static bool is_list(lua_State *lua, int index)
{
	return lua_rawlen(lua, index) > 0 || is_called(lua, index, "list");
}

/* An empty list or object for the table at `index`; NULL for null. */
static struct json_object *new_json(lua_State *lua, int index)
{
	if (is_called(lua, index, "null"))
		return NULL;

	return is_list(lua, index) ? json_object_new_array()
				   : json_object_new_object();
}

static void read_value(
	lua_State *lua, int index, struct json_object **json, int depth);

/* An entry is there before it is filled, so that an error leaves nothing behind.
 */
static void read_list(
	lua_State *lua, int table, struct json_object *list, int depth)
{
	lua_Integer count = (lua_Integer)lua_rawlen(lua, table);

	for (lua_Integer i = 1; i <= count; i++) {
		struct json_object *item = NULL;

		lua_rawgeti(lua, table, i);
		if (lua_istable(lua, -1)) {
			item = new_json(lua, lua_gettop(lua));
			json_object_array_add(list, item);
			read_value(lua, lua_gettop(lua), &item, depth + 1);
		} else {
			read_value(lua, lua_gettop(lua), &item, depth + 1);
			json_object_array_add(list, item);
		}
		lua_pop(lua, 1);
	}
}

static void read_object(
	lua_State *lua, int table, struct json_object *object, int depth)
{
	lua_Integer count = sandbox_push_sorted_keys(lua, table);
	int keys = lua_gettop(lua);

	for (lua_Integer i = 1; i <= count; i++) {
		struct json_object *item = NULL;

		lua_rawgeti(lua, keys, i);
		if (lua_type(lua, -1) != LUA_TSTRING)
			luaL_error(lua, "JSON has no key that is a %s",
				luaL_typename(lua, -1));
		lua_pushvalue(lua, -1);
		lua_rawget(lua, table);
		if (lua_istable(lua, -1)) {
			item = new_json(lua, lua_gettop(lua));
			json_object_object_add(
				object, lua_tostring(lua, -2), item);
			read_value(lua, lua_gettop(lua), &item, depth + 1);
		} else {
			read_value(lua, lua_gettop(lua), &item, depth + 1);
			json_object_object_add(
				object, lua_tostring(lua, -2), item);
		}
		lua_pop(lua, 2);
	}
	lua_pop(lua, 1);
}

/* `*json` is what to fill when the value is a table. */
static void read_value(
	lua_State *lua, int index, struct json_object **json, int depth)
{
	size_t size;
	const char *text;

	if (depth > SCRIPT_JSON_DEPTH_MAX)
		luaL_error(lua, "the value is nested deeper than %d",
			SCRIPT_JSON_DEPTH_MAX);
	luaL_checkstack(lua, 8, "JSON");
	switch (lua_type(lua, index)) {
	case LUA_TNIL:
		break;
	case LUA_TBOOLEAN:
		*json = json_object_new_boolean(lua_toboolean(lua, index));
		break;
	case LUA_TNUMBER:
		*json = lua_isinteger(lua, index)
			? json_object_new_int64(lua_tointeger(lua, index))
			: json_object_new_double(lua_tonumber(lua, index));
		break;
	case LUA_TSTRING:
		text = lua_tolstring(lua, index, &size);
		*json = json_object_new_string_len(text, (int)size);
		break;
	case LUA_TTABLE:
		if (!*json)
			break;
		if (is_list(lua, index))
			read_list(lua, index, *json, depth);
		else
			read_object(lua, index, *json, depth);
		break;
	default:
		luaL_error(lua, "JSON has no %s", luaL_typename(lua, index));
	}
}

void script_json_read(lua_State *lua, int index, struct json_object **json)
{
	index = lua_absindex(lua, index);
	*json = NULL;
	if (lua_istable(lua, index))
		*json = new_json(lua, index);
	read_value(lua, index, json, 0);
}
