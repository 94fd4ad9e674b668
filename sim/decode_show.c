/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/decode_show.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/decode.h"
#include "lib/frame.h"
#include "sim/hex.h"
#include "sim/json_message.h"
#include "sim/log_line.h"
#include "sim/memory.h"
#include "sim/setup.h"

void decode_report(struct decoder *decoder, size_t offset, const char *what,
	const char *reason)
{
	setup_complain("%sbyte %" PRIu64 ": %s%s%s", decoder->where,
		decoder->base + offset, what, *what ? ": " : "", reason);
	decoder->failed = true;
}

static void print_json(struct json_object *json)
{
	json_message_print(json, stdout);
	json_object_put(json);
}

void decode_malformed(struct decoder *decoder, enum status status,
	const uint8_t *bytes, size_t size)
{
	size_t offset = (size_t)(bytes - decoder->start);
	size_t room = 3 * size + 1;
	struct sink sink;

	decode_report(decoder, offset, "", status_text(status));
	if (decoder->take)
		return;
	if (decoder->prints_json) {
		print_json(json_message_malformed(status_text(status),
			(size_t)decoder->base + offset,
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
	decode_report(inspection->decoder,
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

static void print_note(const struct decode_note *note)
{
	if (!note->is_rebuilt)
		return;
	fputs("  (rebuilt from the log", stdout);
	if (*note->made_up)
		printf("; made up: %s", note->made_up);
	puts(")");
}

static void add_note(struct json_object *json, const struct decode_note *note)
{
	if (!note->is_rebuilt)
		return;
	json_object_object_add(json, "rebuilt", json_object_new_boolean(true));
	if (*note->made_up)
		json_object_object_add(
			json, "made_up", json_object_new_string(note->made_up));
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
		decode_report(decoder,
			(size_t)(message->tlvs - decoder->start) - 2, "", lie);
	if (!decoder->prints_json) {
		print_text(decoder, message);
		if (decoder->text.detail != TEXT_LINE)
			print_note(&decoder->note);
	} else {
		json = json_message_new(message, &envelope);
		add_note(json, &decoder->note);
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

void decode_sdu(struct decoder *decoder, const uint8_t *bytes, size_t size)
{
	struct message message;
	enum status status = message_decode(
		decoder->service, 0, bytes, size, &message);

	if (status == STATUS_OK || status == STATUS_LENGTH_LIES)
		show_message(decoder, &message, NULL, bytes, size);
	else
		decode_malformed(decoder, status, bytes, size);
}

/* What to say of a frame that is not there. */
static void show_no_frame(struct decoder *decoder, enum status status,
	const uint8_t *bytes, size_t size)
{
	decode_malformed(decoder, status, bytes, size);
	if (bytes == decoder->start && status == STATUS_BAD_MARKER)
		setup_complain("for messages without a frame, say --service");
}

void decode_frames(struct decoder *decoder, const uint8_t *bytes, size_t size)
{
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
			decode_malformed(decoder, status, bytes, used);
	}
}

void decode_bytes(struct decoder *decoder, const uint8_t *bytes, size_t size)
{
	struct message message;

	decoder->start = bytes;
	if (decoder->take)
		decoder->take(decoder, bytes, size);
	else if (decoder->has_service &&
		(message_decode(decoder->service, 0, bytes, size, &message) ==
				STATUS_OK ||
			!log_line_is_frames(bytes, size)))
		decode_sdu(decoder, bytes, size);
	else
		decode_frames(decoder, bytes, size);
}
