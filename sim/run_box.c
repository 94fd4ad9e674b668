/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* run_box.c - the box of a run: what it shows, and in which tier it starts. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "sim/at_port.h"
#include "sim/box_clock.h"
#include "sim/memory.h"
#include "sim/run_parts.h"

enum {
	AT_INTERFACE = 2, /* where the preset does not say */
};

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
	const struct script_device *device = script_modem_device(
		setup->modems[0].modem);
	const struct box_modem *first = &running->modems[0];

	for (size_t i = 0; i < setup->modem_count; i++)
		running->modems[i] = describe_modem(&setup->modems[i]);
	if (setup->options.control)
		running->control = realpath(setup->options.control, NULL);

	return (struct box_config){
		.name = setup->name,
		.device = first->device,
		.vendor = first->vendor,
		.product = first->product,
		.interface_number = first->interface_number,
		.manufacturer = first->manufacturer,
		.product_name = first->product_name,
		.serial = first->serial,
		.at_device = setup->at ? at_port_name(setup->at) : NULL,
		.at_interface = (uint8_t)(device->at_interface < 0
				? AT_INTERFACE
				: device->at_interface),
		.more = &running->modems[1],
		.more_count = setup->modem_count - 1,
		.control = running->control,
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

static int open_socket(struct setup_modem *modem, const char *spec)
{
	const char *why = NULL;
	int result = host_open(modem->host, spec, &why);

	if (result < 0)
		setup_complain("%s: %s", spec, why ? why : strerror(-result));

	return result;
}

/* Opens the sockets that the preloaded library connects to. */
static int open_sockets(struct setup *setup, struct running *running)
{
	int result;

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

	config->socket = running->modems[0].socket;
	config->proxy_socket = strchr(running->proxy, ':') + 1;
	config->avoids_namespaces = true;
	if (setup->modem_count > 1)
		setup_complain("with the preloaded library, qmi-proxy reaches "
			       "the first modem only");

	return start_one(running, config, report);
}

/* Namespaces first; where the machine refuses them, a preloaded library. */
int run_start_box(struct setup *setup, const struct run_options *options,
	struct running *running)
{
	struct box_config config = describe(setup, options, running);
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

static void free_wwans(struct running *running)
{
	for (size_t i = 0; i < running->setup->modem_count; i++)
		wwan_free(running->wwans[i]);
}

void run_follow_network(struct running *running)
{
	for (size_t i = 0; i < running->setup->modem_count; i++)
		if (running->wwans[i])
			wwan_attach(running->wwans[i],
				box_network(running->box, i),
				box_is_raw_ip(running->box, i),
				box_take_network(running->box, i));
}

void run_start_network(
	const struct run_options *options, struct running *running)
{
	struct setup *setup = running->setup;
	struct wwan_config config = {
		.loop = setup->loop,
		.folder = running->folder,
		.has_internet = options->has_internet,
		.note = trace_print,
		.owner = &setup->trace,
	};

	/* libslirp writes to sockets whose other end may be gone. */
	signal(SIGPIPE, SIG_IGN);
	for (size_t i = 0; i < setup->modem_count; i++) {
		if (box_network(running->box, i) == BOX_NETWORK_NONE)
			continue;
		config.host = setup->modems[i].host;
		config.modem = setup->modems[i].modem;
		config.number = i;
		config.seed = setup->options.seed + i;
		running->wwans[i] = wwan_new(&config);
	}
	run_follow_network(running);
}

void run_close_box(struct running *running)
{
	free_wwans(running);
	box_free(running->box);
	free(running->proxy);
	free(running->control);
	for (size_t i = 0; i < running->setup->modem_count; i++)
		free(running->sockets[i]);
}
