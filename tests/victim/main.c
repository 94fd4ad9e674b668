/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* main.c - runs the victim's case of a bug. */
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/victim/victim.h"

enum {
	TIMEOUT_MS = 1000, /* right answers come within a millisecond */
	USAGE = 2,
};

static const struct victim_case *const classes[] = {
	victim_cases_mem,
	victim_cases_mem_link,
	victim_cases_mem_proxy,
	victim_cases_mem_mm,
	victim_cases_mem_2,
	victim_cases_mem_3,
	victim_cases_frm,
	victim_cases_dec,
	victim_cases_dec_2,
	victim_cases_lif,
	victim_cases_lif_2,
	victim_cases_lif_proxy,
	victim_cases_tim,
	victim_cases_tim_2,
	victim_cases_qrk,
	victim_cases_qrk_2,
	victim_cases_qrk_3,
};

static const char usage[] =
	"usage: victim [--bug] [--device PATH] [--proxy PID] NAME\n"
	"       victim --list\n"
	"\n"
	"Does what a client does where the bug NAME is met; with --bug the "
	"way\n"
	"that the client did it which had the bug. The device is that of\n"
	"QMIMIC_DEVICE, or /dev/cdc-wdm0; with --proxy the qmi-proxy of that\n"
	"process has it.\n";

static const struct victim_case *find(const char *slug)
{
	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++)
		for (const struct victim_case *at = classes[i]; at->slug; at++)
			if (strcmp(at->slug, slug) == 0)
				return at;

	return NULL;
}

static void list(void)
{
	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++)
		for (const struct victim_case *at = classes[i]; at->slug; at++)
			puts(at->slug);
}

static int run(const struct victim_case *found, struct victim *victim)
{
	int status;

	if (victim->proxy == 0 && !victim_open(victim)) {
		perror(victim->path);
		return EXIT_FAILURE;
	}
	status = found->run(victim);
	victim_close(victim);

	return status;
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{"bug", no_argument, NULL, 'b'},
		{"device", required_argument, NULL, 'd'},
		{"list", no_argument, NULL, 'l'},
		{"proxy", required_argument, NULL, 'p'},
		{NULL, 0, NULL, 0},
	};
	struct victim victim = {.device = -1, .timeout_ms = TIMEOUT_MS};
	const struct victim_case *found;
	int option;

	victim.path = getenv("QMIMIC_DEVICE");
	if (!victim.path)
		victim.path = "/dev/cdc-wdm0";
	signal(SIGPIPE, SIG_IGN);
	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == 'b') {
			victim.has_bug = true;
		} else if (option == 'd') {
			victim.path = optarg;
		} else if (option == 'p') {
			victim.proxy = atoi(optarg);
		} else if (option == 'l') {
			list();
			return EXIT_SUCCESS;
		} else {
			return USAGE;
		}
	}
	found = optind == argc - 1 ? find(argv[optind]) : NULL;
	if (!found) {
		fputs(usage, stderr);
		return USAGE;
	}

	return run(found, &victim);
}
