/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* script_expect.c - what a scenario expects of the program before the modem. */
#include <lauxlib.h>
#include <stdlib.h>

#include "sim/memory.h"
#include "sim/script_parts.h"

static bool flag(lua_State *lua, const char *name)
{
	bool value;

	lua_getfield(lua, -1, name);
	value = lua_toboolean(lua, -1);
	lua_pop(lua, 1);

	return value;
}

static const char *text(lua_State *lua, const char *name)
{
	const char *value;

	lua_getfield(lua, -1, name);
	value = lua_tostring(lua, -1);
	lua_pop(lua, 1); /* the scenario's table keeps the string */

	return value;
}

/* Pushes the list of checks; nothing is pushed on failure. */
static bool push_checks(struct script_modem *modem, lua_State *lua)
{
	script_push_call(modem, "wishes");
	if (!script_call_or_report(modem, 1, 1))
		return false;
	lua_getfield(lua, -1, "checks");
	lua_remove(lua, -2);

	return true;
}

struct script_wishes script_modem_wishes(struct script_modem *modem)
{
	lua_State *lua = script_enter(modem);
	struct script_wishes wishes = {0};

	script_push_call(modem, "wishes");
	if (!script_call_or_report(modem, 1, 1))
		return wishes;

	wishes.skip = text(lua, "skip");
	wishes.wants_output = flag(lua, "output");
	wishes.wants_count = flag(lua, "processes");
	wishes.judges_status = flag(lua, "status");
	wishes.wants_preload = flag(lua, "tier");
	wishes.expects_failure = flag(lua, "fails");
	wishes.leaks_fail = flag(lua, "leaks");
	lua_getfield(lua, -1, "checks");
	wishes.check_count = lua_rawlen(lua, -1);
	lua_pop(lua, 2);

	return wishes;
}

static void set_number(lua_State *lua, const char *name, double value)
{
	lua_pushnumber(lua, value);
	lua_setfield(lua, -2, name);
}

static void set_output(lua_State *lua, const char *name,
	const struct script_program *program, int stream)
{
	lua_pushlstring(lua,
		program->output[stream] ? program->output[stream] : "",
		program->output_size[stream]);
	lua_setfield(lua, -2, name);
}

/* The protected half of script_modem_program(). */
static int push_program(lua_State *lua)
{
	const struct script_program *program = lua_touserdata(lua, 1);

	lua_createtable(lua, 0, 6);
	lua_pushinteger(lua, program->status);
	lua_setfield(lua, -2, "status");
	set_number(lua, "duration", program->seconds);
	set_number(lua, "cpu", program->cpu_seconds);
	if (program->processes >= 0)
		set_number(lua, "processes", (double)program->processes);
	set_output(lua, "stdout", program, 0);
	set_output(lua, "stderr", program, 1);

	return 1;
}

void script_modem_program(
	struct script_modem *modem, const struct script_program *program)
{
	lua_State *lua = script_enter(modem);

	lua_pushcfunction(lua, push_program);
	lua_pushlightuserdata(lua, (void *)(uintptr_t)program);
	if (!script_call_or_report(modem, 1, 1))
		return;
	script_push_call(modem, "program");
	lua_pushvalue(lua, -3);
	script_call_or_report(modem, 2, 0);
	lua_pop(lua, 1);
}

bool script_modem_expects(struct script_modem *modem, const char *failure)
{
	lua_State *lua = script_enter(modem);
	bool is_expected;

	script_push_call(modem, "expects");
	lua_pushstring(lua, failure);
	if (!script_call_or_report(modem, 2, 1))
		return false;
	is_expected = lua_toboolean(lua, -1);
	lua_pop(lua, 1);

	return is_expected;
}

char **script_modem_check(
	struct script_modem *modem, size_t index, uint64_t *every_us)
{
	lua_State *lua = script_enter(modem);
	char **words;
	size_t count;

	if (!push_checks(modem, lua))
		return NULL;
	lua_rawgeti(lua, -1, (lua_Integer)index + 1);
	lua_getfield(lua, -1, "every");
	*every_us = (uint64_t)lua_tointeger(lua, -1);
	lua_getfield(lua, -2, "argv");
	count = lua_rawlen(lua, -1);
	words = memory_alloc((count + 1) * sizeof(*words));
	for (size_t i = 0; i < count; i++) {
		lua_rawgeti(lua, -1, (lua_Integer)i + 1);
		words[i] = memory_string(lua_tostring(lua, -1));
		lua_pop(lua, 1);
	}
	lua_pop(lua, 4);

	return words;
}

void script_free_words(char **words)
{
	for (size_t i = 0; words && words[i]; i++)
		free(words[i]);
	free(words);
}

bool script_modem_checked(struct script_modem *modem, size_t index, int status,
	const char *output, size_t size)
{
	lua_State *lua = script_enter(modem);
	bool is_done;

	script_push_call(modem, "checked");
	lua_pushinteger(lua, (lua_Integer)index + 1);
	lua_pushinteger(lua, status);
	lua_pushlstring(lua, output ? output : "", size);
	if (!script_call_or_report(modem, 4, 1))
		return false;
	is_done = lua_toboolean(lua, -1);
	lua_pop(lua, 1);

	return !is_done;
}
