/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* run.c - `qmimic run`: a program in front of a modem, and the verdict. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/command.h"
#include "sim/run_parts.h"

static const char help[] =
	"Usage: qmimic run [OPTIONS] [SCENARIO] -- COMMAND [ARGUMENTS]\n"
	"Runs COMMAND where it finds the modem as /dev/cdc-wdm0, and judges "
	"it.\nSeveral modems are /dev/cdc-wdm0, /dev/cdc-wdm1 and so on, in "
	"the "
	"order of\ntheir names.\n\n"
	"  --dbus               give it a system bus of its own, as daemons "
	"need\n"
	"  --no-namespaces      preload a library instead of making "
	"namespaces\n"
	"  --internet           let packets of wwan0 leave this machine\n"
	"  -h, --help           show this text\n\n";

static const char help_end[] =
	"\nExit status: that of COMMAND (128 + n for signal n); 1 when it is 0 "
	"but\nthe verdict is bad; 77 when the scenario is skipped; 125 when "
	"qmimic fails, 126 and 127 when "
	"COMMAND cannot\nbe run or found.\n";

static void on_box(struct ev_loop *loop, ev_io *watcher, int events)
{
	struct running *running = watcher->data;

	(void)events;
	if (box_update(running->box))
		ev_break(loop, EVBREAK_ALL);
	else
		run_follow_network(running);
}

static void on_signal(struct ev_loop *loop, ev_signal *signal, int events)
{
	struct running *running = signal->data;

	(void)loop;
	(void)events;
	box_signal(running->box, signal->signum);
}

static void watch(struct running *running)
{
	static const int numbers[RUN_SIGNALS] = {
		SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1};

	ev_io_init(&running->watcher, on_box, box_fd(running->box), EV_READ);
	running->watcher.data = running;
	ev_io_start(running->loop, &running->watcher);
	for (int i = 0; i < RUN_SIGNALS; i++) {
		ev_signal_init(&running->signals[i], on_signal, numbers[i]);
		running->signals[i].data = running;
		ev_signal_start(running->loop, &running->signals[i]);
	}
}

static void unwatch(struct running *running)
{
	ev_io_stop(running->loop, &running->watcher);
	for (int i = 0; i < RUN_SIGNALS; i++)
		ev_signal_stop(running->loop, &running->signals[i]);
}

static int open_output(struct running *running)
{
	int result = 0;

	if (running->wishes.wants_output)
		result = run_output_open(running->loop, &running->output);
	if (result < 0)
		setup_complain("the program's output cannot be read: %s",
			strerror(-result));

	return result;
}

/* A PTY of the box has been replaced. */
static void on_moved(
	void *owner, const struct endpoint *endpoint, const char *address)
{
	struct running *running = owner;

	for (size_t i = 0; i < running->setup->modem_count; i++)
		if (endpoint ==
			host_endpoint(running->setup->modems[i].host, 0))
			box_set_device(running->box, i, address);
}

/* The scenario has a signal for the program. */
static void on_program_signal(void *owner, int number)
{
	struct running *running = owner;

	box_signal(running->box, number);
}

/* The control socket ends the command. */
static void on_stop(void *owner)
{
	struct running *running = owner;

	box_signal(running->box, SIGTERM);
}

static void watch_modems(struct running *running, bool is_on)
{
	for (size_t i = 0; i < running->setup->modem_count; i++) {
		struct host *host = running->setup->modems[i].host;

		host_watch(host, is_on ? on_moved : NULL, running);
		host_on_signal(host, is_on ? on_program_signal : NULL, running);
	}
	running->setup->stop = is_on ? on_stop : NULL;
	running->setup->stop_owner = running;
}

static void start_checks(struct running *running)
{
	const pid_t command = box_pid(running->box);

	for (size_t i = 0; i < running->setup->modem_count; i++) {
		const struct setup_modem *modem = &running->setup->modems[i];
		const size_t count =
			script_modem_wishes(modem->modem).check_count;

		if (count > 0)
			running->checks[i] = run_checks_start(running->loop,
				modem->host, modem->modem, count,
				run_count_parent(command));
	}
}

static void stop_checks(struct running *running)
{
	for (size_t i = 0; i < running->setup->modem_count; i++)
		run_checks_stop(running->checks[i]);
}

/* Runs the loop until the program has ended. */
static void run_program(
	const struct run_options *options, struct running *running)
{
	watch(running);
	run_start_network(options, running);
	watch_modems(running, true);
	if (running->wishes.wants_count)
		run_count_start(
			&running->count, running->loop, box_pid(running->box));
	start_checks(running);
	ev_run(running->loop, 0);
	stop_checks(running);
	if (running->wishes.wants_count)
		run_count_stop(&running->count, running->loop);
	watch_modems(running, false);
	unwatch(running);
}

/* Tells the scenario what there is to know of the program. */
static void tell_program(struct setup *setup, struct running *running,
	const struct verdict *verdict)
{
	struct script_program program = {
		.status = verdict->status,
		.seconds = verdict->seconds,
		.cpu_seconds = run_count_cpu() - running->cpu_before,
		.processes = running->wishes.wants_count ? running->count.most
							 : -1,
	};

	for (int i = 0; i < 2; i++)
		program.output[i] = run_output_text(
			running->output, i, &program.output_size[i]);
	for (size_t i = 0; i < setup->modem_count; i++)
		script_modem_program(setup->modems[i].modem, &program);
}

static int report(struct setup *setup, const struct run_options *options,
	const struct verdict *verdict)
{
	verdict_print_text(verdict, stderr, options->setup.verbosity > 0);

	return setup_report(setup, verdict) ? verdict_exit_status(verdict)
					    : VERDICT_OWN_FAILURE;
}

static int skip(struct setup *setup, const struct run_options *options,
	const char *reason)
{
	struct verdict verdict;
	int status;

	verdict_init(&verdict, setup->name, setup->options.seed);
	verdict_skip(&verdict, reason);
	status = report(setup, options, &verdict);
	verdict_release(&verdict);

	return status;
}

/* `*folder` is what to remove once the endpoints are closed, or NULL. */
static int run_command(
	struct setup *setup, const struct run_options *options, char **folder)
{
	struct running running = {.loop = setup->loop,
		.setup = setup,
		.wishes = setup_wishes(setup),
		.cpu_before = run_count_cpu()};
	double start = run_count_clock();
	struct verdict verdict;
	int status;

	if (running.wishes.skip)
		return skip(setup, options, running.wishes.skip);
	if (open_output(&running) < 0 ||
		run_start_box(setup, options, &running) < 0) {
		run_close_box(&running);
		run_output_close(running.output);
		*folder = running.folder;
		return VERDICT_OWN_FAILURE;
	}

	run_program(options, &running);
	verdict_init(&verdict, setup->name, setup->options.seed);
	verdict.ran = true;
	verdict.judges_status = running.wishes.judges_status;
	verdict.status = box_status(running.box);
	verdict.seconds = run_count_clock() - start;
	if (box_exec_error(running.box))
		setup_complain("%s: %s", options->argv[0],
			strerror(box_exec_error(running.box)));
	run_close_box(&running);
	*folder = running.folder;
	run_output_finish(running.output);
	tell_program(setup, &running, &verdict);
	setup_judge(setup, &verdict);
	status = report(setup, options, &verdict);
	verdict_release(&verdict);
	run_output_close(running.output);

	return status;
}

/* Where the command begins: behind "--". 0 after a message. */
static int find_command(int argc, char **argv, struct run_options *options)
{
	int separator = 1;

	while (separator < argc && strcmp(argv[separator], "--") != 0)
		separator++;
	if (separator < argc - 1)
		options->argv = &argv[separator + 1];

	return separator;
}

/* The scenario: what is left of the arguments before the command. */
static bool read_words(int count, char **words, struct run_options *options)
{
	if (!options->argv) {
		setup_complain("say what to run: qmimic run -- COMMAND");
		return false;
	}
	if (count > 1) {
		setup_complain("run takes one scenario, not also %s", words[1]);
		return false;
	}
	if (count == 1)
		options->setup.scenario = words[0];

	return true;
}

int run_main(int argc, char **argv)
{
	static const struct option long_options[] = {
		SETUP_LONG_OPTIONS,
		{"dbus", no_argument, NULL, 'd'},
		{"no-namespaces", no_argument, NULL, 'n'},
		{"internet", no_argument, NULL, 'i'},
		{0},
	};
	struct run_options options = {0};
	struct setup setup;
	char *folder = NULL;
	int option;
	int status;

	options.setup.device = "pty";
	argc = find_command(argc, argv, &options);
	while ((option = getopt_long(argc, argv, "vh", long_options, NULL)) !=
		-1) {
		if (option == 'h') {
			printf("%s%s%s", help, setup_help, help_end);
			return VERDICT_GOOD;
		}
		if (option == 'n')
			options.avoids_namespaces = true;
		else if (option == 'i')
			options.has_internet = true;
		else if (option == 'd')
			options.wants_bus = true;
		else if (!setup_option(&options.setup, option, optarg))
			return VERDICT_OWN_FAILURE;
	}
	if (!read_words(argc - optind, argv + optind, &options))
		return VERDICT_OWN_FAILURE;
	if (options.wants_bus && options.avoids_namespaces) {
		setup_complain("--dbus needs namespaces, which "
			       "--no-namespaces forbids");
		return VERDICT_OWN_FAILURE;
	}

	status = setup_open(&setup, ev_default_loop(0), &options.setup);
	status = status == 0 ? run_command(&setup, &options, &folder)
			     : VERDICT_OWN_FAILURE;
	setup_close(&setup);
	if (folder)
		rmdir(folder);
	free(folder);

	return status;
}
