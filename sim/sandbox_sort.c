/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Lua's own sort asks the clock for a pivot and complains about comparisons that
 * contradict themselves. This one merges: it is stable, takes n log n
 * comparisons whatever they say, and gives the same order in every run.
 */
#include "sim/sandbox_parts.h"

/* Where things are on the stack. */
enum {
	LIST = 1,
	LESS = 2,
	FROM = 3,
	INTO = 4
};

static uint64_t text_size(lua_State *lua, int index)
{
	if (lua_type(lua, index) != LUA_TSTRING)
		return 0;

	return lua_rawlen(lua, index);
}

/* Compares the two values on top of the stack: is the upper one less? */
static bool is_less(lua_State *lua)
{
	bool result;

	sandbox_charge(lua, 1 + text_size(lua, -1) / 64);
	if (lua_isnil(lua, LESS))
		return lua_compare(lua, -1, -2, LUA_OPLT);
	lua_pushvalue(lua, LESS);
	lua_pushvalue(lua, -2);
	lua_pushvalue(lua, -4);
	lua_call(lua, 2, 1);
	result = lua_toboolean(lua, -1);
	lua_pop(lua, 1);

	return result;
}

/* Merges the runs [left, middle) and [middle, right) of FROM into INTO. */
static void merge(
	lua_State *lua, lua_Integer left, lua_Integer middle, lua_Integer right)
{
	lua_Integer i = left;
	lua_Integer j = middle;

	for (lua_Integer to = left; to < right; to++) {
		bool takes_right = i >= middle;

		if (i < middle && j < right) {
			lua_rawgeti(lua, FROM, i);
			lua_rawgeti(lua, FROM, j);
			takes_right = is_less(lua);
			lua_pop(lua, 2);
		}
		lua_rawgeti(lua, FROM, takes_right ? j++ : i++);
		lua_rawseti(lua, INTO, to);
	}
}

static lua_Integer least(lua_Integer a, lua_Integer b)
{
	return a < b ? a : b;
}

static void sort_copy(lua_State *lua, lua_Integer end)
{
	for (lua_Integer width = 1; width < end - 1; width *= 2) {
		for (lua_Integer left = 1; left < end; left += 2 * width)
			merge(lua, left, least(left + width, end),
				least(left + 2 * width, end));
		lua_pushvalue(lua, FROM);
		lua_copy(lua, INTO, FROM);
		lua_replace(lua, INTO);
	}
}

int sandbox_sort(lua_State *lua)
{
	lua_Integer count;

	luaL_checktype(lua, LIST, LUA_TTABLE);
	if (!lua_isnoneornil(lua, LESS))
		luaL_checktype(lua, LESS, LUA_TFUNCTION);
	lua_settop(lua, 2);
	count = luaL_len(lua, LIST);
	luaL_argcheck(lua, count <= SANDBOX_ELEMENTS_MAX, LIST,
		"the list is too long");
	if (count < 2)
		return 0;
	sandbox_charge(lua, (uint64_t)count);

	luaL_checkstack(lua, 8, NULL);
	lua_createtable(lua, (int)count, 0);
	lua_createtable(lua, (int)count, 0);
	for (lua_Integer i = 1; i <= count; i++) {
		lua_geti(lua, LIST, i);
		lua_rawseti(lua, FROM, i);
	}
	sort_copy(lua, count + 1);
	for (lua_Integer i = 1; i <= count; i++) {
		lua_rawgeti(lua, FROM, i);
		lua_seti(lua, LIST, i);
	}

	return 0;
}
