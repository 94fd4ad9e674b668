/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* truth_write.c - lets libqmi write a message from the values we read.
 *
 * Our decoder is the source of the values and libqmi's TLV writers make the
 * bytes, which have to be the ones we decoded.
 */
#include "tests/truth.h"

#include <stdlib.h>
#include <string.h>

#include "lib/frame.h"

/* A message that grows. */
struct pen {
	QmiMessage *message;
	gsize start; /* of the open TLV */
};

static void check(gboolean done)
{
	if (!done)
		abort();
}

static void write_unsigned(
	struct pen *pen, uint64_t value, size_t size, bool be)
{
	QmiMessage *message = pen->message;
	QmiEndian endian = be ? QMI_ENDIAN_BIG : QMI_ENDIAN_LITTLE;

	if (size == 1)
		check(qmi_message_tlv_write_guint8(
			message, (guint8)value, NULL));
	else if (size == 2)
		check(qmi_message_tlv_write_guint16(
			message, endian, (guint16)value, NULL));
	else if (size == 4)
		check(qmi_message_tlv_write_guint32(
			message, endian, (guint32)value, NULL));
	else if (size == 8)
		check(qmi_message_tlv_write_guint64(
			message, endian, value, NULL));
	else
		check(qmi_message_tlv_write_sized_guint(
			message, (guint)size, endian, value, NULL));
}

static void write_signed(struct pen *pen, uint64_t value, size_t size, bool be)
{
	QmiMessage *message = pen->message;
	QmiEndian endian = be ? QMI_ENDIAN_BIG : QMI_ENDIAN_LITTLE;

	if (size == 1)
		check(qmi_message_tlv_write_gint8(message, (gint8)value, NULL));
	else if (size == 2)
		check(qmi_message_tlv_write_gint16(
			message, endian, (gint16)value, NULL));
	else if (size == 4)
		check(qmi_message_tlv_write_gint32(
			message, endian, (gint32)value, NULL));
	else if (size == 8)
		check(qmi_message_tlv_write_gint64(
			message, endian, (gint64)value, NULL));
	else
		abort();
}

static void write_number(
	void *owner, const struct schema_field *field, uint64_t value)
{
	/* Libqmi writes no floats: their bits do. */
	if (field->type == SCHEMA_INT)
		write_signed(owner, value, field->size, field->big_endian);
	else
		write_unsigned(owner, value, field->size, field->big_endian);
}

static void write_bytes(void *owner, const struct schema_field *field,
	const uint8_t *bytes, size_t size)
{
	struct pen *pen = owner;

	if (field->type == SCHEMA_STRING) {
		check(qmi_message_tlv_write_string(pen->message, field->prefix,
			(const gchar *)bytes, (gssize)size, NULL));
		return;
	}
	if (field->prefix > 0)
		write_unsigned(pen, size, field->prefix, false);
	for (size_t i = 0; i < size; i++)
		write_unsigned(pen, bytes[i], 1, false);
}

static void write_open(void *owner, const struct schema_field *field,
	size_t count, uint8_t sequence)
{
	if (field->type == SCHEMA_ARRAY && field->prefix > 0)
		write_unsigned(owner, count, field->prefix, false);
	if (field->sequence)
		write_unsigned(owner, sequence, 1, false);
}

static void write_tlv(void *owner, const struct tlv *tlv,
	const struct schema_tlv *schema, enum status status, bool repeated)
{
	struct pen *pen = owner;

	if (tlv->type == MESSAGE_TLV_RESULT && !schema)
		return;
	if (!schema || status != STATUS_OK)
		abort();
	pen->start = qmi_message_tlv_write_init(pen->message, tlv->type, NULL);
}

static void write_tlv_end(void *owner, const struct tlv *tlv)
{
	struct pen *pen = owner;

	if (pen->start > 0)
		check(qmi_message_tlv_write_complete(
			pen->message, pen->start, NULL));
	pen->start = 0;
}

static const struct visitor writer = {
	.tlv = write_tlv,
	.number = write_number,
	.bytes = write_bytes,
	.open = write_open,
	.tlv_end = write_tlv_end,
};

/* An empty message of the same kind; libqmi has none for indications, which
 * are written as requests.
 */
static QmiMessage *new_message(const struct truth_case *test)
{
	QmiService service = (QmiService)test->schema->service->id;
	QmiMessage *request = qmi_message_new(
		service, test->frame[5], 1, test->schema->id);
	QmiMessage *response;

	if (test->kind != MESSAGE_RESPONSE)
		return request;
	response = qmi_message_response_new(request, QMI_PROTOCOL_ERROR_NONE);
	qmi_message_unref(request);

	return response;
}

/* Whether our side reads the header of libqmi's frame as it was meant. */
static bool header_is_good(
	const struct truth_case *test, const guint8 *bytes, size_t size)
{
	struct frame frame;
	struct message message;
	size_t used;

	if (frame_decode(bytes, size, &frame, &used) != STATUS_OK ||
		used != size ||
		message_decode(frame.service, frame.client, frame.body,
			frame.body_size, &message) != STATUS_OK)
		return false;

	return message.service == test->schema->service->id &&
		message.id == test->schema->id &&
		(message.kind == test->kind ||
			test->kind == MESSAGE_INDICATION) &&
		message.client == test->frame[5];
}

void truth_write_compare(
	struct truth_tally *tally, const struct truth_case *test)
{
	struct pen pen = {.message = new_message(test)};
	char *name = truth_case_name(test);
	const guint8 *theirs;
	gsize size;

	if (decode_tlvs(test->frame + test->header_size,
		    test->size - test->header_size,
		    &test->schema->bodies[test->kind], &writer,
		    &pen) != STATUS_OK)
		abort();
	theirs = qmi_message_get_raw(pen.message, &size, NULL);
	if (!theirs || !header_is_good(test, theirs, size))
		truth_differ(tally, "%s: libqmi writes another header", name);
	else if (size != test->size ||
		memcmp(theirs + test->header_size,
			test->frame + test->header_size,
			size - test->header_size) != 0)
		truth_differ(tally, "%s: libqmi writes other TLVs", name);
	qmi_message_unref(pen.message);
	g_free(name);
}
