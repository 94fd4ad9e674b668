/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdlib.h>
#include <string.h>

#include "sim/sandbox_parts.h"

enum {
	FEW_KEYS = 32
};

enum rank {
	RANK_NUMBER,
	RANK_STRING,
	RANK_BOOLEAN
};

/* A key of a table. Strings borrow; the table holds them meanwhile. */
struct key {
	enum rank rank;
	bool is_integer;
	lua_Integer integer; /* also a boolean */
	lua_Number number;
	const char *text;
	size_t size;
};

static int sign(bool greater, bool less)
{
	return (int)greater - (int)less;
}

/* Floats that are keys have a fraction or lie outside of the integers. */
static int compare_mixed(lua_Integer integer, lua_Number number)
{
	lua_Integer whole;

	if (number >= 0x1p63)
		return -1;
	if (number < -0x1p63)
		return 1;

	whole = (lua_Integer)number;
	if (number < 0)
		return integer < whole ? -1 : 1;

	return integer <= whole ? -1 : 1;
}

static int compare_numbers(const struct key *a, const struct key *b)
{
	if (a->is_integer && b->is_integer)
		return sign(a->integer > b->integer, a->integer < b->integer);
	if (a->is_integer)
		return compare_mixed(a->integer, b->number);
	if (b->is_integer)
		return -compare_mixed(b->integer, a->number);

	return sign(a->number > b->number, a->number < b->number);
}

static int compare_strings(const struct key *a, const struct key *b)
{
	size_t shorter = a->size < b->size ? a->size : b->size;
	int order = memcmp(a->text, b->text, shorter);

	return order != 0 ? order : sign(a->size > b->size, a->size < b->size);
}

static int compare_keys(const void *first, const void *second)
{
	const struct key *a = first;
	const struct key *b = second;

	if (a->rank != b->rank)
		return sign(a->rank > b->rank, a->rank < b->rank);
	switch (a->rank) {
	case RANK_NUMBER:
		return compare_numbers(a, b);
	case RANK_STRING:
		return compare_strings(a, b);
	case RANK_BOOLEAN:
		return sign(a->integer > b->integer, a->integer < b->integer);
	}

	return 0;
}

static struct key read_key(lua_State *lua, int index)
{
	struct key key = {.rank = RANK_NUMBER};
	int is_integer;

	switch (lua_type(lua, index)) {
	case LUA_TNUMBER:
		key.number = lua_tonumber(lua, index);
		key.integer = lua_tointegerx(lua, index, &is_integer);
		key.is_integer = is_integer;
		break;
	case LUA_TSTRING:
		key.rank = RANK_STRING;
		key.text = lua_tolstring(lua, index, &key.size);
		break;
	case LUA_TBOOLEAN:
		key.rank = RANK_BOOLEAN;
		key.integer = lua_toboolean(lua, index);
		break;
	default:
		luaL_error(lua,
			"a key of the table is a %s; only numbers, strings "
			"and booleans have an order",
			luaL_typename(lua, index));
	}

	return key;
}

static void push_key(lua_State *lua, const struct key *key)
{
	switch (key->rank) {
	case RANK_NUMBER:
		if (key->is_integer)
			lua_pushinteger(lua, key->integer);
		else
			lua_pushnumber(lua, key->number);
		break;
	case RANK_STRING:
		lua_pushlstring(lua, key->text, key->size);
		break;
	case RANK_BOOLEAN:
		lua_pushboolean(lua, key->integer != 0);
		break;
	}
}

/* Reads the keys into `keys` as far as there is room; returns their number. */
static size_t read_keys(
	lua_State *lua, int index, struct key *keys, size_t room)
{
	bool is_sorted = true;
	size_t count = 0;

	lua_pushnil(lua);
	while (lua_next(lua, index) != 0) {
		lua_pop(lua, 1);
		if (count < room) {
			keys[count] = read_key(lua, -1);
			if (count > 0 &&
				compare_keys(&keys[count - 1], &keys[count]) >
					0)
				is_sorted = false;
		}
		count++;
	}
	if (count <= room && !is_sorted)
		qsort(keys, count, sizeof(*keys), compare_keys);

	return count;
}

lua_Integer sandbox_push_sorted_keys(lua_State *lua, int index)
{
	struct key few[FEW_KEYS];
	struct key *keys = few;
	size_t count;

	luaL_checkstack(lua, 6, NULL);
	index = lua_absindex(lua, index);
	lua_pushnil(lua); /* for the memory that many keys need */
	count = read_keys(lua, index, few, FEW_KEYS);
	sandbox_charge(lua, 5 * count);
	if (count > FEW_KEYS) {
		keys = lua_newuserdatauv(lua, count * sizeof(*keys), 0);
		lua_replace(lua, -2);
		read_keys(lua, index, keys, count);
	}

	lua_createtable(lua, (int)count, 0);
	for (size_t i = 0; i < count; i++) {
		push_key(lua, &keys[i]);
		lua_rawseti(lua, -2, (lua_Integer)i + 1);
	}
	lua_remove(lua, -2);

	return (lua_Integer)count;
}

/* Upvalues: the table, its keys, their number, how many were given. */
static int step(lua_State *lua)
{
	lua_Integer count = lua_tointeger(lua, lua_upvalueindex(3));
	lua_Integer done = lua_tointeger(lua, lua_upvalueindex(4));
	int found = LUA_TNIL;

	lua_settop(lua, 0);
	while (found == LUA_TNIL && done < count) {
		lua_settop(lua, 0);
		lua_rawgeti(lua, lua_upvalueindex(2), ++done);
		lua_pushvalue(lua, 1);
		found = lua_rawget(lua, lua_upvalueindex(1));
	}
	lua_pushinteger(lua, done);
	lua_replace(lua, lua_upvalueindex(4));
	if (found != LUA_TNIL)
		return 2;
	lua_pushnil(lua);

	return 1;
}

static int finish_pairs(lua_State *lua, int status, lua_KContext context)
{
	return 3;
}

/* The keys are those that the table has now; one that is nil when its turn
 * comes is left out, one that is added is not seen.
 */
int sandbox_pairs(lua_State *lua)
{
	lua_Integer count;

	luaL_checkany(lua, 1);
	if (luaL_getmetafield(lua, 1, "__pairs") != LUA_TNIL) {
		lua_pushvalue(lua, 1);
		lua_callk(lua, 1, 3, 0, finish_pairs);
		return 3;
	}
	luaL_checktype(lua, 1, LUA_TTABLE);
	lua_settop(lua, 1);
	lua_pushvalue(lua, 1);
	count = sandbox_push_sorted_keys(lua, 1);
	lua_pushinteger(lua, count);
	lua_pushinteger(lua, 0);
	lua_pushcclosure(lua, step, 4);
	lua_pushvalue(lua, 1);
	lua_pushnil(lua);

	return 3;
}

/* Looks for the smallest key above `key`, or for the smallest of all. */
int sandbox_next(lua_State *lua)
{
	struct key best = {.rank = RANK_NUMBER};
	struct key last = {.rank = RANK_NUMBER};
	bool has_best = false;
	uint64_t count = 0;

	luaL_checktype(lua, 1, LUA_TTABLE);
	lua_settop(lua, 2);
	if (!lua_isnil(lua, 2))
		last = read_key(lua, 2);
	lua_pushnil(lua);
	while (lua_next(lua, 1) != 0) {
		struct key key;

		lua_pop(lua, 1);
		key = read_key(lua, -1);
		count++;
		if (!lua_isnil(lua, 2) && compare_keys(&key, &last) <= 0)
			continue;
		if (has_best && compare_keys(&key, &best) > 0)
			continue;
		best = key;
		has_best = true;
	}
	sandbox_charge(lua, count);
	if (!has_best) {
		lua_pushnil(lua);
		return 1;
	}
	push_key(lua, &best);
	lua_pushvalue(lua, -1);
	lua_rawget(lua, 1);

	return 2;
}
