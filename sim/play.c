/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* play.c - runs a scenario against a client that is written in Lua, on virtual
 * time: play SCENARIO CLIENT.lua [SEED]. For tests only.
 *
 * The client's script gets a table of the functions below; tests/play.lua makes
 * a client of it. Everything on the wire goes into a transcript, and the whole
 * play is run twice: it must be the same to the byte.
 */
#include <inttypes.h>
#include <lauxlib.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/frame.h"
#include "lib/text.h"
#include "sim/memory.h"
#include "sim/script.h"
#include "sim/script_message.h"
#include "sim/session.h"
#include "sim/verdict.h"

struct play {
	struct fault_rules rules;
	struct script *script;
	struct script_modem *modem;
	struct session *session;
	uint64_t now_us;
	FILE *transcript;
	const char *prefix; /* before each line that is printed */
	struct verdict verdict;
};

static struct play *play_of(lua_State *lua)
{
	return lua_touserdata(lua, lua_upvalueindex(1));
}

static void advance_to(struct play *play, uint64_t end_us)
{
	uint64_t next;

	while ((next = session_advance(play->session, play->now_us)) <= end_us)
		if (next > play->now_us)
			play->now_us = next;
		else
			break;
	if (play->now_us < end_us)
		play->now_us = end_us;
	session_advance(play->session, play->now_us);
}

/* open(channel, is_proxy) */
static int play_open(lua_State *lua)
{
	struct play *play = play_of(lua);

	session_opened(play->session, play->now_us,
		(unsigned int)luaL_checkinteger(lua, 1),
		lua_toboolean(lua, 2) ? CHANNEL_PROXY : CHANNEL_PLAIN);
	advance_to(play, play->now_us);

	return 0;
}

/* close(channel) */
static int play_close(lua_State *lua)
{
	struct play *play = play_of(lua);

	session_closed(play->session, play->now_us,
		(unsigned int)luaL_checkinteger(lua, 1));
	advance_to(play, play->now_us);

	return 0;
}

static void write_down(
	struct play *play, const char *what, const char *bytes, size_t size)
{
	fprintf(play->transcript, "%" PRIu64 " %s", play->now_us, what);
	for (size_t i = 0; i < size; i++)
		fprintf(play->transcript, " %02x", (uint8_t)bytes[i]);
	fputc('\n', play->transcript);
}

/* send(channel, bytes): as they are */
static int play_send(lua_State *lua)
{
	struct play *play = play_of(lua);
	size_t size;
	const char *bytes = luaL_checklstring(lua, 2, &size);

	write_down(play, "host", bytes, size);
	session_received(play->session, play->now_us,
		(unsigned int)luaL_checkinteger(lua, 1), (const uint8_t *)bytes,
		size);
	advance_to(play, play->now_us);

	return 0;
}

/* wait(seconds) */
static int play_wait(lua_State *lua)
{
	struct play *play = play_of(lua);
	double seconds = luaL_checknumber(lua, 1);

	advance_to(play, play->now_us + (uint64_t)(seconds * 1e6 + 0.5));

	return 0;
}

/* next() -> seconds until something happens by itself, or nil */
static int play_next(lua_State *lua)
{
	struct play *play = play_of(lua);
	uint64_t next = session_advance(play->session, play->now_us);

	if (next >= MODEM_NEVER)
		return 0;
	lua_pushnumber(lua, (double)(next - play->now_us) / 1e6);

	return 1;
}

/* take() -> action, channel, bytes; or nothing. Action is "bytes", "hang_up",
 * "pause", "resume", "vanish", "come_back",
 * "signal" or "disturb".
 */
static int play_take(lua_State *lua)
{
	static const char *const names[] = {"message", "bytes", "hang_up",
		"pause", "resume", "vanish", "come_back", "signal", "disturb"};
	struct play *play = play_of(lua);
	struct outbox_item *item = session_take(play->session, play->now_us);

	if (!item)
		return 0;

	write_down(
		play, names[item->kind], (const char *)item->bytes, item->size);
	lua_pushstring(lua, names[item->kind]);
	lua_pushinteger(lua, item->channel);
	lua_pushlstring(lua, (const char *)item->bytes, item->size);
	outbox_item_free(item);

	return 3;
}

/* encode(name, client, transaction, fields) -> the frame of a request */
static int play_encode(lua_State *lua)
{
	struct play *play = play_of(lua);
	const struct schema_message *schema = schema_message_by_name(
		luaL_checkstring(lua, 1), MESSAGE_REQUEST,
		script_modem_core(play->modem)->config.vendor);
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
	uint16_t vendor = script_modem_core(play->modem)->config.vendor;
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

static void on_note(
	void *owner, uint64_t now_us, unsigned int channel, const char *text)
{
	struct play *play = owner;

	(void)channel;
	fprintf(play->transcript, "%" PRIu64 " note %s\n", now_us, text);
}

static void on_print(void *owner, const char *text, size_t size)
{
	struct play *play = owner;

	fprintf(play->transcript, "%" PRIu64 " print %.*s\n", play->now_us,
		(int)size, text);
}

static void on_point(void *owner, const struct script_point *point)
{
	if (!point->is_note)
		verdict_add_point(owner, point->ok, point->text, point->where);
}

/* held() -> a list of what client ids hold */
static void on_held(void *owner, const struct script_held *held)
{
	lua_State *lua = owner;

	lua_pushfstring(
		lua, "%s %d: %s", held->service, (int)held->client, held->what);
	lua_rawseti(lua, -2, (lua_Integer)lua_rawlen(lua, -2) + 1);
}

static int play_held(lua_State *lua)
{
	lua_newtable(lua);
	script_modem_audit(play_of(lua)->modem, on_held, lua);

	return 1;
}

static void push_functions(lua_State *lua, struct play *play)
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
		{NULL, NULL},
	};

	luaL_newlibtable(lua, functions);
	lua_pushlightuserdata(lua, play);
	luaL_setfuncs(lua, functions, 1);
}

static char *read_text(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *text = memory_alloc(1 << 20);

	if (!file || fread(text, 1, (1 << 20) - 1, file) == 0) {
		fprintf(stderr, "play: cannot read %s\n", path);
		exit(3);
	}
	fclose(file);

	return text;
}

static bool open_play(struct play *play, const char *scenario, uint64_t seed)
{
	static const struct observer observer = {.note = on_note};
	struct script_options options = {
		.seed = seed,
		.limits = sandbox_default_limits(),
		.print = on_print,
		.owner = play,
	};
	char *text = read_text(scenario);
	const char *file = strrchr(scenario, '/');
	char *why = NULL;

	verdict_init(&play->verdict, scenario, seed);
	play->script = script_new(&options, &why);
	if (play->script)
		play->modem = script_modem_new(play->script,
			file ? file + 1 : scenario, text, &play->rules, &why);
	free(text);
	if (!play->modem) {
		fprintf(stderr, "play: %s\n", why);
		free(why);
		return false;
	}
	play->session = session_new(
		script_modem_core(play->modem), &play->rules, &observer, play);
	advance_to(play, 0);

	return true;
}

static void run_client(struct play *play, const char *client)
{
	lua_State *lua = luaL_newstate();

	luaL_openlibs(lua);
	if (luaL_loadfile(lua, client) != LUA_OK)
		goto failed;
	push_functions(lua, play);
	if (lua_pcall(lua, 1, 0, 0) != LUA_OK)
		goto failed;
	lua_close(lua);
	return;

failed:
	verdict_add_point(&play->verdict, false, lua_tostring(lua, -1), "");
	lua_close(lua);
}

static void close_play(struct play *play)
{
	session_free(play->session);
	script_modem_free(play->modem);
	script_free(play->script);
	fault_clear(&play->rules);
	verdict_release(&play->verdict);
}

/* Plays once; `*transcript` is what happened. Returns the failed points. */
static int play_once(char **argv, uint64_t seed, bool prints, char **transcript)
{
	struct play play = {0};
	size_t size;
	int failed;

	play.transcript = open_memstream(transcript, &size);
	if (!open_play(&play, argv[1], seed))
		return 1;
	run_client(&play, argv[2]);
	script_modem_finish(play.modem, on_point, &play.verdict);
	fclose(play.transcript);
	failed = verdict_is_good(&play.verdict) ? 0 : 1;
	if (prints)
		for (size_t i = 0; i < play.verdict.point_count; i++)
			printf("%sok %zu - %s\n",
				play.verdict.points[i].ok ? "" : "not ", i + 1,
				play.verdict.points[i].text);
	if (prints)
		printf("1..%zu\n", play.verdict.point_count + 1);
	if (failed && prints)
		fprintf(stderr, "%s", *transcript);
	if (prints)
		printf("# seed %" PRIu64 "\n", seed);
	size = play.verdict.point_count;
	close_play(&play);

	return failed ? -1 : (int)size;
}

/* Prints the first line in which two transcripts differ. */
static void show_difference(const char *first, const char *second)
{
	const char *line = first;
	const char *other = second;
	size_t size;

	while ((size = strcspn(line, "\n")) == strcspn(other, "\n") &&
		line[size] && strncmp(line, other, size) == 0) {
		line += size + 1;
		other += size + 1;
	}
	printf("# once:  %.*s\n# again: %.*s\n", (int)size, line,
		(int)strcspn(other, "\n"), other);
}

int main(int argc, char **argv)
{
	uint64_t seed = argc > 3 ? strtoull(argv[3], NULL, 0) : 1;
	char *first = NULL;
	char *second = NULL;
	bool is_same;
	int points;

	if (argc < 3) {
		fputs("usage: play SCENARIO CLIENT.lua [SEED]\n", stderr);
		return 2;
	}
	points = play_once(argv, seed, true, &first);
	if (points < 0 || play_once(argv, seed, false, &second) < 0) {
		free(first);
		free(second);
		return 1;
	}

	is_same = strcmp(first, second) == 0;
	if (!is_same)
		show_difference(first, second);
	printf("%sok %d - the same again, to the byte\n", is_same ? "" : "not ",
		points + 1);
	free(first);
	free(second);

	return is_same ? 0 : 1;
}
