/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/schema_dict.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "lib/encode.h"
#include "lib/frame.h"
#include "lib/message.h"
#include "sim/memory.h"

enum {
	WORD_MAX = 96, /* AFL takes 128 bytes */
};

struct word {
	uint8_t bytes[WORD_MAX];
	size_t size;
};

/* What was written, so that nothing is there twice. */
struct book {
	FILE *stream;
	struct word *words;
	size_t count;
	size_t room;
};

static bool is_known(const struct book *book, const struct word *word)
{
	for (size_t i = 0; i < book->count; i++)
		if (book->words[i].size == word->size &&
			memcmp(book->words[i].bytes, word->bytes, word->size) ==
				0)
			return true;

	return false;
}

static void remember(struct book *book, const struct word *word)
{
	if (book->count == book->room) {
		book->room = book->room > 0 ? 2 * book->room : 256;
		book->words = memory_grow(
			book->words, book->room, sizeof(*book->words));
	}
	book->words[book->count++] = *word;
}

/* AFL wants names of letters, digits and underscores. */
static void put_name(FILE *stream, const char *first, const char *second)
{
	const char *parts[] = {first, second};

	for (int i = 0; i < 2; i++) {
		if (i == 1 && *second != '\0')
			putc('_', stream);
		for (const char *at = parts[i]; *at; at++)
			putc(isalnum((unsigned char)*at) ? *at : '_', stream);
	}
}

static void put_word(struct book *book, const char *first, const char *second,
	const struct wire_writer *writer)
{
	struct word word = {.size = writer->size};

	if (writer->failed || writer->size == 0)
		return;
	memcpy(word.bytes, writer->bytes, writer->size);
	if (is_known(book, &word))
		return;
	remember(book, &word);

	put_name(book->stream, first, second);
	fputs("=\"", book->stream);
	for (size_t i = 0; i < word.size; i++)
		fprintf(book->stream, "\\x%02x", word.bytes[i]);
	fputs("\"\n", book->stream);
}

/* The smallest value of every field. */
static bool give_number(
	void *owner, const struct schema_field *field, uint64_t *value)
{
	*value = field->values && field->values->count > 0
		? field->values->values[0].value
		: 0;

	return true;
}

static bool give_bytes(void *owner, const struct schema_field *field,
	const uint8_t **bytes, size_t *size)
{
	*bytes = NULL;
	*size = 0;

	return true;
}

static bool give_count(void *owner, const struct schema_field *field,
	size_t *count, uint8_t *sequence)
{
	if (field->fixed == 0)
		*count = 1;
	*sequence = 0;

	return true;
}

static bool go_on(void *owner, const struct schema_field *field, size_t index)
{
	return true;
}

static bool leave(void *owner, const struct schema_field *field)
{
	return true;
}

static const struct source smallest = {
	.number = give_number,
	.bytes = give_bytes,
	.open = give_count,
	.select = go_on,
	.close = leave,
};

/* Values of more than one byte; a fuzzer finds a single byte by itself. */
static void put_values(struct book *book, const struct schema_field *field)
{
	for (size_t i = 0;
		field->size > 1 && field->values && i < field->values->count;
		i++) {
		uint8_t bytes[8];
		struct wire_writer writer = wire_writer(bytes, sizeof(bytes));

		if (field->big_endian)
			wire_put_uint_be(&writer,
				field->values->values[i].value, field->size);
		else
			wire_put_uint(&writer, field->values->values[i].value,
				field->size);
		put_word(book, field->values->name,
			field->values->values[i].name, &writer);
	}
	if (field->type != SCHEMA_STRUCT && field->type != SCHEMA_ARRAY)
		return;
	for (size_t i = 0; i < field->member_count; i++)
		put_values(book, &field->members[i]);
}

/* A whole TLV, so that its length fits its type. */
static void put_tlv(struct book *book, const struct schema_tlv *tlv)
{
	uint8_t bytes[WORD_MAX];
	struct wire_writer writer = wire_writer(bytes, sizeof(bytes));
	size_t start = tlv_begin(&writer, tlv->id);

	if (encode_field(&writer, &tlv->field, &smallest, NULL, NULL) ==
		STATUS_OK) {
		tlv_end(&writer, start);
		put_word(book, "tlv", tlv->field.name, &writer);
	}
	put_values(book, &tlv->field);
}

static void put_message(struct book *book, const struct schema_message *message)
{
	uint8_t bytes[2];
	struct wire_writer writer = wire_writer(bytes, sizeof(bytes));

	wire_put_u16(&writer, message->id);
	put_word(book, message->service->name, message->name, &writer);
	for (int kind = 0; kind < 3; kind++)
		for (size_t i = 0; i < message->bodies[kind].count; i++)
			put_tlv(book, &message->bodies[kind].tlvs[i]);
}

/* The head of a frame around the smallest message: what a fuzzer may cut and
 * paste as one piece.
 */
static void put_heads(struct book *book, const struct schema_service *service)
{
	static const struct {
		const char *name;
		enum message_kind kind;
		uint8_t flags;
	} kinds[] = {
		{"request", MESSAGE_REQUEST, FRAME_FROM_HOST},
		{"response", MESSAGE_RESPONSE, FRAME_FROM_MODEM},
		{"indication", MESSAGE_INDICATION, FRAME_FROM_MODEM},
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		uint8_t body[MESSAGE_HEADER_MAX];
		uint8_t bytes[FRAME_HEADER_SIZE + MESSAGE_HEADER_MAX];
		struct wire_writer inner = wire_writer(body, sizeof(body));
		struct wire_writer outer = wire_writer(bytes, sizeof(bytes));
		struct message message = {
			.service = service->id,
			.kind = kinds[i].kind,
			.transaction = 1,
		};
		struct frame frame = {
			.flags = kinds[i].flags,
			.service = (uint8_t)service->id,
			.client = service->id == MESSAGE_SERVICE_CTL ? 0 : 1,
		};

		if (service->id > 0xff)
			return; /* only QRTR carries it, which has no frames */
		message_encode(&inner, &message);
		frame.body = inner.bytes;
		frame.body_size = inner.size;
		frame_encode(&outer, &frame);
		put_word(book, service->name, kinds[i].name, &outer);
	}
}

static void put_service(struct book *book, const struct schema_service *service)
{
	fprintf(book->stream, "\n# %s: %s.\n", service->name, service->title);
	put_heads(book, service);
	for (size_t i = 0; i < service->message_count; i++)
		put_message(book, &service->messages[i]);
	for (size_t i = 0; i < service->indication_count; i++)
		put_message(book, &service->indications[i]);
}

void schema_dict(FILE *stream, const struct schema_service *only)
{
	struct book book = {.stream = stream};

	fputs("# Words of QMI for libFuzzer (-dict=) and AFL (-x). Made by "
	      "qmimic "
	      "schema --dict.\n",
		stream);
	for (size_t i = 0; i < schema_service_count; i++)
		if (!only || only == schema_services[i])
			put_service(&book, schema_services[i]);
	free(book.words);
}
