/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "sim/sandbox_parts.h"

/* In the registry: the globals of every sandboxed chunk, and the metatable of a
 * table of further globals.
 */
static const char base_key[] = "qmimic.sandbox.base";
static const char globals_key[] = "qmimic.sandbox.globals";

/* What Lua has and the sandbox has not. */
static const char *const refused[] = {"_G", "collectgarbage", "debug", "dofile",
	"io", "load", "loadfile", "loadstring", "module", "package", "require",
	"setfenv", "getfenv", "unpack", "warn", NULL};

static bool is_refused(const char *name)
{
	for (int i = 0; refused[i] != NULL; i++) {
		if (strcmp(refused[i], name) == 0)
			return true;
	}

	return false;
}

enum {
	NAME_MAX_SIZE = 32
};

static unsigned int smallest(unsigned int a, unsigned int b, unsigned int c)
{
	unsigned int least = a < b ? a : b;

	return least < c ? least : c;
}

/* The number of letters to add, drop or change. */
static unsigned int distance(const char *a, const char *b)
{
	unsigned int row[NAME_MAX_SIZE + 1];
	size_t a_size = strlen(a);
	size_t b_size = strlen(b);

	if (a_size > NAME_MAX_SIZE || b_size > NAME_MAX_SIZE)
		return NAME_MAX_SIZE;
	for (unsigned int j = 0; j <= b_size; j++)
		row[j] = j;
	for (unsigned int i = 1; i <= a_size; i++) {
		unsigned int diagonal = row[0];

		row[0] = i;
		for (unsigned int j = 1; j <= b_size; j++) {
			unsigned int above = row[j];

			row[j] = smallest(row[j] + 1, row[j - 1] + 1,
				diagonal + (a[i - 1] != b[j - 1]));
			diagonal = above;
		}
	}

	return row[b_size];
}

/* Pushes the global most like `name`, or nil. The globals are those of the table
 * at `index` and of what its metatable reads through to.
 */
static void push_nearest(lua_State *lua, int index, const char *name)
{
	unsigned int best = strlen(name) > 3 ? 3 : 2;
	int result;

	lua_pushnil(lua);
	result = lua_gettop(lua);
	lua_pushvalue(lua, index);
	while (lua_istable(lua, -1)) {
		lua_Integer count = sandbox_push_sorted_keys(lua, -1);

		for (lua_Integer i = 1; i <= count; i++) {
			const char *candidate;

			lua_rawgeti(lua, -1, i);
			candidate = lua_type(lua, -1) == LUA_TSTRING
				? lua_tostring(lua, -1)
				: "";
			if (distance(name, candidate) < best) {
				best = distance(name, candidate);
				lua_copy(lua, -1, result);
			}
			lua_pop(lua, 1);
		}
		lua_pop(lua, 1);
		if (luaL_getmetafield(lua, -1, "__index") == LUA_TNIL)
			break;
		lua_replace(lua, -2);
	}
	lua_settop(lua, result);
}

/* Pushes the environment of the Lua function that reads a global, or nil. */
static void push_reader_env(lua_State *lua)
{
	lua_Debug frame;
	const char *name;

	if (lua_getstack(lua, 1, &frame) && lua_getinfo(lua, "f", &frame)) {
		for (int i = 1; (name = lua_getupvalue(lua, -1, i)); i++) {
			if (strcmp(name, "_ENV") == 0) {
				lua_remove(lua, -2);
				return;
			}
			lua_pop(lua, 1);
		}
		lua_pop(lua, 1);
	}
	lua_pushnil(lua);
}

/* The last link of the chain through which globals are read. */
static int unknown_global(lua_State *lua)
{
	const char *name = sandbox_push_text(lua, 2);
	const char *nearest;

	if (is_refused(name))
		return luaL_error(
			lua, "global '%s' is not there in a scenario", name);
	push_reader_env(lua);
	push_nearest(lua, lua_gettop(lua), name);
	nearest = lua_tostring(lua, -1);
	if (nearest == NULL)
		return luaL_error(lua, "global '%s' is not defined", name);

	return luaL_error(lua, "global '%s' is not defined; did you mean '%s'?",
		name, nearest);
}

static int refuse_write(lua_State *lua)
{
	return luaL_error(lua, "global '%s' is not defined; say local",
		sandbox_push_text(lua, 2));
}

static int refuse_change(lua_State *lua)
{
	return luaL_error(lua, "'%s' cannot be set: the table is read-only",
		sandbox_push_text(lua, 2));
}

/* Replaces the table at the top by an empty one that reads through to it. */
static void protect(lua_State *lua, lua_CFunction refuse)
{
	lua_newtable(lua);
	lua_createtable(lua, 0, 3);
	lua_pushvalue(lua, -3);
	lua_setfield(lua, -2, "__index");
	lua_pushcfunction(lua, refuse);
	lua_setfield(lua, -2, "__newindex");
	lua_pushboolean(lua, 0);
	lua_setfield(lua, -2, "__metatable");
	lua_setmetatable(lua, -2);
	lua_remove(lua, -2);
}

static void add_library(
	lua_State *lua, const char *name, void (*open)(lua_State *))
{
	open(lua);
	protect(lua, refuse_change);
	lua_setfield(lua, -2, name);
}

void sandbox_open_env(lua_State *lua)
{
	lua_newtable(lua);
	sandbox_open_base(lua);
	add_library(lua, "coroutine", sandbox_open_coroutine);
	add_library(lua, "string", sandbox_open_string);
	add_library(lua, "table", sandbox_open_table);
	add_library(lua, "math", sandbox_open_math);
	add_library(lua, "os", sandbox_open_os);
	add_library(lua, "utf8", sandbox_open_utf8);
	lua_createtable(lua, 0, 1);
	lua_pushcfunction(lua, unknown_global);
	lua_setfield(lua, -2, "__index");
	lua_setmetatable(lua, -2);

	lua_createtable(lua, 0, 1);
	lua_pushvalue(lua, -2);
	lua_setfield(lua, -2, "__index");
	lua_setfield(lua, LUA_REGISTRYINDEX, globals_key);
	lua_setfield(lua, LUA_REGISTRYINDEX, base_key);
}

/* Reading goes env (empty, protected) -> the given globals -> base -> here. */
void sandbox_push_env(lua_State *lua)
{
	if (lua_isnil(lua, -1)) {
		lua_pop(lua, 1);
		lua_getfield(lua, LUA_REGISTRYINDEX, base_key);
	} else {
		lua_getfield(lua, LUA_REGISTRYINDEX, globals_key);
		lua_setmetatable(lua, -2);
	}
	protect(lua, refuse_write);
}
