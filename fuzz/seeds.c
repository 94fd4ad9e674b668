/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* seeds.c - makes the first inputs of fuzz_frame and fuzz_message.
 *
 * usage: seeds CORPUS-FOLDER
 *
 * For each service and kind it writes the message with the most TLVs, filled
 * with invented values, once alone and once in a frame; then a few that are
 * broken on purpose.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/encode.h"
#include "lib/frame.h"

enum {
	BUFFER_SIZE = 8192,
};

static bool give_number(
	void *owner, const struct schema_field *field, uint64_t *value)
{
	*value = field->values && field->values->count > 0
		? field->values->values[field->values->count - 1].value
		: field->size;

	return true;
}

static bool give_bytes(void *owner, const struct schema_field *field,
	const uint8_t **bytes, size_t *size)
{
	static const uint8_t text[] = "0123456789abcdef";

	*bytes = text;
	*size = field->fixed > 0 && field->fixed < 3 ? field->fixed : 3;

	return true;
}

static bool give_open(void *owner, const struct schema_field *field,
	size_t *count, uint8_t *sequence)
{
	if (field->fixed == 0)
		*count = 2;
	*sequence = 1;

	return true;
}

static bool accept_index(
	void *owner, const struct schema_field *field, size_t index)
{
	return true;
}

static bool accept_close(void *owner, const struct schema_field *field)
{
	return true;
}

static const struct source source = {
	.number = give_number,
	.bytes = give_bytes,
	.open = give_open,
	.select = accept_index,
	.close = accept_close,
};

static void put_tlv(struct wire_writer *writer, const struct schema_tlv *tlv)
{
	size_t start = tlv_begin(writer, tlv->id);

	encode_field(writer, &tlv->field, &source, NULL, NULL);
	tlv_end(writer, start);
}

static void save(
	const char *folder, const char *name, const struct wire_writer *writer)
{
	char path[512];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = writer->failed ? NULL : fopen(path, "wb");
	if (!file ||
		fwrite(writer->bytes, 1, writer->size, file) != writer->size ||
		fclose(file) != 0) {
		perror(path);
		exit(EXIT_FAILURE);
	}
}

/* What one seed is made of. */
struct seed {
	const struct schema_message *schema;
	enum message_kind kind;
	const char *name;
	bool is_broken; /* with a duplicate, an unknown, extra bytes, a cut */
};

static void put_tlvs(struct wire_writer *writer, const struct seed *seed)
{
	static const uint8_t unknown[] = {0xf7, 2, 0, 1, 2};
	static const uint8_t cut[] = {0xf8, 99, 0, 1};
	const struct schema_body *body = &seed->schema->bodies[seed->kind];

	if (seed->kind == MESSAGE_RESPONSE)
		tlv_put_result(writer, 0);
	for (size_t i = 0; i < body->count; i++)
		put_tlv(writer, &body->tlvs[i]);
	if (!seed->is_broken)
		return;

	wire_put_bytes(writer, unknown, sizeof(unknown));
	for (size_t i = body->count; i > 0; i--) {
		size_t start = writer->size;

		put_tlv(writer, &body->tlvs[i - 1]);
		wire_put_u8(writer, 0xee);
		if (!writer->failed)
			wire_patch_uint(
				writer, start + 1, writer->size - start - 3, 2);
	}
	wire_put_bytes(writer, cut, sizeof(cut));
}

static void write_seed(const char *corpus, const struct seed *seed)
{
	uint8_t tlvs[BUFFER_SIZE];
	uint8_t body[BUFFER_SIZE];
	uint8_t whole[BUFFER_SIZE];
	struct wire_writer block = wire_writer(tlvs, sizeof(tlvs));
	struct wire_writer inner = wire_writer(body, sizeof(body));
	struct wire_writer outer = wire_writer(whole, sizeof(whole));
	uint16_t service = seed->schema->service->id;
	struct message message = {
		.service = service,
		.kind = seed->kind,
		.transaction = 1,
		.id = seed->schema->id,
		.tlvs = tlvs,
	};
	char folder[256];

	put_tlvs(&block, seed);
	message.tlvs_size = block.size;
	message_encode(&inner, &message);

	wire_put_u16(&outer, service);
	wire_put_u16(&outer, seed->schema->vendor);
	wire_put_bytes(&outer, body, inner.size);
	outer.failed |= block.failed || inner.failed;
	snprintf(folder, sizeof(folder), "%s/message", corpus);
	save(folder, seed->name, &outer);

	if (service > UINT8_MAX || block.size > 200)
		return;
	outer = wire_writer(whole, sizeof(whole));
	frame_encode(&outer,
		&(struct frame){
			.service = (uint8_t)service,
			.body = body,
			.body_size = inner.size,
		});
	snprintf(folder, sizeof(folder), "%s/frame", corpus);
	save(folder, seed->name, &outer);
}

static const struct schema_message *richest(
	const struct schema_service *service, enum message_kind kind)
{
	const struct schema_message *best = NULL;
	const struct schema_message *list = service->messages;
	size_t count = service->message_count;

	if (kind == MESSAGE_INDICATION) {
		list = service->indications;
		count = service->indication_count;
	}
	for (size_t i = 0; i < count; i++)
		if (!best ||
			list[i].bodies[kind].count > best->bodies[kind].count)
			best = &list[i];

	return best;
}

static void write_service(
	const char *corpus, const struct schema_service *service)
{
	static const char *const kinds[] = {
		"request", "response", "indication"};

	for (unsigned kind = 0; kind < 3; kind++) {
		char name[64];
		struct seed seed = {
			.schema = richest(service, (enum message_kind)kind),
			.kind = (enum message_kind)kind,
			.name = name,
		};

		if (!seed.schema)
			continue;
		snprintf(name, sizeof(name), "%s-%s", service->name,
			kinds[kind]);
		write_seed(corpus, &seed);
		if (kind != MESSAGE_RESPONSE)
			continue;
		snprintf(name, sizeof(name), "%s-broken", service->name);
		seed.is_broken = true;
		write_seed(corpus, &seed);
	}
}

int main(int count, char **arguments)
{
	if (count != 2) {
		fprintf(stderr, "usage: seeds CORPUS-FOLDER\n");
		return 2;
	}
	for (size_t i = 0; i < schema_service_count; i++)
		write_service(arguments[1], schema_services[i]);

	return EXIT_SUCCESS;
}
