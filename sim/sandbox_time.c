/* SPDX-License-Identifier: LGPL-2.1-or-later */
#define _GNU_SOURCE
#include <limits.h>
#include <string.h>
#include <time.h>

#include <lualib.h>

#include "sim/sandbox_parts.h"

static lua_Integer now_seconds(lua_State *lua)
{
	const struct sandbox *sandbox = sandbox_of(lua);

	return sandbox->limits.epoch + (lua_Integer)(sandbox->now_us / 1000000);
}

static int clock_function(lua_State *lua)
{
	lua_pushnumber(lua, (lua_Number)sandbox_of(lua)->now_us / 1e6);

	return 1;
}

/* Always in UTC: os.date() of this machine's time zone would not repeat. */
static int date(lua_State *lua)
{
	const char *format = luaL_optstring(lua, 1, "%c");

	lua_settop(lua, 2);
	if (*format == '!')
		format++;
	luaL_argcheck(lua, strlen(format) < 1024, 1, "too long");
	lua_pushfstring(lua, "!%s", format);
	if (lua_isnoneornil(lua, 2))
		lua_pushinteger(lua, now_seconds(lua));
	else
		lua_pushinteger(lua, luaL_checkinteger(lua, 2));
	lua_replace(lua, 2);
	lua_replace(lua, 1);

	return sandbox_original(lua);
}

static int read_field(
	lua_State *lua, const char *name, lua_Integer missing, int offset)
{
	int is_integer;
	lua_Integer value;

	lua_getfield(lua, 1, name);
	value = lua_tointegerx(lua, -1, &is_integer);
	if (!is_integer) {
		if (!lua_isnil(lua, -1))
			luaL_error(lua, "field '%s' is not an integer", name);
		if (missing < 0)
			luaL_error(lua, "field '%s' is missing", name);
		value = missing;
	}
	lua_pop(lua, 1);
	if (value < INT_MIN / 2 || value > INT_MAX / 2)
		luaL_error(lua, "field '%s' is out of bounds", name);

	return (int)value - offset;
}

static void set_field(lua_State *lua, const char *name, int value)
{
	lua_pushinteger(lua, value);
	lua_setfield(lua, 1, name);
}

/* As in Lua, the fields are set to what they come to. */
static void set_fields(lua_State *lua, const struct tm *date)
{
	set_field(lua, "year", date->tm_year + 1900);
	set_field(lua, "month", date->tm_mon + 1);
	set_field(lua, "day", date->tm_mday);
	set_field(lua, "hour", date->tm_hour);
	set_field(lua, "min", date->tm_min);
	set_field(lua, "sec", date->tm_sec);
	set_field(lua, "yday", date->tm_yday + 1);
	set_field(lua, "wday", date->tm_wday + 1);
	lua_pushboolean(lua, 0);
	lua_setfield(lua, 1, "isdst");
}

static int time_function(lua_State *lua)
{
	struct tm date = {.tm_isdst = 0};
	time_t seconds;

	if (lua_isnoneornil(lua, 1)) {
		lua_pushinteger(lua, now_seconds(lua));
		return 1;
	}
	luaL_checktype(lua, 1, LUA_TTABLE);
	lua_settop(lua, 1);
	date.tm_year = read_field(lua, "year", -1, 1900);
	date.tm_mon = read_field(lua, "month", -1, 1);
	date.tm_mday = read_field(lua, "day", -1, 0);
	date.tm_hour = read_field(lua, "hour", 12, 0);
	date.tm_min = read_field(lua, "min", 0, 0);
	date.tm_sec = read_field(lua, "sec", 0, 0);
	seconds = timegm(&date);
	set_fields(lua, &date);
	lua_pushinteger(lua, seconds);

	return 1;
}

void sandbox_open_os(lua_State *lua)
{
	sandbox_push_library(lua, luaopen_os);
	lua_createtable(lua, 0, 4);
	lua_pushcfunction(lua, clock_function);
	lua_setfield(lua, -2, "clock");
	lua_pushcfunction(lua, time_function);
	lua_setfield(lua, -2, "time");
	sandbox_wrap(lua, -2, "date", date);
	lua_setfield(lua, -2, "date");
	lua_getfield(lua, -2, "difftime");
	lua_setfield(lua, -2, "difftime");
	lua_remove(lua, -2);
}

/* Without arguments Lua would take the time of day. */
static int random_seed(lua_State *lua)
{
	if (lua_gettop(lua) == 0) {
		lua_pushinteger(lua, (lua_Integer)sandbox_of(lua)->seed);
		lua_pushinteger(lua, 0);
	}
	lua_pushvalue(lua, lua_upvalueindex(1));
	lua_insert(lua, 1);
	lua_call(lua, lua_gettop(lua) - 1, 0);

	return 0;
}

/* Opening the library again makes a generator of its own. */
void sandbox_open_math(lua_State *lua)
{
	sandbox_push_library(lua, luaopen_math);
	sandbox_wrap(lua, -1, "randomseed", random_seed);
	lua_pushvalue(lua, -1);
	lua_call(lua, 0, 0);
	lua_setfield(lua, -2, "randomseed");
}
