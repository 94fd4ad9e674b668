/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* script_scenario.c - scenarios and the modems in them. */
#include <lauxlib.h>
#include <stdlib.h>

#include "sim/memory.h"
#include "sim/script_parts.h"

/* Takes the list of scenarios from the top of the stack. */
static void take_list(struct script_scenario *scenario, lua_State *lua)
{
	scenario->count = (size_t)lua_rawlen(lua, -1);
	for (size_t i = 0; i < scenario->count; i++) {
		lua_rawgeti(lua, -1, (lua_Integer)i + 1);
		lua_pushliteral(lua, "name");
		if (lua_rawget(lua, -2) == LUA_TSTRING)
			scenario->names[i] = memory_string(
				lua_tostring(lua, -1));
		lua_pop(lua, 2);
	}
	scenario->reference = luaL_ref(lua, LUA_REGISTRYINDEX);
}

struct script_scenario *script_scenario_new(
	struct script *script, const char *file, const char *text, char **why)
{
	lua_State *lua = script_enter_for(script, NULL);
	struct script_scenario *scenario;

	script_push_function(script, lua, "load_scenario");
	lua_pushstring(lua, file);
	lua_pushstring(lua, text);
	if (!script_call(script, 2, 1, why))
		return NULL;

	scenario = memory_alloc(sizeof(*scenario));
	scenario->script = script;
	take_list(scenario, lua);

	return scenario;
}

void script_scenario_free(struct script_scenario *scenario)
{
	if (!scenario)
		return;

	luaL_unref(sandbox_lua(scenario->script->sandbox), LUA_REGISTRYINDEX,
		scenario->reference);
	for (size_t i = 0; i < scenario->count; i++)
		free(scenario->names[i]);
	free(scenario);
}

size_t script_scenario_count(const struct script_scenario *scenario)
{
	return scenario->count;
}

const char *script_scenario_name(
	const struct script_scenario *scenario, size_t index)
{
	return scenario->names[index];
}

struct script_modem *script_scenario_modem(
	struct script_scenario *scenario, struct fault_rules *rules, char **why)
{
	return script_make_modem(scenario, scenario->made++, rules, why);
}

struct script_modem *script_modem_new(struct script *script, const char *file,
	const char *text, struct fault_rules *rules, char **why)
{
	struct script_scenario *scenario = script_scenario_new(
		script, file, text, why);
	struct script_modem *modem = NULL;

	if (!scenario)
		return NULL;
	if (scenario->count == 1)
		modem = script_scenario_modem(scenario, rules, why);
	else
		*why = memory_format(
			"%s:1: the scenario has %zu modems; here it may have "
			"one",
			file, scenario->count);
	script_scenario_free(scenario);

	return modem;
}
