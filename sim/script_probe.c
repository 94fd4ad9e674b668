/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/script_probe.h"

#include <lauxlib.h>
#include <lualib.h>
#include <string.h>

#include "lib/frame.h"
#include "lib/schema.h"
#include "sim/builtin.h"
#include "sim/memory.h"
#include "sim/probe_link.h"
#include "sim/script_message.h"

struct probing {
	struct probe_link *link;
	const struct probe_options *options;
	FILE *preset;
	FILE *report;
};

static struct probing *probing_of(lua_State *lua)
{
	return lua_touserdata(lua, lua_upvalueindex(1));
}

/* builtin(name) -> text or nil */
static int push_builtin(lua_State *lua)
{
	const struct builtin_file *file = builtin_find(
		luaL_checkstring(lua, 1));

	if (!file)
		return 0;
	lua_pushlstring(lua, file->text, file->size);

	return 1;
}

/* presets() -> list of names */
static int push_presets(lua_State *lua)
{
	static const char folder[] = "presets/";
	lua_Integer place = 0;

	lua_newtable(lua);
	for (const struct builtin_file *file = builtin_files; file->name;
		file++) {
		size_t length = strlen(file->name);

		if (strncmp(file->name, folder, sizeof(folder) - 1) != 0)
			continue;
		lua_pushlstring(lua, file->name + sizeof(folder) - 1,
			length - (sizeof(folder) - 1) - strlen(".lua"));
		lua_rawseti(lua, -2, ++place);
	}

	return 1;
}

static bool has_mandatory(const struct schema_body *body)
{
	for (size_t i = 0; i < body->count; i++)
		if (!body->tlvs[i].optional)
			return true;

	return false;
}

/* requests(service id) -> names of requests that need no fields */
static int push_requests(lua_State *lua)
{
	const struct schema_service *service = schema_service_by_id(
		(uint16_t)luaL_checkinteger(lua, 1));
	uint16_t vendor = probing_of(lua)->options->vendor;
	lua_Integer place = 0;

	lua_newtable(lua);
	for (size_t i = 0; service && i < service->message_count; i++) {
		const struct schema_message *message = &service->messages[i];

		if (message->vendor != 0 && message->vendor != vendor)
			continue;
		if (has_mandatory(&message->bodies[MESSAGE_REQUEST]))
			continue;
		lua_pushfstring(lua, "%s %s", service->name, message->name);
		lua_rawseti(lua, -2, ++place);
	}

	return 1;
}

/* service_name(id) -> name or nil */
static int push_service_name(lua_State *lua)
{
	const struct schema_service *service = schema_service_by_id(
		(uint16_t)luaL_checkinteger(lua, 1));

	if (!service)
		return 0;
	lua_pushstring(lua, service->name);

	return 1;
}

/* Pushes fields, the error's number and its name. */
static int push_answer(lua_State *lua, const struct schema_body *body,
	const struct message *answer)
{
	uint16_t error;
	const char *name;

	script_push_message(lua, answer->tlvs, answer->tlvs_size, body, true);
	if (!message_result(answer, &error)) {
		lua_pushliteral(lua, "no result");
		return 2;
	}
	if (error == 0)
		return 1;
	name = schema_value_name(&schema_errors, error);
	if (name)
		lua_pushstring(lua, name);
	else
		lua_pushinteger(lua, error);

	return 2;
}

/* ask(service id, message id or name, fields) -> fields, error; nil and why
 * without an answer. An error is a name, or the number of one without. What the
 * control service answers comes as bytes.
 */
static int ask(lua_State *lua)
{
	static const char *const silences[] = {
		"", "silence", "no client", "lost"};
	struct probing *probing = probing_of(lua);
	uint16_t service = (uint16_t)luaL_checkinteger(lua, 1);
	const struct schema_message *schema = NULL;
	uint8_t bytes[FRAME_BODY_MAX];
	struct wire_writer writer = wire_writer(bytes, sizeof(bytes));
	struct script_why why;
	struct message answer;
	enum probe_result result;

	if (lua_isinteger(lua, 2))
		schema = schema_message_by_id(service, MESSAGE_REQUEST,
			(uint16_t)lua_tointeger(lua, 2),
			probing->options->vendor);
	else
		schema = schema_message_by_name(luaL_checkstring(lua, 2),
			MESSAGE_REQUEST, probing->options->vendor);
	if (schema && lua_istable(lua, 3) &&
		!script_write_message(lua, 3, &schema->bodies[MESSAGE_REQUEST],
			false, &writer, &why))
		return luaL_error(lua, "%s: %s", schema->name, why.text);

	result = probe_ask(probing->link, service,
		schema ? schema->id : (uint16_t)lua_tointeger(lua, 2), &writer,
		&answer);
	if (result != PROBE_ANSWER) {
		lua_pushnil(lua);
		lua_pushstring(lua, silences[result]);
		return 2;
	}

	/* Of the control service the bytes are wanted. */
	if (!schema || service == MESSAGE_SERVICE_CTL)
		return push_answer(lua, NULL, &answer);

	return push_answer(lua, &schema->bodies[MESSAGE_RESPONSE], &answer);
}

static int progress(lua_State *lua)
{
	const struct probe_options *options = probing_of(lua)->options;

	if (options->progress)
		options->progress(luaL_checkstring(lua, 1));

	return 0;
}

static void set_text(lua_State *lua, const char *name, const char *text)
{
	lua_pushstring(lua, text);
	lua_setfield(lua, -2, name);
}

static void push_options(lua_State *lua, const struct probe_options *options)
{
	lua_newtable(lua);
	set_text(lua, "name", options->name);
	set_text(lua, "device", options->device);
	set_text(lua, "version", options->version);
	lua_pushinteger(lua, options->vendor);
	lua_setfield(lua, -2, "vendor");
	lua_pushinteger(lua, options->product);
	lua_setfield(lua, -2, "product");
	lua_pushboolean(lua, options->keeps_personal);
	lua_setfield(lua, -2, "keeps_personal");
}

static bool put(lua_State *lua, int index, FILE *stream)
{
	size_t size;
	const char *text = luaL_checklstring(lua, index, &size);

	return fwrite(text, 1, size, stream) == size && fflush(stream) == 0;
}

static int run(lua_State *lua)
{
	static const luaL_Reg functions[] = {
		{"builtin", push_builtin},
		{"presets", push_presets},
		{"requests", push_requests},
		{"service_name", push_service_name},
		{"ask", ask},
		{"progress", progress},
		{NULL, NULL},
	};
	struct probing *probing = lua_touserdata(lua, 1);
	const struct builtin_file *file = builtin_find("runtime/prober.lua");

	luaL_openlibs(lua);
	if (luaL_loadbufferx(lua, file->text, file->size, "=prober.lua", "t") !=
		LUA_OK)
		return lua_error(lua);
	lua_newtable(lua);
	lua_pushlightuserdata(lua, probing);
	luaL_setfuncs(lua, functions, 1);
	push_options(lua, probing->options);
	lua_call(lua, 2, 2);
	if (!put(lua, -2, probing->preset) || !put(lua, -1, probing->report))
		return luaL_error(lua, "the preset cannot be written");

	return 0;
}

bool script_probe(struct probe_link *link, const struct probe_options *options,
	FILE *preset, FILE *report, char **why)
{
	struct probing probing = {link, options, preset, report};
	lua_State *lua = luaL_newstate();
	bool is_good;

	if (!lua) {
		*why = memory_string("no memory");
		return false;
	}
	lua_pushcfunction(lua, run);
	lua_pushlightuserdata(lua, &probing);
	is_good = lua_pcall(lua, 1, 0, 0) == LUA_OK;
	if (!is_good)
		*why = memory_string(lua_tostring(lua, -1)
				? lua_tostring(lua, -1)
				: "no memory");
	lua_close(lua);

	return is_good;
}
