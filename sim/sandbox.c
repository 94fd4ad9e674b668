/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/sandbox.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lualib.h>

#include "sim/sandbox_parts.h"

static const int64_t epoch_2024 = 1704067200;

struct sandbox_limits sandbox_default_limits(void)
{
	return (struct sandbox_limits){
		.memory = (size_t)64 << 20,
		.time_ms = 2000,
		.epoch = epoch_2024,
	};
}

struct sandbox *sandbox_of(lua_State *lua)
{
	struct sandbox *sandbox;

	memcpy(&sandbox, lua_getextraspace(lua), sizeof(sandbox));

	return sandbox;
}

/* Only a call outside of every entry can come here, with memory exhausted. */
static int panic(lua_State *lua)
{
	const char *text = lua_tostring(lua, -1);

	fprintf(stderr, "qmimic: Lua failed outside of a call: %s\n",
		text != NULL ? text : "no text");

	return 0;
}

static int open_libraries(lua_State *lua)
{
	luaL_openlibs(lua);
	sandbox_open_env(lua);
	sandbox_open_trusted(lua);

	return 0;
}

struct sandbox *sandbox_new(const struct sandbox_limits *limits, uint64_t seed)
{
	struct sandbox *sandbox = calloc(1, sizeof(*sandbox));

	if (sandbox == NULL)
		return NULL;
	sandbox->limits = limits != NULL ? *limits : sandbox_default_limits();
	if (sandbox->limits.memory == 0)
		sandbox->limits.memory = sandbox_default_limits().memory;
	if (sandbox->limits.epoch == 0)
		sandbox->limits.epoch = epoch_2024;
	sandbox->seed = seed;
	sandbox->watchdog_pipe = -1;

	sandbox->lua = lua_newstate(sandbox_allocate, sandbox);
	if (sandbox->lua == NULL) {
		free(sandbox);
		return NULL;
	}
	lua_gc(sandbox->lua, LUA_GCGEN, 0, 0);
	memcpy(lua_getextraspace(sandbox->lua), &sandbox, sizeof(sandbox));
	lua_atpanic(sandbox->lua, panic);
	sandbox->is_exact = sandbox->limits.instructions > 0 ||
		(sandbox->limits.time_ms > 0 && !sandbox_start_timer(sandbox));
	if (sandbox->is_exact)
		sandbox_set_hook(sandbox->lua, SANDBOX_HOOK_INTERVAL);
	lua_pushcfunction(sandbox->lua, open_libraries);
	if (sandbox_call(sandbox, sandbox->lua, 0, 0) != SANDBOX_OK) {
		sandbox_free(sandbox);
		return NULL;
	}

	return sandbox;
}

void sandbox_free(struct sandbox *sandbox)
{
	if (sandbox == NULL)
		return;
	sandbox_stop_watchdog(sandbox);
	sandbox_stop_timer(sandbox);
	lua_close(sandbox->lua);
	free(sandbox);
}

lua_State *sandbox_lua(struct sandbox *sandbox)
{
	return sandbox->lua;
}

void sandbox_set_hooks(
	struct sandbox *sandbox, const struct sandbox_hooks *hooks)
{
	sandbox->hooks = *hooks;
}

void sandbox_set_time(struct sandbox *sandbox, uint64_t now_us)
{
	sandbox->now_us = now_us;
}

size_t sandbox_memory(const struct sandbox *sandbox)
{
	return sandbox->used;
}

const char *sandbox_error(const struct sandbox *sandbox)
{
	return sandbox->error;
}

int sandbox_raise(struct sandbox *sandbox, lua_State *lua)
{
	sandbox_recheck(lua, LUA_OK);
	lua_pushstring(lua, sandbox->error);

	return lua_error(lua);
}

static void set_error(struct sandbox *sandbox, const char *text)
{
	snprintf(sandbox->error, sizeof(sandbox->error), "%s", text);
}

/* Messages of C functions that C called have no position. */
static bool has_position(const char *text)
{
	const char *colon = strchr(text, ':');

	while (colon != NULL) {
		const char *digit = colon + 1;

		while (isdigit((unsigned char)*digit))
			digit++;
		if (digit > colon + 1 && *digit == ':')
			return true;
		colon = strchr(colon + 1, ':');
	}

	return false;
}

/* Keeps the text of an error while the frames that raised it are there. */
static void describe(lua_State *lua, const char *text)
{
	struct sandbox *sandbox = sandbox_of(lua);
	char where[SANDBOX_WHERE_SIZE];

	sandbox_find_where(lua, where, sizeof(where));
	if (strncmp(text, where, strlen(where)) == 0 ||
		(has_position(text) && strncmp(text, "qmimic:", 7) != 0))
		where[0] = '\0';
	snprintf(sandbox->error, sizeof(sandbox->error), "%s%s", where, text);
}

/* The handler of sandbox_call(); returns a string. */
static int handle_error(lua_State *lua)
{
	if (sandbox_of(lua)->killed == SANDBOX_ALIVE) {
		describe(lua, sandbox_push_text(lua, 1));
		lua_pushstring(lua, sandbox_of(lua)->error);
	}

	return 1;
}

/* Turns the error at the top of the stack into text and removes it. */
static enum sandbox_result failed(lua_State *lua, int status)
{
	struct sandbox *sandbox = sandbox_of(lua);
	bool is_killed = sandbox_note(sandbox, status);
	const char *text = lua_type(lua, -1) == LUA_TSTRING
		? lua_tostring(lua, -1)
		: "an error that is not a text";

	if (is_killed)
		set_error(sandbox, sandbox->kill_message);
	else
		describe(lua, text);
	lua_pop(lua, 1);

	return is_killed ? SANDBOX_KILLED : SANDBOX_FAILED;
}

enum sandbox_result sandbox_call(
	struct sandbox *sandbox, lua_State *lua, int nargs, int nresults)
{
	lua_State *running = sandbox->running;
	int base = lua_gettop(lua) - nargs;
	enum sandbox_result result = SANDBOX_OK;
	int status;

	if (!lua_checkstack(lua, 2)) {
		set_error(sandbox, "stack overflow");
		lua_settop(lua, base - 1);
		return SANDBOX_FAILED;
	}
	sandbox_enter(sandbox);
	sandbox->running = lua;
	lua_pushcfunction(lua, handle_error);
	lua_insert(lua, base);
	status = lua_pcall(lua, nargs, nresults, base);
	lua_remove(lua, base);
	sandbox->running = running;
	if (status != LUA_OK)
		result = failed(lua, status);
	sandbox_leave(sandbox);

	return result;
}

enum sandbox_result sandbox_resume(
	struct sandbox *sandbox, lua_State *coroutine, int nargs, int *nresults)
{
	lua_State *running = sandbox->running;
	enum sandbox_result result = SANDBOX_OK;
	int status;

	*nresults = 0;
	sandbox_enter(sandbox);
	sandbox->running = coroutine;
	status = lua_resume(coroutine, running, nargs, nresults);
	sandbox->running = running;
	if (status == LUA_YIELD) {
		result = SANDBOX_YIELDED;
	} else if (status != LUA_OK) {
		*nresults = 0;
		result = failed(coroutine, status);
	}
	sandbox_leave(sandbox);

	return result;
}

struct chunk {
	const char *name;
	const char *source;
	size_t size;
	bool is_trusted;
};

/* Pushes the chunk from its compiled form. False: there is none. */
static bool load_compiled(
	lua_State *lua, const struct chunk *chunk, const char *name)
{
	const struct sandbox_hooks *hooks = &sandbox_of(lua)->hooks;
	const char *code = NULL;
	size_t size = 0;

	if (hooks->compiled)
		code = hooks->compiled(hooks->owner, chunk->name, chunk->source,
			chunk->size, &size);
	if (!code)
		return false;
	if (luaL_loadbufferx(lua, code, size, name, "b") == LUA_OK)
		return true;
	lua_pop(lua, 1);

	return false;
}

/* Takes the globals, or nil, and a struct chunk. */
static int compile(lua_State *lua)
{
	const struct chunk *chunk = lua_touserdata(lua, 2);
	char name[SANDBOX_WHERE_SIZE];

	snprintf(name, sizeof(name), "%s%s",
		chunk->is_trusted ? "=qmimic:" : "@", chunk->name);
	if (chunk->size > SANDBOX_SOURCE_MAX)
		return luaL_error(lua, "%s:1: the file is larger than %d MiB",
			chunk->name, SANDBOX_SOURCE_MAX >> 20);
	if (!load_compiled(lua, chunk, name) &&
		luaL_loadbufferx(lua, chunk->source, chunk->size, name, "t") !=
			LUA_OK)
		return lua_error(lua);
	if (chunk->is_trusted)
		return 1;
	lua_pushvalue(lua, 1);
	sandbox_push_env(lua);
	lua_setupvalue(lua, -2, 1);

	return 1;
}

static enum sandbox_result load(
	struct sandbox *sandbox, lua_State *lua, const struct chunk *chunk)
{
	if (!lua_checkstack(lua, 3)) {
		set_error(sandbox, "stack overflow");
		lua_pop(lua, 1);
		return SANDBOX_FAILED;
	}
	lua_pushcfunction(lua, compile);
	lua_insert(lua, -2);
	lua_pushlightuserdata(lua, (void *)(uintptr_t)chunk);

	return sandbox_call(sandbox, lua, 2, 1);
}

enum sandbox_result sandbox_load_trusted(struct sandbox *sandbox,
	const char *name, const char *source, size_t size)
{
	struct chunk chunk = {name, source, size, true};

	lua_pushnil(sandbox->lua);

	return load(sandbox, sandbox->lua, &chunk);
}

enum sandbox_result sandbox_load(struct sandbox *sandbox, lua_State *lua,
	const char *chunkname, const char *source, size_t size)
{
	struct chunk chunk = {chunkname, source, size, false};

	return load(sandbox, lua, &chunk);
}
