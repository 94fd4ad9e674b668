/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fuzz/tape.h"

#include "lib/decode.h"
#include "lib/encode.h"

enum {
	ENTRIES_PER_BYTE = 6,
};

size_t tape_room(size_t tlvs_size)
{
	return ENTRIES_PER_BYTE * (tlvs_size + 4);
}

static void record(struct tape *tape, struct tape_entry entry)
{
	if (tape->count == tape->room) {
		tape->full = true;
		return;
	}

	tape->entries[tape->count++] = entry;
}

static void record_tlv(void *owner, const struct tlv *tlv,
	const struct schema_tlv *schema, enum status status, bool repeated)
{
	struct tape *tape = owner;

	if (status == STATUS_TLV_OVERRUNS) {
		record(tape,
			(struct tape_entry){
				.kind = TAPE_CUT,
				.bytes = tape->tlvs + tlv->offset,
				.size = tape->tlvs_size - tlv->offset,
			});
		return;
	}

	record(tape,
		(struct tape_entry){
			.kind = TAPE_TLV,
			.field = schema ? &schema->field : NULL,
			.number = tlv->type,
		});
	if (!schema || status != STATUS_OK)
		record(tape,
			(struct tape_entry){
				.kind = TAPE_OPAQUE,
				.bytes = tlv->value,
				.size = tlv->size,
			});
}

static void record_number(
	void *owner, const struct schema_field *field, uint64_t value)
{
	record(owner,
		(struct tape_entry){
			.kind = TAPE_NUMBER,
			.field = field,
			.number = value,
		});
}

static void record_bytes(void *owner, const struct schema_field *field,
	const uint8_t *bytes, size_t size)
{
	record(owner,
		(struct tape_entry){
			.kind = TAPE_BYTES,
			.field = field,
			.bytes = bytes,
			.size = size,
		});
}

static void record_open(void *owner, const struct schema_field *field,
	size_t count, uint8_t sequence)
{
	record(owner,
		(struct tape_entry){
			.kind = TAPE_OPEN,
			.field = field,
			.number = sequence,
			.size = count,
		});
}

static void record_close(void *owner, const struct schema_field *field)
{
	record(owner, (struct tape_entry){.kind = TAPE_CLOSE, .field = field});
}

static void record_extra(void *owner, const uint8_t *bytes, size_t size)
{
	record(owner,
		(struct tape_entry){
			.kind = TAPE_EXTRA,
			.bytes = bytes,
			.size = size,
		});
}

void tape_record(struct tape *tape, const uint8_t *tlvs, size_t size,
	const struct schema_body *body)
{
	static const struct visitor recorder = {
		.tlv = record_tlv,
		.number = record_number,
		.bytes = record_bytes,
		.open = record_open,
		.close = record_close,
		.extra = record_extra,
	};

	tape->count = 0;
	tape->next = 0;
	tape->full = false;
	tape->tlvs = tlvs;
	tape->tlvs_size = size;
	decode_tlvs(tlvs, size, body, &recorder, tape);
}

/* The next entry if it is the one that is asked for, or NULL. */
static const struct tape_entry *take(struct tape *tape, enum tape_kind kind,
	const struct schema_field *field)
{
	const struct tape_entry *entry = &tape->entries[tape->next];

	if (tape->next == tape->count || entry->kind != kind ||
		entry->field != field)
		return NULL;
	tape->next++;

	return entry;
}

static bool play_number(
	void *owner, const struct schema_field *field, uint64_t *value)
{
	const struct tape_entry *entry = take(owner, TAPE_NUMBER, field);

	if (!entry)
		return false;
	*value = entry->number;

	return true;
}

static bool play_bytes(void *owner, const struct schema_field *field,
	const uint8_t **bytes, size_t *size)
{
	const struct tape_entry *entry = take(owner, TAPE_BYTES, field);

	if (!entry)
		return false;
	*bytes = entry->bytes;
	*size = entry->size;

	return true;
}

static bool play_open(void *owner, const struct schema_field *field,
	size_t *count, uint8_t *sequence)
{
	const struct tape_entry *entry = take(owner, TAPE_OPEN, field);

	if (!entry)
		return false;
	*count = entry->size;
	*sequence = (uint8_t)entry->number;

	return true;
}

static bool play_select(
	void *owner, const struct schema_field *field, size_t index)
{
	return true;
}

static bool play_close(void *owner, const struct schema_field *field)
{
	return take(owner, TAPE_CLOSE, field) != NULL;
}

static bool play_tlv(struct tape *tape, struct wire_writer *writer,
	const struct tape_entry *tlv)
{
	static const struct source player = {
		.number = play_number,
		.bytes = play_bytes,
		.open = play_open,
		.select = play_select,
		.close = play_close,
	};
	size_t start = tlv_begin(writer, (uint8_t)tlv->number);
	const struct tape_entry *rest = take(tape, TAPE_OPAQUE, NULL);

	if (!rest) {
		if (!tlv->field ||
			encode_field(writer, tlv->field, &player, tape, NULL) !=
				STATUS_OK)
			return false;
		rest = take(tape, TAPE_EXTRA, NULL);
	}
	if (rest)
		wire_put_bytes(writer, rest->bytes, rest->size);
	tlv_end(writer, start);

	return true;
}

bool tape_play(struct tape *tape, struct wire_writer *writer)
{
	if (tape->full)
		return false;

	tape->next = 0;
	while (tape->next < tape->count) {
		const struct tape_entry *entry = &tape->entries[tape->next++];

		if (entry->kind == TAPE_CUT)
			wire_put_bytes(writer, entry->bytes, entry->size);
		else if (entry->kind != TAPE_TLV ||
			!play_tlv(tape, writer, entry))
			return false;
	}

	return !writer->failed;
}
