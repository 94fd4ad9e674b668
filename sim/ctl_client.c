/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* ctl_client.c - `qmimic ctl`: looks at a modem that runs, and changes it. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/command.h"
#include "sim/ctl_request.h"
#include "sim/ctl_shell.h"
#include "sim/setup.h"

static const char help[] =
	"Usage: qmimic ctl [OPTIONS] [COMMAND [ARGUMENTS]]\n"
	"Looks at a modem that `qmimic run` or `qmimic serve` runs with "
	"--control, and\nchanges it. Without COMMAND it reads commands, one a "
	"line.\n\n"
	"  --socket PATH        the control socket; without it that of\n"
	"                       $QMIMIC_CONTROL\n"
	"  --modem NAME         which modem, where there are several\n"
	"  -h, --help           show this text\n\n";

static const char help_end[] =
	"\nExit status: 0 when the command was carried out, 1 when it was "
	"refused or\nwaited in vain, 2 for a wrong command line, 3 when "
	"nobody answers.\n";

static void print_help(void)
{
	fputs(help, stdout);
	for (const struct ctl_command *command = ctl_commands; command->name;
		command++)
		printf("  %s %s\n      %s\n", command->name, command->arguments,
			command->summary);
	fputs(help_end, stdout);
}

/* Prints what was given, or writes it to a file. */
static int keep(struct json_object *value, const char *path)
{
	FILE *file = path ? fopen(path, "we") : stdout;
	bool is_good = file != NULL;

	if (file)
		ctl_print(value, file);
	if (file && path)
		is_good = fclose(file) == 0;
	if (is_good)
		return VERDICT_GOOD;

	setup_complain("%s: %s", path, strerror(errno));

	return VERDICT_ENVIRONMENT;
}

/* Shows an answer. */
static int show(struct json_object *answer, const char *path)
{
	struct json_object *value = NULL;

	json_object_object_get_ex(answer, "ok", &value);
	if (json_object_get_boolean(value)) {
		json_object_object_get_ex(answer, "result", &value);
		return keep(value, path);
	}

	value = NULL;
	json_object_object_get_ex(answer, "error", &value);
	setup_complain(
		"%s", value ? json_object_get_string(value) : "no reason");

	return VERDICT_FAILED;
}

int ctl_run(
	struct ctl_link *link, const char *modem, int argc, char *const *argv)
{
	struct json_object *request = ctl_request(argc, argv);
	struct json_object *answer = NULL;
	int status;
	int error;

	if (!request)
		return VERDICT_USAGE;

	if (modem)
		json_object_object_add(
			request, "modem", json_object_new_string(modem));
	error = ctl_link_ask(link, request, &answer);
	if (error == 0) {
		status = show(answer,
			argc > 1 && strcmp(argv[0], "snapshot") == 0 ? argv[1]
								     : NULL);
	} else {
		setup_complain("the control socket does not answer: %s",
			strerror(-error));
		status = VERDICT_ENVIRONMENT;
	}
	json_object_put(answer);
	json_object_put(request);

	return status;
}

int ctl_main(int argc, char **argv)
{
	static const struct option long_options[] = {
		{"socket", required_argument, NULL, 's'},
		{"modem", required_argument, NULL, 'm'},
		{"help", no_argument, NULL, 'h'},
		{0},
	};
	const char *path = getenv("QMIMIC_CONTROL");
	const char *modem = NULL;
	struct ctl_link link;
	int option;
	int status;

	while ((option = getopt_long(argc, argv, "+h", long_options, NULL)) !=
		-1) {
		if (option == 'h') {
			print_help();
			return VERDICT_GOOD;
		}
		if (option == 's')
			path = optarg;
		else if (option == 'm')
			modem = optarg;
		else
			return VERDICT_USAGE;
	}
	if (!path || !*path) {
		setup_complain("say which socket: qmimic ctl --socket PATH");
		return VERDICT_USAGE;
	}

	status = ctl_link_open(&link, path);
	if (status < 0) {
		setup_complain("%s: %s", path, strerror(-status));
		return VERDICT_ENVIRONMENT;
	}
	status = optind < argc
		? ctl_run(&link, modem, argc - optind, argv + optind)
		: ctl_shell(&link, modem);
	ctl_link_close(&link);

	return status;
}
