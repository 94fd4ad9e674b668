/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* script.h - modems whose services and stories are written in Lua.
 *
 * A process has one script: one Lua state, in which any number of modems live.
 * A script modem is a struct modem with the default modem's Lua services as its
 * brain, a scenario on top, and the points that the scenario's story has
 * scored.
 *
 * Errors: functions that can fail return NULL or false and set `*why` to a text
 * that the caller frees: "FILE:LINE: what is wrong".
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/fault.h"
#include "sim/modem.h"
#include "sim/sandbox.h"
#include "sim/wwan_plan.h"

struct script;
struct script_scenario;
struct script_modem;

enum {
	SCRIPT_MODEMS_MAX = 16 /* of one scenario */
};

struct script_options {
	const char *modem_path;	 /* folder with another default modem; NULL */
	const char *preset_path; /* folder with more presets; NULL */
	uint64_t seed;
	struct sandbox_limits limits;
	/* What scenarios print or log; text without newline. */
	void (*print)(void *owner, const char *text, size_t size);
	void *owner;
};

struct script *script_new(const struct script_options *options, char **why);

/* Free its modems first. */
void script_free(struct script *script);

struct sandbox *script_sandbox(struct script *script);

/* Reads a scenario; `file` is its name in messages. Free it before the script,
 * its modems may live longer.
 */
struct script_scenario *script_scenario_new(
	struct script *script, const char *file, const char *text, char **why);
void script_scenario_free(struct script_scenario *scenario);

/* How many modems the scenario has, at least 1 and at most SCRIPT_MODEMS_MAX,
 * and what each is called; NULL where there is only one.
 */
size_t script_scenario_count(const struct script_scenario *scenario);
const char *script_scenario_name(
	const struct script_scenario *scenario, size_t index);

/* Makes the next modem of a scenario, in the order of their names. Its fault
 * rules are added to `rules`. All modems of a scenario must be told the same
 * time, and one may wake another: see session_is_woken().
 */
struct script_modem *script_scenario_modem(struct script_scenario *scenario,
	struct fault_rules *rules, char **why);

/* Makes the modem of a scenario that has one. */
struct script_modem *script_modem_new(struct script *script, const char *file,
	const char *text, struct fault_rules *rules, char **why);
void script_modem_free(struct script_modem *modem);

struct modem *script_modem_core(struct script_modem *modem);

/* How the preset describes the USB device. Borrowed. */
struct script_device {
	const char *name; /* of the preset */
	const char *manufacturer;
	const char *product_name;
	const char *serial;
	uint8_t interface;
	int at_interface; /* of the AT port; -1: there is none */
};

const struct script_device *script_modem_device(
	const struct script_modem *modem);

/* A line of the AT port and what the modem says to it. */
struct script_at {
	const char *text;
	size_t size;
	char *answer; /* freed by script_at_release() */
	size_t answer_size;
	bool echoes; /* from now on; given as it is */
};

void script_modem_at(struct script_modem *modem, struct script_at *at);
void script_at_release(struct script_at *at);

/* What the modem's calls want of the data path, which adds to the counters. */
struct wwan_plan *script_modem_plan(struct script_modem *modem);

/* The data path has carried a packet of a dormant call. */
void script_modem_woken(struct script_modem *modem, uint32_t handle);

/* One thing that the scenario has judged. */
struct script_point {
	bool ok;
	bool is_note; /* nothing was judged; somebody should know all the same */
	const char *text;
	const char *where; /* "x.lua:12", or "" */
};

/* The host program has ended: what is still awaited will not come. Calls
 * `point` for everything that was judged, in order. May be called once.
 */
void script_modem_finish(struct script_modem *modem,
	void (*point)(void *owner, const struct script_point *point),
	void *owner);

/* What the scenario wants to know of the program in front of the modem, and how
 * the run is judged. Borrowed from the modem.
 */
struct script_wishes {
	const char *skip;   /* why the run is not made, or NULL */
	bool wants_output;  /* what it prints */
	bool wants_count;   /* how many processes it has at once */
	bool judges_status; /* a status other than 0 may be right */
	bool wants_preload; /* the preloaded library in place of namespaces */
	bool expects_failure;
	bool leaks_fail;
	size_t check_count;
};

struct script_wishes script_modem_wishes(struct script_modem *modem);

/* What there is to know of a program that has ended. Texts need no NUL. */
struct script_program {
	int status; /* as a shell says it */
	double seconds;
	double cpu_seconds;
	long processes;	       /* at once; -1: not counted */
	const char *output[2]; /* on stdout and stderr */
	size_t output_size[2];
};

/* To be called before script_modem_finish(). */
void script_modem_program(
	struct script_modem *modem, const struct script_program *program);

/* Whether the text of a failure is one that the scenario expects. */
bool script_modem_expects(struct script_modem *modem, const char *text);

/* The command of check `index`, ending with NULL; the caller frees the list and
 * its strings with script_free_words(). `*every_us`: time between two runs.
 */
char **script_modem_check(
	struct script_modem *modem, size_t index, uint64_t *every_us);
void script_free_words(char **words);

/* A command of a check has ended. Returns whether it is needed again. */
bool script_modem_checked(struct script_modem *modem, size_t index, int status,
	const char *output, size_t size);

/* One thing that a client id still holds. */
struct script_held {
	const char *service;
	unsigned int client;
	const char *what; /* "client id", "packet data handle 0x1", ... */
	bool is_left;	  /* its client has closed the device */
};

/* Returns how many there are. `held` may be NULL. */
size_t script_modem_audit(struct script_modem *modem,
	void (*held)(void *owner, const struct script_held *held), void *owner);

/* Whether the scenario wants leaks to fail the run. */
bool script_modem_leaks_fail(const struct script_modem *modem);
