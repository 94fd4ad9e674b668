/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/log_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/frame.h"
#include "lib/message.h"
#include "lib/schema.h"
#include "lib/sink.h"
#include "sim/hex.h"
#include "sim/log_line.h"
#include "sim/log_value.h"
#include "sim/memory.h"

enum {
	RAW_MAX = 1 << 20,  /* bytes of one data line */
	BODY_MAX = 1 << 16, /* TLVs of a message that is put together */
	MADE_UP_MAX = 1024, /* names of fields */
	PROBLEM_MAX = 256,
	NAME_MAX_SIZE = 32, /* of a service */
	FRAME_SIZE_MIN = 12,
};

/* Which block of lines is being read. */
enum section {
	SECTION_NONE,
	SECTION_RAW,
	SECTION_FRAME, /* "QMUX:" or "QRTR:" */
	SECTION_HEADER,
	SECTION_TLV,
};

struct tlv_lines {
	bool is_open;
	bool is_whole; /* all of its bytes are in `value` */
	uint8_t type;
	size_t size;
	struct wire_writer value;
};

struct log_reader {
	uint16_t vendor;
	void (*message)(void *owner, const struct log_message *message);
	void *owner;
	size_t line;
	size_t start;  /* the line where the message begins */
	bool has_time; /* of the last line that says one */
	uint64_t time_us;
	enum section section;
	struct wire_writer raw;
	size_t raw_size; /* that the log claims */
	bool has_raw;	 /* and the message has not been told yet */
	bool has_header; /* of the translated lines */
	bool is_told;	 /* the translated lines repeat a whole message */
	struct frame frame;
	struct message header;
	const struct schema_body *body;
	struct wire_writer tlvs;
	struct tlv_lines tlv;
	struct sink made_up;
	char made_up_text[MADE_UP_MAX];
	char problem[PROBLEM_MAX];
};

/* A line from where its arrows end. */
struct words {
	const char *text;
	size_t size;
};

struct log_reader *log_reader_new(uint16_t vendor,
	void (*message)(void *owner, const struct log_message *message),
	void *owner)
{
	struct log_reader *reader = memory_alloc(sizeof(*reader));

	*reader = (struct log_reader){
		.vendor = vendor,
		.message = message,
		.owner = owner,
	};
	reader->raw = wire_writer(memory_alloc(RAW_MAX), RAW_MAX);
	reader->tlvs = wire_writer(memory_alloc(BODY_MAX), BODY_MAX);
	reader->tlv.value = wire_writer(memory_alloc(BODY_MAX), BODY_MAX);

	return reader;
}

void log_reader_free(struct log_reader *reader)
{
	if (!reader)
		return;

	free(reader->raw.bytes);
	free(reader->tlvs.bytes);
	free(reader->tlv.value.bytes);
	free(reader);
}

static void rewind_writer(struct wire_writer *writer)
{
	*writer = wire_writer(writer->bytes, writer->room);
}

static bool find_arrows(struct words *words)
{
	size_t behind = log_line_arrows(words->text, words->size);

	words->text += behind;
	words->size -= behind;

	return behind > 0;
}

static bool take(struct words *words, const char *with)
{
	size_t size = strlen(with);

	while (words->size > 0 && words->text[0] == ' ') {
		words->text++;
		words->size--;
	}
	if (words->size < size || memcmp(words->text, with, size) != 0)
		return false;
	words->text += size;
	words->size -= size;

	return true;
}

/* "key   = ", with `words` behind it. */
static bool take_key(struct words *words, const char *key)
{
	struct words ahead = *words;

	if (!take(&ahead, key) || !take(&ahead, "="))
		return false;
	if (ahead.size > 0 && ahead.text[0] == ' ') {
		ahead.text++;
		ahead.size--;
	}
	*words = ahead;

	return true;
}

static uint32_t read_number(const struct words *words)
{
	char text[16] = {0};
	size_t size = words->size < sizeof(text) - 1 ? words->size
						     : sizeof(text) - 1;

	memcpy(text, words->text, size);

	return (uint32_t)strtoul(text, NULL, 0);
}

/* The number of `"Name" (0x0022)`. */
static uint32_t read_id(struct words words)
{
	while (words.size > 0 && words.text[words.size - 1] != '(')
		words.size--;
	if (words.size == 0)
		return 0;

	return (uint32_t)strtoul(words.text + words.size, NULL, 16);
}

/* Reads hex up to its end. False: "..." or "###" says that something is left
 * out.
 */
static bool read_hex(struct wire_writer *writer, struct words words)
{
	const char *problem;
	size_t size = 0;
	size_t used = 0;

	rewind_writer(writer);
	while (used < words.size && words.text[used] != '.' &&
		words.text[used] != '#')
		used++;
	problem = hex_parse(
		words.text, used, writer->bytes, writer->room, &size);
	writer->size = size;

	return used == words.size && !problem;
}

static void forget(struct log_reader *reader)
{
	reader->section = SECTION_NONE;
	reader->has_raw = false;
	reader->has_header = false;
	reader->is_told = false;
	reader->frame = (struct frame){0};
	reader->header = (struct message){0};
	reader->body = NULL;
	reader->tlv.is_open = false;
	rewind_writer(&reader->raw);
	rewind_writer(&reader->tlvs);
	reader->made_up = sink_of(reader->made_up_text, MADE_UP_MAX);
	reader->problem[0] = '\0';
}

static void complain(
	struct log_reader *reader, const char *name, const char *problem)
{
	if (reader->problem[0] == '\0')
		snprintf(reader->problem, sizeof(reader->problem),
			"TLV 0x%02x%s%.60s: %s", reader->tlv.type,
			*name ? " " : "", name, problem);
}

/* Adds the open TLV, whose words are `text` if there are any. */
static void end_tlv(struct log_reader *reader, const char *text, size_t size)
{
	struct tlv_lines *tlv = &reader->tlv;
	const struct schema_tlv *schema;
	struct log_value value = {.text = text, .text_size = size};
	size_t start;

	if (!tlv->is_open)
		return;
	tlv->is_open = false;
	schema = reader->body ? schema_tlv_by_id(reader->body, tlv->type)
			      : NULL;
	start = tlv_begin(&reader->tlvs, tlv->type);
	value.size = tlv->size;
	if (tlv->is_whole && tlv->value.size == tlv->size) {
		wire_put_bytes(
			&reader->tlvs, tlv->value.bytes, tlv->value.size);
	} else if (!text || !schema) {
		complain(reader, schema ? schema->field.name : "",
			"its bytes are not in the log");
	} else {
		value.field = &schema->field;
		if (!log_value_write(&value, &reader->tlvs, &reader->made_up))
			complain(reader, schema->field.name, value.problem);
	}
	while (reader->tlvs.size - start < tlv->size && !reader->tlvs.failed)
		wire_put_u8(&reader->tlvs, 0);
	tlv_end(&reader->tlvs, start);
}

/* Header fields that the raw bytes have, if they are there: nothing is surer. */
static void read_raw_header(struct log_reader *reader)
{
	uint8_t bytes[FRAME_SIZE_MIN + 1] = {0};
	struct message header;
	enum status status;

	if (!reader->has_raw || reader->raw.size < FRAME_SIZE_MIN ||
		reader->raw.bytes[0] != FRAME_MARKER)
		return;
	memcpy(bytes, reader->raw.bytes, FRAME_SIZE_MIN);
	status = message_decode(bytes[4], bytes[5], bytes + FRAME_HEADER_SIZE,
		sizeof(bytes) - FRAME_HEADER_SIZE, &header);
	if (status != STATUS_OK && status != STATUS_LENGTH_LIES)
		return;
	reader->frame.flags = bytes[3];
	reader->header = header;
}

static void find_body(struct log_reader *reader)
{
	const struct schema_message *schema = schema_message_by_id(
		reader->header.service, reader->header.kind, reader->header.id,
		reader->vendor);

	reader->body = schema ? &schema->bodies[reader->header.kind] : NULL;
}

static void tell(struct log_reader *reader, struct log_message *message)
{
	message->line = reader->start;
	message->shown = reader->has_raw ? reader->raw.size : 0;
	message->claimed = reader->has_raw ? reader->raw_size : 0;
	message->made_up = reader->made_up_text;
	message->has_time = reader->has_time;
	message->time_us = reader->time_us;
	sink_end(&reader->made_up);
	if (reader->problem[0] != '\0')
		message->problem = reader->problem;
	reader->message(reader->owner, message);
}

/* Makes a frame of header and TLVs, and tells of it. */
static void tell_rebuilt(struct log_reader *reader)
{
	size_t room = FRAME_SIZE_MAX + MESSAGE_HEADER_MAX;
	uint8_t *buffer = memory_alloc(2 * room);
	struct wire_writer body = wire_writer(buffer, room);
	struct wire_writer writer = wire_writer(buffer + room, room);
	struct log_message message = {
		.bytes = writer.bytes, .is_rebuilt = true};

	reader->header.tlvs = reader->tlvs.bytes;
	reader->header.tlvs_size = reader->tlvs.size;
	message_encode(&body, &reader->header);
	reader->frame.service = (uint8_t)reader->header.service;
	reader->frame.client = reader->header.client;
	reader->frame.body = body.bytes;
	reader->frame.body_size = body.size;
	frame_encode(&writer, &reader->frame);
	message.size = writer.size;
	if (reader->tlvs.failed || body.failed || writer.failed) {
		message.problem = "it is too long for a frame";
		message.size = 0;
	} else if (reader->has_raw && reader->raw_size != writer.size &&
		reader->problem[0] == '\0') {
		snprintf(reader->problem, sizeof(reader->problem),
			"its lines make %zu bytes of %zu", writer.size,
			reader->raw_size);
	}
	tell(reader, &message);
	free(buffer);
}

/* The message ends here, if one has begun. */
static void finish(struct log_reader *reader)
{
	struct log_message message = {
		.bytes = reader->raw.bytes,
		.problem = "the log shows only a part of its bytes",
	};

	end_tlv(reader, NULL, 0);
	if (reader->has_header && !reader->is_told)
		tell_rebuilt(reader);
	else if (reader->has_raw)
		tell(reader, &message);
	forget(reader);
}

static void read_raw(struct log_reader *reader, struct words words)
{
	struct log_message message = {.bytes = reader->raw.bytes};

	if (take_key(&words, "length")) {
		reader->raw_size = read_number(&words);
		return;
	}
	if (!take_key(&words, "data"))
		return;
	if (!read_hex(&reader->raw, words) || reader->raw.size == 0 ||
		reader->raw.size != reader->raw_size) {
		reader->has_raw = true;
		return;
	}
	message.size = reader->raw.size;
	reader->has_raw = true;
	tell(reader, &message);
	reader->has_raw = false;
	reader->is_told = true;
}

static void read_service(struct log_reader *reader, struct words words)
{
	const struct schema_service *service;
	char name[NAME_MAX_SIZE] = {0};
	size_t size = 0;

	take(&words, "\"");
	while (size < words.size && size + 1 < sizeof(name) &&
		words.text[size] != '"')
		size++;
	memcpy(name, words.text, size);
	service = schema_service_by_name(name);
	reader->header.service = service ? service->id
					 : (uint16_t)read_number(&words);
	if (!service && (reader->header.service == 0 && !reader->has_raw))
		snprintf(reader->problem, sizeof(reader->problem),
			"its service is unknown");
}

static void read_frame(struct log_reader *reader, struct words words)
{
	if (take_key(&words, "flags"))
		reader->frame.flags = (uint8_t)read_number(&words);
	else if (take_key(&words, "service"))
		read_service(reader, words);
	else if (take_key(&words, "client"))
		reader->header.client = (uint8_t)read_number(&words);
}

static void read_header(struct log_reader *reader, struct words words)
{
	if (take_key(&words, "flags")) {
		if (take(&words, "\"response"))
			reader->header.kind = MESSAGE_RESPONSE;
		else if (take(&words, "\"indication"))
			reader->header.kind = MESSAGE_INDICATION;
		else
			reader->header.kind = MESSAGE_REQUEST;
	} else if (take_key(&words, "transaction")) {
		reader->header.transaction = (uint16_t)read_number(&words);
	} else if (take_key(&words, "message")) {
		reader->header.id = (uint16_t)read_id(words);
		reader->has_header = true;
		read_raw_header(reader);
		find_body(reader);
	}
}

static void read_tlv(struct log_reader *reader, struct words words)
{
	struct tlv_lines *tlv = &reader->tlv;

	if (take_key(&words, "type")) {
		tlv->type = (uint8_t)read_id(words);
		tlv->is_open = true;
		tlv->is_whole = false;
		tlv->size = 0;
		rewind_writer(&tlv->value);
	} else if (take_key(&words, "length")) {
		tlv->size = read_number(&words);
		if (tlv->size > BODY_MAX)
			tlv->size = BODY_MAX;
	} else if (take_key(&words, "value")) {
		tlv->is_whole = read_hex(&tlv->value, words);
	} else if (take_key(&words, "translated")) {
		end_tlv(reader, words.text, words.size);
	}
}

/* A line with arrows. */
static void read_words(struct log_reader *reader, struct words words)
{
	struct words ahead = words;

	if (take(&ahead, "RAW")) {
		finish(reader);
		reader->start = reader->line;
		reader->section = SECTION_RAW;
		reader->raw_size = 0;
	} else if (take(&ahead, "QMUX:") || take(&ahead, "QRTR:")) {
		if (reader->has_header)
			finish(reader);
		if (!reader->has_raw)
			reader->start = reader->line;
		reader->section = SECTION_FRAME;
	} else if (take(&ahead, "QMI:")) {
		reader->section = SECTION_HEADER;
	} else if (take(&ahead, "TLV:")) {
		end_tlv(reader, NULL, 0);
		reader->section = SECTION_TLV;
	} else if (reader->section == SECTION_RAW) {
		read_raw(reader, words);
	} else if (reader->section == SECTION_FRAME) {
		read_frame(reader, words);
	} else if (reader->section == SECTION_HEADER) {
		read_header(reader, words);
	} else if (reader->section == SECTION_TLV && !reader->is_told) {
		read_tlv(reader, words);
	}
}

/* A line without arrows. */
static void read_other(struct log_reader *reader, struct words words)
{
	struct log_message message = {.line = reader->line, .made_up = ""};

	if (log_line_time(words.text, words.size, &reader->time_us))
		reader->has_time = true;
	if (words.size == 0 && reader->has_header)
		finish(reader);
	/* The raw bytes of a message that is under way are needed still. */
	if (reader->has_raw || reader->has_header)
		return;
	if (!log_line_frames(words.text, words.size, reader->raw.bytes,
		    reader->raw.room, &message.size))
		return;
	message.bytes = reader->raw.bytes;
	message.shown = message.size;
	message.claimed = message.size;
	message.has_time = reader->has_time;
	message.time_us = reader->time_us;
	reader->message(reader->owner, &message);
}

void log_read_line(struct log_reader *reader, const char *line, size_t size)
{
	struct words words = {line, size};

	reader->line++;
	if (size > 0 && line[size - 1] == '\r')
		words.size--;
	if (find_arrows(&words))
		read_words(reader, words);
	else
		read_other(reader, words);
}

void log_read_end(struct log_reader *reader)
{
	finish(reader);
}
