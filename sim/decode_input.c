/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/decode_input.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/frame.h"
#include "sim/hex.h"
#include "sim/log_read.h"
#include "sim/memory.h"
#include "sim/pcap.h"
#include "sim/pcap_read.h"
#include "sim/setup.h"
#include "sim/usbmon.h"

enum {
	READ_SIZE = 1 << 16,
	HEX_MAX = 1 << 20, /* bytes of one line */
	GUESS_SIZE = 256,  /* bytes that are looked at */
};

/* A file, and what has been read of it and not been used. */
struct input {
	const char *name; /* for messages */
	int descriptor;
	uint8_t *bytes;
	size_t room;
	size_t start;
	size_t size;	 /* from `start` */
	uint64_t offset; /* of `start` in the file */
	bool at_end;
	int error; /* -errno, or 0 */
};

static const char *const format_names[] = {
	"guess", "hex", "binary", "pcap", "log"};

bool decode_format_by_name(const char *name, enum decode_format *format)
{
	for (size_t i = 0; i < sizeof(format_names) / sizeof(*format_names);
		i++)
		if (strcmp(name, format_names[i]) == 0) {
			*format = (enum decode_format)i;
			return true;
		}

	setup_complain("--format %s: say hex, binary, pcap or log", name);

	return false;
}

/* Reads more. False: there is no more, or no more room for it. */
static bool fill(struct input *input)
{
	ssize_t got;

	if (input->at_end || input->size >= DECODE_UNIT_MAX)
		return false;
	if (input->start > 0) {
		memmove(input->bytes, input->bytes + input->start, input->size);
		input->start = 0;
	}
	if (input->room - input->size < READ_SIZE) {
		input->room = 2 * input->room + READ_SIZE;
		input->bytes = memory_grow(input->bytes, input->room, 1);
	}
	do {
		got = read(input->descriptor, input->bytes + input->size,
			READ_SIZE);
	} while (got < 0 && errno == EINTR);
	if (got < 0)
		input->error = -errno;
	if (got <= 0)
		input->at_end = true;
	else
		input->size += (size_t)got;

	return got > 0;
}

static const uint8_t *at(const struct input *input)
{
	return input->bytes + input->start;
}

static void drop(struct input *input, size_t size)
{
	input->start += size;
	input->size -= size;
	input->offset += size;
}

/* The next line, which is dropped by the next call. False: there is none. */
static bool next_line(
	struct input *input, size_t *used, const char **line, size_t *size)
{
	const uint8_t *end = NULL;
	size_t seen = 0;

	drop(input, *used);
	*used = 0;
	while (!(end = memchr(at(input) + seen, '\n', input->size - seen))) {
		seen = input->size;
		if (!fill(input))
			break;
	}
	if (input->size == 0)
		return false;
	*line = (const char *)at(input);
	*size = end ? (size_t)(end - at(input)) : input->size;
	*used = *size + (end != NULL);

	return true;
}

static void decode_hex(struct decoder *decoder, struct input *input)
{
	uint8_t *buffer = memory_alloc(HEX_MAX);
	size_t number = 0;
	const char *line;
	size_t used = 0;
	size_t size;

	while (next_line(input, &used, &line, &size)) {
		struct hex_reader hex = hex_reader(buffer, HEX_MAX);

		snprintf(decoder->where, sizeof(decoder->where), "line %zu, ",
			++number);
		for (size_t i = 0; i < size && line[i] != '#'; i++)
			hex_feed(&hex, line[i]);
		if (!hex_end(&hex)) {
			setup_complain("%scharacter %zu: %s", decoder->where,
				hex.problem_column, hex.problem);
			decoder->failed = true;
		} else if (hex.bytes.size > 0) {
			decode_bytes(decoder, buffer, hex.bytes.size);
		}
	}
	free(buffer);
}

/* How many bytes up to the next that may begin a frame. */
static size_t noise_size(const uint8_t *bytes, size_t size)
{
	size_t noise = 1;

	while (noise < size &&
		(bytes[noise] != FRAME_MARKER ||
			(noise + 3 < size &&
				bytes[noise + 3] != FRAME_FROM_HOST &&
				bytes[noise + 3] != FRAME_FROM_MODEM)))
		noise++;

	return noise;
}

static void decode_binary(struct decoder *decoder, struct input *input)
{
	while (input->size > 0 || fill(input)) {
		struct frame frame;
		size_t used;
		enum status status = frame_decode(
			at(input), input->size, &frame, &used);

		if (status == STATUS_MORE && fill(input))
			continue;
		if (status == STATUS_MORE)
			used = input->size;
		else if (status != STATUS_OK)
			used = noise_size(at(input), input->size);
		decoder->base = input->offset;
		decoder->start = at(input);
		if (status == STATUS_OK)
			decode_bytes(decoder, at(input), used);
		else
			decode_malformed(decoder, status, at(input), used);
		drop(input, used);
	}
	decoder->base = 0;
}

static void complain(struct decoder *decoder, const char *problem)
{
	setup_complain("%s%s", decoder->where, problem);
	decoder->failed = true;
}

/* Shows a packet. False: it is of a kind that carries no QMI. */
static bool show_packet(struct decoder *decoder, struct usbmon *usbmon,
	const struct pcap_packet *packet)
{
	struct usbmon_payload payload;

	if (packet->link == PCAP_LINK_QMUX && packet->size < packet->full_size)
		complain(decoder, "the capture has cut the packet");
	if (packet->link == PCAP_LINK_QMUX) {
		decode_bytes(decoder, packet->bytes, packet->size);
		return true;
	}
	if (packet->link != USBMON_LINK && packet->link != USBMON_LINK_MMAPPED)
		return false;
	if (!usbmon_read(usbmon, packet, &payload))
		return true;
	if (payload.problem)
		complain(decoder, payload.problem);
	decode_bytes(decoder, payload.bytes, payload.size);

	return true;
}

static void decode_pcap(struct decoder *decoder, struct input *input)
{
	struct pcap_reader *reader = memory_alloc(sizeof(*reader));
	struct usbmon *usbmon = memory_alloc(sizeof(*usbmon));
	enum pcap_result result = PCAP_OTHER;
	struct pcap_packet packet;
	uint64_t strangers = 0;
	uint64_t number = 0;
	size_t used;

	while (result != PCAP_BAD) {
		result = pcap_read(
			reader, at(input), input->size, &packet, &used);
		if (result == PCAP_MORE && fill(input))
			continue;
		if (result == PCAP_MORE)
			break;
		if (result == PCAP_PACKET) {
			snprintf(decoder->where, sizeof(decoder->where),
				"packet %" PRIu64 ", ", ++number);
			decoder->has_time = packet.has_time;
			decoder->time_us = packet.time_us;
			strangers += !show_packet(decoder, usbmon, &packet);
		}
		drop(input, used);
	}
	snprintf(decoder->where, sizeof(decoder->where),
		"%s, byte %" PRIu64 ": ", input->name, input->offset);
	if (result == PCAP_BAD)
		complain(decoder, reader->problem);
	else if (input->size > 0 || !reader->is_open)
		complain(decoder, "the capture is cut short");
	if (strangers > 0)
		setup_complain("%s: %" PRIu64 " packets of link types that "
			       "carry no QMI",
			input->name, strangers);
	free(reader);
	free(usbmon);
}

/* What a log has had. */
struct log_count {
	struct decoder *decoder;
	uint64_t messages;
	uint64_t cut;
	uint64_t rebuilt;
	uint64_t made_up;
};

static void on_message(void *owner, const struct log_message *message)
{
	struct log_count *count = owner;
	struct decoder *decoder = count->decoder;

	snprintf(decoder->where, sizeof(decoder->where), "line %zu, ",
		message->line);
	count->messages++;
	count->cut += message->shown < message->claimed;
	if (message->problem && message->claimed > 0)
		setup_complain("line %zu: the log shows %zu of %zu bytes: %s",
			message->line, message->shown, message->claimed,
			message->problem);
	else if (message->problem)
		setup_complain("line %zu: %s", message->line, message->problem);
	if (message->problem)
		decoder->failed = true;
	if (message->size == 0)
		return;
	count->rebuilt += message->is_rebuilt;
	count->made_up += *message->made_up != '\0';
	decoder->note = (struct decode_note){
		message->is_rebuilt, message->made_up};
	decoder->has_time = message->has_time;
	decoder->time_us = message->time_us;
	decode_bytes(decoder, message->bytes, message->size);
	decoder->note = (struct decode_note){.made_up = ""};
}

static void decode_log(struct decoder *decoder, struct input *input)
{
	struct log_count count = {.decoder = decoder};
	struct log_reader *reader = log_reader_new(
		decoder->text.vendor, on_message, &count);
	const char *line;
	size_t used = 0;
	size_t size;

	while (next_line(input, &used, &line, &size))
		log_read_line(reader, line, size);
	log_read_end(reader);
	log_reader_free(reader);
	decoder->where[0] = '\0';
	if (count.messages == 0) {
		setup_complain("%s: there are no QMI messages in it; --format "
			       "says what it is",
			input->name);
		decoder->failed = true;
	}
	if (count.cut > 0)
		setup_complain("%s: %" PRIu64 " of %" PRIu64
			       " messages are cut in the log; %" PRIu64
			       " are rebuilt, %" PRIu64
			       " of them with values made up",
			input->name, count.cut, count.messages, count.rebuilt,
			count.made_up);
}

static bool is_hex(const uint8_t *bytes, size_t size)
{
	size_t i = 0;

	while (i < size && bytes[i] == '#') {
		while (i < size && bytes[i] != '\n')
			i++;
		while (i < size && strchr(" \t\r\n", bytes[i]))
			i++;
	}
	for (; i < size && bytes[i] != '\n' && bytes[i] != '#'; i++)
		if (!strchr("0123456789abcdefABCDEFxX \t\r,:;\\", bytes[i]))
			return false;

	return true;
}

static enum decode_format guess(struct input *input)
{
	size_t size;

	while (input->size < 4 && fill(input))
		;
	size = input->size < GUESS_SIZE ? input->size : GUESS_SIZE;
	if (pcap_is_pcap(at(input), size))
		return DECODE_PCAP;
	for (size_t i = 0; i < size; i++)
		if (at(input)[i] < '\t' || at(input)[i] == 0x7f)
			return DECODE_BINARY;

	return is_hex(at(input), size) ? DECODE_HEX : DECODE_LOG;
}

static void decode_input(
	struct decoder *decoder, enum decode_format format, struct input *input)
{
	if (format == DECODE_GUESS)
		format = guess(input);
	switch (format) {
	case DECODE_GUESS:
		break;
	case DECODE_HEX:
		decode_hex(decoder, input);
		break;
	case DECODE_BINARY:
		decode_binary(decoder, input);
		break;
	case DECODE_PCAP:
		decode_pcap(decoder, input);
		break;
	case DECODE_LOG:
		decode_log(decoder, input);
		break;
	}
	decoder->where[0] = '\0';
}

int decode_file(
	struct decoder *decoder, enum decode_format format, const char *name)
{
	bool is_standard = strcmp(name, "-") == 0;
	struct input input = {
		.name = is_standard ? "standard input" : name,
		.descriptor = STDIN_FILENO,
		.bytes = memory_alloc(READ_SIZE),
		.room = READ_SIZE,
	};

	if (!is_standard)
		input.descriptor = open(name, O_RDONLY | O_CLOEXEC);
	if (input.descriptor < 0)
		input.error = -errno;
	else
		decode_input(decoder, format, &input);
	if (!is_standard && input.descriptor >= 0)
		close(input.descriptor);
	free(input.bytes);
	if (input.error == 0)
		return VERDICT_GOOD;

	setup_complain("%s: %s", input.name, strerror(-input.error));

	return VERDICT_ENVIRONMENT;
}
