/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* serve.c - `qmimic serve`: a modem that runs until somebody stops it. */
#include <ev.h>
#include <stdio.h>

#include "sim/at_port.h"
#include "sim/command.h"
#include "sim/setup.h"

static const char help[] =
	"Usage: qmimic serve [OPTIONS] [SCENARIO]\n"
	"Runs a modem until it gets SIGINT or SIGTERM, then judges.\n"
	"Without --endpoint it opens a PTY and prints its path. Of several "
	"modems\neach gets one; with --endpoint, either as many as modems, in "
	"the order of\ntheir names, or NAME=SPEC.\n\n"
	"  -h, --help           show this text\n\n";

static void on_signal(struct ev_loop *loop, ev_signal *signal, int events)
{
	(void)signal;
	(void)events;
	ev_break(loop, EVBREAK_ALL);
}

static void on_stop(void *owner)
{
	ev_break(owner, EVBREAK_ALL);
}

static void wait_for_signal(struct ev_loop *loop)
{
	ev_signal interrupt;
	ev_signal terminate;

	ev_signal_init(&interrupt, on_signal, SIGINT);
	ev_signal_init(&terminate, on_signal, SIGTERM);
	ev_signal_start(loop, &interrupt);
	ev_signal_start(loop, &terminate);
	ev_run(loop, 0);
	ev_signal_stop(loop, &interrupt);
	ev_signal_stop(loop, &terminate);
}

static void print_endpoints(const struct setup_modem *modem)
{
	for (size_t i = 0; i < host_endpoint_count(modem->host); i++) {
		const struct endpoint *endpoint = host_endpoint(modem->host, i);

		if (modem->name)
			printf("%s ", modem->name);
		printf("%s %s\n", endpoint->ops->name,
			endpoint->address ? endpoint->address : "");
	}
}

static void print_all(const struct setup *setup)
{
	for (size_t i = 0; i < setup->modem_count; i++)
		print_endpoints(&setup->modems[i]);
	if (setup->at)
		printf("at %s\n",
			setup->options.at_path ? setup->options.at_path
					       : at_port_name(setup->at));
	fflush(stdout);
}

static int serve(const struct setup_options *options)
{
	struct ev_loop *loop = ev_default_loop(0);
	struct verdict verdict;
	struct setup setup;
	int status = setup_open(&setup, loop, options);

	if (status == 0) {
		print_all(&setup);
		setup.stop = on_stop;
		setup.stop_owner = loop;
		wait_for_signal(loop);
		verdict_init(&verdict, setup.name, setup.options.seed);
		setup_judge(&setup, &verdict);
		verdict_print_text(&verdict, stderr, options->verbosity > 0);
		status = setup_report(&setup, &verdict)
			? verdict_exit_status(&verdict)
			: VERDICT_ENVIRONMENT;
		verdict_release(&verdict);
	}
	setup_close(&setup);

	return status;
}

int serve_main(int argc, char **argv)
{
	static const struct option long_options[] = {
		SETUP_LONG_OPTIONS,
		{0},
	};
	struct setup_options options = {0};
	int option;

	while ((option = getopt_long(argc, argv, "vh", long_options, NULL)) !=
		-1) {
		if (option == 'h') {
			printf("%s%s", help, setup_help);
			return VERDICT_GOOD;
		}
		if (!setup_option(&options, option, optarg))
			return VERDICT_USAGE;
	}
	if (optind < argc)
		options.scenario = argv[optind++];
	if (optind < argc) {
		setup_complain(
			"serve takes one scenario, not also %s", argv[optind]);
		return VERDICT_USAGE;
	}
	if (options.endpoint_count == 0)
		options.device = "pty";

	return serve(&options);
}
