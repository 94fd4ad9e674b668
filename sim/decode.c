/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* decode.c - `qmimic decode`: says what bytes mean. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "sim/command.h"
#include "sim/decode_input.h"
#include "sim/hex.h"
#include "sim/memory.h"
#include "sim/setup.h"
#include "sim/words.h"

static const char help[] =
	"Usage: qmimic decode [OPTIONS] [HEX... | FILE...]\n"
	"Says what QMI messages mean. HEX is one frame or several in a row;\n"
	"colons, blanks, commas and 0x do not matter. FILE, or the standard\n"
	"input, holds lines of hex (# begins a comment), frames as bytes, a\n"
	"capture (pcap or pcapng, of qmimic or of usbmon), or the log of "
	"qmicli -v,\nModemManager --debug or uqmi.\n\n"
	"  --format NAME        hex, binary, pcap or log; else it is guessed\n"
	"  --service NAME|ID    the bytes are a message without a QMUX frame\n"
	"  --vendor ID          know this USB vendor's messages: 0x1199\n"
	"  -s, --short          one line a message\n"
	"  -v, --raw            show the bytes of every TLV as well\n"
	"  --json               one JSON object a line\n"
	"  --redact             mask IMEI, IMSI, numbers and PINs\n"
	"  -h, --help           show this text\n\n"
	"Exit status: 0 when all is well formed, 1 when not.\n";

enum {
	HEX_MAX = 1 << 20, /* bytes of the arguments */
};

static void decode_words(struct decoder *decoder, int count, char **words)
{
	uint8_t *buffer = memory_alloc(HEX_MAX);
	struct hex_reader hex = hex_reader(buffer, HEX_MAX);

	for (int i = 0; i < count; i++) {
		for (const char *at = words[i]; *at; at++)
			hex_feed(&hex, *at);
		hex_feed(&hex, ' ');
	}
	if (!hex_end(&hex)) {
		setup_complain(
			"character %zu: %s", hex.problem_column, hex.problem);
		decoder->failed = true;
	} else if (hex.bytes.size == 0) {
		setup_complain("there are no bytes to decode");
		decoder->failed = true;
	} else {
		decode_bytes(decoder, buffer, hex.bytes.size);
	}
	free(buffer);
}

/* Takes an option. Returns VERDICT_GOOD to go on. */
static bool read_option(struct decoder *decoder, int option)
{
	switch (option) {
	case 's':
		decoder->text.detail = TEXT_LINE;
		return true;
	case 'v':
		decoder->text.detail = TEXT_RAW;
		return true;
	case 'j':
		decoder->prints_json = true;
		return true;
	case 'r':
		decoder->text.redact = true;
		return true;
	case 'S':
		decoder->has_service = true;
		return words_service(optarg, &decoder->service);
	case 'V':
		return words_number(
			"--vendor", optarg, 0xffff, &decoder->text.vendor);
	}

	return false;
}

/* Whether the arguments are files: the first is one, or stands for one. */
static bool are_files(int count, char **words, enum decode_format format)
{
	struct stat status;

	return count > 0 &&
		(format != DECODE_GUESS || strcmp(words[0], "-") == 0 ||
			strpbrk(words[0], "/.") != NULL ||
			stat(words[0], &status) == 0);
}

static int decode_files(struct decoder *decoder, enum decode_format format,
	int count, char **names)
{
	int status = VERDICT_GOOD;

	for (int i = 0; i < count && status == VERDICT_GOOD; i++)
		status = decode_file(decoder, format, names[i]);

	return status;
}

int decode_main(int argc, char **argv)
{
	static const struct option long_options[] = {
		{"format", required_argument, NULL, 'f'},
		{"service", required_argument, NULL, 'S'},
		{"vendor", required_argument, NULL, 'V'},
		{"short", no_argument, NULL, 's'},
		{"raw", no_argument, NULL, 'v'},
		{"verbose", no_argument, NULL, 'v'},
		{"json", no_argument, NULL, 'j'},
		{"redact", no_argument, NULL, 'r'},
		{"help", no_argument, NULL, 'h'},
		{0},
	};
	struct decoder decoder = {
		.text.detail = TEXT_FIELDS, .note.made_up = ""};
	enum decode_format format = DECODE_GUESS;
	static char standard_input[] = "-";
	char *nothing[] = {standard_input};
	int status = VERDICT_GOOD;
	int option;

	while ((option = getopt_long(argc, argv, "svh", long_options, NULL)) !=
		-1) {
		if (option == 'h') {
			fputs(help, stdout);
			return VERDICT_GOOD;
		}
		if (option == 'f' ? !decode_format_by_name(optarg, &format)
				  : !read_option(&decoder, option))
			return VERDICT_USAGE;
	}

	decoder.output_size = 1 << 16;
	decoder.output = memory_alloc(decoder.output_size);
	argc -= optind;
	argv += optind;
	if (argc == 0)
		status = decode_files(&decoder, format, 1, nothing);
	else if (are_files(argc, argv, format))
		status = decode_files(&decoder, format, argc, argv);
	else
		decode_words(&decoder, argc, argv);
	if (status == VERDICT_GOOD && decoder.failed)
		status = VERDICT_FAILED;
	free(decoder.output);

	return words_finish(status);
}
