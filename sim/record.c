/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* record.c - `qmimic record`: stands between a program and a real modem, and
 * writes down what they say.
 */
#include <errno.h>
#include <ev.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/box.h"
#include "sim/command.h"
#include "sim/endpoint.h"
#include "sim/memory.h"
#include "sim/recorder.h"
#include "sim/relay.h"
#include "sim/setup.h"
#include "sim/words.h"

static const char help[] =
	"Usage: qmimic record --device PATH [OPTIONS] [-- COMMAND "
	"[ARGUMENTS]]\n"
	"Stands between COMMAND and a real modem, passes on every message, "
	"and\n"
	"writes a scenario that answers as the modem did. COMMAND finds the\n"
	"modem as /dev/cdc-wdm0. Without COMMAND programs open the endpoint, "
	"and\n"
	"the recording ends with SIGINT or SIGTERM.\n\n"
	"  --device PATH        the modem, such as /dev/cdc-wdm0\n"
	"  -o, --output FILE    write the scenario there, not to the standard\n"
	"                       output\n"
	"  --endpoint SPEC      where programs attach, without COMMAND: "
	"pty:PATH\n"
	"                       or unix:PATH\n"
	"  --pcap FILE          capture what goes over the wire, as pcapng\n"
	"  --delays             keep the times, not only as comments\n"
	"  --preset NAME        the modem behind the scenario; generic unless "
	"given\n"
	"  --redact             mask IMEI, IMSI, numbers and PINs\n"
	"  --usb VENDOR:PRODUCT what COMMAND shall see; else what /sys says "
	"of\n"
	"                       the device, or 05c6:9025\n"
	"  -h, --help           show this text\n\n"
	"Exit status: that of COMMAND; 125 when qmimic fails.\n";

struct record_options {
	const char *device;
	const char *endpoint;
	const char *output;
	const char *pcap;
	struct import_options import;
	uint16_t vendor;
	uint16_t product;
	char **argv; /* the command, or NULL */
};

struct recording {
	struct ev_loop *loop;
	struct relay *relay;
	struct recorder *recorder;
	struct box *box;
	ev_io box_watcher;
	ev_signal interrupt;
	ev_signal terminate;
	bool lost_device;
};

static uint64_t now_us(const struct recording *recording)
{
	return (uint64_t)(ev_now(recording->loop) * 1e6);
}

static void on_frame(
	void *owner, bool from_host, const uint8_t *bytes, size_t size)
{
	struct recording *recording = owner;

	recorder_add(
		recording->recorder, now_us(recording), from_host, bytes, size);
}

static void on_noise(void *owner, bool from_host, size_t size)
{
	struct recording *recording = owner;

	recorder_noise(recording->recorder, from_host, size);
}

static void on_lost(void *owner, const char *why)
{
	struct recording *recording = owner;

	setup_complain("the modem is gone: %s", why);
	recording->lost_device = true;
	if (!recording->box)
		ev_break(recording->loop, EVBREAK_ALL);
}

static const struct relay_events relay_events = {
	.frame = on_frame,
	.noise = on_noise,
	.lost = on_lost,
};

static void on_box(struct ev_loop *loop, ev_io *watcher, int events)
{
	struct recording *recording = watcher->data;

	(void)events;
	if (box_update(recording->box))
		ev_break(loop, EVBREAK_ALL);
}

static void on_signal(struct ev_loop *loop, ev_signal *signal, int events)
{
	struct recording *recording = signal->data;

	(void)events;
	if (recording->box)
		box_signal(recording->box, signal->signum);
	else
		ev_break(loop, EVBREAK_ALL);
}

static void wait_for_end(struct recording *recording)
{
	ev_signal_init(&recording->interrupt, on_signal, SIGINT);
	ev_signal_init(&recording->terminate, on_signal, SIGTERM);
	recording->interrupt.data = recording;
	recording->terminate.data = recording;
	ev_signal_start(recording->loop, &recording->interrupt);
	ev_signal_start(recording->loop, &recording->terminate);
	if (recording->box) {
		ev_io_init(&recording->box_watcher, on_box,
			box_fd(recording->box), EV_READ);
		recording->box_watcher.data = recording;
		ev_io_start(recording->loop, &recording->box_watcher);
	}
	ev_run(recording->loop, 0);
	if (recording->box)
		ev_io_stop(recording->loop, &recording->box_watcher);
	ev_signal_stop(recording->loop, &recording->interrupt);
	ev_signal_stop(recording->loop, &recording->terminate);
}

/* Reads a number in hex that sysfs has beside the device, or leaves it. */
static void read_id(const char *device, const char *file, uint16_t *id)
{
	const char *base = strrchr(device, '/');
	char *path = memory_format("/sys/class/usbmisc/%s/device/../%s",
		base ? base + 1 : device, file);
	FILE *stream = fopen(path, "r");
	unsigned int value;

	if (stream && fscanf(stream, "%4x", &value) == 1)
		*id = (uint16_t)value;
	if (stream)
		fclose(stream);
	free(path);
}

static int start_box(
	struct recording *recording, const struct record_options *options)
{
	struct box_report report = {0};
	struct box_config config = {
		.name = "record",
		.device = relay_address(recording->relay),
		.vendor = 0x05c6,
		.product = 0x9025,
		.interface_number = 4,
		.argv = options->argv,
	};
	int result;

	read_id(options->device, "idVendor", &config.vendor);
	read_id(options->device, "idProduct", &config.product);
	if (options->vendor) {
		config.vendor = options->vendor;
		config.product = options->product;
	}
	result = box_start(&config, &recording->box, &report);
	for (size_t i = 0; i < report.count; i++)
		setup_complain("%s", report.lines[i]);
	if (result < 0)
		setup_complain("%s cannot be started in a box: %s",
			options->argv[0], strerror(-result));

	return result;
}

static bool write_recording(
	struct recording *recording, const struct record_options *options)
{
	FILE *stream = options->output ? fopen(options->output, "w") : stdout;
	bool is_good;

	if (!stream) {
		setup_complain("%s: %s", options->output, strerror(errno));
		return false;
	}
	is_good = recorder_write(recording->recorder, &options->import, stream);
	if (options->output && fclose(stream) != 0)
		is_good = false;
	if (!is_good)
		setup_complain("the recording could not be written");

	return is_good;
}

static int record(const struct record_options *options)
{
	struct recording recording = {.loop = ev_default_loop(0)};
	struct recorder_options how = {
		.pcap = options->pcap,
		.vendor = options->vendor,
		.redacts = options->import.redacts,
	};
	char *why = NULL;
	int status = VERDICT_OWN_FAILURE;
	int result = relay_open(recording.loop, options->device,
		options->argv ? "pty" : options->endpoint, &relay_events,
		&recording, &recording.relay, &why);

	if (result < 0) {
		setup_complain("%s", why);
		free(why);
		return status;
	}
	how.start_us = now_us(&recording);
	recording.recorder = recorder_new(&how);
	if (recording.recorder &&
		(!options->argv || start_box(&recording, options) == 0)) {
		if (!options->argv)
			fprintf(stderr, "qmimic: %s is the modem now\n",
				relay_address(recording.relay));
		wait_for_end(&recording);
		status = recording.box ? box_status(recording.box) : 0;
		if (recording.box && box_exec_error(recording.box))
			setup_complain("%s: %s", options->argv[0],
				strerror(box_exec_error(recording.box)));
		if (!write_recording(&recording, options))
			status = VERDICT_OWN_FAILURE;
		else if (status == 0 && recording.lost_device)
			status = VERDICT_FAILED;
	}
	box_free(recording.box);
	recorder_free(recording.recorder);
	relay_close(recording.relay);

	return status;
}

static bool read_option(struct record_options *options, int option)
{
	switch (option) {
	case 'D':
		options->device = optarg;
		return true;
	case 'o':
		options->output = optarg;
		return true;
	case 'e':
		options->endpoint = optarg;
		return true;
	case 'c':
		options->pcap = optarg;
		return true;
	case 'd':
		options->import.keeps_delays = true;
		return true;
	case 'p':
		options->import.preset = optarg;
		return true;
	case 'r':
		options->import.redacts = true;
		return true;
	case 'u':
		return words_usb(
			"--usb", optarg, &options->vendor, &options->product);
	}

	return false;
}

static bool check(const struct record_options *options)
{
	if (!options->device)
		setup_complain("say which modem: --device /dev/cdc-wdm0");
	else if (!options->argv && !options->endpoint)
		setup_complain("say what to run, behind --, or where programs "
			       "attach: --endpoint pty:PATH");
	else if (options->argv && options->endpoint)
		setup_complain("--endpoint is for a recording without a "
			       "command");
	else
		return true;

	return false;
}

int record_main(int argc, char **argv)
{
	static const struct option long_options[] = {
		{"device", required_argument, NULL, 'D'},
		{"output", required_argument, NULL, 'o'},
		{"endpoint", required_argument, NULL, 'e'},
		{"pcap", required_argument, NULL, 'c'},
		{"delays", no_argument, NULL, 'd'},
		{"preset", required_argument, NULL, 'p'},
		{"redact", no_argument, NULL, 'r'},
		{"usb", required_argument, NULL, 'u'},
		{"help", no_argument, NULL, 'h'},
		{0},
	};
	struct record_options options = {
		.import = {.preset = "generic", .version = QMIMIC_VERSION},
	};
	int option;

	while ((option = getopt_long(argc, argv, "+o:h", long_options, NULL)) !=
		-1) {
		if (option == 'h') {
			fputs(help, stdout);
			return VERDICT_GOOD;
		}
		if (!read_option(&options, option))
			return VERDICT_OWN_FAILURE;
	}
	if (optind < argc)
		options.argv = &argv[optind];
	options.import.source = options.device;
	if (!check(&options))
		return VERDICT_OWN_FAILURE;

	return record(&options);
}
