/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* run.c - `qmimic run`: a program in front of a modem, and the verdict. */
#include <errno.h>
#include <ev.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/at_port.h"
#include "sim/box.h"
#include "sim/box_clock.h"
#include "sim/command.h"
#include "sim/memory.h"
#include "sim/run_checks.h"
#include "sim/run_count.h"
#include "sim/run_output.h"
#include "sim/setup.h"
#include "sim/wwan.h"

static const char help[] =
	"Usage: qmimic run [OPTIONS] [SCENARIO] -- COMMAND [ARGUMENTS]\n"
	"Runs COMMAND where it finds the modem as /dev/cdc-wdm0, and judges "
	"it.\n\n"
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

struct run_options {
	struct setup_options setup;
	bool avoids_namespaces;
	bool has_internet;
	bool wants_bus;
	char **argv; /* the command */
};

enum {
	SIGNALS = 5,
	AT_INTERFACE = 2, /* where the preset does not say */
};

/* A program that runs in its box. */
struct running {
	struct ev_loop *loop;
	struct box *box;
	ev_io watcher;
	ev_signal signals[SIGNALS];
	const struct endpoint *device; /* the PTY */
	struct wwan *wwan;	       /* what wwan0 leads to, or NULL */
	char *folder;		       /* of sockets */
	char *sockets[2];	       /* endpoints: the device and qmi-proxy */
	struct script_wishes wishes;
	struct run_output *output; /* NULL: it is not read along */
	struct run_count count;
	double cpu_before; /* of children that ended before */
};

static void follow_network(struct running *running)
{
	if (running->wwan)
		wwan_attach(running->wwan, box_network(running->box),
			box_is_raw_ip(running->box),
			box_take_network(running->box));
}

static void on_box(struct ev_loop *loop, ev_io *watcher, int events)
{
	struct running *running = watcher->data;

	(void)events;
	if (box_update(running->box))
		ev_break(loop, EVBREAK_ALL);
	else
		follow_network(running);
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
	static const int numbers[SIGNALS] = {
		SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1};

	ev_io_init(&running->watcher, on_box, box_fd(running->box), EV_READ);
	running->watcher.data = running;
	ev_io_start(running->loop, &running->watcher);
	for (int i = 0; i < SIGNALS; i++) {
		ev_signal_init(&running->signals[i], on_signal, numbers[i]);
		running->signals[i].data = running;
		ev_signal_start(running->loop, &running->signals[i]);
	}
}

static void unwatch(struct running *running)
{
	ev_io_stop(running->loop, &running->watcher);
	for (int i = 0; i < SIGNALS; i++)
		ev_signal_stop(running->loop, &running->signals[i]);
}

static void print_report(const struct box_report *report)
{
	for (size_t i = 0; i < report->count; i++)
		setup_complain("%s", report->lines[i]);
}

static struct box_config describe(
	const struct setup *setup, const struct run_options *options)
{
	const struct script_device *device = script_modem_device(setup->modem);
	const struct modem_config *modem =
		&script_modem_core(setup->modem)->config;

	return (struct box_config){
		.name = setup->name,
		.device = host_endpoint(setup->host, 0)->address,
		.vendor = modem->vendor,
		.product = modem->product,
		.interface_number = device->interface,
		.at_device = setup->at ? at_port_name(setup->at) : NULL,
		.at_interface = (uint8_t)(device->at_interface < 0
				? AT_INTERFACE
				: device->at_interface),
		.manufacturer = device->manufacturer,
		.product_name = device->product_name,
		.serial = device->serial,
		.wants_network = true,
		.wants_bus = options->wants_bus,
		.speed = options->setup.speed,
		.argv = options->argv,
	};
}

/* Makes the folder that sockets are in. */
static int make_folder(struct running *running)
{
	const char *top = getenv("TMPDIR");

	running->folder = memory_format(
		"%s/qmimic-XXXXXX", top && *top ? top : "/tmp");
	if (mkdtemp(running->folder))
		return 0;
	setup_complain("%s: %s", running->folder, strerror(errno));

	return -errno;
}

/* Opens the sockets that the preloaded library connects to. */
static int open_sockets(struct setup *setup, struct running *running)
{
	static const char *const kinds[] = {"preload", "proxy"};
	const char *why = NULL;
	int result = 0;

	for (size_t i = 0; i < 2 && result == 0; i++) {
		running->sockets[i] = memory_format(
			"%s:%s/%s", kinds[i], running->folder, kinds[i]);
		result = host_open(setup->host, running->sockets[i], &why);
		if (result < 0)
			setup_complain("%s: %s", running->sockets[i],
				why ? why : strerror(-result));
	}

	return result;
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

/* Starts a box whose output may be read along. */
static int start_one(struct running *running, const struct box_config *config,
	struct box_report *report)
{
	int result;

	run_output_divert(running->output);
	result = box_start(config, &running->box, report);
	run_output_restore(running->output);

	return result;
}

static int start_preloaded(struct setup *setup, struct box_config *config,
	struct running *running, struct box_report *report)
{
	int result = open_sockets(setup, running);

	if (result < 0)
		return result;

	config->socket = strchr(running->sockets[0], ':') + 1;
	config->proxy_socket = strchr(running->sockets[1], ':') + 1;
	config->avoids_namespaces = true;

	return start_one(running, config, report);
}

/* Namespaces first; where the machine refuses them, a preloaded library. */
static int start_box(struct setup *setup, const struct run_options *options,
	struct running *running)
{
	struct box_config config = describe(setup, options);
	struct box_report report = {0};
	char clock[BOX_LINE_SIZE];
	const char *why = NULL;
	int result = make_folder(running);

	if (result < 0)
		return result;
	config.scratch = running->folder;
	result = clock_change(&config, clock, sizeof(clock), &why);
	if (result < 0) {
		setup_complain("--speed %s", why);
		return result;
	}
	result = -EPERM;
	if (!options->avoids_namespaces && !running->wishes.wants_preload) {
		result = start_one(running, &config, &report);
		print_report(&report);
	}
	if (result < 0 && !options->wants_bus) {
		report = (struct box_report){0};
		result = start_preloaded(setup, &config, running, &report);
		print_report(&report);
	}
	if (result < 0)
		setup_complain("%s cannot be started in a box: %s",
			options->argv[0], strerror(-result));

	return result;
}

static void close_running(struct running *running)
{
	wwan_free(running->wwan);
	box_free(running->box);
	for (size_t i = 0; i < 2; i++)
		free(running->sockets[i]);
}

/* The PTY of the box has been replaced. */
static void on_moved(
	void *owner, const struct endpoint *endpoint, const char *address)
{
	struct running *running = owner;

	if (endpoint == running->device)
		box_set_device(running->box, address);
}

/* The scenario has a signal for the program. */
static void on_program_signal(void *owner, int number)
{
	struct running *running = owner;

	box_signal(running->box, number);
}

static void start_network(struct setup *setup,
	const struct run_options *options, struct running *running)
{
	const struct wwan_config config = {
		.loop = setup->loop,
		.host = setup->host,
		.modem = setup->modem,
		.folder = running->folder,
		.seed = setup->options.seed,
		.has_internet = options->has_internet,
		.note = trace_print,
		.owner = &setup->trace,
	};

	/* libslirp writes to sockets whose other end may be gone. */
	signal(SIGPIPE, SIG_IGN);
	running->wwan = wwan_new(&config);
	follow_network(running);
}

/* Runs the loop until the program has ended. */
static void run_program(struct setup *setup, const struct run_options *options,
	struct running *running)
{
	pid_t command = box_pid(running->box);
	struct run_checks *checks = NULL;

	watch(running);
	if (box_network(running->box) != BOX_NETWORK_NONE)
		start_network(setup, options, running);
	running->device = host_endpoint(setup->host, 0);
	host_watch(setup->host, on_moved, running);
	host_on_signal(setup->host, on_program_signal, running);
	if (running->wishes.wants_count)
		run_count_start(&running->count, running->loop, command);
	if (running->wishes.check_count > 0)
		checks = run_checks_start(running->loop, setup->host,
			setup->modem, running->wishes.check_count,
			run_count_parent(command));
	ev_run(running->loop, 0);
	run_checks_stop(checks);
	if (running->wishes.wants_count)
		run_count_stop(&running->count, running->loop);
	host_watch(setup->host, NULL, NULL);
	host_on_signal(setup->host, NULL, NULL);
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
	script_modem_program(setup->modem, &program);
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
		.wishes = script_modem_wishes(setup->modem),
		.cpu_before = run_count_cpu()};
	double start = run_count_clock();
	struct verdict verdict;
	int status;

	if (running.wishes.skip)
		return skip(setup, options, running.wishes.skip);
	if (open_output(&running) < 0 ||
		start_box(setup, options, &running) < 0) {
		close_running(&running);
		run_output_close(running.output);
		*folder = running.folder;
		return VERDICT_OWN_FAILURE;
	}

	run_program(setup, options, &running);
	verdict_init(&verdict, setup->name, setup->options.seed);
	verdict.ran = true;
	verdict.judges_status = running.wishes.judges_status;
	verdict.status = box_status(running.box);
	verdict.seconds = run_count_clock() - start;
	if (box_exec_error(running.box))
		setup_complain("%s: %s", options->argv[0],
			strerror(box_exec_error(running.box)));
	close_running(&running);
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

	options.setup.endpoints[options.setup.endpoint_count++] = "pty";
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
