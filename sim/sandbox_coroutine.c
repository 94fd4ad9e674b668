/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <lualib.h>

#include "sim/sandbox_parts.h"

static lua_State *check_coroutine(lua_State *lua)
{
	lua_State *coroutine = lua_tothread(lua, 1);

	luaL_argexpected(lua, coroutine != NULL, 1, "coroutine");

	return coroutine;
}

/* Returns the number of results on the stack of `lua`, or -1 and an error
 * there. Raises when the entry is killed.
 */
static int resume(lua_State *lua, lua_State *coroutine, int nargs)
{
	struct sandbox *sandbox = sandbox_of(lua);
	int nresults = 0;
	int status;

	sandbox_charge(lua, 500);
	if (!lua_checkstack(coroutine, nargs)) {
		lua_pushliteral(lua, "too many arguments to resume");
		return -1;
	}
	lua_xmove(lua, coroutine, nargs);
	sandbox->running = coroutine;
	status = lua_resume(coroutine, lua, nargs, &nresults);
	sandbox->running = lua;
	sandbox_recheck(lua, status);
	if (status != LUA_OK && status != LUA_YIELD) {
		lua_xmove(coroutine, lua, 1);
		return -1;
	}
	if (!lua_checkstack(lua, nresults + 1)) {
		lua_pop(coroutine, nresults);
		lua_pushliteral(lua, "too many results to resume");
		return -1;
	}
	lua_xmove(coroutine, lua, nresults);

	return nresults;
}

static int resume_function(lua_State *lua)
{
	lua_State *coroutine = check_coroutine(lua);
	int count = resume(lua, coroutine, lua_gettop(lua) - 1);

	if (count < 0) {
		lua_pushboolean(lua, 0);
		lua_insert(lua, -2);
		return 2;
	}
	lua_pushboolean(lua, 1);
	lua_insert(lua, -(count + 1));

	return count + 1;
}

/* Lua 5.4.4 does not count C calls from one coroutine that is closed to the
 * next, so that is done here.
 */
static int close_state(lua_State *lua, lua_State *coroutine)
{
	struct sandbox *sandbox = sandbox_of(lua);
	int status;

	if (sandbox->closes >= SANDBOX_CLOSES_MAX)
		luaL_error(lua,
			"too many coroutines are closed inside one "
			"another");
	sandbox_charge(lua, 500);
	sandbox->closes++;
	sandbox->running = coroutine;
	status = lua_resetthread(coroutine);
	sandbox->running = lua;
	sandbox->closes--;
	sandbox_recheck(lua, status);

	return status;
}

/* A wrapped coroutine that fails is closed and its error goes on. */
static int wrapped(lua_State *lua)
{
	lua_State *coroutine = lua_tothread(lua, lua_upvalueindex(1));
	int count = resume(lua, coroutine, lua_gettop(lua));
	int status = lua_status(coroutine);

	if (count >= 0)
		return count;
	if (status != LUA_OK && status != LUA_YIELD) {
		lua_pop(lua, 1);
		lua_checkstack(coroutine, 1);
		lua_pushnil(coroutine);
		lua_pop(coroutine, 1);
		close_state(lua, coroutine);
		lua_xmove(coroutine, lua, 1);
	}
	if (lua_type(lua, -1) == LUA_TSTRING) {
		luaL_where(lua, 1);
		lua_insert(lua, -2);
		lua_concat(lua, 2);
	}

	return lua_error(lua);
}

static int wrap(lua_State *lua)
{
	lua_State *coroutine;

	luaL_checktype(lua, 1, LUA_TFUNCTION);
	coroutine = lua_newthread(lua);
	lua_pushvalue(lua, 1);
	lua_xmove(lua, coroutine, 1);
	lua_pushcclosure(lua, wrapped, 1);

	return 1;
}

static bool is_dead(lua_State *coroutine)
{
	lua_Debug frame;

	switch (lua_status(coroutine)) {
	case LUA_YIELD:
		return false;
	case LUA_OK:
		return lua_getstack(coroutine, 0, &frame) == 0;
	default:
		return true;
	}
}

static int close(lua_State *lua)
{
	lua_State *coroutine = check_coroutine(lua);

	if (coroutine == lua ||
		(lua_status(coroutine) == LUA_OK && !is_dead(coroutine)))
		return luaL_error(lua, "cannot close a running coroutine");
	if (close_state(lua, coroutine) == LUA_OK) {
		lua_pushboolean(lua, 1);
		return 1;
	}
	lua_pushboolean(lua, 0);
	lua_xmove(coroutine, lua, 1);

	return 2;
}

void sandbox_open_coroutine(lua_State *lua)
{
	sandbox_push_library(lua, luaopen_coroutine);
	lua_pushcfunction(lua, close);
	lua_setfield(lua, -2, "close");
	lua_pushcfunction(lua, resume_function);
	lua_setfield(lua, -2, "resume");
	lua_pushcfunction(lua, wrap);
	lua_setfield(lua, -2, "wrap");
}
