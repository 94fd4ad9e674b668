/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* play.c - runs a scenario against a client that is written in Lua, on virtual
 * time: play SCENARIO CLIENT.lua [SEED]. For tests only.
 *
 * The client's script gets a table of the functions in play_client.c;
 * tests/play.lua makes a client of it. Channels have the number of their modem
 * above MODEM_SHIFT. Everything on the wire goes into a transcript, and the
 * whole play is run twice: it must be the same to the byte.
 */
#include "sim/play.h"

#include <inttypes.h>
#include <lauxlib.h>
#include <lualib.h>
#include <stdlib.h>
#include <string.h>

#include "sim/memory.h"

static void on_note(
	void *owner, uint64_t now_us, unsigned int channel, const char *text)
{
	const struct played *played = owner;

	(void)channel;
	fprintf(played->play->transcript, "%" PRIu64 " note %s%s%s\n", now_us,
		played->name ? played->name : "", played->name ? ": " : "",
		text);
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

static bool make_modems(struct play *play, struct script_scenario *scenario)
{
	static const struct observer observer = {.note = on_note};
	char *why = NULL;

	for (size_t i = 0; i < script_scenario_count(scenario); i++) {
		struct played *played = &play->modems[i];
		const char *name = script_scenario_name(scenario, i);

		played->play = play;
		played->name = name ? memory_string(name) : NULL;
		played->modem = script_scenario_modem(
			scenario, &played->rules, &why);
		play->count++;
		if (!played->modem) {
			fprintf(stderr, "play: %s\n", why);
			free(why);
			return false;
		}
		played->session = session_new(script_modem_core(played->modem),
			&played->rules, &observer, played);
	}

	return true;
}

static bool open_play(struct play *play, const char *path, uint64_t seed)
{
	struct script_options options = {
		.seed = seed,
		.limits = sandbox_default_limits(),
		.print = on_print,
		.owner = play,
	};
	char *text = read_text(path);
	const char *file = strrchr(path, '/');
	struct script_scenario *scenario = NULL;
	char *why = NULL;
	bool is_open;

	verdict_init(&play->verdict, path, seed);
	play->script = script_new(&options, &why);
	if (play->script)
		scenario = script_scenario_new(
			play->script, file ? file + 1 : path, text, &why);
	free(text);
	if (!scenario) {
		fprintf(stderr, "play: %s\n", why);
		free(why);
		return false;
	}
	is_open = make_modems(play, scenario);
	script_scenario_free(scenario);
	if (is_open)
		play_advance_to(play, 0);

	return is_open;
}

static void run_client(struct play *play, const char *client)
{
	lua_State *lua = luaL_newstate();

	luaL_openlibs(lua);
	if (luaL_loadfile(lua, client) != LUA_OK)
		goto failed;
	play_push_functions(lua, play);
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
	for (size_t i = 0; i < play->count; i++) {
		session_free(play->modems[i].session);
		script_modem_free(play->modems[i].modem);
		fault_clear(&play->modems[i].rules);
		free(play->modems[i].name);
	}
	script_free(play->script);
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
	for (size_t i = 0; i < play.count; i++)
		script_modem_finish(
			play.modems[i].modem, on_point, &play.verdict);
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
