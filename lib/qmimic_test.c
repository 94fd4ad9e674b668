/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/qmimic.h"

#include "lib/testing.h"

/* A response to "DMS Get IDs". */
static const uint8_t frame_bytes[] = {
	0x01, 0x1c, 0x00, 0x80, 0x02, 0x05,	  /* QMUX */
	0x02, 0x01, 0x00, 0x25, 0x00, 0x10, 0x00, /* header */
	0x02, 0x04, 0x00, 0x00, 0x00, 0x00, 0x00, /* result */
	0x11, 0x02, 0x00, '3', '5',		  /* IMEI */
	0x77, 0x01, 0x00, 0x09,			  /* unknown */
};

static struct qmimic_message read_message(void)
{
	struct qmimic_frame frame;
	struct qmimic_message message;
	size_t used;

	ck_assert_int_eq(qmimic_frame_decode(frame_bytes, sizeof(frame_bytes),
				 &frame, &used),
		QMIMIC_OK);
	ck_assert_uint_eq(used, sizeof(frame_bytes));
	ck_assert_int_eq(qmimic_message_decode(frame.service, frame.client,
				 frame.body, frame.body_size, &message),
		QMIMIC_OK);

	return message;
}

START_TEST(a_frame_holds_a_message)
{
	struct qmimic_message message = read_message();
	uint16_t error = 9;
	char text[100];

	ck_assert_int_eq(message.kind, QMIMIC_RESPONSE);
	ck_assert_uint_eq(message.id, 0x25);
	ck_assert_uint_eq(message.client, 5);
	ck_assert_uint_eq(message.vendor, 0);
	ck_assert(qmimic_message_result(&message, &error));
	ck_assert_uint_eq(error, 0);
	qmimic_message_name(text, sizeof(text), &message);
	ck_assert_str_eq(text, "DMS Get IDs");
	qmimic_text(text, sizeof(text), &message, QMIMIC_TEXT_LINE, true);
	ck_assert_str_eq(
		text, "DMS Get IDs response: success, imei=***, 0x77=[09]");
}
END_TEST

START_TEST(every_prefix_asks_for_more)
{
	size_t size = (size_t)_i;
	uint8_t *prefix = testing_copy(frame_bytes, size);
	struct qmimic_frame frame = {.service = 77};
	size_t used;

	ck_assert_int_eq(
		qmimic_frame_decode(prefix, size, &frame, &used), QMIMIC_MORE);
	ck_assert_uint_eq(frame.service, 77);
	free(prefix);
}
END_TEST

START_TEST(tlvs_are_walked_and_found)
{
	struct qmimic_message message = read_message();
	struct qmimic_tlv tlv;
	size_t position = 0;
	uint8_t types[3];
	size_t count = 0;

	while (qmimic_tlv_next(&message, &position, &tlv) == QMIMIC_OK)
		types[count++] = tlv.type;
	ck_assert_uint_eq(count, 3);
	ck_assert_mem_eq(types, "\x02\x11\x77", 3);
	ck_assert_uint_eq(tlv.offset, 12);
	ck_assert(qmimic_tlv_find(&message, 0x11, &tlv));
	ck_assert_uint_eq(tlv.offset, 7);
	ck_assert_uint_eq(tlv.size, 2);
	ck_assert(!qmimic_tlv_find(&message, 0x12, &tlv));

	message.tlvs_size--;
	position = 12;
	ck_assert_int_eq(qmimic_tlv_next(&message, &position, &tlv),
		QMIMIC_TLV_OVERRUNS);
	ck_assert_uint_eq(tlv.offset, 12);
	ck_assert_uint_eq(tlv.size, 0);
	ck_assert_int_eq(
		qmimic_tlv_next(&message, &position, &tlv), QMIMIC_MORE);
}
END_TEST

START_TEST(what_is_written_is_what_was_read)
{
	struct qmimic_message message = read_message();
	uint8_t body[100];
	uint8_t bytes[sizeof(frame_bytes)];
	struct qmimic_buffer inner = {.bytes = body, .size = sizeof(body)};
	struct qmimic_buffer outer = {.bytes = bytes, .size = sizeof(bytes)};
	struct qmimic_frame frame = {.flags = 0x80, .service = 2, .client = 5};

	ck_assert_int_eq(qmimic_message_encode(&inner, &message), QMIMIC_OK);
	frame.body = body;
	frame.body_size = inner.used;
	ck_assert_int_eq(qmimic_frame_encode(&outer, &frame), QMIMIC_OK);
	ck_assert_uint_eq(outer.used, sizeof(frame_bytes));
	ck_assert_mem_eq(bytes, frame_bytes, sizeof(frame_bytes));

	ck_assert_int_eq(qmimic_frame_encode(&outer, &frame), QMIMIC_NO_SPACE);
	ck_assert_uint_eq(outer.used, sizeof(frame_bytes));
	frame.body_size = 65531;
	ck_assert_int_eq(qmimic_frame_encode(&outer, &frame), QMIMIC_TOO_LONG);
	message.tlvs_size = 65536;
	ck_assert_int_eq(
		qmimic_message_encode(&inner, &message), QMIMIC_TOO_LONG);
}
END_TEST

START_TEST(names_lead_to_numbers)
{
	struct qmimic_message message = {0};
	uint16_t error;

	ck_assert(qmimic_message_by_name(
		"dms get_ids", QMIMIC_RESPONSE, &message));
	ck_assert_uint_eq(message.service, 2);
	ck_assert_uint_eq(message.id, 0x25);
	ck_assert_int_eq(message.kind, QMIMIC_RESPONSE);
	ck_assert(!qmimic_message_by_name(
		"DMS Nothing", QMIMIC_RESPONSE, &message));
	ck_assert_str_eq(qmimic_error_name(26), "NoEffect");
	ck_assert_ptr_null(qmimic_error_name(12345));
	ck_assert(qmimic_error_by_name("NoEffect", &error));
	ck_assert_uint_eq(error, 26);
	ck_assert(!qmimic_error_by_name("NoSuchError", &error));
	ck_assert_str_eq(qmimic_status_text(QMIMIC_MORE),
		"more bytes are "
		"needed");
	ck_assert(strlen(qmimic_version()) >= 5);
}
END_TEST

START_TEST(fields_can_be_asked)
{
	struct qmimic_message message = {.kind = QMIMIC_RESPONSE};
	const struct qmimic_field *mode;
	uint64_t value = 0;
	uint8_t type = 0;

	ck_assert(qmimic_message_by_name("DMS Get "
					 "Operating "
					 "Mode",
		QMIMIC_RESPONSE, &message));
	mode = qmimic_field_by_name(&message, "mode", &type);
	ck_assert_ptr_nonnull(mode);
	ck_assert_uint_eq(type, 1);
	ck_assert_ptr_eq(qmimic_field_of_tlv(&message, 1), mode);
	ck_assert_ptr_null(qmimic_field_of_tlv(&message, 0xee));
	ck_assert_str_eq(qmimic_field_name(mode), "mode");
	ck_assert_int_eq(qmimic_field_type(mode), QMIMIC_UNSIGNED);
	ck_assert_ptr_null(qmimic_field_unit(mode));
	ck_assert(!qmimic_field_is_personal(mode));
	ck_assert_ptr_null(qmimic_field_member(mode, 0));
	ck_assert_str_eq(qmimic_field_value_name(mode, 0), "online");
	ck_assert(qmimic_field_value_by_name(mode,
		"low_"
		"power",
		&value));
	ck_assert_uint_eq(value, 1);
	message.id = 0xeeee;
	ck_assert_ptr_null(qmimic_field_of_tlv(&message, 1));
}
END_TEST

/* Counts what it hears, and hands back the last string. */
struct memory {
	size_t tlvs;
	size_t unknown;
	size_t ends;
	const uint8_t *bytes;
	size_t size;
};

static void hear_tlv(void *owner, const struct qmimic_tlv *tlv,
	const struct qmimic_field *field, enum qmimic_status status,
	bool repeated)
{
	struct memory *memory = owner;

	memory->tlvs++;
	if (!field)
		memory->unknown++;
	ck_assert(!repeated);
	ck_assert_int_eq(status, QMIMIC_OK);
}

static void hear_bytes(void *owner, const struct qmimic_field *field,
	const uint8_t *bytes, size_t size)
{
	struct memory *memory = owner;

	ck_assert_str_eq(qmimic_field_name(field), "imei");
	memory->bytes = bytes;
	memory->size = size;
}

static void hear_end(void *owner, const struct qmimic_tlv *tlv)
{
	struct memory *memory = owner;

	memory->ends++;
}

static bool wants(void *owner, uint8_t type, const struct qmimic_field *field)
{
	return strcmp(qmimic_field_name(field),
		       "ime"
		       "i") == 0;
}

static bool tell_bytes(void *owner, const struct qmimic_field *field,
	const uint8_t **bytes, size_t *size)
{
	struct memory *memory = owner;

	*bytes = memory->bytes;
	*size = memory->size;

	return memory->bytes != NULL;
}

static const struct qmimic_source source = {
	.wants = wants,
	.bytes = tell_bytes,
};

START_TEST(a_visitor_hears_and_a_source_tells)
{
	static const struct qmimic_visitor visitor = {
		.tlv = hear_tlv,
		.bytes = hear_bytes,
		.tlv_end = hear_end,
	};
	struct qmimic_message message = read_message();
	struct memory memory = {0};
	uint8_t bytes[12];
	struct qmimic_buffer buffer = {.bytes = bytes, .size = sizeof(bytes)};

	ck_assert_int_eq(qmimic_decode(&message, &visitor, &memory), QMIMIC_OK);
	ck_assert_uint_eq(memory.tlvs, 3);
	ck_assert_uint_eq(memory.unknown, 2);
	ck_assert_uint_eq(memory.ends, 3);
	ck_assert_uint_eq(memory.size, 2);

	ck_assert_int_eq(qmimic_tlv_encode_result(&buffer, 0), QMIMIC_OK);
	ck_assert_int_eq(
		qmimic_encode_tlvs(&buffer, &message, &source, &memory),
		QMIMIC_OK);
	ck_assert_uint_eq(buffer.used, 12);
	ck_assert_mem_eq(bytes, message.tlvs, 12);
	ck_assert_int_eq(
		qmimic_encode_tlv(&buffer, &message, 0x11, &source, &memory),
		QMIMIC_NO_SPACE);
	ck_assert_uint_eq(buffer.used, 12);
	ck_assert_int_eq(
		qmimic_encode_tlv(&buffer, &message, 0xee, &source, &memory),
		QMIMIC_UNKNOWN);

	memory.bytes = NULL;
	ck_assert_int_eq(
		qmimic_encode_tlv(&buffer, &message, 0x11, &source, &memory),
		QMIMIC_BAD_SOURCE);
	message.id = 0xeeee;
	ck_assert_int_eq(
		qmimic_encode_tlvs(&buffer, &message, &source, &memory),
		QMIMIC_UNKNOWN);
}
END_TEST

START_TEST(a_tlv_is_limited)
{
	uint8_t *bytes = calloc(1, 0x10000);
	uint8_t *room = malloc(0x20000);
	struct qmimic_buffer buffer = {.bytes = room, .size = 0x20000};
	struct qmimic_message message = read_message();
	struct qmimic_tlv tlv = {.value = bytes, .size = 0x10000};
	struct memory memory = {.bytes = bytes, .size = 0x10000};

	ck_assert_int_eq(qmimic_tlv_encode(&buffer, &tlv), QMIMIC_TOO_LONG);
	ck_assert_int_eq(
		qmimic_encode_tlv(&buffer, &message, 0x11, &source, &memory),
		QMIMIC_TOO_LONG);
	tlv.size = 0;
	ck_assert_int_eq(qmimic_tlv_encode(&buffer, &tlv), QMIMIC_OK);
	ck_assert_uint_eq(buffer.used, 3);
	free(room);
	free(bytes);
}
END_TEST

int main(void)
{
	TCase *tests = tcase_create("qmimic");

	tcase_add_test(tests, a_frame_holds_a_message);
	tcase_add_loop_test(
		tests, every_prefix_asks_for_more, 0, sizeof(frame_bytes));
	tcase_add_test(tests, tlvs_are_walked_and_found);
	tcase_add_test(tests, what_is_written_is_what_was_read);
	tcase_add_test(tests, names_lead_to_numbers);
	tcase_add_test(tests, fields_can_be_asked);
	tcase_add_test(tests, a_visitor_hears_and_a_source_tells);
	tcase_add_test(tests, a_tlv_is_limited);

	return testing_run("qmimic", tests);
}
