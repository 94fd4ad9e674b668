/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "sim/sandbox_parts.h"

void sandbox_wrap(
	lua_State *lua, int index, const char *field, lua_CFunction function)
{
	index = lua_absindex(lua, index);
	lua_getfield(lua, index, field);
	lua_pushcclosure(lua, function, 1);
}

void sandbox_push_library(lua_State *lua, lua_CFunction open)
{
	lua_pushcfunction(lua, open);
	lua_call(lua, 0, 1);
}

int sandbox_original(lua_State *lua)
{
	return lua_tocfunction(lua, lua_upvalueindex(1))(lua);
}

const char *sandbox_push_text(lua_State *lua, int index)
{
	int type = lua_type(lua, index);

	if (luaL_getmetafield(lua, index, "__tostring") != LUA_TNIL) {
		lua_pushvalue(lua, index < 0 ? index - 1 : index);
		lua_call(lua, 1, 1);
		if (lua_type(lua, -1) != LUA_TSTRING)
			luaL_error(lua, "'__tostring' must return a string");
		return lua_tostring(lua, -1);
	}
	if (type == LUA_TNUMBER &&
		lua_tonumber(lua, index) != lua_tonumber(lua, index))
		return lua_pushliteral(lua, "nan"); /* C may say -nan */
	if (type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TNIL ||
		type == LUA_TBOOLEAN)
		return luaL_tolstring(lua, index, NULL);

	return lua_pushstring(lua, lua_typename(lua, type));
}

int sandbox_tostring(lua_State *lua)
{
	luaL_checkany(lua, 1);
	sandbox_push_text(lua, 1);

	return 1;
}

int sandbox_print(lua_State *lua)
{
	struct sandbox *sandbox = sandbox_of(lua);
	int count = lua_gettop(lua);
	luaL_Buffer text;
	size_t size;

	luaL_checkstack(lua, count + 4, "too many values to print");
	for (int i = 1; i <= count; i++) {
		sandbox_push_text(lua, i);
		lua_replace(lua, i);
	}
	luaL_buffinit(lua, &text);
	for (int i = 1; i <= count; i++) {
		const char *part = lua_tolstring(lua, i, &size);

		if (i > 1)
			luaL_addchar(&text, '\t');
		luaL_addlstring(&text, part, size);
		if (luaL_bufflen(&text) > SANDBOX_PRINT_MAX)
			break;
	}
	size = luaL_bufflen(&text);
	sandbox_charge(lua, 100 + size / 64);
	if (size > SANDBOX_PRINT_MAX)
		size = SANDBOX_PRINT_MAX;
	if (sandbox->hooks.print != NULL)
		sandbox->hooks.print(
			sandbox->hooks.owner, luaL_buffaddr(&text), size);

	return 0;
}

/* A table whose metatable has __metatable is not the script's own. */
static void check_unprotected(lua_State *lua, int index)
{
	if (luaL_getmetafield(lua, index, "__metatable") != LUA_TNIL)
		luaL_error(lua, "this table is protected");
}

static void check_no_field(
	lua_State *lua, int index, const char *field, const char *why)
{
	lua_pushstring(lua, field);
	if (lua_rawget(lua, index) != LUA_TNIL)
		luaL_error(
			lua, "a metatable with %s is refused: %s", field, why);
	lua_pop(lua, 1);
}

static int set_metatable(lua_State *lua)
{
	int type = lua_type(lua, 2);

	luaL_checktype(lua, 1, LUA_TTABLE);
	luaL_argexpected(
		lua, type == LUA_TNIL || type == LUA_TTABLE, 2, "nil or table");
	check_unprotected(lua, 1);
	if (type == LUA_TTABLE) {
		check_no_field(lua, 2, "__gc",
			"it would run whenever memory is collected");
		check_no_field(lua, 2, "__mode",
			"what it holds would depend on when memory is "
			"collected");
		check_no_field(lua, 2, "__metatable",
			"only qmimic's own tables are protected");
	}
	lua_settop(lua, 2);
	lua_setmetatable(lua, 1);

	return 1;
}

static int raw_get(lua_State *lua)
{
	luaL_checktype(lua, 1, LUA_TTABLE);
	luaL_checkany(lua, 2);
	check_unprotected(lua, 1);
	lua_settop(lua, 2);
	lua_rawget(lua, 1);

	return 1;
}

static int raw_set(lua_State *lua)
{
	luaL_checktype(lua, 1, LUA_TTABLE);
	luaL_checkany(lua, 3);
	check_unprotected(lua, 1);
	lua_settop(lua, 3);
	lua_rawset(lua, 1);

	return 1;
}

static int finish_pcall(lua_State *lua, int status, lua_KContext skipped)
{
	sandbox_recheck(lua, status);
	if (status != LUA_OK && status != LUA_YIELD) {
		lua_pushboolean(lua, 0);
		lua_pushvalue(lua, -2);
		return 2;
	}

	return lua_gettop(lua) - (int)skipped;
}

int sandbox_pcall(lua_State *lua)
{
	int status;

	luaL_checkany(lua, 1);
	lua_pushboolean(lua, 1);
	lua_insert(lua, 1);
	status = lua_pcallk(
		lua, lua_gettop(lua) - 2, LUA_MULTRET, 0, 0, finish_pcall);

	return finish_pcall(lua, status, 0);
}

/* Hooks do not run inside a handler that a hook's error has called, so a killed
 * entry must not come into the script's handler.
 */
static int guarded_handler(lua_State *lua)
{
	if (sandbox_of(lua)->killed != SANDBOX_ALIVE)
		return 1;
	lua_pushvalue(lua, lua_upvalueindex(1));
	lua_insert(lua, 1);
	lua_call(lua, lua_gettop(lua) - 1, LUA_MULTRET);

	return lua_gettop(lua);
}

int sandbox_xpcall(lua_State *lua)
{
	int nargs = lua_gettop(lua) - 2;
	int status;

	luaL_checktype(lua, 2, LUA_TFUNCTION);
	lua_pushvalue(lua, 2);
	lua_pushcclosure(lua, guarded_handler, 1);
	lua_replace(lua, 2);
	lua_pushboolean(lua, 1);
	lua_pushvalue(lua, 1);
	lua_rotate(lua, 3, 2);
	status = lua_pcallk(lua, nargs, LUA_MULTRET, 2, 2, finish_pcall);

	return finish_pcall(lua, status, 2);
}

static const luaL_Reg own[] = {
	{"next", sandbox_next},
	{"pairs", sandbox_pairs},
	{"pcall", sandbox_pcall},
	{"print", sandbox_print},
	{"rawget", raw_get},
	{"rawset", raw_set},
	{"setmetatable", set_metatable},
	{"tostring", sandbox_tostring},
	{"xpcall", sandbox_xpcall},
	{NULL, NULL},
};

static const char *const borrowed[] = {"_VERSION", "assert", "error",
	"getmetatable", "ipairs", "rawequal", "rawlen", "select", "tonumber",
	"type", NULL};

void sandbox_open_base(lua_State *lua)
{
	luaL_setfuncs(lua, own, 0);
	lua_pushglobaltable(lua);
	for (int i = 0; borrowed[i] != NULL; i++) {
		lua_getfield(lua, -1, borrowed[i]);
		lua_setfield(lua, -3, borrowed[i]);
	}
	lua_pop(lua, 1);
}
