/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* probe.c - `qmimic probe`: asks a modem what it is, and writes a preset. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/command.h"
#include "sim/probe_link.h"
#include "sim/script_probe.h"
#include "sim/setup.h"
#include "sim/words.h"

static const char help[] =
	"Usage: qmimic probe --device PATH [OPTIONS]\n"
	"Asks a modem what it is and writes a preset that describes it; then "
	"says\n"
	"what differs from the nearest preset. Only requests that read are "
	"sent.\n"
	"Nobody else may use the device meanwhile.\n\n"
	"  --device PATH          the modem, such as /dev/cdc-wdm0, or a "
	"socket\n"
	"  -o, --output FILE      write the preset there, not to the standard\n"
	"                         output\n"
	"  --name NAME            of the preset; probed unless given\n"
	"  --personal             keep IMEI, ESN and MEID as well\n"
	"  --timeout SECONDS      wait so long for an answer; 5 unless given\n"
	"  --usb VENDOR:PRODUCT   the modem's USB ids, in hex: they tell "
	"which\n"
	"                         messages of makers it knows\n"
	"  -h, --help             show this text\n\n"
	"Exit status: 0 when a preset was written, 3 when the modem cannot be\n"
	"opened or does not answer.\n";

enum {
	TIMEOUT_MAX = 600, /* seconds */
};

struct probe_command {
	struct probe_options options;
	const char *output;
	uint16_t timeout;
};

static void show_progress(const char *text)
{
	if (isatty(STDERR_FILENO))
		fprintf(stderr, "\r\033[K%s", text);
}

static void end_progress(void)
{
	if (isatty(STDERR_FILENO))
		fputs("\r\033[K", stderr);
}

static int write_preset(struct probe_link *link, struct probe_command *command)
{
	FILE *stream = command->output ? fopen(command->output, "w") : stdout;
	char *why = NULL;
	bool is_good;

	if (!stream) {
		setup_complain("%s: %s", command->output, strerror(errno));
		return VERDICT_ENVIRONMENT;
	}
	is_good = script_probe(link, &command->options, stream, stderr, &why);
	end_progress();
	if (!is_good) {
		setup_complain("%s: %s", command->options.device, why);
		free(why);
	}
	if (command->output && fclose(stream) != 0 && is_good) {
		setup_complain("%s: %s", command->output, strerror(errno));
		is_good = false;
	}
	if (command->output && !is_good)
		remove(command->output);

	return is_good ? VERDICT_GOOD : VERDICT_ENVIRONMENT;
}

static int probe(struct probe_command *command)
{
	struct probe_link *link = NULL;
	int status;
	int result = probe_open(
		command->options.device, 1000 * (int)command->timeout, &link);

	if (result < 0) {
		setup_complain(
			"%s: %s", command->options.device, strerror(-result));
		return VERDICT_ENVIRONMENT;
	}
	status = write_preset(link, command);
	probe_close(link);

	return status;
}

static bool read_option(struct probe_command *command, int option)
{
	switch (option) {
	case 'D':
		command->options.device = optarg;
		return true;
	case 'o':
		command->output = optarg;
		return true;
	case 'n':
		command->options.name = optarg;
		return true;
	case 'p':
		command->options.keeps_personal = true;
		return true;
	case 't':
		return words_number(
			"--timeout", optarg, TIMEOUT_MAX, &command->timeout);
	case 'u':
		return words_usb("--usb", optarg, &command->options.vendor,
			&command->options.product);
	}

	return false;
}

int probe_main(int argc, char **argv)
{
	static const struct option long_options[] = {
		{"device", required_argument, NULL, 'D'},
		{"output", required_argument, NULL, 'o'},
		{"name", required_argument, NULL, 'n'},
		{"personal", no_argument, NULL, 'p'},
		{"timeout", required_argument, NULL, 't'},
		{"usb", required_argument, NULL, 'u'},
		{"help", no_argument, NULL, 'h'},
		{0},
	};
	struct probe_command command = {
		.options = {.name = "probed",
			.version = QMIMIC_VERSION,
			.progress = show_progress},
		.timeout = 5,
	};
	int option;

	while ((option = getopt_long(argc, argv, "o:h", long_options, NULL)) !=
		-1) {
		if (option == 'h') {
			fputs(help, stdout);
			return VERDICT_GOOD;
		}
		if (!read_option(&command, option))
			return VERDICT_USAGE;
	}
	if (!command.options.device || optind < argc) {
		setup_complain("say which modem: --device /dev/cdc-wdm0");
		return VERDICT_USAGE;
	}

	return probe(&command);
}
