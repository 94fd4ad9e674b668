/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* script_core.c - the functions that the Lua runtime calls.
 *
 * They are reached by the trusted runtime only. A handle is the light userdata
 * of a struct script_modem, which sandboxed code can pass on but not make.
 */
#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/builtin.h"
#include "sim/memory.h"
#include "sim/script_message.h"
#include "sim/script_parts.h"

static struct script *script_of(lua_State *lua)
{
	return lua_touserdata(lua, lua_upvalueindex(1));
}

/* While one modem of a scenario acts, it may reach another: that one's time is
 * the same, and it has something to do afterwards.
 */
static void touch(struct script_modem *modem, struct script_modem *current)
{
	if (!current || modem == current)
		return;

	if (modem->modem.now_us < current->modem.now_us)
		modem->modem.now_us = current->modem.now_us;
	modem->modem.is_woken = true;
	modem->next_us = 0;
}

struct script_modem *script_handle(lua_State *lua)
{
	struct script_modem *modem;

	if (!lua_islightuserdata(lua, 1))
		luaL_error(lua, "the modem has no handle any more");
	modem = lua_touserdata(lua, 1);
	modem->script->lua = lua;
	touch(modem, modem->script->current);

	return modem;
}

static const char *kinds[] = {"request", "response", "indication", NULL};

static int core_now(lua_State *lua)
{
	lua_pushinteger(lua, (lua_Integer)script_handle(lua)->modem.now_us);

	return 1;
}

static const char *service_candidate(const void *owner, size_t index)
{
	(void)owner;

	return index < schema_service_count ? schema_services[index]->name
					    : NULL;
}

/* service(name or number) -> id, name; or nil, nearest name */
static int core_service(lua_State *lua)
{
	const struct schema_service *service;
	lua_Integer id;

	if (lua_isinteger(lua, 1)) {
		id = lua_tointeger(lua, 1);
		if (id < 0 || id > 0xffff)
			return 0;
		service = schema_service_by_id((uint16_t)id);
		lua_pushinteger(lua, id);
		if (service)
			lua_pushstring(lua, service->name);
		else
			lua_pushvalue(lua, -1);
		return 2;
	}

	service = schema_service_by_name(luaL_checkstring(lua, 1));
	if (service) {
		lua_pushinteger(lua, service->id);
		lua_pushstring(lua, service->name);
		return 2;
	}
	lua_pushnil(lua);
	lua_pushstring(lua,
		schema_nearest(lua_tostring(lua, 1), service_candidate, NULL));

	return 2;
}

/* Reads "DMS 0x1234" or "0x99 0x1234". */
static bool numbered_message(
	const char *name, unsigned int *service, unsigned int *id)
{
	char first[16];
	const struct schema_service *known;
	int used = 0;

	if (sscanf(name, "%15s 0x%x%n", first, id, &used) != 2 ||
		name[used] != '\0' || *id > 0xffff)
		return false;

	known = schema_service_by_name(first);
	if (known) {
		*service = known->id;
		return true;
	}

	return sscanf(first, "0x%x%n", service, &used) == 1 &&
		first[used] == '\0' && *service <= 0xffff;
}

/* message(name, kind, vendor) -> service id, id, full name; or nil, nearest */
static int core_message(lua_State *lua)
{
	const char *name = luaL_checkstring(lua, 1);
	int kind = luaL_checkoption(lua, 2, "request", kinds);
	uint16_t vendor = (uint16_t)luaL_optinteger(lua, 3, 0);
	const struct schema_message *message = schema_message_by_name(
		name, (enum message_kind)kind, vendor);
	unsigned int service;
	unsigned int id;

	if (message) {
		lua_pushinteger(lua, message->service->id);
		lua_pushinteger(lua, message->id);
		lua_pushfstring(
			lua, "%s %s", message->service->name, message->name);
		return 3;
	}
	if (numbered_message(name, &service, &id)) {
		struct message unknown = {
			.service = (uint16_t)service, .id = (uint16_t)id};
		struct modem_request request = {
			.message = &unknown,
			.schema = schema_message_by_id((uint16_t)service,
				(enum message_kind)kind, (uint16_t)id, vendor),
		};

		lua_pushinteger(lua, (lua_Integer)service);
		lua_pushinteger(lua, (lua_Integer)id);
		script_push_name(lua, &request);
		return 3;
	}

	lua_pushnil(lua);
	message = schema_message_nearest(name, (enum message_kind)kind);
	if (message)
		lua_pushfstring(
			lua, "%s %s", message->service->name, message->name);
	else
		lua_pushnil(lua);

	return 2;
}

static const char *error_candidate(const void *owner, size_t index)
{
	(void)owner;

	return index < schema_errors.count ? schema_errors.values[index].name
					   : NULL;
}

/* error_number(name) -> number; or nil, nearest */
static int core_error_number(lua_State *lua)
{
	const char *name = luaL_checkstring(lua, 1);
	uint64_t number;

	if (schema_value_by_name(&schema_errors, name, &number)) {
		lua_pushinteger(lua, (lua_Integer)number);
		return 1;
	}
	lua_pushnil(lua);
	lua_pushstring(lua, schema_nearest(name, error_candidate, NULL));

	return 2;
}

static const char *list_candidate(const void *owner, size_t index)
{
	lua_State *lua = (lua_State *)(uintptr_t)owner;
	const char *name;

	lua_rawgeti(lua, 2, (lua_Integer)index + 1);
	name = lua_tostring(lua, -1);
	lua_pop(lua, 1); /* the list keeps the string */

	return name;
}

/* nearest(name, list) -> the one of the list most like it, or nil */
static int core_nearest(lua_State *lua)
{
	const char *name = luaL_checkstring(lua, 1);

	luaL_checktype(lua, 2, LUA_TTABLE);
	lua_pushstring(lua, schema_nearest(name, list_candidate, lua));

	return 1;
}

static int push_disk_file(lua_State *lua, const char *folder, const char *name)
{
	luaL_Buffer buffer;
	char *path = memory_format("%s/%s", folder, name);
	FILE *file = fopen(path, "rb");
	size_t size;

	free(path);
	if (!file)
		return 0;

	luaL_buffinit(lua, &buffer);
	do {
		char part[4096];

		size = fread(part, 1, sizeof(part), file);
		luaL_addlstring(&buffer, part, size);
	} while (size > 0);
	fclose(file);
	luaL_pushresult(&buffer);
	lua_pushfstring(lua, "%s/%s", folder, name);

	return 2;
}

/* file(name) -> text, name for messages; or nothing. "modem/..." is looked for
 * in the modem path first, "presets/..." in the path of presets, then both in
 * the program.
 */
static int core_file(lua_State *lua)
{
	const struct script_options *options = &script_of(lua)->options;
	const char *name = luaL_checkstring(lua, 1);
	const struct builtin_file *file;
	int found = 0;

	if (strstr(name, ".."))
		return 0;
	if (strncmp(name, "modem/", 6) == 0 && options->modem_path)
		found = push_disk_file(lua, options->modem_path, name + 6);
	if (strncmp(name, "presets/", 8) == 0 && options->preset_path)
		found = push_disk_file(lua, options->preset_path, name + 8);
	if (found > 0)
		return found;

	file = builtin_find(name);
	if (!file)
		return 0;
	lua_pushlstring(lua, file->text, file->size);
	lua_pushstring(lua, file->name);

	return 2;
}

/* files(prefix) -> names without prefix and ".lua" of the program's files */
static int core_files(lua_State *lua)
{
	size_t size;
	const char *prefix = luaL_checklstring(lua, 1, &size);
	lua_Integer count = 0;

	lua_newtable(lua);
	for (const struct builtin_file *file = builtin_files; file->name;
		file++) {
		size_t length = strlen(file->name);

		if (strncmp(file->name, prefix, size) != 0 || length < size + 4)
			continue;
		lua_pushlstring(lua, file->name + size, length - size - 4);
		lua_rawseti(lua, -2, ++count);
	}

	return 1;
}

/* load_trusted(name) -> the function of a runtime file */
static int core_load_trusted(lua_State *lua)
{
	struct script *script = script_of(lua);
	const char *name = luaL_checkstring(lua, 1);
	const struct builtin_file *file = builtin_find(name);

	if (!file)
		return luaL_error(lua, "no runtime file %s", name);
	script->lua = lua;
	if (sandbox_load_trusted(script->sandbox, file->name, file->text,
		    file->size) != SANDBOX_OK)
		return luaL_error(lua, "%s", sandbox_error(script->sandbox));

	return 1;
}

/* indicate(handle, service, id, client, fields) -> true; or nil, why */
static int core_indicate(lua_State *lua)
{
	struct script_modem *modem = script_handle(lua);
	uint16_t service = (uint16_t)luaL_checkinteger(lua, 2);
	uint16_t id = (uint16_t)luaL_checkinteger(lua, 3);
	uint8_t client = (uint8_t)luaL_checkinteger(lua, 4);
	const struct schema_message *schema = schema_message_by_id(
		service, MESSAGE_INDICATION, id, modem->modem.config.vendor);
	static const struct schema_body nothing = {0};
	struct wire_writer writer = wire_writer(
		modem->script->buffer, SCRIPT_BUFFER_SIZE);
	struct script_why why;

	luaL_checktype(lua, 5, LUA_TTABLE);
	script_check_room(lua, modem);
	if (!script_write_message(lua, 5,
		    schema ? &schema->bodies[MESSAGE_INDICATION] : &nothing,
		    false, &writer, &why)) {
		lua_pushnil(lua);
		lua_pushstring(lua, why.text);
		return 2;
	}
	modem_indicate(
		&modem->modem, service, client, id, writer.bytes, writer.size);
	lua_pushboolean(lua, true);

	return 1;
}

/* clients(handle) -> list of { service, service_id, client, channel, left } */
static int core_clients(lua_State *lua)
{
	struct script_modem *modem = script_handle(lua);
	const struct clients *clients = &modem->modem.clients;

	lua_createtable(lua, (int)clients->count, 0);
	for (size_t i = 0; i < clients->count; i++) {
		const struct client *client = &clients->list[i];
		const struct schema_service *service = schema_service_by_id(
			client->service);

		lua_createtable(lua, 0, 5);
		if (service)
			lua_pushstring(lua, service->name);
		else
			lua_pushinteger(lua, client->service);
		lua_setfield(lua, -2, "service");
		lua_pushinteger(lua, client->service);
		lua_setfield(lua, -2, "service_id");
		lua_pushinteger(lua, client->id);
		lua_setfield(lua, -2, "client");
		lua_pushinteger(lua, client->channel);
		lua_setfield(lua, -2, "channel");
		lua_pushboolean(lua, client->is_left);
		lua_setfield(lua, -2, "left");
		lua_rawseti(lua, -2, (lua_Integer)i + 1);
	}

	return 1;
}

/* action(handle, name): something that happens to the endpoint */
static int core_action(lua_State *lua)
{
	static const char *const names[] = {
		"hang_up", "pause", "resume", "vanish", "come_back", NULL};
	static const enum outbox_kind actions[] = {OUTBOX_HANG_UP, OUTBOX_PAUSE,
		OUTBOX_RESUME, OUTBOX_VANISH, OUTBOX_COME_BACK};
	struct script_modem *modem = script_handle(lua);
	int index = luaL_checkoption(lua, 2, NULL, names);

	script_check_room(lua, modem);
	outbox_add_action(&modem->modem.outbox, CHANNEL_ALL, actions[index]);

	return 0;
}

/* restart(handle, keeps_ids) */
static int core_restart(lua_State *lua)
{
	struct script_modem *modem = script_handle(lua);

	modem_restart(&modem->modem, lua_toboolean(lua, 2));

	return 0;
}

static int core_revoke(lua_State *lua)
{
	struct script_modem *modem = script_handle(lua);

	lua_pushboolean(lua,
		modem_revoke(&modem->modem, (uint16_t)luaL_checkinteger(lua, 2),
			(uint8_t)luaL_checkinteger(lua, 3)));

	return 1;
}

/* default_ctl(handle) -> what the control service answers, as a table, or nil
 * and the error's number
 */
static int core_default_ctl(lua_State *lua)
{
	struct script_modem *modem = script_handle(lua);
	const struct modem_request *request = modem->request;
	struct wire_writer writer = wire_writer(
		modem->script->buffer, SCRIPT_BUFFER_SIZE);
	uint16_t error;

	if (!request || request->message->service != MESSAGE_SERVICE_CTL)
		return luaL_error(lua, "there is no control request to answer");

	error = ctl_answer(&modem->modem, request, &writer);
	if (error != MODEM_SUCCESS) {
		lua_pushnil(lua);
		lua_pushinteger(lua, error);
		return 2;
	}
	script_push_message(lua, writer.bytes, writer.size,
		request->schema ? &request->schema->bodies[MESSAGE_RESPONSE]
				: NULL,
		true);

	return 1;
}

static int core_log(lua_State *lua)
{
	struct script_modem *modem = script_handle(lua);
	const struct script_options *options = &modem->script->options;
	size_t size;
	const char *text = luaL_checklstring(lua, 2, &size);

	if (options->print)
		options->print(options->owner, text, size);

	return 0;
}

static void set_tag(struct script *script, const char *name, int *reference)
{
	lua_newtable(script->lua);
	lua_pushvalue(script->lua, -1);
	*reference = luaL_ref(script->lua, LUA_REGISTRYINDEX);
	lua_setfield(script->lua, -2, name);
}

void script_push_core(struct script *script)
{
	static const luaL_Reg functions[] = {
		{"now", core_now},
		{"service", core_service},
		{"message", core_message},
		{"error_number", core_error_number},
		{"nearest", core_nearest},
		{"file", core_file},
		{"files", core_files},
		{"load_trusted", core_load_trusted},
		{"indicate", core_indicate},
		{"clients", core_clients},
		{"action", core_action},
		{"restart", core_restart},
		{"revoke", core_revoke},
		{"default_ctl", core_default_ctl},
		{"request_bytes", script_request_bytes},
		{"answer", script_answer_late},
		{"refuse", script_refuse},
		{"log", core_log},
		{"carry", script_carry},
		{"traffic", script_traffic},
		{NULL, NULL},
	};

	luaL_newlibtable(script->lua, functions);
	lua_pushlightuserdata(script->lua, script);
	luaL_setfuncs(script->lua, functions, 1);
	script_add_fault_functions(script);
	script_add_snapshot_functions(script);
	set_tag(script, "fail_tag", &script->fail_tag);
	set_tag(script, "indication_tag", &script->indication_tag);
	set_tag(script, "ctl_tag", &script->ctl_tag);
}
