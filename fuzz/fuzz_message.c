/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* fuzz_message.c - a message of any service: what is decoded encodes to the same
 * bytes, and its text is printable.
 *
 * Input: service and vendor, 16 bits each, little endian; then the message.
 */
#include <string.h>

#include "fuzz/require.h"
#include "fuzz/tape.h"
#include "lib/chars.h"
#include "lib/schema.h"
#include "lib/text.h"

enum {
	TEXT_SIZE = 1 << 16,
	CUT_SIZE = 57, /* of a buffer that is too small for most texts */
};

static void check_lossless(
	const struct message *message, const struct schema_body *body)
{
	size_t room = tape_room(message->tlvs_size);
	struct tape tape = {
		.entries = malloc(room * sizeof(struct tape_entry)),
		.room = room,
	};
	uint8_t *buffer = malloc(message->tlvs_size);
	struct wire_writer writer = wire_writer(buffer, message->tlvs_size);

	tape_record(&tape, message->tlvs, message->tlvs_size, body);
	require(tape_play(&tape, &writer));
	require(writer.size == message->tlvs_size);
	if (writer.size > 0)
		require(memcmp(buffer, message->tlvs, writer.size) == 0);
	free(buffer);
	free(tape.entries);
}

static void check_printable(const char *text, bool has_lines)
{
	size_t length = strlen(text);
	size_t used;

	for (size_t i = 0; i < length; i += used) {
		uint32_t character = chars_utf8_next(
			(const uint8_t *)text + i, length - i, &used);

		require(character != CHARS_INVALID);
		require(character >= ' ' || (has_lines && character == '\n'));
		require(character < 0x7f || character >= 0xa0);
	}
}

static void check_text(
	const struct message *message, const struct text_options *options)
{
	static char text[TEXT_SIZE];
	char cut[CUT_SIZE];
	bool has_lines = options->detail != TEXT_LINE;
	size_t length = text_message(text, sizeof(text), message, options);

	require(text_message(NULL, 0, message, options) == length);
	require(length >= sizeof(text) || strlen(text) == length);
	check_printable(text, has_lines);

	require(text_message(cut, sizeof(cut), message, options) == length);
	require(strncmp(text, cut, strlen(cut)) == 0);
	require(strlen(cut) == length || strlen(cut) + 4 >= CUT_SIZE - 1);
	check_printable(cut, has_lines);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct wire_reader reader = wire_reader(data, size);
	uint16_t service = wire_u16(&reader);
	uint16_t vendor = wire_u16(&reader);
	const struct schema_message *schema;
	struct message message;
	enum status status;

	if (reader.failed)
		return 0;
	status = message_decode(
		service, 1, reader.bytes, reader.left, &message);
	if (status != STATUS_OK && status != STATUS_LENGTH_LIES)
		return 0;

	schema = schema_message_by_id(
		service, message.kind, message.id, vendor);
	check_lossless(&message, schema ? &schema->bodies[message.kind] : NULL);
	check_lossless(&message, NULL);
	for (unsigned detail = TEXT_LINE; detail <= TEXT_RAW; detail++) {
		struct text_options options = {
			.detail = (enum text_detail)detail,
			.vendor = vendor,
		};

		check_text(&message, &options);
		options.redact = true;
		check_text(&message, &options);
	}

	return 0;
}
