/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* qmimic_convert.h - between the types of qmimic.h and those of the codec.
 *
 * The two are apart so that the codec may change without its users noticing.
 */
#pragma once

#include "lib/message.h"
#include "lib/qmimic.h"
#include "lib/schema.h"
#include "lib/status.h"

/* The statuses have the same numbers, which qmimic.c checks. */
static inline enum qmimic_status public_status(enum status status)
{
	return (enum qmimic_status)status;
}

static inline struct message inner_message(const struct qmimic_message *message)
{
	return (struct message){
		.service = message->service,
		.client = message->client,
		.kind = (enum message_kind)message->kind,
		.transaction = message->transaction,
		.id = message->id,
		.tlvs = message->tlvs,
		.tlvs_size = message->tlvs_size,
	};
}

static inline struct qmimic_tlv public_tlv(const struct tlv *tlv)
{
	return (struct qmimic_tlv){
		.type = tlv->type,
		.value = tlv->value,
		.size = tlv->size,
		.offset = tlv->offset,
	};
}

/* A field is one and the same object on both sides. */
static inline const struct qmimic_field *public_field(
	const struct schema_field *field)
{
	return (const struct qmimic_field *)(const void *)field;
}

static inline const struct schema_field *inner_field(
	const struct qmimic_field *field)
{
	return (const struct schema_field *)(const void *)field;
}

/* The TLVs that a message may have, or NULL when it is unknown. */
const struct schema_body *qmimic_body(const struct qmimic_message *message);

/* A writer that appends to `buffer`, and what ends it. */
struct wire_writer qmimic_writer(const struct qmimic_buffer *buffer);
enum qmimic_status qmimic_appended(
	const struct wire_writer *writer, struct qmimic_buffer *buffer);
