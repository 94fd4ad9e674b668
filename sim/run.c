/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* run.c - `qmimic run`: a program in front of a modem, and the verdict. */
#include <errno.h>
#include <ev.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/box.h"
#include "sim/command.h"
#include "sim/memory.h"
#include "sim/setup.h"

static const char help[] =
	"Usage: qmimic run [OPTIONS] [SCENARIO] -- COMMAND [ARGUMENTS]\n"
	"Runs COMMAND where it finds the modem as /dev/cdc-wdm0, and judges "
	"it.\nSeveral modems are /dev/cdc-wdm0, /dev/cdc-wdm1 and so on, in "
	"the "
	"order of\ntheir names.\n\n"
	"  --tap FILE           write the verdict as TAP; - is stdout\n"
	"  --dbus               give it a system bus of its own, as daemons "
	"need\n"
	"  --no-namespaces      preload a library instead of making "
	"namespaces\n"
	"  -h, --help           show this text\n\n";

static const char help_end[] =
	"\nExit status: that of COMMAND (128 + n for signal n); 1 when it is 0 "
	"but\nthe verdict is bad; 125 when qmimic fails, 126 and 127 when "
	"COMMAND cannot\nbe run or found.\n";

struct run_options {
	struct setup_options setup;
	const char *tap;
	bool avoids_namespaces;
	bool wants_bus;
	char **argv; /* the command */
};

enum {
	SIGNALS = 5
};

/* A program that runs in its box. */
struct running {
	struct ev_loop *loop;
	struct box *box;
	ev_io watcher;
	ev_signal signals[SIGNALS];
	const struct setup *setup;
	struct box_modem modems[SCRIPT_MODEMS_MAX];
	char *folder; /* of the sockets, in the preload tier */
	char *proxy;  /* endpoint of the first modem: qmi-proxy */
	char *sockets[SCRIPT_MODEMS_MAX]; /* endpoints: the devices */
};

static void on_box(struct ev_loop *loop, ev_io *watcher, int events)
{
	struct running *running = watcher->data;

	(void)events;
	if (box_update(running->box))
		ev_break(loop, EVBREAK_ALL);
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

static struct box_modem describe_modem(const struct setup_modem *modem)
{
	const struct script_device *device = script_modem_device(modem->modem);
	const struct modem_config *config =
		&script_modem_core(modem->modem)->config;

	return (struct box_modem){
		.device = host_endpoint(modem->host, 0)->address,
		.vendor = config->vendor,
		.product = config->product,
		.interface_number = device->interface,
		.manufacturer = device->manufacturer,
		.product_name = device->product_name,
		.serial = device->serial,
	};
}

static struct box_config describe(const struct setup *setup,
	const struct run_options *options, struct running *running)
{
	const struct box_modem *first = &running->modems[0];

	for (size_t i = 0; i < setup->modem_count; i++)
		running->modems[i] = describe_modem(&setup->modems[i]);

	return (struct box_config){
		.name = setup->name,
		.device = first->device,
		.vendor = first->vendor,
		.product = first->product,
		.interface_number = first->interface_number,
		.manufacturer = first->manufacturer,
		.product_name = first->product_name,
		.serial = first->serial,
		.more = &running->modems[1],
		.more_count = setup->modem_count - 1,
		.wants_network = true,
		.wants_bus = options->wants_bus,
		.argv = options->argv,
	};
}

static int open_socket(struct setup_modem *modem, const char *spec)
{
	const char *why = NULL;
	int result = host_open(modem->host, spec, &why);

	if (result < 0)
		setup_complain("%s: %s", spec, why ? why : strerror(-result));

	return result;
}

/* Opens the sockets that the preloaded library connects to, in a folder of
 * their own.
 */
static int open_sockets(struct setup *setup, struct running *running)
{
	const char *top = getenv("TMPDIR");
	int result;

	running->folder = memory_format(
		"%s/qmimic-XXXXXX", top && *top ? top : "/tmp");
	if (!mkdtemp(running->folder)) {
		setup_complain("%s: %s", running->folder, strerror(errno));
		return -errno;
	}

	running->proxy = memory_format("proxy:%s/proxy", running->folder);
	result = open_socket(&setup->modems[0], running->proxy);
	for (size_t i = 0; i < setup->modem_count && result == 0; i++) {
		running->sockets[i] = memory_format(
			"preload:%s/preload%zu", running->folder, i);
		result = open_socket(&setup->modems[i], running->sockets[i]);
		running->modems[i].socket = strchr(running->sockets[i], ':') +
			1;
	}

	return result;
}

static int start_preloaded(struct setup *setup, struct box_config *config,
	struct running *running, struct box_report *report)
{
	int result = open_sockets(setup, running);

	if (result < 0)
		return result;

	config->socket = running->modems[0].socket;
	config->proxy_socket = strchr(running->proxy, ':') + 1;
	config->avoids_namespaces = true;
	config->scratch = running->folder;
	if (setup->modem_count > 1)
		setup_complain("with the preloaded library, qmi-proxy reaches "
			       "the first modem only");

	return box_start(config, &running->box, report);
}

/* Namespaces first; where the machine refuses them, a preloaded library. */
static int start_box(struct setup *setup, const struct run_options *options,
	struct running *running)
{
	struct box_config config = describe(setup, options, running);
	struct box_report report = {0};
	int result = -EPERM;

	if (!options->avoids_namespaces) {
		result = box_start(&config, &running->box, &report);
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
	box_free(running->box);
	free(running->proxy);
	for (size_t i = 0; i < running->setup->modem_count; i++)
		free(running->sockets[i]);
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

static void watch_devices(struct running *running, bool is_on)
{
	for (size_t i = 0; i < running->setup->modem_count; i++)
		host_watch(running->setup->modems[i].host,
			is_on ? on_moved : NULL, running);
}

/* `*folder` is what to remove once the endpoints are closed, or NULL. */
static int run_command(
	struct setup *setup, const struct run_options *options, char **folder)
{
	struct running running = {.loop = setup->loop, .setup = setup};
	struct verdict verdict;
	int status;

	*folder = NULL;
	if (start_box(setup, options, &running) < 0) {
		close_running(&running);
		*folder = running.folder;
		return VERDICT_OWN_FAILURE;
	}

	watch(&running);
	watch_devices(&running, true);
	ev_run(running.loop, 0);
	watch_devices(&running, false);
	unwatch(&running);

	verdict_init(&verdict, setup->name, setup->options.seed);
	verdict.ran = true;
	verdict.status = box_status(running.box);
	if (box_exec_error(running.box))
		setup_complain("%s: %s", options->argv[0],
			strerror(box_exec_error(running.box)));
	close_running(&running);
	*folder = running.folder;
	setup_judge(setup, &verdict);
	verdict_print_text(&verdict, stderr, options->setup.verbosity > 0);
	status = verdict_save_tap(&verdict, options->tap)
		? verdict_exit_status(&verdict)
		: VERDICT_OWN_FAILURE;
	verdict_release(&verdict);

	return status;
}

/* The scenario and the command: what is left of the arguments. */
static bool read_words(int argc, char **argv, struct run_options *options)
{
	int separator = optind;

	while (separator < argc && strcmp(argv[separator], "--") != 0)
		separator++;
	if (optind > 1 && strcmp(argv[optind - 1], "--") == 0)
		separator = optind - 1;
	if (separator >= argc - 1) {
		setup_complain("say what to run: qmimic run -- COMMAND");
		return false;
	}
	if (separator > optind + 1) {
		setup_complain("run takes one scenario, not also %s",
			argv[optind + 1]);
		return false;
	}
	if (separator == optind + 1)
		options->setup.scenario = argv[optind];
	options->argv = &argv[separator + 1];

	return true;
}

int run_main(int argc, char **argv)
{
	static const struct option long_options[] = {
		SETUP_LONG_OPTIONS,
		{"tap", required_argument, NULL, 't'},
		{"dbus", no_argument, NULL, 'd'},
		{"no-namespaces", no_argument, NULL, 'n'},
		{0},
	};
	struct run_options options = {0};
	struct setup setup;
	char *folder = NULL;
	int option;
	int status;

	options.setup.device = "pty";
	while ((option = getopt_long(argc, argv, "+vh", long_options, NULL)) !=
		-1) {
		if (option == 'h') {
			printf("%s%s%s", help, setup_help, help_end);
			return VERDICT_GOOD;
		}
		if (option == 't')
			options.tap = optarg;
		else if (option == 'n')
			options.avoids_namespaces = true;
		else if (option == 'd')
			options.wants_bus = true;
		else if (!setup_option(&options.setup, option, optarg))
			return VERDICT_OWN_FAILURE;
	}
	if (!read_words(argc, argv, &options))
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
