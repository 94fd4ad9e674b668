/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/script_import.h"

#include <stdlib.h>
#include <string.h>

#include <lauxlib.h>
#include <lualib.h>

#include "lib/frame.h"
#include "lib/schema.h"
#include "lib/text.h"
#include "sim/builtin.h"
#include "sim/memory.h"
#include "sim/script_message.h"

enum {
	NAME_SIZE = 128,
	TLV_BLOCK_SIZE = FRAME_BODY_MAX,
	MEMORY_MAX = 512 << 20, /* of a recording and its text */
};

struct importer {
	lua_State *lua; /* the importer's functions are at index 1 */
	uint16_t vendor;
	size_t used; /* memory of Lua */
	char *failure;
	uint8_t buffer[TLV_BLOCK_SIZE];
};

static void *allocate(void *owner, void *old, size_t old_size, size_t size)
{
	struct importer *importer = owner;
	void *block;

	if (!old)
		old_size = 0;
	if (size == 0) {
		free(old);
		importer->used -= old_size;
		return NULL;
	}
	if (size > old_size && size - old_size > MEMORY_MAX - importer->used)
		return NULL;
	block = realloc(old, size);
	if (block)
		importer->used += size - old_size;

	return block;
}

static void fail(struct importer *importer, const char *why)
{
	if (!importer->failure)
		importer->failure = memory_string(why ? why : "no memory");
}

static int push_builtin(lua_State *lua)
{
	const struct builtin_file *file = builtin_find(
		luaL_checkstring(lua, 1));

	if (!file)
		return 0;
	lua_pushlstring(lua, file->text, file->size);

	return 1;
}

static int push_service_name(lua_State *lua)
{
	const struct schema_service *service = schema_service_by_id(
		(uint16_t)luaL_checkinteger(lua, 1));

	if (!service)
		return 0;
	lua_pushstring(lua, service->name);

	return 1;
}

static int start(lua_State *lua)
{
	const struct builtin_file *file = builtin_find("runtime/importer.lua");

	luaL_openlibs(lua);
	if (luaL_loadbufferx(lua, file->text, file->size, "=importer.lua",
		    "t") != LUA_OK)
		return lua_error(lua);
	lua_pushcfunction(lua, push_builtin);
	lua_pushcfunction(lua, push_service_name);
	lua_call(lua, 2, 1);

	return 1;
}

struct importer *importer_new(uint16_t vendor)
{
	struct importer *importer = memory_alloc(sizeof(*importer));

	importer->vendor = vendor;
	importer->lua = lua_newstate(allocate, importer);
	if (!importer->lua) {
		free(importer);
		return NULL;
	}
	lua_pushcfunction(importer->lua, start);
	if (lua_pcall(importer->lua, 0, 1, 0) != LUA_OK)
		fail(importer, lua_tostring(importer->lua, -1));

	return importer;
}

void importer_free(struct importer *importer)
{
	if (!importer)
		return;

	lua_close(importer->lua);
	free(importer->failure);
	free(importer);
}

/* Whether the fields at the top of the stack make the same TLVs again, in
 * whatever order.
 */
static bool is_lossless(struct importer *importer,
	const struct schema_body *body, const struct message *message)
{
	struct wire_writer writer = wire_writer(
		importer->buffer, sizeof(importer->buffer));
	struct script_why why;
	struct tlv_walk walk = tlv_walk(message->tlvs, message->tlvs_size);
	struct tlv tlv;
	struct tlv again;
	size_t size = 0;
	enum status status;

	if (!script_write_message(importer->lua, -1, body, true, &writer, &why))
		return false;
	while ((status = tlv_next(&walk, &tlv)) == STATUS_OK) {
		if (tlv.type == MESSAGE_TLV_RESULT &&
			message->kind == MESSAGE_RESPONSE)
			continue;
		size += 3 + tlv.size;
		if (!tlv_find(writer.bytes, writer.size, tlv.type, &again) ||
			again.size != tlv.size ||
			memcmp(again.value, tlv.value, tlv.size) != 0)
			return false;
	}

	return status == STATUS_MORE && size == writer.size;
}

static void set_text(lua_State *lua, const char *name, const char *text)
{
	lua_pushstring(lua, text);
	lua_setfield(lua, -2, name);
}

static void set_number(lua_State *lua, const char *name, lua_Integer number)
{
	lua_pushinteger(lua, number);
	lua_setfield(lua, -2, name);
}

/* Sets `error`, the number of the result TLV; without one it stays nil. */
static void set_result(lua_State *lua, const struct message *message)
{
	uint16_t error;
	const char *name;

	if (!message_result(message, &error))
		return;
	name = schema_value_name(&schema_errors, error);
	set_number(lua, "error", error);
	if (name)
		set_text(lua, "error_name", name);
}

struct addition {
	struct importer *importer;
	const struct message *message;
	const struct import_note *note;
};

/* Sets `fields` and, where they cannot say it all, `tlvs`. */
static void set_fields(struct importer *importer, lua_State *lua,
	const struct message *message)
{
	const struct schema_message *schema = schema_message_by_id(
		message->service, message->kind, message->id, importer->vendor);
	const struct schema_body *body = schema ? &schema->bodies[message->kind]
						: NULL;
	static const struct schema_body nothing = {0};
	bool is_response = message->kind == MESSAGE_RESPONSE;
	bool is_control = message->service == MESSAGE_SERVICE_CTL;
	uint16_t error;

	script_push_message(
		lua, message->tlvs, message->tlvs_size, body, is_response);
	if (is_control || (is_response && !message_result(message, &error)) ||
		(message->kind != MESSAGE_REQUEST &&
			!is_lossless(
				importer, body ? body : &nothing, message))) {
		lua_pop(lua, 1);
		script_push_message(lua, message->tlvs, message->tlvs_size,
			NULL, is_response);
		lua_pushlstring(
			lua, (const char *)message->tlvs, message->tlvs_size);
		lua_setfield(lua, -3, "tlvs");
	}
	lua_setfield(lua, -2, "fields");
}

/* add(message table) of the importer's Lua part. */
static int add(lua_State *lua)
{
	static const char *const kinds[] = {
		"request", "response", "indication"};
	struct addition *addition = lua_touserdata(lua, 1);
	const struct message *message = addition->message;
	const struct import_note *note = addition->note;
	const struct schema_service *service = schema_service_by_id(
		message->service);
	char name[NAME_SIZE];

	lua_getfield(lua, 2, "add");
	lua_createtable(lua, 0, 16);
	text_name(name, sizeof(name), message, addition->importer->vendor);
	set_text(lua, "name", name);
	if (service)
		set_text(lua, "service", service->name);
	set_text(lua, "kind", kinds[message->kind]);
	set_number(lua, "service_id", message->service);
	set_number(lua, "client", message->client);
	set_number(lua, "transaction", message->transaction);
	set_text(lua, "where", note->where);
	set_text(lua, "made_up", note->made_up);
	if (note->has_time)
		set_number(lua, "time", (lua_Integer)note->time_us);
	if (note->is_rebuilt)
		set_number(lua, "rebuilt", 1);
	if (message->kind == MESSAGE_RESPONSE)
		set_result(lua, message);
	set_fields(addition->importer, lua, message);
	lua_call(lua, 1, 0);

	return 0;
}

void importer_add(struct importer *importer, const struct message *message,
	const struct import_note *note)
{
	struct addition addition = {importer, message, note};
	lua_State *lua = importer->lua;

	if (importer->failure)
		return;
	lua_pushcfunction(lua, add);
	lua_pushlightuserdata(lua, &addition);
	lua_pushvalue(lua, 1);
	if (lua_pcall(lua, 2, 0, 0) != LUA_OK) {
		fail(importer, lua_tostring(lua, -1));
		lua_pop(lua, 1);
	}
}

/* Calls the function `name` with the value on top; a text comes back. */
static const char *call(struct importer *importer, const char *name)
{
	lua_State *lua = importer->lua;

	lua_getfield(lua, 1, name);
	lua_insert(lua, -2);
	if (lua_pcall(lua, 1, 1, 0) != LUA_OK) {
		fail(importer, lua_tostring(lua, -1));
		lua_pop(lua, 1);
		return NULL;
	}

	return lua_tostring(lua, -1);
}

void importer_miss(struct importer *importer, const char *text)
{
	if (importer->failure)
		return;
	lua_pushstring(importer->lua, text);
	call(importer, "miss");
	lua_settop(importer->lua, 1);
}

const char *importer_summary(struct importer *importer)
{
	const char *text;

	if (importer->failure)
		return importer->failure;
	lua_pushnil(importer->lua);
	text = call(importer, "summary");

	return text ? text : importer->failure;
}

bool importer_write(struct importer *importer,
	const struct import_options *options, FILE *stream)
{
	lua_State *lua = importer->lua;
	const char *text;
	size_t size;

	if (importer->failure)
		return false;
	lua_createtable(lua, 0, 5);
	set_text(lua, "source", options->source);
	set_text(lua, "preset", options->preset);
	set_text(lua, "version", options->version);
	lua_pushboolean(lua, options->keeps_delays);
	lua_setfield(lua, -2, "delays");
	lua_pushboolean(lua, options->redacts);
	lua_setfield(lua, -2, "redacts");
	text = call(importer, "write");
	if (!text)
		return false;
	size = lua_rawlen(lua, -1);
	if (fwrite(text, 1, size, stream) != size || fflush(stream) != 0)
		fail(importer, "the scenario cannot be written");
	lua_settop(lua, 1);

	return importer->failure == NULL;
}

const char *importer_failure(const struct importer *importer)
{
	return importer->failure;
}
