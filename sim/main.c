/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* main.c - finds the subcommand. */
#include <stdio.h>
#include <string.h>

#include "sim/command.h"
#include "sim/setup.h"

static const struct command {
	const char *name;
	int (*main)(int argc, char **argv);
	const char *summary;
} commands[] = {
	{"run", run_main, "run a program in front of a modem and judge it"},
	{"serve", serve_main, "run a modem until it is stopped"},
	{"ctl", ctl_main, "look at a modem that runs, and change it"},
	{"enter", enter_main, "open a shell in the box of a running program"},
	{"decode", decode_main, "show what a message says"},
	{"encode", encode_main, "make a message from its name and fields"},
	{"import", import_main, "make a scenario of a log or a capture"},
	{"record", record_main, "write down what a program and a modem say"},
	{"probe", probe_main, "ask a modem what it is, and write a preset"},
	{"schema", schema_main, "list and describe messages"},
	{"doctor", doctor_main, "say what works on this machine"},
};

static void print_help(FILE *stream)
{
	fputs("Usage: qmimic COMMAND [OPTIONS]\n"
	      "A software QMI modem: shows programs a modem, behaves or "
	      "misbehaves as told,\nand judges them.\n\n",
		stream);
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		fprintf(stream, "  %-8s %s\n", commands[i].name,
			commands[i].summary);
	fputs("\n`qmimic COMMAND --help` says more. Try:\n"
	      "  qmimic run -- qmicli -d /dev/cdc-wdm0 --dms-get-ids\n",
		stream);
}

int main(int argc, char **argv)
{
	if (argc < 2) {
		print_help(stderr);
		return VERDICT_USAGE;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
		strcmp(argv[1], "help") == 0) {
		print_help(stdout);
		return VERDICT_GOOD;
	}
	if (strcmp(argv[1], "--version") == 0) {
		puts("qmimic " QMIMIC_VERSION);
		return VERDICT_GOOD;
	}

	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if (strcmp(argv[1], commands[i].name) == 0)
			return commands[i].main(argc - 1, argv + 1);

	setup_complain("%s: no such command; see qmimic --help", argv[1]);

	return VERDICT_USAGE;
}
