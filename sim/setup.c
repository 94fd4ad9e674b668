/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/setup_parts.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "sim/at_port.h"
#include "sim/builtin.h"
#include "sim/memory.h"
#include "sim/pcap.h"
#include "sim/setup_at.h"

enum {
	SCENARIO_SIZE_MAX = 16 << 20
};

void setup_complain(const char *format, ...)
{
	va_list arguments;

	fputs("qmimic: ", stderr);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fputc('\n', stderr);
}

static char *read_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *text = NULL;
	size_t size = 0;
	size_t got;

	if (!file)
		return NULL;

	do {
		text = memory_grow(text, size + 4096 + 1, 1);
		got = fread(text + size, 1, 4096, file);
		size += got;
	} while (got > 0 && size < SCENARIO_SIZE_MAX);
	text[size] = '\0';
	if (ferror(file) || strlen(text) != size) {
		errno = ferror(file) ? EIO : EILSEQ;
		free(text);
		text = NULL;
	}
	fclose(file);

	return text;
}

/* The default scenario with the preset of the options, which is a name or a
 * file.
 */
static char *preset_scenario(struct setup *setup)
{
	const char *preset = setup->options.preset;
	const char *base = strrchr(preset, '/');
	size_t length;

	if (base || strstr(preset, ".lua")) {
		base = base ? base + 1 : preset;
		setup->folder = base == preset
			? memory_string(".")
			: memory_format("%.*s", (int)(base - preset), preset);
		setup->options.preset_path = setup->folder;
	} else {
		base = preset;
	}
	length = strlen(base);
	if (length > 4 && strcmp(base + length - 4, ".lua") == 0)
		length -= 4;

	return memory_format("return scenario { modem = preset %c%.*s%c }", '"',
		(int)length, base, '"');
}

/* Finds the scenario: a file, then one that is installed, then one inside the
 * program. Sets the name that messages use.
 */
static char *find_scenario(struct setup *setup)
{
	const char *name = setup->options.scenario;
	const struct builtin_file *builtin;
	char *text;
	char *path;

	if (setup->options.preset && !name) {
		setup->name = memory_format(
			"--preset %s", setup->options.preset);
		return preset_scenario(setup);
	}
	if (!name)
		name = "default";

	text = setup->options.scenario ? read_file(name) : NULL;
	if (text) {
		setup->name = memory_string(name);
		return text;
	}
	if (setup->options.scenario && errno != ENOENT) {
		setup_complain("%s: %s", name,
			errno == EILSEQ ? "a scenario is text; this has zero "
					  "bytes"
					: strerror(errno));
		return NULL;
	}

	path = memory_format("%s/%s%s", QMIMIC_SCENARIOS, name,
		strstr(name, ".lua") ? "" : ".lua");
	text = read_file(path);
	if (text) {
		setup->name = path;
		return text;
	}
	free(path);
	path = memory_format("%s.lua", name);
	builtin = builtin_find(path);
	if (builtin) {
		setup->name = path;
		return memory_string(builtin->text);
	}
	free(path);
	setup_complain("%s: no such file, and no scenario of that name in %s",
		name, QMIMIC_SCENARIOS);

	return NULL;
}

static uint64_t random_seed(void)
{
	uint32_t seed = 0;

	if (getrandom(&seed, sizeof(seed), 0) != sizeof(seed))
		seed = (uint32_t)getpid();

	return seed;
}

static bool open_artifacts(struct setup *setup)
{
	const char *folder = setup->options.artifacts;
	char *path;

	if (!folder)
		return true;
	if (mkdir(folder, 0777) < 0 && errno != EEXIST) {
		setup_complain("--artifacts %s: %s", folder, strerror(errno));
		return false;
	}

	path = memory_format("%s/trace.txt", folder);
	setup->trace.copy = fopen(path, "we");
	if (!setup->trace.copy)
		setup_complain("--artifacts %s: %s", path, strerror(errno));
	free(path);

	return setup->trace.copy != NULL;
}

static void name_modems(const struct setup *setup, struct pcap_writer *capture)
{
	for (unsigned int i = 0; i < setup->modem_count; i++)
		pcap_name(capture, i, setup->modems[i].name,
			setup->modems[i].tap.vendor);
}

/* The capture that was asked for and the one among the artifacts. */
static bool open_captures(struct setup *setup)
{
	const char *folder = setup->options.artifacts;
	char *paths[TRACE_CAPTURES_MAX] = {0};
	bool is_good = true;
	struct timespec now;
	uint64_t now_us;

	clock_gettime(CLOCK_REALTIME, &now);
	now_us = (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
	if (setup->options.pcap)
		paths[0] = memory_string(setup->options.pcap);
	if (folder)
		paths[1] = memory_format("%s/capture.pcapng", folder);
	for (size_t i = 0; i < TRACE_CAPTURES_MAX; i++) {
		int result = 0;

		if (paths[i])
			result = pcap_open(paths[i], now_us,
				setup->trace.redacts, 0,
				&setup->trace.captures[i]);
		if (paths[i] && result == 0)
			name_modems(setup, setup->trace.captures[i]);
		if (result < 0)
			setup_complain("%s %s: %s",
				i == 0 ? "--pcap" : "--artifacts", paths[i],
				strerror(-result));
		is_good = is_good && result == 0;
		free(paths[i]);
	}

	return is_good;
}

static void close_captures(struct setup *setup)
{
	for (size_t i = 0; i < TRACE_CAPTURES_MAX; i++) {
		int result = pcap_close(setup->trace.captures[i]);

		if (result < 0)
			setup_complain("the capture is not complete: %s",
				strerror(-result));
	}
}

/* Makes the modem of that place; false after `*why` has been set. */
static bool make_modem(struct setup *setup, struct script_scenario *scenario,
	size_t place, char **why)
{
	struct setup_modem *modem = &setup->modems[place];
	const char *name = script_scenario_name(scenario, place);

	modem->name = name ? memory_string(name) : NULL;
	modem->modem = script_scenario_modem(scenario, &modem->rules, why);
	setup->modem_count++;
	if (!modem->modem)
		return false;

	modem->tap = (struct trace_tap){
		.trace = &setup->trace,
		.name = modem->name,
		.number = (unsigned int)place,
		.vendor = script_modem_core(modem->modem)->config.vendor,
	};

	return true;
}

static int make_modems(struct setup *setup)
{
	struct setup_options *options = &setup->options;
	struct script_options script = {
		.modem_path = options->modem_path,
		.limits = sandbox_default_limits(),
		.print = trace_print,
		.owner = &setup->trace,
	};
	struct script_scenario *scenario = NULL;
	char *why = NULL;
	char *text = find_scenario(setup);

	if (!text)
		return VERDICT_USAGE;

	if (!options->has_seed)
		options->seed = random_seed();
	script.seed = options->seed;
	script.preset_path = options->preset_path;
	setup->script = script_new(&script, &why);
	if (setup->script)
		scenario = script_scenario_new(
			setup->script, setup->name, text, &why);
	free(text);
	for (size_t i = 0; scenario && i < script_scenario_count(scenario); i++)
		if (!make_modem(setup, scenario, i, &why))
			break;
	script_scenario_free(scenario);
	if (!why) {
		setup->trace.clock =
			&script_modem_core(setup->modems[0].modem)->now_us;
		return 0;
	}

	setup_complain("%s", why);
	free(why);

	return VERDICT_USAGE;
}

static void start_modems(struct setup *setup)
{
	for (size_t i = 0; i < setup->modem_count; i++) {
		struct setup_modem *modem = &setup->modems[i];

		modem->session = session_new(script_modem_core(modem->modem),
			&modem->rules, &trace_observer, &modem->tap);
		modem->host = host_new(setup->loop, modem->session,
			setup->options.speed > 0 ? setup->options.speed : 1);
		if (i > 0)
			host_join(setup->modems[0].host, modem->host);
	}
}

int setup_open(struct setup *setup, struct ev_loop *loop,
	const struct setup_options *options)
{
	int result;

	*setup = (struct setup){.options = *options, .loop = loop};
	setup->trace = (struct trace){
		.stream = options->shows_trace ? stderr : NULL,
		.verbosity = options->verbosity,
		.shows_notes = true,
		.redacts = !options->keeps_personal,
	};
	if (!open_artifacts(setup))
		return VERDICT_ENVIRONMENT;
	result = make_modems(setup);
	if (result != 0)
		return result;

	if (!open_captures(setup))
		return VERDICT_ENVIRONMENT;
	sandbox_start_watchdog(script_sandbox(setup->script), STDERR_FILENO);
	start_modems(setup);
	result = setup_open_endpoints(setup);
	if (result == 0)
		result = setup_open_control(setup);
	if (result != 0)
		return result;
	for (size_t i = 0; i < setup->modem_count; i++)
		host_advance(setup->modems[i].host);

	return setup_open_at(setup);
}

void setup_close(struct setup *setup)
{
	at_port_close(setup->at);
	control_close(setup->server);
	control_free(setup->control);
	for (size_t i = 0; i < setup->modem_count; i++) {
		struct setup_modem *modem = &setup->modems[i];

		host_free(modem->host);
		session_free(modem->session);
		script_modem_free(modem->modem);
		fault_clear(&modem->rules);
	}
	script_free(setup->script);
	close_captures(setup);
	for (size_t i = 0; i < setup->modem_count; i++)
		free(setup->modems[i].name);
	if (setup->trace.copy)
		fclose(setup->trace.copy);
	free(setup->name);
	free(setup->folder);
	*setup = (struct setup){0};
}
