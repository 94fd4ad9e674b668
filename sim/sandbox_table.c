/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <lualib.h>

#include "sim/sandbox_parts.h"

/* The length of a list, which __len may have made up. */
static lua_Integer list_length(lua_State *lua, int index)
{
	lua_Integer length;

	luaL_checktype(lua, index, LUA_TTABLE);
	length = luaL_len(lua, index);
	luaL_argcheck(lua, length <= SANDBOX_ELEMENTS_MAX, index,
		"the list is too long");
	if (length < 0)
		length = 0;

	return length;
}

static int insert(lua_State *lua)
{
	lua_Integer end = list_length(lua, 1) + 1;
	lua_Integer position = end;

	if (lua_gettop(lua) == 3) {
		position = luaL_checkinteger(lua, 2);
		luaL_argcheck(lua, position >= 1 && position <= end, 2,
			"position out of bounds");
	} else if (lua_gettop(lua) != 2) {
		return luaL_error(lua, "wrong number of arguments to 'insert'");
	}
	sandbox_charge(lua, (uint64_t)(end - position) / 2);
	for (lua_Integer i = end; i > position; i--) {
		lua_geti(lua, 1, i - 1);
		lua_seti(lua, 1, i);
	}
	lua_seti(lua, 1, position);

	return 0;
}

static int remove_element(lua_State *lua)
{
	lua_Integer length = list_length(lua, 1);
	lua_Integer position = luaL_optinteger(lua, 2, length);

	if (!lua_isnoneornil(lua, 2))
		luaL_argcheck(lua,
			(position >= 1 && position <= length + 1) ||
				(length == 0 && position == 0),
			2, "position out of bounds");
	sandbox_charge(lua, (uint64_t)(length - position + 1) / 2);
	lua_geti(lua, 1, position);
	for (; position < length; position++) {
		lua_geti(lua, 1, position + 1);
		lua_seti(lua, 1, position);
	}
	lua_pushnil(lua);
	lua_seti(lua, 1, position);

	return 1;
}

/* How many there are from `first` to `last`, at most what is allowed. */
static lua_Integer range(lua_State *lua, lua_Integer first, lua_Integer last)
{
	if (last < first)
		return 0;
	if ((uint64_t)last - (uint64_t)first >= SANDBOX_ELEMENTS_MAX)
		luaL_error(lua, "more than %d elements", SANDBOX_ELEMENTS_MAX);

	return last - first + 1;
}

static int move(lua_State *lua)
{
	lua_Integer first = luaL_checkinteger(lua, 2);
	lua_Integer last = luaL_checkinteger(lua, 3);
	lua_Integer to = luaL_checkinteger(lua, 4);
	int target = lua_isnoneornil(lua, 5) ? 1 : 5;
	lua_Integer count = range(lua, first, last);
	bool is_upward;

	luaL_checktype(lua, 1, LUA_TTABLE);
	luaL_checktype(lua, target, LUA_TTABLE);
	luaL_argcheck(lua, to <= LUA_MAXINTEGER - count, 4,
		"destination wrap around");
	sandbox_charge(lua, (uint64_t)count / 2);
	is_upward = to > last || to <= first ||
		!lua_compare(lua, 1, target, LUA_OPEQ);
	for (lua_Integer i = 0; i < count; i++) {
		lua_Integer at = is_upward ? i : count - 1 - i;

		lua_geti(lua, 1, first + at);
		lua_seti(lua, target, to + at);
	}
	lua_pushvalue(lua, target);

	return 1;
}

static void add_element(lua_State *lua, luaL_Buffer *text, lua_Integer i)
{
	lua_geti(lua, 1, i);
	if (!lua_isstring(lua, -1))
		luaL_error(lua,
			"invalid value (at index %I) in table for 'concat'",
			(LUAI_UACINT)i);
	sandbox_charge(lua, 1 + (uint64_t)lua_rawlen(lua, -1) / 64);
	luaL_addvalue(text);
}

static int concat(lua_State *lua)
{
	lua_Integer first = luaL_optinteger(lua, 3, 1);
	lua_Integer last;
	size_t size;
	const char *separator = luaL_optlstring(lua, 2, "", &size);
	lua_Integer count;
	luaL_Buffer text;

	luaL_checktype(lua, 1, LUA_TTABLE);
	last = lua_isnoneornil(lua, 4) ? list_length(lua, 1)
				       : luaL_checkinteger(lua, 4);
	count = range(lua, first, last);
	luaL_buffinit(lua, &text);
	for (lua_Integer i = 0; i < count; i++) {
		if (i > 0)
			luaL_addlstring(&text, separator, size);
		add_element(lua, &text, first + i);
	}
	luaL_pushresult(&text);

	return 1;
}

static const luaL_Reg own[] = {
	{"concat", concat},
	{"insert", insert},
	{"move", move},
	{"remove", remove_element},
	{"sort", sandbox_sort},
	{NULL, NULL},
};

void sandbox_open_table(lua_State *lua)
{
	sandbox_push_library(lua, luaopen_table);
	luaL_setfuncs(lua, own, 0);
}
