/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "sim/sandbox_parts.h"

static int keys(lua_State *lua)
{
	luaL_checktype(lua, 1, LUA_TTABLE);
	sandbox_push_sorted_keys(lua, 1);

	return 1;
}

static int load(lua_State *lua)
{
	struct sandbox *sandbox = sandbox_of(lua);
	const char *name = luaL_checkstring(lua, 1);
	size_t size;
	const char *source = luaL_checklstring(lua, 2, &size);
	enum sandbox_result result;

	lua_settop(lua, 3);
	if (!lua_isnil(lua, 3))
		luaL_checktype(lua, 3, LUA_TTABLE);
	result = sandbox_load(sandbox, lua, name, source, size);
	if (result == SANDBOX_KILLED)
		return sandbox_raise(sandbox, lua);
	if (result == SANDBOX_OK)
		return 1;
	lua_pushnil(lua);
	lua_pushstring(lua, sandbox_error(sandbox));

	return 2;
}

static const luaL_Reg helpers[] = {
	{"keys", keys},
	{"load", load},
	{"next", sandbox_next},
	{"pairs", sandbox_pairs},
	{"sort", sandbox_sort},
	{"tostring", sandbox_tostring},
	{NULL, NULL},
};

static const luaL_Reg replaced[] = {
	{"pcall", sandbox_pcall},
	{"print", sandbox_print},
	{"xpcall", sandbox_xpcall},
	{NULL, NULL},
};

void sandbox_open_trusted(lua_State *lua)
{
	lua_pushglobaltable(lua);
	luaL_setfuncs(lua, replaced, 0);
	sandbox_open_coroutine(lua);
	lua_setfield(lua, -2, "coroutine");
	luaL_newlib(lua, helpers);
	lua_setfield(lua, -2, "sandbox");
	lua_pop(lua, 1);
}
