/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* setup_options.c - the options of every command that runs a modem. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "sim/setup.h"

static const double SPEED_MIN = 0.01;
static const double SPEED_MAX = 1000;

const char setup_help[] =
	"Options for the modem:\n"
	"  --preset NAME|FILE   run the default scenario with this preset\n"
	"  --preset-path DIR    look for presets in DIR first\n"
	"  --endpoint SPEC      open one more endpoint, such as pty:PATH or\n"
	"                       unix:PATH; may be repeated; at:PATH is an AT\n"
	"                       port beside them\n"
	"  --seed N             repeat a run: the seed that it printed\n"
	"  --speed N            let N seconds of the modem pass in one\n"
	"  --trace              show every message while it happens\n"
	"  -v, --verbose        with --trace, show every field; twice: raw "
	"bytes\n"
	"  --pcap FILE          capture what goes over the wire, as pcapng\n"
	"  --no-redact          keep IMEI, IMSI, numbers and PINs in traces "
	"and\n"
	"                       captures\n"
	"  --leaks fail|report  whether client ids and calls that are still\n"
	"                       held at the end fail the run\n"
	"  --control PATH       open a socket for `qmimic ctl`\n"
	"  --report FORMAT:FILE write the verdict as tap, junit, json or "
	"text;\n"
	"                       - is stdout; may be repeated\n"
	"  --tap FILE           the same as --report tap:FILE\n"
	"  --artifacts DIR      keep trace, capture, verdict and seed in\n"
	"                       DIR\n"
	"  --modem-path DIR     use the default modem's files in DIR\n";

static bool read_seed(struct setup_options *options, const char *argument)
{
	char *end;

	errno = 0;
	options->seed = strtoull(argument, &end, 0);
	options->has_seed = true;
	if (errno == 0 && *end == '\0' && end != argument &&
		!strchr(argument, '-'))
		return true;

	setup_complain("--seed %s: not a number from 0 to 2^64 - 1", argument);

	return false;
}

static bool read_leaks(struct setup_options *options, const char *argument)
{
	options->leaks_given = true;
	options->leaks_fail = strcmp(argument, "fail") == 0;
	if (options->leaks_fail || strcmp(argument, "report") == 0)
		return true;

	setup_complain("--leaks %s: say fail or report", argument);

	return false;
}

static bool read_speed(struct setup_options *options, const char *argument)
{
	char *end;

	options->speed = strtod(argument, &end);
	if (end != argument && *end == '\0' && options->speed >= SPEED_MIN &&
		options->speed <= SPEED_MAX)
		return true;

	setup_complain("--speed %s: not a number from 0.01 to 1000", argument);

	return false;
}

static bool add_endpoint(struct setup_options *options, const char *argument)
{
	if (strcmp(argument, "at") == 0 || strncmp(argument, "at:", 3) == 0) {
		options->wants_at = true;
		options->at_path = argument[2] && argument[3] ? argument + 3
							      : NULL;
		return true;
	}
	if (options->endpoint_count == HOST_ENDPOINTS_MAX) {
		setup_complain("--endpoint %s: at most %d endpoints", argument,
			HOST_ENDPOINTS_MAX);
		return false;
	}
	options->endpoints[options->endpoint_count++] = argument;

	return true;
}

static bool add_report(struct setup_options *options, const char *argument)
{
	struct report *report = &options->reports[options->report_count];

	if (options->report_count == REPORTS_MAX) {
		setup_complain("--report %s: at most %d reports", argument,
			REPORTS_MAX);
		return false;
	}
	if (!report_read(argument, report)) {
		setup_complain("--report %s: say tap:FILE, junit:FILE, "
			       "json:FILE or text:FILE",
			argument);
		return false;
	}
	options->report_count++;

	return true;
}

static bool add_tap(struct setup_options *options, const char *argument)
{
	if (options->report_count == REPORTS_MAX) {
		setup_complain(
			"--tap %s: at most %d reports", argument, REPORTS_MAX);
		return false;
	}
	options->reports[options->report_count++] = (struct report){
		REPORT_TAP, argument};

	return true;
}

bool setup_option(
	struct setup_options *options, int option, const char *argument)
{
	switch (option) {
	case SETUP_ENDPOINT:
		return add_endpoint(options, argument);
	case SETUP_TRACE:
		options->shows_trace = true;
		return true;
	case 'v':
		options->verbosity++;
		return true;
	case SETUP_SEED:
		return read_seed(options, argument);
	case SETUP_PRESET:
		options->preset = argument;
		return true;
	case SETUP_MODEM_PATH:
		options->modem_path = argument;
		return true;
	case SETUP_PRESET_PATH:
		options->preset_path = argument;
		return true;
	case SETUP_NO_REDACT:
		options->keeps_personal = true;
		return true;
	case SETUP_PCAP:
		options->pcap = argument;
		return true;
	case SETUP_ARTIFACTS:
		options->artifacts = argument;
		return true;
	case SETUP_LEAKS:
		return read_leaks(options, argument);
	case SETUP_SPEED:
		return read_speed(options, argument);
	case SETUP_REPORT:
		return add_report(options, argument);
	case SETUP_TAP:
		return add_tap(options, argument);
	case SETUP_CONTROL:
		options->control = argument;
		return true;
	}

	return false;
}
