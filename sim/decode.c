/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* decode.c - `qmimic decode`: says what bytes mean. */
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "lib/decode.h"
#include "lib/frame.h"
#include "lib/text.h"
#include "sim/command.h"
#include "sim/hex.h"
#include "sim/json_message.h"
#include "sim/memory.h"
#include "sim/setup.h"
#include "sim/words.h"

static const char help[] =
	"Usage: qmimic decode [OPTIONS] [HEX...]\n"
	"Says what QMI messages mean. HEX is one frame or several in a row;\n"
	"without HEX every line of the standard input is. Colons, blanks,\n"
	"commas and 0x do not matter; # begins a comment.\n\n"
	"  --service NAME|ID    the bytes are a message without a QMUX frame\n"
	"  --vendor ID          know this USB vendor's messages: 0x1199\n"
	"  -s, --short          one line a message\n"
	"  -v, --raw            show the bytes of every TLV as well\n"
	"  --json               one JSON object a line\n"
	"  --redact             mask IMEI, IMSI, numbers and PINs\n"
	"  -h, --help           show this text\n\n"
	"Exit status: 0 when all is well formed, 1 when not.\n";

enum {
	INPUT_MAX = 1 << 20, /* bytes of one input */
	WHERE_SIZE = 32,
};

struct decoder {
	uint16_t service;
	bool has_service;
	bool prints_json;
	struct text_options text;
	uint8_t *input;
	char *output;
	size_t output_size;
	const uint8_t *start;	/* of the input being decoded */
	char where[WHERE_SIZE]; /* "line 3, " */
	bool failed;
};

/* Says what is wrong with the byte at that offset of the input. */
static void report(struct decoder *decoder, size_t offset, const char *what,
	const char *reason)
{
	setup_complain("%sbyte %zu: %s%s%s", decoder->where, offset, what,
		*what ? ": " : "", reason);
	decoder->failed = true;
}

static void print_json(struct json_object *json)
{
	json_message_print(json, stdout);
	json_object_put(json);
}

/* Prints bytes that are no message. */
static void show_malformed(struct decoder *decoder, enum status status,
	const uint8_t *bytes, size_t size)
{
	size_t offset = (size_t)(bytes - decoder->start);
	size_t room = 3 * size + 1;
	struct sink sink;

	report(decoder, offset, "", status_text(status));
	if (decoder->prints_json) {
		print_json(json_message_malformed(status_text(status), offset,
			decoder->text.redact ? NULL : bytes, size));
		return;
	}

	printf("malformed, %zu byte%s: ", size, size == 1 ? "" : "s");
	if (decoder->text.redact) {
		puts("***");
		return;
	}
	sink = sink_of(memory_alloc(room), room);
	hex_put(&sink, bytes, size, ' ');
	sink_end(&sink);
	puts(sink.text);
	free(sink.text);
}

static void print_text(struct decoder *decoder, const struct message *message)
{
	size_t length = text_message(
		decoder->output, decoder->output_size, message, &decoder->text);

	if (length >= decoder->output_size) {
		decoder->output_size = length + 1;
		decoder->output = memory_grow(
			decoder->output, decoder->output_size, 1);
		text_message(decoder->output, decoder->output_size, message,
			&decoder->text);
	}
	puts(decoder->output);
}

/* The walk that finds malformed TLVs. */
struct inspection {
	struct decoder *decoder;
	const struct message *message;
};

static void inspect_tlv(void *owner, const struct tlv *tlv,
	const struct schema_tlv *schema, enum status status, bool repeated)
{
	const struct inspection *inspection = owner;
	const struct message *message = inspection->message;
	char what[64];

	(void)repeated;
	if (status == STATUS_OK)
		return;

	snprintf(what, sizeof(what), "TLV 0x%02x%s%.40s", tlv->type,
		schema ? " " : "", schema ? schema->field.name : "");
	report(inspection->decoder,
		(size_t)(message->tlvs - inspection->decoder->start) +
			tlv->offset,
		what, status_text(status));
}

static void inspect(struct decoder *decoder, const struct message *message)
{
	static const struct visitor inspector = {.tlv = inspect_tlv};
	struct inspection inspection = {decoder, message};
	const struct schema_message *schema = schema_message_by_id(
		message->service, message->kind, message->id,
		decoder->text.vendor);

	decode_tlvs(message->tlvs, message->tlvs_size,
		schema ? &schema->bodies[message->kind] : NULL, &inspector,
		&inspection);
}

/* Prints the message of `bytes`, which is a frame unless `frame` is NULL. */
static void show_message(struct decoder *decoder, const struct message *message,
	const struct frame *frame, const uint8_t *bytes, size_t size)
{
	const uint8_t *sdu = frame ? frame->body : bytes;
	struct json_envelope envelope = {
		.is_sdu = frame == NULL,
		.is_compound = message->service != MESSAGE_SERVICE_CTL &&
			sdu[0] & 1,
		.frame_flags = frame ? frame->flags : 0,
		.vendor = decoder->text.vendor,
		.redacts = decoder->text.redact,
	};
	size_t sdu_size = frame ? frame->body_size : size;
	size_t header = (size_t)(message->tlvs - sdu);
	size_t claimed = (size_t)(sdu[header - 2] | sdu[header - 1] << 8);
	const char *lie = status_text(STATUS_LENGTH_LIES);
	struct json_object *json;

	if (claimed != sdu_size - header)
		report(decoder, (size_t)(message->tlvs - decoder->start) - 2,
			"", lie);
	if (!decoder->prints_json) {
		print_text(decoder, message);
	} else {
		json = json_message_new(message, &envelope);
		if (claimed != sdu_size - header) {
			json_object_object_add(
				json, "malformed", json_object_new_string(lie));
			json_object_object_add(json, "bytes",
				decoder->text.redact
					? json_object_new_string("***")
					: json_value_from_raw(bytes, size));
		}
		print_json(json);
	}
	inspect(decoder, message);
}

static void decode_sdu(struct decoder *decoder, size_t size)
{
	struct message message;
	enum status status = message_decode(
		decoder->service, 0, decoder->input, size, &message);

	if (status == STATUS_OK || status == STATUS_LENGTH_LIES)
		show_message(decoder, &message, NULL, decoder->input, size);
	else
		show_malformed(decoder, status, decoder->input, size);
}

/* What to say of a frame that is not there. */
static void show_no_frame(struct decoder *decoder, enum status status,
	const uint8_t *bytes, size_t size)
{
	show_malformed(decoder, status, bytes, size);
	if (bytes == decoder->start && status == STATUS_BAD_MARKER)
		setup_complain("for messages without a frame, say --service");
}

static void decode_frames(struct decoder *decoder, size_t size)
{
	const uint8_t *bytes = decoder->input;
	struct message message;
	struct frame frame;
	size_t used;

	for (; size > 0; bytes += used, size -= used) {
		enum status status = frame_decode(bytes, size, &frame, &used);

		if (status != STATUS_OK) {
			show_no_frame(decoder, status, bytes, size);
			return;
		}
		status = message_decode(frame.service, frame.client, frame.body,
			frame.body_size, &message);
		if (status == STATUS_OK || status == STATUS_LENGTH_LIES)
			show_message(decoder, &message, &frame, bytes, used);
		else
			show_malformed(decoder, status, bytes, used);
	}
}

/* Whether the input is frames and nothing else. */
static bool is_frames(const uint8_t *bytes, size_t size)
{
	struct frame frame;
	size_t used;

	for (; size > 0; bytes += used, size -= used)
		if (frame_decode(bytes, size, &frame, &used) != STATUS_OK ||
			(frame.flags != FRAME_FROM_HOST &&
				frame.flags != FRAME_FROM_MODEM))
			return false;

	return true;
}

/* Decodes what has been read. Even where messages without frames are expected,
 * bytes that make no message but frames are those frames.
 */
static void decode_input(struct decoder *decoder, struct hex_reader *hex)
{
	size_t size = hex->bytes.size;
	struct message message;

	decoder->start = decoder->input;
	if (!hex_end(hex)) {
		setup_complain("%scharacter %zu: %s", decoder->where,
			hex->problem_column, hex->problem);
		decoder->failed = true;
		return;
	}
	size = hex->bytes.size;
	if (size == 0)
		return;
	if (decoder->has_service &&
		(message_decode(decoder->service, 0, decoder->input, size,
			 &message) == STATUS_OK ||
			!is_frames(decoder->input, size)))
		decode_sdu(decoder, size);
	else
		decode_frames(decoder, size);
}

static void decode_words(struct decoder *decoder, int count, char **words)
{
	struct hex_reader hex = hex_reader(decoder->input, INPUT_MAX);

	for (int i = 0; i < count; i++) {
		for (const char *at = words[i]; *at; at++)
			hex_feed(&hex, *at);
		hex_feed(&hex, ' ');
	}
	hex_end(&hex);
	if (hex.bytes.size == 0 && !hex.problem) {
		setup_complain("there are no bytes to decode");
		decoder->failed = true;
	}
	decode_input(decoder, &hex);
}

/* Reads a line of hex, however long. False: there is none. */
static bool read_line(struct hex_reader *hex)
{
	bool is_comment = false;
	int character = getchar();

	if (character == EOF)
		return false;
	for (; character != EOF && character != '\n'; character = getchar()) {
		if (character == '#')
			is_comment = true;
		if (!is_comment)
			hex_feed(hex, (char)character);
	}

	return true;
}

static int decode_lines(struct decoder *decoder)
{
	struct hex_reader hex = hex_reader(decoder->input, INPUT_MAX);
	size_t line = 0;

	while (read_line(&hex)) {
		snprintf(decoder->where, sizeof(decoder->where), "line %zu, ",
			++line);
		decode_input(decoder, &hex);
		hex = hex_reader(decoder->input, INPUT_MAX);
	}
	if (ferror(stdin)) {
		setup_complain("standard input: %s", strerror(errno));
		return VERDICT_ENVIRONMENT;
	}

	return VERDICT_GOOD;
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

int decode_main(int argc, char **argv)
{
	static const struct option long_options[] = {
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
	struct decoder decoder = {.text.detail = TEXT_FIELDS};
	int status = VERDICT_GOOD;
	int option;

	while ((option = getopt_long(argc, argv, "svh", long_options, NULL)) !=
		-1) {
		if (option == 'h') {
			fputs(help, stdout);
			return VERDICT_GOOD;
		}
		if (!read_option(&decoder, option))
			return VERDICT_USAGE;
	}

	decoder.input = memory_alloc(INPUT_MAX);
	decoder.output_size = 1 << 16;
	decoder.output = memory_alloc(decoder.output_size);
	if (optind < argc)
		decode_words(&decoder, argc - optind, argv + optind);
	else
		status = decode_lines(&decoder);
	if (status == VERDICT_GOOD && decoder.failed)
		status = VERDICT_FAILED;
	free(decoder.input);
	free(decoder.output);

	return words_finish(status);
}
