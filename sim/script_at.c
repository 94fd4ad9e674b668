/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* script_at.c - lines of an AT port, answered in Lua. */
#include <stdlib.h>
#include <string.h>

#include "sim/memory.h"
#include "sim/script_parts.h"

static const char refusal[] = "\r\nERROR\r\n";

/* Calls runtime function `name` with the modem and a text. */
static bool call(struct script_modem *modem, const char *name, const char *text,
	size_t size, int results)
{
	struct script *script = modem->script;
	lua_State *lua = sandbox_lua(script->sandbox);
	bool is_good;

	script->lua = lua;
	sandbox_set_time(script->sandbox, modem->modem.now_us);
	script_push_function(script, lua, name);
	lua_rawgeti(lua, LUA_REGISTRYINDEX, modem->reference);
	lua_pushlstring(lua, text, size);
	is_good = sandbox_call(script->sandbox, lua, 2, results) == SANDBOX_OK;
	script->lua = lua;

	return is_good;
}

static void keep_answer(
	struct script_at *at, const char *text, size_t size, bool echoes)
{
	at->answer = memory_alloc(size + 1);
	memcpy(at->answer, text, size);
	at->answer_size = size;
	at->echoes = echoes;
}

void script_modem_at(struct script_modem *modem, struct script_at *at)
{
	struct script *script = modem->script;
	lua_State *lua = sandbox_lua(script->sandbox);
	const char *text;
	size_t size;
	char *why;

	modem->next_us = 0;
	if (call(modem, "at", at->text, at->size, 2)) {
		text = lua_tolstring(lua, -2, &size);
		keep_answer(at, text ? text : refusal,
			text ? size : strlen(refusal), lua_toboolean(lua, -1));
		lua_pop(lua, 2);
		return;
	}

	why = memory_string(sandbox_error(script->sandbox));
	if (script->options.print)
		script->options.print(script->options.owner, why, strlen(why));
	call(modem, "problem", why, strlen(why), 0);
	free(why);
	keep_answer(at, refusal, strlen(refusal), at->echoes);
}

void script_at_release(struct script_at *at)
{
	free(at->answer);
	*at = (struct script_at){0};
}
