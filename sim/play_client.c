/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* play_client.c - what the client's script of a play can do. */
#include <inttypes.h>
#include <lauxlib.h>
#include <string.h>

#include "lib/frame.h"
#include "lib/text.h"
#include "sim/play.h"
#include "sim/script_message.h"

static struct play *play_of(lua_State *lua)
{
	return lua_touserdata(lua, lua_upvalueindex(1));
}

/* The modem of a channel, whose number becomes the one that it has there. */
static struct played *played_of(struct play *play, lua_Integer *channel)
{
	size_t index = (size_t)(*channel >> MODEM_SHIFT);

	*channel &= (1 << MODEM_SHIFT) - 1;

	return &play->modems[index < play->count ? index : 0];
}

/* Advances all modems until none has woken another. */
static uint64_t advance(struct play *play)
{
	uint64_t next = MODEM_NEVER;
	bool is_woken = true;

	for (int round = 0; is_woken && round < ROUNDS_MAX; round++) {
		next = MODEM_NEVER;
		is_woken = false;
		for (size_t i = 0; i < play->count; i++) {
			uint64_t own = session_advance(
				play->modems[i].session, play->now_us);

			next = own < next ? own : next;
		}
		for (size_t i = 0; i < play->count; i++)
			is_woken = is_woken ||
				session_is_woken(play->modems[i].session);
	}

	return next;
}

void play_advance_to(struct play *play, uint64_t end_us)
{
	uint64_t next;

	while ((next = advance(play)) <= end_us)
		if (next > play->now_us)
			play->now_us = next;
		else
			break;
	if (play->now_us < end_us)
		play->now_us = end_us;
	advance(play);
}

/* open(channel, is_proxy) */
static int play_open(lua_State *lua)
{
	struct play *play = play_of(lua);
	lua_Integer channel = luaL_checkinteger(lua, 1);
	struct played *played = played_of(play, &channel);

	session_opened(played->session, play->now_us, (unsigned int)channel,
		lua_toboolean(lua, 2) ? CHANNEL_PROXY : CHANNEL_PLAIN);
	play_advance_to(play, play->now_us);

	return 0;
}

/* close(channel) */
static int play_close(lua_State *lua)
{
	struct play *play = play_of(lua);
	lua_Integer channel = luaL_checkinteger(lua, 1);
	struct played *played = played_of(play, &channel);

	session_closed(played->session, play->now_us, (unsigned int)channel);
	play_advance_to(play, play->now_us);

	return 0;
}

static void write_down(const struct played *played, const char *what,
	const char *bytes, size_t size)
{
	const struct play *play = played->play;

	fprintf(play->transcript, "%" PRIu64 " %s%s%s", play->now_us,
		played->name ? played->name : "", played->name ? " " : "",
		what);
	for (size_t i = 0; i < size; i++)
		fprintf(play->transcript, " %02x", (uint8_t)bytes[i]);
	fputc('\n', play->transcript);
}

/* send(channel, bytes): as they are */
static int play_send(lua_State *lua)
{
	struct play *play = play_of(lua);
	lua_Integer channel = luaL_checkinteger(lua, 1);
	struct played *played = played_of(play, &channel);
	size_t size;
	const char *bytes = luaL_checklstring(lua, 2, &size);

	write_down(played, "host", bytes, size);
	session_received(played->session, play->now_us, (unsigned int)channel,
		(const uint8_t *)bytes, size);
	play_advance_to(play, play->now_us);

	return 0;
}

/* wait(seconds) */
static int play_wait(lua_State *lua)
{
	struct play *play = play_of(lua);
	double seconds = luaL_checknumber(lua, 1);

	play_advance_to(play, play->now_us + (uint64_t)(seconds * 1e6 + 0.5));

	return 0;
}

/* next() -> seconds until something happens by itself, or nil */
static int play_next(lua_State *lua)
{
	struct play *play = play_of(lua);
	uint64_t next = advance(play);

	if (next >= MODEM_NEVER)
		return 0;
	lua_pushnumber(lua, (double)(next - play->now_us) / 1e6);

	return 1;
}

/* take() -> action, channel, bytes, modem's number from 0; or nothing. Action is
 * "bytes", "hang_up", "pause", "resume", "vanish", "come_back", "signal" or
 * "disturb".
 */
static int play_take(lua_State *lua)
{
	static const char *const names[] = {"message", "bytes", "hang_up",
		"pause", "resume", "vanish", "come_back", "signal", "disturb"};
	struct play *play = play_of(lua);
	struct outbox_item *item = NULL;
	size_t i;

	for (i = 0; i < play->count && !item; i++)
		item = session_take(play->modems[i].session, play->now_us);
	if (!item)
		return 0;

	write_down(&play->modems[i - 1], names[item->kind],
		(const char *)item->bytes, item->size);
	lua_pushstring(lua, names[item->kind]);
	lua_pushinteger(lua, item->channel);
	lua_pushlstring(lua, (const char *)item->bytes, item->size);
	lua_pushinteger(lua, (lua_Integer)i - 1);
	outbox_item_free(item);

	return 4;
}

/* encode(name, client, transaction, fields) -> the frame of a request */
static int play_encode(lua_State *lua)
{
	struct play *play = play_of(lua);
	const struct schema_message *schema = schema_message_by_name(
		luaL_checkstring(lua, 1), MESSAGE_REQUEST,
		script_modem_core(play->modems[0].modem)->config.vendor);
	static uint8_t buffers[3][FRAME_SIZE_MAX];
	struct wire_writer tlvs = wire_writer(buffers[0], FRAME_SIZE_MAX);
	struct wire_writer body = wire_writer(buffers[1], FRAME_SIZE_MAX);
	struct wire_writer out = wire_writer(buffers[2], FRAME_SIZE_MAX);
	struct message message = {.kind = MESSAGE_REQUEST};
	struct frame frame = {.flags = FRAME_FROM_HOST};
	struct script_why why;

	if (!schema)
		return luaL_error(lua, "no message %s", lua_tostring(lua, 1));
	if (!script_write_message(lua, 4, &schema->bodies[MESSAGE_REQUEST],
		    true, &tlvs, &why))
		return luaL_error(lua, "%s", why.text);

	message.service = schema->service->id;
	message.transaction = (uint16_t)luaL_checkinteger(lua, 3);
	message.id = schema->id;
	message.tlvs = tlvs.bytes;
	message.tlvs_size = tlvs.size;
	message_encode(&body, &message);
	frame.service = (uint8_t)message.service;
	frame.client = (uint8_t)luaL_checkinteger(lua, 2);
	frame.body = body.bytes;
	frame.body_size = body.size;
	frame_encode(&out, &frame);
	lua_pushlstring(lua, (const char *)out.bytes, out.size);

	return 1;
}

/* Pushes the table that play_decode() describes. */
static void push_message(
	lua_State *lua, struct play *play, const struct message *message)
{
	static const char *const kinds[] = {
		"request", "response", "indication"};
	uint16_t vendor =
		script_modem_core(play->modems[0].modem)->config.vendor;
	const struct schema_message *schema = schema_message_by_id(
		message->service, message->kind, message->id, vendor);
	char name[128];
	uint16_t error = 0;
	const char *error_name;

	text_name(name, sizeof(name), message, vendor);
	lua_newtable(lua);
	lua_pushstring(lua, name);
	lua_setfield(lua, -2, "name");
	lua_pushstring(lua, kinds[message->kind]);
	lua_setfield(lua, -2, "kind");
	lua_pushinteger(lua, message->client);
	lua_setfield(lua, -2, "client");
	lua_pushinteger(lua, message->transaction);
	lua_setfield(lua, -2, "transaction");
	if (message_result(message, &error) && error != 0) {
		error_name = schema_value_name(&schema_errors, error);
		lua_pushstring(lua, error_name ? error_name : "unknown");
		lua_setfield(lua, -2, "error");
	}
	script_push_message(lua, message->tlvs, message->tlvs_size,
		schema ? &schema->bodies[message->kind] : NULL, true);
	lua_setfield(lua, -2, "fields");
}

/* decode(bytes) -> { name, kind, client, transaction, error, fields }, used;
 * or nil and why
 */
static int play_decode(lua_State *lua)
{
	struct play *play = play_of(lua);
	size_t size;
	const char *bytes = luaL_checklstring(lua, 1, &size);
	struct message message;
	struct frame frame;
	size_t used;
	enum status status = frame_decode(
		(const uint8_t *)bytes, size, &frame, &used);

	if (status == STATUS_OK)
		status = message_decode(frame.service, frame.client, frame.body,
			frame.body_size, &message);
	if (status != STATUS_OK) {
		lua_pushnil(lua);
		lua_pushstring(lua, status_text(status));
		return 2;
	}
	push_message(lua, play, &message);
	lua_pushinteger(lua, (lua_Integer)used);

	return 2;
}

/* check(ok, text): one point of the test */
static int play_check(lua_State *lua)
{
	verdict_add_point(&play_of(lua)->verdict, lua_toboolean(lua, 1),
		luaL_checkstring(lua, 2), "");

	return 0;
}

static void on_held(void *owner, const struct script_held *held)
{
	lua_State *lua = owner;

	lua_pushfstring(
		lua, "%s %d: %s", held->service, (int)held->client, held->what);
	lua_rawseti(lua, -2, (lua_Integer)lua_rawlen(lua, -2) + 1);
}

/* held(modem) -> a list of what client ids of a modem hold */
static int play_held(lua_State *lua)
{
	lua_Integer channel = luaL_optinteger(lua, 1, 0) << MODEM_SHIFT;
	struct played *played = played_of(play_of(lua), &channel);

	lua_newtable(lua);
	script_modem_audit(played->modem, on_held, lua);

	return 1;
}

/* names() -> a list of the modems' names; empty when there is one */
static int play_names(lua_State *lua)
{
	const struct play *play = play_of(lua);

	lua_newtable(lua);
	for (size_t i = 0; i < play->count && play->modems[i].name; i++) {
		lua_pushstring(lua, play->modems[i].name);
		lua_rawseti(lua, -2, (lua_Integer)i + 1);
	}

	return 1;
}

void play_push_functions(lua_State *lua, struct play *play)
{
	static const luaL_Reg functions[] = {
		{"open", play_open},
		{"close", play_close},
		{"send", play_send},
		{"wait", play_wait},
		{"next", play_next},
		{"take", play_take},
		{"encode", play_encode},
		{"decode", play_decode},
		{"check", play_check},
		{"held", play_held},
		{"names", play_names},
		{NULL, NULL},
	};

	luaL_newlibtable(lua, functions);
	lua_pushlightuserdata(lua, play);
	luaL_setfuncs(lua, functions, 1);
}
