/* SPDX-License-Identifier: LGPL-2.1-or-later */
#define _GNU_SOURCE
#include <string.h>

#include <lualib.h>

#include "sim/sandbox_parts.h"

static size_t argument_size(lua_State *lua, int index)
{
	if (lua_type(lua, index) != LUA_TSTRING)
		return 0;

	return (size_t)lua_rawlen(lua, index);
}

/* For functions whose time grows with the size of their first argument. */
static int linear(lua_State *lua)
{
	sandbox_charge(lua, 1 + argument_size(lua, 1) / 16);

	return sandbox_original(lua);
}

/* What a pattern may take grows by the size of the subject with every
 * repetition in it. Lua's matcher cannot be interrupted, so the watchdog is
 * told where it began.
 */
static int match(lua_State *lua)
{
	size_t subject = argument_size(lua, 1);
	size_t size = argument_size(lua, 2);
	const char *pattern = size > 0 ? lua_tostring(lua, 2) : "";
	double cost = (double)subject + (double)size;

	for (size_t i = 0; i < size && cost < 1e6; i++) {
		if (strchr("*+-b", pattern[i]) != NULL)
			cost *= (double)subject + 1;
	}
	if (cost >= 1e6)
		sandbox_publish(lua);
	sandbox_charge(lua, 1 + (subject + size) / 16);

	return sandbox_original(lua);
}

static int repeat(lua_State *lua)
{
	size_t size;
	size_t separator_size;
	lua_Integer count = luaL_checkinteger(lua, 2);

	luaL_checklstring(lua, 1, &size);
	luaL_optlstring(lua, 3, "", &separator_size);
	if (count <= 0 || size + separator_size == 0) {
		lua_pushliteral(lua, "");
		return 1;
	}
	if ((uint64_t)count > SANDBOX_STRING_MAX / (size + separator_size))
		return luaL_error(lua, "the result is larger than %d MiB",
			SANDBOX_STRING_MAX >> 20);

	return sandbox_original(lua);
}

/* Replaces the arguments of %s by text without addresses. */
static int format(lua_State *lua)
{
	const char *at = luaL_checkstring(lua, 1);
	const char *end = at + lua_rawlen(lua, 1);
	int argument = 1;

	while (at < end) {
		if (*at++ != '%')
			continue;
		if (*at == '%') {
			at++;
			continue;
		}
		at += strspn(at, "-+ #0123456789.");
		argument++;
		if (*at == 'p')
			return luaL_error(lua, "format '%%p' shows an address");
		if (*at == 's' && argument <= lua_gettop(lua)) {
			luaL_checkstack(lua, 4, NULL);
			sandbox_push_text(lua, argument);
			lua_replace(lua, argument);
		}
	}
	sandbox_charge(lua, 1 + argument_size(lua, 1) / 16);

	return sandbox_original(lua);
}

static const luaL_Reg wrapped[] = {
	{"byte", linear},
	{"char", linear},
	{"find", match},
	{"format", format},
	{"gmatch", match},
	{"gsub", match},
	{"len", linear},
	{"lower", linear},
	{"match", match},
	{"pack", linear},
	{"packsize", linear},
	{"rep", repeat},
	{"reverse", linear},
	{"sub", linear},
	{"unpack", linear},
	{"upper", linear},
	{NULL, NULL},
};

static void wrap_all(lua_State *lua, lua_CFunction open, const luaL_Reg *list)
{
	sandbox_push_library(lua, open);
	lua_newtable(lua);
	for (int i = 0; list[i].name != NULL; i++) {
		sandbox_wrap(lua, -2, list[i].name, list[i].func);
		lua_setfield(lua, -2, list[i].name);
	}
	lua_remove(lua, -2);
}

/* Opening the library again makes a new metatable of strings; both kinds of code
 * get these functions by ("x"):name().
 */
void sandbox_open_string(lua_State *lua)
{
	wrap_all(lua, luaopen_string, wrapped);
	lua_pushliteral(lua, "");
	lua_getmetatable(lua, -1);
	lua_pushvalue(lua, -3);
	lua_setfield(lua, -2, "__index");
	lua_pushboolean(lua, 0);
	lua_setfield(lua, -2, "__metatable");
	lua_pop(lua, 2);
}

static const luaL_Reg wrapped_utf8[] = {
	{"char", linear},
	{"codepoint", linear},
	{"codes", linear},
	{"len", linear},
	{"offset", linear},
	{NULL, NULL},
};

void sandbox_open_utf8(lua_State *lua)
{
	wrap_all(lua, luaopen_utf8, wrapped_utf8);
	lua_pushliteral(lua, "[\0-\x7F\xC2-\xFD][\x80-\xBF]*");
	lua_setfield(lua, -2, "charpattern");
}
