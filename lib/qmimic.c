/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/qmimic.h"

#include <assert.h>

#include "config.h"
#include "lib/frame.h"
#include "lib/qmimic_convert.h"
#include "lib/text.h"

static_assert((int)QMIMIC_BAD_SOURCE == (int)STATUS_BAD_SOURCE,
	"the statuses of qmimic.h are those of status.h");
static_assert((int)QMIMIC_TEXT_RAW == (int)TEXT_RAW,
	"the details of qmimic.h are those of text.h");
static_assert((int)QMIMIC_INDICATION == (int)MESSAGE_INDICATION,
	"the kinds of qmimic.h are those of message.h");

const char *qmimic_version(void)
{
	return PACKAGE_VERSION;
}

const char *qmimic_status_text(enum qmimic_status status)
{
	if (status == QMIMIC_UNKNOWN)
		return "the schema does not have it";

	return status_text((enum status)status);
}

struct wire_writer qmimic_writer(const struct qmimic_buffer *buffer)
{
	struct wire_writer writer = wire_writer(buffer->bytes, buffer->size);

	writer.size = buffer->used;
	writer.failed = buffer->used > buffer->size;

	return writer;
}

enum qmimic_status qmimic_appended(
	const struct wire_writer *writer, struct qmimic_buffer *buffer)
{
	if (writer->failed)
		return QMIMIC_NO_SPACE;
	buffer->used = writer->size;

	return QMIMIC_OK;
}

enum qmimic_status qmimic_frame_decode(const uint8_t *bytes, size_t size,
	struct qmimic_frame *frame, size_t *used)
{
	struct frame read;
	enum status status = frame_decode(bytes, size, &read, used);

	if (status == STATUS_OK)
		*frame = (struct qmimic_frame){
			.flags = read.flags,
			.service = read.service,
			.client = read.client,
			.body = read.body,
			.body_size = read.body_size,
		};

	return public_status(status);
}

enum qmimic_status qmimic_frame_encode(
	struct qmimic_buffer *buffer, const struct qmimic_frame *frame)
{
	struct wire_writer writer = qmimic_writer(buffer);
	const struct frame inner = {
		.flags = frame->flags,
		.service = frame->service,
		.client = frame->client,
		.body = frame->body,
		.body_size = frame->body_size,
	};

	if (frame->body_size > FRAME_BODY_MAX)
		return QMIMIC_TOO_LONG;
	frame_encode(&writer, &inner);

	return qmimic_appended(&writer, buffer);
}

enum qmimic_status qmimic_message_decode(uint16_t service, uint8_t client,
	const uint8_t *bytes, size_t size, struct qmimic_message *message)
{
	struct message read;
	enum status status = message_decode(
		service, client, bytes, size, &read);

	if (status == STATUS_OK || status == STATUS_LENGTH_LIES)
		*message = (struct qmimic_message){
			.service = read.service,
			.client = read.client,
			.kind = (enum qmimic_kind)read.kind,
			.transaction = read.transaction,
			.id = read.id,
			.tlvs = read.tlvs,
			.tlvs_size = read.tlvs_size,
		};

	return public_status(status);
}

enum qmimic_status qmimic_message_encode(
	struct qmimic_buffer *buffer, const struct qmimic_message *message)
{
	struct wire_writer writer = qmimic_writer(buffer);
	const struct message inner = inner_message(message);

	if (message->tlvs_size > UINT16_MAX)
		return QMIMIC_TOO_LONG;
	message_encode(&writer, &inner);

	return qmimic_appended(&writer, buffer);
}

bool qmimic_message_result(
	const struct qmimic_message *message, uint16_t *error)
{
	const struct message inner = inner_message(message);

	return message_result(&inner, error);
}

enum qmimic_status qmimic_tlv_next(const struct qmimic_message *message,
	size_t *position, struct qmimic_tlv *tlv)
{
	struct tlv_walk walk;
	enum status status;
	struct tlv inner;

	if (*position >= message->tlvs_size)
		return QMIMIC_MORE;

	walk = tlv_walk(
		message->tlvs + *position, message->tlvs_size - *position);
	status = tlv_next(&walk, &inner);
	*tlv = public_tlv(&inner);
	tlv->offset += *position;
	*position = message->tlvs_size - walk.reader.left;

	return public_status(status);
}

bool qmimic_tlv_find(const struct qmimic_message *message, uint8_t type,
	struct qmimic_tlv *tlv)
{
	struct tlv inner;

	if (!tlv_find(message->tlvs, message->tlvs_size, type, &inner))
		return false;
	*tlv = public_tlv(&inner);

	return true;
}

enum qmimic_status qmimic_tlv_encode(
	struct qmimic_buffer *buffer, const struct qmimic_tlv *tlv)
{
	struct wire_writer writer = qmimic_writer(buffer);
	size_t start;

	if (tlv->size > UINT16_MAX)
		return QMIMIC_TOO_LONG;
	start = tlv_begin(&writer, tlv->type);
	wire_put_bytes(&writer, tlv->value, tlv->size);
	tlv_end(&writer, start);

	return qmimic_appended(&writer, buffer);
}

enum qmimic_status qmimic_tlv_encode_result(
	struct qmimic_buffer *buffer, uint16_t error)
{
	struct wire_writer writer = qmimic_writer(buffer);

	tlv_put_result(&writer, error);

	return qmimic_appended(&writer, buffer);
}

size_t qmimic_message_name(
	char *text, size_t size, const struct qmimic_message *message)
{
	const struct message inner = inner_message(message);

	return text_name(text, size, &inner, message->vendor);
}

bool qmimic_message_by_name(
	const char *name, enum qmimic_kind kind, struct qmimic_message *message)
{
	const struct schema_message *found = schema_message_by_name(
		name, (enum message_kind)kind, message->vendor);

	if (!found)
		return false;
	message->service = found->service->id;
	message->kind = kind;
	message->id = found->id;

	return true;
}

const char *qmimic_error_name(uint16_t error)
{
	return schema_value_name(&schema_errors, error);
}

bool qmimic_error_by_name(const char *name, uint16_t *error)
{
	uint64_t value;

	if (!schema_value_by_name(&schema_errors, name, &value))
		return false;
	*error = (uint16_t)value;

	return true;
}

size_t qmimic_text(char *text, size_t size,
	const struct qmimic_message *message, enum qmimic_text detail,
	bool redact)
{
	const struct message inner = inner_message(message);
	const struct text_options options = {
		.detail = (enum text_detail)detail,
		.vendor = message->vendor,
		.redact = redact,
	};

	return text_message(text, size, &inner, &options);
}
