/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* fuzz_message.c - a message of any service: what is decoded encodes to the same
 * bytes, its text is printable, and masking it keeps its shape.
 *
 * Input: service and vendor, 16 bits each, little endian; then the message.
 */
#include <string.h>

#include "fuzz/require.h"
#include "fuzz/tape.h"
#include "lib/chars.h"
#include "lib/decode.h"
#include "lib/redact.h"
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

static void note_malformed(void *owner, const struct tlv *tlv,
	const struct schema_tlv *schema, enum status status, bool repeated)
{
	bool *is_malformed = owner;

	(void)tlv;
	(void)schema;
	(void)repeated;
	*is_malformed = *is_malformed || status != STATUS_OK;
}

static bool is_well_formed(
	const struct message *message, const struct schema_body *body)
{
	static const struct visitor visitor = {.tlv = note_malformed};
	bool is_malformed = false;

	decode_tlvs(message->tlvs, message->tlvs_size, body, &visitor,
		&is_malformed);

	return !is_malformed;
}

/* Dummies keep the shape: the TLVs stay where they are, and of a message that is
 * well formed, dummies of dummies are the same.
 */
static void check_redacted(const struct message *message,
	const struct wire_reader *bytes, uint16_t vendor, bool is_stable)
{
	uint8_t *copy = malloc(bytes->left);
	uint8_t *again = malloc(bytes->left);
	struct message masked;
	struct tlv_walk walk = tlv_walk(message->tlvs, message->tlvs_size);
	struct tlv_walk other;
	enum status status;
	struct tlv left;
	struct tlv right;

	memcpy(copy, bytes->bytes, bytes->left);
	redact_message(message->service, copy, bytes->left, vendor);
	message_decode(message->service, 1, copy, bytes->left, &masked);
	require(masked.id == message->id);
	require(masked.tlvs_size == message->tlvs_size);
	other = tlv_walk(masked.tlvs, masked.tlvs_size);
	do {
		status = tlv_next(&walk, &left);
		require(tlv_next(&other, &right) == status);
		require(status == STATUS_MORE || left.type == right.type);
		require(status == STATUS_MORE || left.size == right.size);
	} while (status == STATUS_OK);
	memcpy(again, copy, bytes->left);
	redact_message(message->service, again, bytes->left, vendor);
	require(!is_stable || memcmp(again, copy, bytes->left) == 0);
	free(again);
	free(copy);
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
	const struct schema_body *body;
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
	body = schema ? &schema->bodies[message.kind] : NULL;
	check_lossless(&message, body);
	check_lossless(&message, NULL);
	check_redacted(&message, &reader, vendor,
		status == STATUS_OK && is_well_formed(&message, body));
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
