/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/script_control.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "sim/memory.h"
#include "sim/script_json.h"
#include "sim/script_parts.h"

/* A command on its way through a protected call. */
struct passage {
	struct script_modem *modem;
	const char *command;
	struct json_object *arguments;
	uint64_t token;
	struct script_result result;
	void (*over)(void *owner, uint64_t token,
		const struct script_result *result);
	void *owner;
};

static void push_call(lua_State *lua, struct passage *passage, const char *name)
{
	script_push_function(passage->modem->script, lua, name);
	lua_rawgeti(lua, LUA_REGISTRYINDEX, passage->modem->reference);
}

static int run_command(lua_State *lua)
{
	struct passage *passage = lua_touserdata(lua, 1);
	struct script_result *result = &passage->result;
	const char *outcome;

	push_call(lua, passage, "control");
	lua_pushstring(lua, passage->command);
	script_json_push(lua, passage->arguments);
	lua_pushinteger(lua, (lua_Integer)passage->token);
	lua_call(lua, 4, 2);

	outcome = luaL_checkstring(lua, -2);
	if (strcmp(outcome, "later") == 0) {
		result->outcome = SCRIPT_LATER;
	} else if (strcmp(outcome, "failed") == 0) {
		result->outcome = SCRIPT_FAILED;
		result->why = memory_string(luaL_checkstring(lua, -1));
	} else {
		script_json_read(lua, -1, &result->value);
		result->outcome = SCRIPT_DONE;
	}

	return 0;
}

/* Calls a function of the above kind; a failure becomes the result. */
static void call(struct passage *passage, lua_CFunction function)
{
	struct script_modem *modem = passage->modem;
	lua_State *lua = script_enter(modem);
	char *why = NULL;

	lua_pushcfunction(lua, function);
	lua_pushlightuserdata(lua, passage);
	if (script_call(modem->script, 1, 0, &why))
		return;

	json_object_put(passage->result.value);
	free(passage->result.why);
	passage->result = (struct script_result){
		.outcome = SCRIPT_FAILED,
		.why = why,
	};
}

struct script_result script_control(struct script_modem *modem, uint64_t token,
	const char *command, struct json_object *arguments)
{
	struct passage passage = {
		.modem = modem,
		.command = command,
		.arguments = arguments,
		.token = token,
	};

	modem->next_us = 0;
	modem->modem.is_woken = true;
	call(&passage, run_command);

	return passage.result;
}

static void tell(lua_State *lua, struct passage *passage)
{
	struct script_result *result = &passage->result;
	uint64_t token;

	*result = (struct script_result){.outcome = SCRIPT_FAILED};
	lua_getfield(lua, -1, "token");
	token = (uint64_t)lua_tointeger(lua, -1);
	lua_getfield(lua, -2, "ok");
	if (lua_toboolean(lua, -1))
		result->outcome = SCRIPT_DONE;
	lua_getfield(lua, -3, "value");
	if (result->outcome == SCRIPT_DONE)
		script_json_read(lua, -1, &result->value);
	else
		result->why = memory_string(luaL_checkstring(lua, -1));
	passage->over(passage->owner, token, result);
	json_object_put(result->value);
	free(result->why);
	*result = (struct script_result){0};
	lua_pop(lua, 3);
}

static int check_waits(lua_State *lua)
{
	struct passage *passage = lua_touserdata(lua, 1);

	push_call(lua, passage, "control_check");
	lua_call(lua, 1, 1);
	for (lua_Integer i = 1; lua_rawgeti(lua, -1, i) == LUA_TTABLE; i++) {
		tell(lua, passage);
		lua_pop(lua, 1);
	}

	return 0;
}

void script_control_check(struct script_modem *modem,
	void (*over)(void *owner, uint64_t token,
		const struct script_result *result),
	void *owner)
{
	struct passage passage = {
		.modem = modem,
		.over = over,
		.owner = owner,
	};

	call(&passage, check_waits);
	json_object_put(passage.result.value);
	free(passage.result.why);
}

static int cancel_wait(lua_State *lua)
{
	struct passage *passage = lua_touserdata(lua, 1);

	push_call(lua, passage, "control_cancel");
	lua_pushinteger(lua, (lua_Integer)passage->token);
	lua_call(lua, 2, 0);

	return 0;
}

void script_control_cancel(struct script_modem *modem, uint64_t token)
{
	struct passage passage = {.modem = modem, .token = token};

	call(&passage, cancel_wait);
	json_object_put(passage.result.value);
	free(passage.result.why);
}
