/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tests/truth.h"

#include <stdlib.h>
#include <string.h>

#include "lib/frame.h"

enum {
	TRANSACTION = 1,
	CLIENT = 3,
};

static void put_tlvs(struct wire_writer *writer, struct truth_random *random,
	const struct truth_case *test, enum truth_extent extent)
{
	const struct schema_body *body = &test->schema->bodies[test->kind];

	if (test->kind == MESSAGE_RESPONSE)
		tlv_put_result(writer, test->error);
	for (size_t i = 0; i < body->count; i++) {
		const struct schema_tlv *tlv = &body->tlvs[i];
		size_t start;

		if (tlv->optional &&
			(extent == TRUTH_MUST ||
				(extent == TRUTH_SOME &&
					truth_random_below(random, 4) == 0)))
			continue;
		start = tlv_begin(writer, tlv->id);
		truth_random_field(random, writer, &tlv->field);
		tlv_end(writer, start);
	}
}

void truth_case_build(struct truth_case *test, struct truth_random *random,
	const struct schema_message *schema, enum message_kind kind,
	enum truth_extent extent)
{
	uint8_t *tlvs = g_malloc(TRUTH_FRAME_MAX);
	uint8_t *body = g_malloc(TRUTH_FRAME_MAX);
	struct wire_writer block = wire_writer(tlvs, TRUTH_FRAME_MAX);
	struct wire_writer inner = wire_writer(body, TRUTH_FRAME_MAX);
	struct wire_writer outer;
	uint16_t service = schema->service->id;
	struct message message = {
		.service = service,
		.client = service == MESSAGE_SERVICE_CTL ? 0 : CLIENT,
		.kind = kind,
		.transaction = kind == MESSAGE_INDICATION ? 0 : TRANSACTION,
		.id = schema->id,
	};
	struct frame frame = {
		.flags = kind == MESSAGE_REQUEST ? 0 : FRAME_FROM_MODEM,
		.service = (uint8_t)service,
		.client = message.client,
	};

	test->schema = schema;
	test->kind = kind;
	put_tlvs(&block, random, test, extent);
	message.tlvs = tlvs;
	message.tlvs_size = block.size;
	message_encode(&inner, &message);
	frame.body = body;
	frame.body_size = inner.size;
	outer = wire_writer(test->frame, TRUTH_FRAME_MAX);
	frame_encode(&outer, &frame);
	if (block.failed || inner.failed || outer.failed)
		abort();
	test->size = outer.size;
	test->header_size = outer.size - block.size;
	g_free(tlvs);
	g_free(body);
}

char *truth_case_name(const struct truth_case *test)
{
	static const char *const kinds[] = {
		"request", "response", "indication"};

	return g_strdup_printf("%s %s %s", test->schema->service->name,
		test->schema->name, kinds[test->kind]);
}

QmiMessage *truth_case_read(const struct truth_case *test)
{
	GByteArray *bytes = g_byte_array_new();
	QmiMessage *message;

	g_byte_array_append(bytes, test->frame, (guint)test->size);
	message = qmi_message_new_from_raw(bytes, NULL);
	g_byte_array_unref(bytes);
	if (!message)
		abort();

	return message;
}
