/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* import.c - `qmimic import`: makes a scenario of a log or a capture. */
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/frame.h"
#include "lib/redact.h"
#include "sim/command.h"
#include "sim/decode_input.h"
#include "sim/memory.h"
#include "sim/script_import.h"
#include "sim/setup.h"
#include "sim/words.h"

static const char help[] =
	"Usage: qmimic import [OPTIONS] FILE...\n"
	"Makes a scenario of what a modem and its host said to each other. "
	"FILE\n"
	"is the log of qmicli -v, ModemManager --debug or uqmi, a capture "
	"(pcap\n"
	"or pcapng, of qmimic or of usbmon), or frames; - is the standard "
	"input.\n"
	"The scenario answers the same program as the modem did, and the run\n"
	"fails where the program asks something else.\n\n"
	"  -o, --output FILE    write there, not to the standard output\n"
	"  --delays             keep the times, not only as comments\n"
	"  --format NAME        hex, binary, pcap or log; else it is guessed\n"
	"  --preset NAME        the modem behind it; generic unless given\n"
	"  --redact             mask IMEI, IMSI, numbers and PINs\n"
	"  --vendor ID          know this USB vendor's messages: 0x1199\n"
	"  -h, --help           show this text\n\n"
	"Exit status: 0 when all was imported, 1 when something was not.\n"
	"Then: qmimic run FILE.lua -- PROGRAM\n";

struct import {
	struct importer *importer;
	struct decoder decoder;
	struct import_options options;
	enum decode_format format;
	const char *output; /* NULL: standard output */
};

/* "line 12, " without what parts it from the rest of a sentence. */
static void copy_where(const struct decoder *decoder, char *where, size_t size)
{
	size_t length;

	snprintf(where, size, "%s", decoder->where);
	length = strlen(where);
	if (length >= 2 && where[length - 2] == ',')
		where[length - 2] = '\0';
}

static void miss(struct import *import, const char *where, const char *why)
{
	char text[2 * DECODE_WHERE_SIZE];

	snprintf(text, sizeof(text), "%s%s%s", where, *where ? ": " : "", why);
	importer_miss(import->importer, text);
	setup_complain("%s", text);
	import->decoder.failed = true;
}

static void take_frame(struct import *import, const struct frame *frame)
{
	struct decoder *decoder = &import->decoder;
	char where[DECODE_WHERE_SIZE];
	struct message message;
	struct import_note note = {
		.where = where,
		.made_up = decoder->note.made_up,
		.is_rebuilt = decoder->note.is_rebuilt,
		.has_time = decoder->has_time,
		.time_us = decoder->time_us,
	};
	enum status status = message_decode(frame->service, frame->client,
		frame->body, frame->body_size, &message);

	copy_where(decoder, where, sizeof(where));
	if (status == STATUS_OK || status == STATUS_LENGTH_LIES)
		importer_add(import->importer, &message, &note);
	if (status != STATUS_OK)
		miss(import, where, status_text(status));
}

static void take(struct decoder *decoder, const uint8_t *bytes, size_t size)
{
	struct import *import = decoder->owner;
	char where[DECODE_WHERE_SIZE];
	uint8_t *copy = memory_alloc(size + 1);
	const uint8_t *at = copy;
	struct frame frame;
	size_t used;

	memcpy(copy, bytes, size);
	if (import->options.redacts)
		redact_frames(copy, size, decoder->text.vendor);
	for (; size > 0; at += used, size -= used) {
		enum status status = frame_decode(at, size, &frame, &used);

		if (status != STATUS_OK) {
			copy_where(decoder, where, sizeof(where));
			miss(import, where, status_text(status));
			break;
		}
		take_frame(import, &frame);
	}
	free(copy);
}

static bool read_option(struct import *import, int option)
{
	switch (option) {
	case 'o':
		import->output = optarg;
		return true;
	case 'd':
		import->options.keeps_delays = true;
		return true;
	case 'f':
		return decode_format_by_name(optarg, &import->format);
	case 'p':
		import->options.preset = optarg;
		return true;
	case 'r':
		import->options.redacts = true;
		return true;
	case 'V':
		return words_number("--vendor", optarg, 0xffff,
			&import->decoder.text.vendor);
	}

	return false;
}

static int write_scenario(struct import *import)
{
	FILE *stream = stdout;
	bool is_written;

	if (import->output)
		stream = fopen(import->output, "w");
	if (!stream) {
		setup_complain("%s: %s", import->output, strerror(errno));
		return VERDICT_ENVIRONMENT;
	}
	is_written = importer_write(import->importer, &import->options, stream);
	if (import->output && fclose(stream) != 0)
		is_written = false;
	if (!is_written) {
		setup_complain("%s",
			importer_failure(import->importer)
				? importer_failure(import->importer)
				: strerror(errno));
		return VERDICT_ENVIRONMENT;
	}
	fprintf(stderr, "qmimic: %s\n", importer_summary(import->importer));

	return import->decoder.failed ? VERDICT_FAILED : VERDICT_GOOD;
}

static int import_files(struct import *import, int count, char **names)
{
	int status = VERDICT_GOOD;

	import->importer = importer_new(import->decoder.text.vendor);
	if (!import->importer) {
		setup_complain("no memory");
		return VERDICT_ENVIRONMENT;
	}
	import->decoder.take = take;
	import->decoder.owner = import;
	import->options.source = names[0];
	for (int i = 0; i < count && status == VERDICT_GOOD; i++)
		status = decode_file(
			&import->decoder, import->format, names[i]);
	if (status == VERDICT_GOOD)
		status = write_scenario(import);
	importer_free(import->importer);

	return status;
}

int import_main(int argc, char **argv)
{
	static const struct option long_options[] = {
		{"output", required_argument, NULL, 'o'},
		{"delays", no_argument, NULL, 'd'},
		{"format", required_argument, NULL, 'f'},
		{"preset", required_argument, NULL, 'p'},
		{"redact", no_argument, NULL, 'r'},
		{"vendor", required_argument, NULL, 'V'},
		{"help", no_argument, NULL, 'h'},
		{0},
	};
	struct import import = {
		.decoder = {.note.made_up = ""},
		.options = {.preset = "generic", .version = QMIMIC_VERSION},
		.format = DECODE_GUESS,
	};
	int option;

	while ((option = getopt_long(argc, argv, "o:h", long_options, NULL)) !=
		-1) {
		if (option == 'h') {
			fputs(help, stdout);
			return VERDICT_GOOD;
		}
		if (!read_option(&import, option))
			return VERDICT_USAGE;
	}
	if (optind == argc) {
		setup_complain("import what? Name a log or a capture, or -");
		return VERDICT_USAGE;
	}

	return import_files(&import, argc - optind, argv + optind);
}
