/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* script_fault.c - fault rules, which live in Lua: what the session asks them,
 * and the functions that they need to take messages apart and send others.
 */
#include <errno.h>
#include <lauxlib.h>
#include <poll.h>
#include <signal.h>
#include <string.h>

#include "sim/disturb.h"
#include "sim/script_message.h"
#include "sim/script_parts.h"

static const char *const kinds[] = {"request", "response", "indication", NULL};

static bool on_filter(void *owner, unsigned int channel,
	const struct message *message, struct outbox *out)
{
	struct script_modem *modem = owner;
	struct script_filter filter = {
		.modem = modem, .channel = channel, .message = message};

	modem->fault_out = out;
	script_enter_filter(&filter);
	modem->fault_out = NULL;

	return filter.passes;
}

static void on_opened(void *owner, unsigned int channel)
{
	script_channel_opened(owner, channel);
}

static const struct fault_ops ops = {
	.filter = on_filter,
	.opened = on_opened,
};

static const struct schema_message *schema_of(
	const struct script_modem *modem, const struct message *message)
{
	return schema_message_by_id(message->service, message->kind,
		message->id, modem->modem.config.vendor);
}

static void set_integer(lua_State *lua, const char *name, lua_Integer value)
{
	lua_pushinteger(lua, value);
	lua_setfield(lua, -2, name);
}

int script_filter(lua_State *lua)
{
	struct script_filter *filter = lua_touserdata(lua, 1);
	struct script_modem *modem = filter->modem;
	const struct message *message = filter->message;
	struct modem_request request = {
		.message = message, .schema = schema_of(modem, message)};

	script_push_function(modem->script, lua, "filter");
	lua_rawgeti(lua, LUA_REGISTRYINDEX, modem->reference);
	lua_createtable(lua, 0, 12);
	script_push_name(lua, &request);
	lua_setfield(lua, -2, "name");
	lua_pushstring(lua, kinds[message->kind]);
	lua_setfield(lua, -2, "kind");
	set_integer(lua, "service", message->service);
	set_integer(lua, "client", message->client);
	set_integer(lua, "transaction", message->transaction);
	set_integer(lua, "id", message->id);
	set_integer(lua, "channel", filter->channel);
	lua_pushlstring(lua, (const char *)message->tlvs, message->tlvs_size);
	lua_setfield(lua, -2, "tlvs");
	lua_call(lua, 2, 1);
	filter->passes = lua_toboolean(lua, -1);

	return 0;
}

/* watch(handle, wanted): whether the session shows messages to the rules */
static int core_watch(lua_State *lua)
{
	struct script_modem *modem = script_handle(lua);

	modem->rules->ops = lua_toboolean(lua, 2) ? &ops : NULL;
	modem->rules->owner = modem;

	return 0;
}

/* Reads service, kind and message id from three arguments. */
static struct message read_identity(lua_State *lua, int index)
{
	return (struct message){
		.service = (uint16_t)luaL_checkinteger(lua, index),
		.kind = (enum message_kind)luaL_checkoption(
			lua, index + 1, NULL, kinds),
		.id = (uint16_t)luaL_checkinteger(lua, index + 2),
	};
}

static const struct schema_body *body_of(
	const struct script_modem *modem, const struct message *message)
{
	static const struct schema_body nothing = {0};
	const struct schema_message *schema = schema_of(modem, message);

	return schema ? &schema->bodies[message->kind] : &nothing;
}

/* decode(handle, service, kind, id, tlvs) -> fields, without the result */
static int core_decode(lua_State *lua)
{
	struct script_modem *modem = script_handle(lua);
	struct message message = read_identity(lua, 2);
	size_t size;
	const char *tlvs = luaL_checklstring(lua, 5, &size);

	script_push_message(lua, (const uint8_t *)tlvs, size,
		body_of(modem, &message), message.kind == MESSAGE_RESPONSE);

	return 1;
}

/* encode(handle, service, kind, id, fields, is_partial) -> tlvs; or nil, why */
static int core_encode(lua_State *lua)
{
	struct script_modem *modem = script_handle(lua);
	struct message message = read_identity(lua, 2);
	struct wire_writer writer = wire_writer(
		modem->script->buffer, SCRIPT_BUFFER_SIZE);
	struct script_why why;

	luaL_checktype(lua, 5, LUA_TTABLE);
	if (!script_write_message(lua, 5, body_of(modem, &message),
		    lua_toboolean(lua, 6), &writer, &why)) {
		lua_pushnil(lua);
		lua_pushstring(lua, why.text);
		return 2;
	}
	lua_pushlstring(lua, (const char *)writer.bytes, writer.size);

	return 1;
}

static void push_field(lua_State *lua, const struct schema_field *field)
{
	static const char *const types[] = {
		"uint", "int", "float", "string", "array", "struct"};

	luaL_checkstack(lua, 8, "schema nesting");
	lua_createtable(lua, 0, 8);
	lua_pushstring(lua, field->name);
	lua_setfield(lua, -2, "name");
	lua_pushstring(lua, types[field->type]);
	lua_setfield(lua, -2, "type");
	set_integer(lua, "size", field->size);
	set_integer(lua, "prefix", field->prefix);
	set_integer(lua, "fixed", field->fixed);
	lua_pushboolean(lua, field->sequence);
	lua_setfield(lua, -2, "sequence");
	lua_pushboolean(lua, field->meaning == MEANING_BOOL);
	lua_setfield(lua, -2, "is_bool");
	if (field->values) {
		lua_createtable(lua, (int)field->values->count, 0);
		for (size_t i = 0; i < field->values->count; i++) {
			lua_pushstring(lua, field->values->values[i].name);
			lua_rawseti(lua, -2, (lua_Integer)i + 1);
		}
		lua_setfield(lua, -2, "values");
	}
	lua_createtable(lua, field->member_count, 0);
	for (unsigned int i = 0; i < field->member_count; i++) {
		push_field(lua, &field->members[i]);
		lua_rawseti(lua, -2, (lua_Integer)i + 1);
	}
	lua_setfield(lua, -2, "members");
}

/* layout(handle, service, kind, id) -> list of fields, each with `tlv` */
static int core_layout(lua_State *lua)
{
	struct script_modem *modem = script_handle(lua);
	struct message message = read_identity(lua, 2);
	const struct schema_body *body = body_of(modem, &message);

	lua_createtable(lua, (int)body->count, 0);
	for (size_t i = 0; i < body->count; i++) {
		push_field(lua, &body->tlvs[i].field);
		set_integer(lua, "tlv", body->tlvs[i].id);
		lua_rawseti(lua, -2, (lua_Integer)i + 1);
	}

	return 1;
}

/* message_names(kind) -> full names of all messages */
static int core_message_names(lua_State *lua)
{
	int kind = luaL_checkoption(lua, 1, NULL, kinds);
	lua_Integer count = 0;

	lua_newtable(lua);
	for (size_t i = 0; i < schema_service_count; i++) {
		const struct schema_service *service = schema_services[i];
		bool indicates = kind == MESSAGE_INDICATION;
		const struct schema_message *list = indicates
			? service->indications
			: service->messages;
		size_t size = indicates ? service->indication_count
					: service->message_count;

		for (size_t j = 0; j < size; j++) {
			lua_pushfstring(
				lua, "%s %s", service->name, list[j].name);
			lua_rawseti(lua, -2, ++count);
		}
	}

	return 1;
}

static lua_Integer number(lua_State *lua, const char *name)
{
	lua_Integer value;

	lua_getfield(lua, 2, name);
	value = lua_tointeger(lua, -1);
	lua_pop(lua, 1);

	return value;
}

/* A string of the item; the item keeps it alive. */
static const uint8_t *bytes(lua_State *lua, const char *name, size_t *size)
{
	const char *text;

	*size = 0;
	lua_getfield(lua, 2, name);
	text = lua_tolstring(lua, -1, size);
	lua_pop(lua, 1);

	return (const uint8_t *)text;
}

static struct message read_message(lua_State *lua)
{
	struct message message = {
		.service = (uint16_t)number(lua, "service"),
		.client = (uint8_t)number(lua, "client"),
		.transaction = (uint16_t)number(lua, "transaction"),
		.id = (uint16_t)number(lua, "id"),
	};

	lua_getfield(lua, 2, "kind");
	message.kind = (enum message_kind)luaL_checkoption(
		lua, -1, "response", kinds);
	lua_pop(lua, 1);
	message.tlvs = bytes(lua, "tlvs", &message.tlvs_size);

	return message;
}

static void add_disturbance(
	lua_State *lua, struct outbox *outbox, struct outbox_item **item)
{
	struct disturbance disturbance = {
		.call = (uint32_t)number(lua, "call"),
		.count = (uint32_t)number(lua, "count"),
		.error = (uint32_t)number(lua, "error"),
		.limit = (uint32_t)number(lua, "limit"),
		.events = (uint32_t)number(lua, "events"),
	};

	if (disturbance.call >= DISTURB_CALLS)
		luaL_error(lua, "no such call");
	*item = outbox_add_bytes(outbox, CHANNEL_ALL,
		(const uint8_t *)&disturbance, sizeof(disturbance));
	(*item)->kind = OUTBOX_DISTURB;
}

/* emit(handle, item, what): a "message", "bytes" or an action on the endpoint;
 * the item says `channel`, `delay` in microseconds, and what it is. Bytes with
 * `tlvs` are shown as the message that the item describes.
 */
static int core_emit(lua_State *lua)
{
	static const char *const names[] = {"message", "bytes", "hang_up",
		"pause", "resume", "vanish", "come_back", "signal", "disturb",
		NULL};
	struct script_modem *modem = script_handle(lua);
	struct outbox *outbox = modem->fault_out ? modem->fault_out
						 : &modem->modem.outbox;
	enum outbox_kind kind = (enum outbox_kind)luaL_checkoption(
		lua, 3, NULL, names);
	unsigned int channel = (unsigned int)number(lua, "channel");
	struct outbox_item *item;
	struct message message;
	const uint8_t *data;
	size_t size;

	luaL_checktype(lua, 2, LUA_TTABLE);
	script_check_room(lua, modem);
	if (outbox_is_full(outbox))
		return luaL_error(lua, "a fault rule sends too much at once");
	if (kind == OUTBOX_SIGNAL) {
		uint8_t value = (uint8_t)number(lua, "number");

		item = outbox_add_bytes(outbox, CHANNEL_ALL, &value, 1);
		item->kind = kind;
	} else if (kind == OUTBOX_DISTURB) {
		add_disturbance(lua, outbox, &item);
	} else if (kind > OUTBOX_BYTES) {
		item = outbox_add_action(outbox, channel, kind);
	} else {
		message = read_message(lua);
		data = bytes(lua, "bytes", &size);
		if (kind == OUTBOX_MESSAGE)
			item = outbox_add_message(outbox, channel, &message);
		else if (message.tlvs)
			item = outbox_add_shown(
				outbox, channel, &message, data, size);
		else
			item = outbox_add_bytes(outbox, channel, data, size);
	}
	item->is_faulted = true;
	item->due_us = modem->modem.now_us + (uint64_t)number(lua, "delay");

	return 0;
}

/* system(name) -> the number of an error, poll event or signal, or nil */
static int core_system(lua_State *lua)
{
	static const struct {
		const char *name;
		int value;
	} list[] = {
		{"EAGAIN", EAGAIN},
		{"EINTR", EINTR},
		{"EIO", EIO},
		{"EPIPE", EPIPE},
		{"ENOBUFS", ENOBUFS},
		{"ENODEV", ENODEV},
		{"ENOMEM", ENOMEM},
		{"ECONNRESET", ECONNRESET},
		{"ETIMEDOUT", ETIMEDOUT},
		{"ESHUTDOWN", ESHUTDOWN},
		{"POLLERR", POLLERR},
		{"POLLHUP", POLLHUP},
		{"POLLIN", POLLIN},
		{"HUP", SIGHUP},
		{"INT", SIGINT},
		{"QUIT", SIGQUIT},
		{"KILL", SIGKILL},
		{"TERM", SIGTERM},
		{"USR1", SIGUSR1},
		{"USR2", SIGUSR2},
		{"STOP", SIGSTOP},
		{"CONT", SIGCONT},
		{"PIPE", SIGPIPE},
	};
	const char *name = luaL_checkstring(lua, 1);

	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
		if (strcmp(list[i].name, name) != 0)
			continue;
		lua_pushinteger(lua, list[i].value);
		return 1;
	}

	return 0;
}

/* seed(handle) -> the run's seed, for random choices of rules */
static int core_seed(lua_State *lua)
{
	lua_pushinteger(
		lua, (lua_Integer)script_handle(lua)->script->options.seed);

	return 1;
}

void script_add_fault_functions(struct script *script)
{
	static const luaL_Reg functions[] = {
		{"watch", core_watch},
		{"decode", core_decode},
		{"encode", core_encode},
		{"layout", core_layout},
		{"message_names", core_message_names},
		{"emit", core_emit},
		{"seed", core_seed},
		{"system", core_system},
		{NULL, NULL},
	};

	luaL_setfuncs(script->lua, functions, 0);
}
