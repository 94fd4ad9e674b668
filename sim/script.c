/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/script.h"

#include <stdlib.h>
#include <string.h>

#include <lauxlib.h>
#include <sys/random.h>
#include <unistd.h>

#include "sim/builtin.h"
#include "sim/memory.h"
#include "sim/script_message.h"
#include "sim/script_parts.h"

void script_push_function(
	struct script *script, lua_State *lua, const char *name)
{
	lua_rawgeti(lua, LUA_REGISTRYINDEX, script->runtime);
	lua_getfield(lua, -1, name);
	lua_remove(lua, -2);
}

lua_State *script_enter_for(struct script *script, struct script_modem *modem)
{
	script->lua = sandbox_lua(script->sandbox);
	script->current = modem;
	if (modem)
		sandbox_set_time(script->sandbox, modem->modem.now_us);

	return script->lua;
}

lua_State *script_enter(struct script_modem *modem)
{
	return script_enter_for(modem->script, modem);
}

bool script_call(struct script *script, int nargs, int nresults, char **why)
{
	lua_State *lua = script->lua;
	enum sandbox_result result = sandbox_call(
		script->sandbox, lua, nargs, nresults);

	/* What was called may have used a coroutine that is gone by now. */
	script->lua = lua;
	if (result == SANDBOX_OK)
		return true;

	*why = memory_string(sandbox_error(script->sandbox));

	return false;
}

/* The compiled form of a built-in file, when the text is its own. */
static const char *find_compiled(void *owner, const char *name,
	const char *source, size_t size, size_t *compiled_size)
{
	const struct builtin_file *file = builtin_find(name);

	if (!file || file->size != size ||
		memcmp(file->text, source, size) != 0)
		return NULL;

	*compiled_size = file->compiled_size;

	return file->compiled;
}

/* Runs runtime/init.lua with the core functions. */
static bool start_runtime(struct script *script, char **why)
{
	const struct builtin_file *file = builtin_find("runtime/init.lua");

	if (sandbox_load_trusted(script->sandbox, file->name, file->text,
		    file->size) != SANDBOX_OK) {
		*why = memory_string(sandbox_error(script->sandbox));
		return false;
	}

	script_push_core(script);
	if (!script_call(script, 1, 1, why))
		return false;
	script->runtime = luaL_ref(script->lua, LUA_REGISTRYINDEX);

	return true;
}

struct script *script_new(const struct script_options *options, char **why)
{
	struct script *script = memory_alloc(sizeof(*script));
	struct sandbox_hooks hooks = {
		.print = options->print,
		.compiled = find_compiled,
		.owner = options->owner,
	};

	script->options = *options;
	if (getrandom(&script->origin, sizeof(script->origin), 0) < 0)
		script->origin = (uint64_t)getpid();
	script->sandbox = sandbox_new(&options->limits, options->seed);
	if (!script->sandbox) {
		*why = memory_string("no memory for the Lua state");
		free(script);
		return NULL;
	}
	script->lua = sandbox_lua(script->sandbox);
	sandbox_set_hooks(script->sandbox, &hooks);
	if (!start_runtime(script, why)) {
		script_free(script);
		return NULL;
	}

	return script;
}

void script_free(struct script *script)
{
	if (!script)
		return;

	sandbox_free(script->sandbox);
	free(script);
}

struct sandbox *script_sandbox(struct script *script)
{
	return script->sandbox;
}

void script_push_call(struct script_modem *modem, const char *name)
{
	struct script *script = modem->script;

	script_push_function(script, script->lua, name);
	lua_rawgeti(script->lua, LUA_REGISTRYINDEX, modem->reference);
}

/* Something in Lua went wrong that no client must have to guess: it goes to the
 * log and fails the run.
 */
static void problem(struct script_modem *modem, const char *text)
{
	struct script *script = modem->script;
	char *why = NULL;

	if (script->options.print)
		script->options.print(
			script->options.owner, text, strlen(text));
	script_push_call(modem, "problem");
	lua_pushstring(script->lua, text);
	if (!script_call(script, 2, 0, &why))
		free(why);
}

bool script_call_or_report(struct script_modem *modem, int nargs, int nresults)
{
	char *why = NULL;

	if (script_call(modem->script, nargs, nresults, &why))
		return true;

	problem(modem, why);
	free(why);

	return false;
}

/* CTL Set Data Format has been answered: WDA knows of it too. */
static void tell_link(struct script_modem *modem)
{
	script_push_call(modem, "link_changed");
	lua_pushboolean(modem->script->lua,
		modem->modem.link_protocol == MODEM_LINK_RAW_IP);
	script_call_or_report(modem, 2, 0);
}

static void on_request(void *owner, const struct modem_request *request)
{
	struct script_modem *modem = owner;
	lua_State *lua = script_enter(modem);
	uint16_t link = modem->modem.link_protocol;

	modem->request = request;
	modem->has_answered = false;
	modem->next_us = 0;
	lua_pushcfunction(lua, script_answer);
	lua_pushlightuserdata(lua, modem);
	if (!script_call_or_report(modem, 1, 0) && !modem->has_answered)
		modem_reply_error(&modem->modem, request, MODEM_INTERNAL);
	modem->request = NULL;
	if (request->message->service == MESSAGE_SERVICE_CTL &&
		modem->modem.link_protocol != link)
		tell_link(modem);
}

static void on_client_gone(void *owner, uint16_t service, uint8_t id)
{
	struct script_modem *modem = owner;
	struct script *script = modem->script;
	const struct schema_service *schema = schema_service_by_id(service);

	modem->next_us = 0;
	script_push_call(modem, "client_gone");
	if (schema)
		lua_pushstring(script->lua, schema->name);
	else
		lua_pushinteger(script->lua, service);
	lua_pushinteger(script->lua, id);
	script_call_or_report(modem, 3, 0);
}

void script_enter_filter(struct script_filter *filter)
{
	struct script_modem *modem = filter->modem;
	lua_State *lua = script_enter(modem);

	filter->passes = true;
	modem->next_us = 0;
	lua_pushcfunction(lua, script_filter);
	lua_pushlightuserdata(lua, filter);
	if (!script_call_or_report(modem, 1, 0)) {
		outbox_clear(modem->fault_out);
		filter->passes = true;
	}
}

void script_channel_opened(struct script_modem *modem, unsigned int channel)
{
	script_enter(modem);
	modem->next_us = 0;
	script_push_call(modem, "channel_opened");
	lua_pushinteger(modem->script->lua, channel);
	script_call_or_report(modem, 2, 0);
}

static void on_channel_closed(void *owner, unsigned int channel)
{
	struct script_modem *modem = owner;

	script_enter(modem);
	modem->next_us = 0;
	script_push_call(modem, "channel_closed");
	lua_pushinteger(modem->script->lua, channel);
	script_call_or_report(modem, 2, 0);
}

static uint64_t on_advance(void *owner, uint64_t now_us)
{
	struct script_modem *modem = owner;
	uint64_t next = MODEM_NEVER;
	lua_State *lua;

	if (now_us < modem->next_us)
		return modem->next_us;

	lua = script_enter(modem);
	script_push_call(modem, "advance");
	lua_pushinteger(lua, (lua_Integer)now_us);
	if (!script_call_or_report(modem, 2, 1)) {
		/* What failed is over; what comes after it is not. */
		if (modem->request && !modem->has_answered)
			modem_reply_error(
				&modem->modem, modem->request, MODEM_INTERNAL);
		modem->request = NULL;
		script_push_call(modem, "next_time");
		if (!script_call_or_report(modem, 1, 1)) {
			modem->next_us = next;
			return next;
		}
	}
	if (lua_isinteger(lua, -1))
		next = (uint64_t)lua_tointeger(lua, -1);
	lua_pop(lua, 1);
	modem->next_us = next;

	return next;
}

static const struct modem_brain brain = {
	.request = on_request,
	.client_gone = on_client_gone,
	.channel_closed = on_channel_closed,
	.advance = on_advance,
};

/* The protected half of script_modem_new(): what is on the stack is the runtime
 * function new_modem with its arguments. Leaves the configuration in the modem.
 */
static int configure(lua_State *lua)
{
	struct script_modem *modem = lua_touserdata(lua, 1);
	struct modem_config config = {0};

	script_push_function(modem->script, lua, "config");
	lua_rawgeti(lua, LUA_REGISTRYINDEX, modem->reference);
	lua_call(lua, 1, 1);
	script_read_config(lua, modem, &config);
	lua_pop(lua, 1);
	modem->modem.config = config;

	/* Now that the vendor is known, which names of messages depend on. */
	script_push_function(modem->script, lua, "configured");
	lua_rawgeti(lua, LUA_REGISTRYINDEX, modem->reference);
	lua_call(lua, 1, 0);

	return 0;
}

static bool make_modem(struct script_modem *modem,
	const struct script_scenario *scenario, size_t place, char **why)
{
	struct script *script = modem->script;
	lua_State *lua = script_enter(modem);

	script_push_function(script, lua, "new_modem");
	lua_pushlightuserdata(lua, modem);
	lua_rawgeti(lua, LUA_REGISTRYINDEX, scenario->reference);
	lua_pushinteger(lua, (lua_Integer)place + 1);
	lua_newtable(lua);
	if (!script_call(script, 4, 1, why))
		return false;

	modem->reference = luaL_ref(lua, LUA_REGISTRYINDEX);
	lua_pushcfunction(lua, configure);
	lua_pushlightuserdata(lua, modem);

	return script_call(script, 1, 0, why);
}

struct script_modem *script_make_modem(struct script_scenario *scenario,
	size_t place, struct fault_rules *rules, char **why)
{
	struct script_modem *modem = memory_alloc(sizeof(*modem));
	struct modem_config config = {0};

	modem->script = scenario->script;
	modem->rules = rules;
	fault_clear(rules);
	modem->reference = LUA_NOREF;
	modem_init(&modem->modem, &config, &brain, modem);
	if (!make_modem(modem, scenario, place, why)) {
		script_modem_free(modem);
		return NULL;
	}

	return modem;
}

void script_modem_free(struct script_modem *modem)
{
	if (!modem)
		return;

	luaL_unref(sandbox_lua(modem->script->sandbox), LUA_REGISTRYINDEX,
		modem->reference);
	if (modem->script->current == modem)
		modem->script->current = NULL;
	modem_release(&modem->modem);
	free(modem->plan.calls);
	free(modem);
}

struct modem *script_modem_core(struct script_modem *modem)
{
	return &modem->modem;
}

const struct script_device *script_modem_device(
	const struct script_modem *modem)
{
	return &modem->device;
}

struct wwan_plan *script_modem_plan(struct script_modem *modem)
{
	return &modem->plan;
}

void script_modem_woken(struct script_modem *modem, uint32_t handle)
{
	script_enter(modem);
	modem->next_us = 0;
	script_push_call(modem, "woken");
	lua_pushinteger(modem->script->lua, handle);
	script_call_or_report(modem, 2, 0);
}

bool script_modem_leaks_fail(const struct script_modem *modem)
{
	return modem->leaks_fail;
}

static const char *text_field(lua_State *lua, const char *name)
{
	const char *text;

	lua_getfield(lua, -1, name);
	text = lua_tostring(lua, -1);
	lua_pop(lua, 1); /* the table keeps the string */

	return text ? text : "";
}

static bool flag_field(lua_State *lua, const char *name)
{
	bool flag;

	lua_getfield(lua, -1, name);
	flag = lua_toboolean(lua, -1);
	lua_pop(lua, 1);

	return flag;
}

void script_modem_finish(struct script_modem *modem,
	void (*point)(void *owner, const struct script_point *point),
	void *owner)
{
	lua_State *lua = script_enter(modem);
	struct script_point current;
	char *why = NULL;

	script_push_call(modem, "finish");
	if (!script_call(modem->script, 1, 1, &why)) {
		current = (struct script_point){.text = why, .where = ""};
		point(owner, &current);
		free(why);
		return;
	}

	for (lua_Integer i = 1; lua_rawgeti(lua, -1, i) == LUA_TTABLE; i++) {
		current.ok = flag_field(lua, "ok");
		current.is_note = flag_field(lua, "note");
		current.text = text_field(lua, "text");
		current.where = text_field(lua, "where");
		point(owner, &current);
		lua_pop(lua, 1);
	}
	lua_pop(lua, 2);
}

size_t script_modem_audit(struct script_modem *modem,
	void (*held)(void *owner, const struct script_held *held), void *owner)
{
	lua_State *lua = script_enter(modem);
	struct script_held current;
	size_t count = 0;

	script_push_call(modem, "audit");
	if (!script_call_or_report(modem, 1, 1))
		return 0;

	while (lua_rawgeti(lua, -1, (lua_Integer)count + 1) == LUA_TTABLE) {
		current.service = text_field(lua, "service");
		current.what = text_field(lua, "what");
		current.is_left = flag_field(lua, "left");
		lua_getfield(lua, -1, "client");
		current.client = (unsigned int)lua_tointeger(lua, -1);
		lua_pop(lua, 1);
		if (held)
			held(owner, &current);
		lua_pop(lua, 1);
		count++;
	}
	lua_pop(lua, 2);

	return count;
}
