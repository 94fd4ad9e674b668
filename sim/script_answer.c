/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* script_answer.c - one request through the Lua side and its answers back. */
#include <lauxlib.h>

#include "sim/script_message.h"
#include "sim/script_parts.h"

void script_push_name(lua_State *lua, const struct modem_request *request)
{
	const struct message *message = request->message;
	const struct schema_service *service;

	if (request->schema) {
		/* The address of a constant: made into text only once. */
		if (lua_rawgetp(lua, LUA_REGISTRYINDEX, request->schema) ==
			LUA_TSTRING)
			return;
		lua_pop(lua, 1);
		lua_pushfstring(lua, "%s %s", request->schema->service->name,
			request->schema->name);
		lua_pushvalue(lua, -1);
		lua_rawsetp(lua, LUA_REGISTRYINDEX, request->schema);
		return;
	}

	service = schema_service_by_id(message->service);
	if (service)
		lua_pushfstring(lua, "%s 0x", service->name);
	else
		lua_pushfstring(lua, "%d 0x", message->service);
	for (int shift = 12; shift >= 0; shift -= 4)
		lua_pushlstring(lua,
			&"0123456789ABCDEF"[message->id >> shift & 0xf], 1);
	lua_concat(lua, 5);
}

static void set_integer(lua_State *lua, const char *name, lua_Integer value)
{
	lua_pushinteger(lua, value);
	lua_setfield(lua, -2, name);
}

/* Pushes what a handler gets as its third argument. */
static void push_call(lua_State *lua, const struct modem_request *request)
{
	const struct message *message = request->message;
	const struct schema_service *service = schema_service_by_id(
		message->service);

	lua_createtable(lua, 0, 8);
	if (service) {
		lua_pushstring(lua, service->name);
		lua_setfield(lua, -2, "service");
	} else {
		set_integer(lua, "service", message->service);
	}
	lua_pushstring(lua, request->schema ? request->schema->name : "");
	lua_setfield(lua, -2, "message");
	set_integer(lua, "id", message->id);
	set_integer(lua, "client", message->client);
	set_integer(lua, "transaction", message->transaction);
	set_integer(lua, "channel", request->channel);
	set_integer(lua, "size", (lua_Integer)message->tlvs_size);
}

static const struct schema_body *body_of(
	const struct modem_request *request, enum message_kind kind)
{
	static const struct schema_body nothing = {0};

	return request->schema ? &request->schema->bodies[kind] : &nothing;
}

static bool has_tag(lua_State *lua, int index, int tag)
{
	bool is_equal;

	if (!lua_getmetatable(lua, index))
		return false;

	lua_rawgeti(lua, LUA_REGISTRYINDEX, tag);
	is_equal = lua_rawequal(lua, -1, -2);
	lua_pop(lua, 2);

	return is_equal;
}

/* Raises an error that says which handler gave a bad answer. */
static int blame(lua_State *lua, struct script_modem *modem, const char *why)
{
	script_push_function(modem->script, lua, "where");
	lua_rawgeti(lua, LUA_REGISTRYINDEX, modem->reference);
	script_push_name(lua, modem->request);
	lua_call(lua, 2, 1);
	script_push_name(lua, modem->request);

	lua_pushfstring(lua, "%s: the answer to %s: %s", lua_tostring(lua, -2),
		lua_tostring(lua, -1), why);

	return lua_error(lua);
}

static void reply(
	lua_State *lua, struct script_modem *modem, int index, uint16_t error)
{
	struct wire_writer writer = wire_writer(
		modem->script->buffer, SCRIPT_BUFFER_SIZE);
	struct script_why why;

	tlv_put_result(&writer, error);
	if (index != 0) {
		struct schema_body body = *body_of(
			modem->request, MESSAGE_RESPONSE);

		if (!script_write_message(
			    lua, index, &body, error != 0, &writer, &why))
			blame(lua, modem, why.text);
	}
	modem_reply(&modem->modem, modem->request, writer.bytes, writer.size);
	modem->has_answered = true;
}

static void reply_failure(lua_State *lua, struct script_modem *modem, int index)
{
	uint16_t error;

	lua_getfield(lua, index, "error");
	error = (uint16_t)lua_tointeger(lua, -1);
	lua_pop(lua, 1);
	if (lua_getfield(lua, index, "fields") == LUA_TTABLE)
		reply(lua, modem, lua_gettop(lua), error);
	else
		reply(lua, modem, 0, error);
	lua_pop(lua, 1);
}

static void indicate(lua_State *lua, struct script_modem *modem, int index)
{
	struct wire_writer writer = wire_writer(
		modem->script->buffer, SCRIPT_BUFFER_SIZE);
	const struct schema_message *schema;
	static const struct schema_body nothing = {0};
	struct script_why why;
	uint16_t service;
	uint16_t id;
	uint8_t client = modem->request->message->client;

	lua_getfield(lua, index, "service");
	service = (uint16_t)lua_tointeger(lua, -1);
	lua_getfield(lua, index, "id");
	id = (uint16_t)lua_tointeger(lua, -1);
	if (lua_getfield(lua, index, "client") == LUA_TNUMBER)
		client = (uint8_t)lua_tointeger(lua, -1);
	lua_getfield(lua, index, "fields");
	schema = schema_message_by_id(
		service, MESSAGE_INDICATION, id, modem->modem.config.vendor);
	if (!script_write_message(lua, -1,
		    schema ? &schema->bodies[MESSAGE_INDICATION] : &nothing,
		    false, &writer, &why))
		blame(lua, modem, why.text);
	modem_indicate(
		&modem->modem, service, client, id, writer.bytes, writer.size);
	lua_pop(lua, 4);
}

/* The control service's own answer, for which Lua had nothing to say. */
static void reply_ctl(struct script_modem *modem)
{
	struct wire_writer answer = wire_writer(
		modem->script->buffer + 7, SCRIPT_BUFFER_SIZE - 7);
	struct wire_writer result = wire_writer(modem->script->buffer, 7);
	uint16_t error = ctl_answer(&modem->modem, modem->request, &answer);

	modem->has_answered = true;
	if (error != MODEM_SUCCESS) {
		modem_reply_error(&modem->modem, modem->request, error);
		return;
	}

	tlv_put_result(&result, 0);
	modem_reply(&modem->modem, modem->request, result.bytes,
		result.size + answer.size);
}

void script_check_room(lua_State *lua, const struct script_modem *modem)
{
	if (outbox_is_full(&modem->modem.outbox))
		luaL_error(lua, "the modem says too much at once: over %d MiB",
			OUTBOX_SIZE_MAX >> 20);
}

/* Sends one of the values that a handler has returned. */
static void send_value(lua_State *lua, struct script_modem *modem, int index)
{
	struct script *script = modem->script;
	const char *bytes;
	size_t size;

	script_check_room(lua, modem);
	switch (lua_type(lua, index)) {
	case LUA_TNIL:
	case LUA_TBOOLEAN: /* false: no answer */
		return;
	case LUA_TSTRING:
		bytes = lua_tolstring(lua, index, &size);
		outbox_add_bytes(&modem->modem.outbox, modem->request->channel,
			(const uint8_t *)bytes, size);
		modem->has_answered = true;
		return;
	case LUA_TTABLE:
		if (has_tag(lua, index, script->fail_tag))
			reply_failure(lua, modem, index);
		else if (has_tag(lua, index, script->indication_tag))
			indicate(lua, modem, index);
		else if (has_tag(lua, index, script->ctl_tag))
			reply_ctl(modem);
		else
			reply(lua, modem, index, MODEM_SUCCESS);
		return;
	default:
		blame(lua, modem,
			"it must be a table, fail, an indication or a string");
	}
}

/* Errors go before handlers; an unknown message before errors of its TLVs. */
static void push_errors(lua_State *lua, const struct modem_request *request)
{
	if (request->error)
		lua_pushinteger(lua, request->error);
	else
		lua_pushnil(lua);
	if (request->tlv_error)
		lua_pushinteger(lua, request->tlv_error);
	else
		lua_pushnil(lua);
}

int script_answer(lua_State *lua)
{
	struct script_modem *modem = lua_touserdata(lua, 1);
	const struct modem_request *request = modem->request;
	const struct schema_body *body = request->schema
		? body_of(request, MESSAGE_REQUEST)
		: NULL;
	int top = lua_gettop(lua);
	int last;

	script_push_function(modem->script, lua, "request");
	lua_rawgeti(lua, LUA_REGISTRYINDEX, modem->reference);
	script_push_name(lua, request);
	script_push_message(lua, request->message->tlvs,
		request->message->tlvs_size, body, false);
	push_call(lua, request);
	push_errors(lua, request);
	lua_call(lua, 6, LUA_MULTRET);
	modem->script->lua = lua;

	last = lua_gettop(lua);
	for (int index = top + 1; index <= last; index++)
		send_value(lua, modem, index);

	script_push_function(modem->script, lua, "answered");
	lua_rawgeti(lua, LUA_REGISTRYINDEX, modem->reference);
	lua_pushinteger(lua, (lua_Integer)modem->modem.now_us);
	lua_call(lua, 2, 1);
	modem->next_us = lua_isinteger(lua, -1)
		? (uint64_t)lua_tointeger(lua, -1)
		: MODEM_NEVER;

	return 0;
}

/* request_bytes(handle) -> the TLVs of the request that is being answered, and
 * whether it came through qmi-proxy
 */
int script_request_bytes(lua_State *lua)
{
	struct script_modem *modem = script_handle(lua);
	const struct modem_request *request = modem->request;

	if (!request)
		return luaL_error(lua, "there is no request to answer");

	lua_pushlstring(lua, (const char *)request->message->tlvs,
		request->message->tlvs_size);
	lua_pushboolean(lua, request->is_proxy);

	return 2;
}

static unsigned int call_field(lua_State *lua, int call, const char *name)
{
	lua_Integer value;

	lua_getfield(lua, call, name);
	value = lua_tointeger(lua, -1);
	lua_pop(lua, 1);

	return (unsigned int)value;
}

static uint16_t call_service(lua_State *lua, int call)
{
	const struct schema_service *service = NULL;
	uint16_t id;

	lua_getfield(lua, call, "service");
	id = (uint16_t)lua_tointeger(lua, -1);
	if (lua_type(lua, -1) == LUA_TSTRING)
		service = schema_service_by_name(lua_tostring(lua, -1));
	lua_pop(lua, 1);

	return service ? service->id : id;
}

/* The request that a call stands for, as far as its table says. */
static void read_call(lua_State *lua, int call, struct message *message)
{
	*message = (struct message){
		.service = call_service(lua, call),
		.client = (uint8_t)call_field(lua, call, "client"),
		.kind = MESSAGE_REQUEST,
		.transaction = (uint16_t)call_field(lua, call, "transaction"),
		.id = (uint16_t)call_field(lua, call, "id"),
	};
}

/* answer(handle, call, bytes, is_proxy, make): answers a request that came
 * earlier by what make() returns.
 */
int script_answer_late(lua_State *lua)
{
	struct script_modem *modem = script_handle(lua);
	struct message *message = &modem->late_message;
	size_t size;
	int last;

	luaL_checktype(lua, 2, LUA_TTABLE);
	read_call(lua, 2, message);
	message->tlvs = (const uint8_t *)luaL_checklstring(lua, 3, &size);
	message->tlvs_size = size;
	modem->late = (struct modem_request){
		.channel = call_field(lua, 2, "channel"),
		.is_proxy = lua_toboolean(lua, 4),
		.message = message,
		.schema = schema_message_by_id(message->service,
			MESSAGE_REQUEST, message->id,
			modem->modem.config.vendor),
	};
	modem->request = &modem->late;
	modem->has_answered = false;

	lua_settop(lua, 5);
	lua_pushvalue(lua, 5);
	lua_call(lua, 0, LUA_MULTRET);
	modem->script->lua = lua;
	last = lua_gettop(lua);
	for (int index = 6; index <= last; index++)
		send_value(lua, modem, index);
	modem->request = NULL;

	return 0;
}

/* refuse(handle, call, error): answers a request by an error, at once. */
int script_refuse(lua_State *lua)
{
	struct script_modem *modem = script_handle(lua);
	struct message message;
	struct modem_request request = {.message = &message};
	uint64_t error = MODEM_INTERNAL;

	luaL_checktype(lua, 2, LUA_TTABLE);
	script_check_room(lua, modem);
	read_call(lua, 2, &message);
	request.channel = call_field(lua, 2, "channel");
	schema_value_by_name(&schema_errors, luaL_checkstring(lua, 3), &error);
	modem_reply_error(&modem->modem, &request, (uint16_t)error);

	return 0;
}
