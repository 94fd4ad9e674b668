/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* setup.h - modems that run: script, sessions, hosts and trace in one.
 *
 * Used by every command that runs a modem, so that options mean the same
 * everywhere.
 */
#pragma once

#include <getopt.h>
#include <stdbool.h>
#include <stdint.h>

#include "sim/control.h"
#include "sim/fault.h"
#include "sim/host.h"
#include "sim/script.h"
#include "sim/session.h"
#include "sim/trace.h"
#include "sim/verdict_report.h"

struct setup_options {
	const char *scenario; /* file, or the name of one; NULL: the default */
	const char *preset;   /* name or file, in place of a scenario */
	const char *preset_path; /* folder with more presets, or NULL */
	const char *modem_path;
	const char *device; /* the first endpoint of every modem, or NULL */
	const char *endpoints[HOST_ENDPOINTS_MAX];
	size_t endpoint_count;
	bool wants_at;	       /* an AT port besides */
	const char *at_path;   /* where a link to it is made, or NULL */
	const char *artifacts; /* folder, or NULL */
	double speed;	       /* of the modem's clock; 0: not given */
	uint64_t seed;
	bool has_seed;
	bool shows_trace;
	bool keeps_personal;
	const char *pcap;    /* a file, or NULL */
	const char *control; /* path of the control socket, or NULL */
	int verbosity;
	bool leaks_given;
	bool leaks_fail;
	struct report reports[REPORTS_MAX];
	size_t report_count;
};

/* Long options that setup_option() understands, to be spliced into a command's
 * own table, and their help text.
 */
enum setup_option {
	SETUP_ENDPOINT = 1000,
	SETUP_TRACE,
	SETUP_SEED,
	SETUP_PRESET,
	SETUP_MODEM_PATH,
	SETUP_PRESET_PATH,
	SETUP_NO_REDACT,
	SETUP_PCAP,
	SETUP_ARTIFACTS,
	SETUP_LEAKS,
	SETUP_CONTROL,
	SETUP_REPORT,
	SETUP_TAP,
	SETUP_SPEED,
};

#define SETUP_LONG_OPTIONS \
	{"endpoint", required_argument, NULL, SETUP_ENDPOINT}, \
		{"trace", no_argument, NULL, SETUP_TRACE}, \
		{"verbose", no_argument, NULL, 'v'}, \
		{"seed", required_argument, NULL, SETUP_SEED}, \
		{"preset", required_argument, NULL, SETUP_PRESET}, \
		{"modem-path", required_argument, NULL, SETUP_MODEM_PATH}, \
		{"preset-path", required_argument, NULL, SETUP_PRESET_PATH}, \
		{"no-redact", no_argument, NULL, SETUP_NO_REDACT}, \
		{"pcap", required_argument, NULL, SETUP_PCAP}, \
		{"artifacts", required_argument, NULL, SETUP_ARTIFACTS}, \
		{"leaks", required_argument, NULL, SETUP_LEAKS}, \
		{"control", required_argument, NULL, SETUP_CONTROL}, \
		{"report", required_argument, NULL, SETUP_REPORT}, \
		{"tap", required_argument, NULL, SETUP_TAP}, \
		{"speed", required_argument, NULL, SETUP_SPEED}, \
	{ \
		"help", no_argument, NULL, 'h' \
	}

extern const char setup_help[];

/* Takes an option that getopt_long() has found. False: it is not one of these,
 * or its argument is bad and a message has been printed.
 */
bool setup_option(
	struct setup_options *options, int option, const char *argument);

/* One modem of the scenario. */
struct setup_modem {
	char *name; /* NULL: it is alone */
	struct fault_rules rules;
	struct script_modem *modem;
	struct session *session;
	struct host *host;
	struct trace_tap tap;
};

struct setup {
	struct setup_options options;
	struct ev_loop *loop; /* borrowed */
	struct script *script;
	struct setup_modem modems[SCRIPT_MODEMS_MAX]; /* by name */
	size_t modem_count;
	struct at_port *at; /* of the first modem, or NULL */
	struct trace trace;
	char *name;   /* of the scenario */
	char *folder; /* of the preset's file, or NULL */
	struct control *control;
	struct control_server *server; /* or NULL */
	struct control_modem shown[SCRIPT_MODEMS_MAX];
	void (*stop)(void *owner); /* what ends the run, set by the command */
	void *stop_owner;
};

/* Makes the modems and opens the endpoints of the options: `device` for each,
 * then the others. An endpoint of the options is NAME=SPEC, or SPEC where there is
 * one modem or, without `device`, as many endpoints as modems. Returns 0, or a
 * status to exit with after a message has been printed. In both cases call
 * setup_close().
 */
int setup_open(struct setup *setup, struct ev_loop *loop,
	const struct setup_options *options);
void setup_close(struct setup *setup);

/* Ends the story and judges. */
void setup_judge(struct setup *setup, struct verdict *verdict);

/* What all modems of the scenario want, together. */
struct script_wishes setup_wishes(const struct setup *setup);

/* Writes the reports that were asked for. False after a message: one cannot be
 * written.
 */
bool setup_report(const struct setup *setup, const struct verdict *verdict);

/* Prints "qmimic: " and a sentence to stderr. */
void setup_complain(const char *format, ...)
	__attribute__((format(printf, 1, 2)));
