/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/message.h"

#include "lib/testing.h"

enum {
	DMS = 2,
};

static const uint8_t response[] = {
	0x02,
	0x34,
	0x12, /* response, transaction */
	0x25,
	0x00, /* message */
	0x0c,
	0x00, /* bytes of TLVs */
	0x02,
	0x04,
	0x00,
	1,
	0,
	26,
	0, /* error 26 */
	0x10,
	0x02,
	0x00,
	'0',
	'1',
};

static const uint8_t ctl_request[] = {
	0x00, 0x07, 0x22, 0x00, 0x04, 0x00, 0x01, 0x01, 0x00, 0x02};

START_TEST(a_service_has_a_wide_transaction)
{
	struct message message;

	ck_assert_int_eq(
		message_decode(DMS, 5, response, sizeof(response), &message),
		STATUS_OK);
	ck_assert_uint_eq(message.service, DMS);
	ck_assert_uint_eq(message.client, 5);
	ck_assert_int_eq(message.kind, MESSAGE_RESPONSE);
	ck_assert_uint_eq(message.transaction, 0x1234);
	ck_assert_uint_eq(message.id, 0x25);
	ck_assert_uint_eq(message.tlvs_size, 12);
}
END_TEST

START_TEST(the_control_service_has_a_narrow_one)
{
	struct message message;

	ck_assert_int_eq(message_decode(MESSAGE_SERVICE_CTL, 0, ctl_request,
				 sizeof(ctl_request), &message),
		STATUS_OK);
	ck_assert_int_eq(message.kind, MESSAGE_REQUEST);
	ck_assert_uint_eq(message.transaction, 7);
	ck_assert_uint_eq(message.id, 0x22);
	ck_assert_uint_eq(message.tlvs_size, 4);
}
END_TEST

static const struct {
	uint16_t service;
	uint8_t flags;
	int kind; /* -1: bad */
} kinds[] = {
	{DMS, 0, MESSAGE_REQUEST},
	{DMS, 1, MESSAGE_REQUEST}, /* compound */
	{DMS, 2, MESSAGE_RESPONSE},
	{DMS, 4, MESSAGE_INDICATION},
	{DMS, 6, -1},
	{DMS, 0x80, -1},
	{0x190, 2, MESSAGE_RESPONSE},
	{0, 0, MESSAGE_REQUEST},
	{0, 1, MESSAGE_RESPONSE},
	{0, 2, MESSAGE_INDICATION},
	{0, 3, -1},
	{0, 4, -1},
};

START_TEST(flags_name_the_kind)
{
	uint8_t bytes[7] = {kinds[_i].flags};
	size_t size = kinds[_i].service == 0 ? 6 : 7;
	struct message message = {.id = 77};
	enum status status = message_decode(
		kinds[_i].service, 0, bytes, size, &message);

	if (kinds[_i].kind < 0) {
		ck_assert_int_eq(status, STATUS_BAD_KIND);
		ck_assert_uint_eq(message.id, 77);
	} else {
		ck_assert_int_eq(status, STATUS_OK);
		ck_assert_int_eq((int)message.kind, kinds[_i].kind);
		ck_assert_uint_eq(message.service, kinds[_i].service);
	}
}
END_TEST

/* Runs for every proper prefix of the response. */
START_TEST(every_prefix_is_short)
{
	size_t size = (size_t)_i;
	uint8_t *prefix = testing_copy(response, size);
	struct message message;
	enum status status = message_decode(DMS, 5, prefix, size, &message);
	struct tlv_walk walk;
	struct tlv tlv;
	size_t total = 0;

	if (size < MESSAGE_HEADER_MAX) {
		ck_assert_int_eq(status, STATUS_SHORT_HEADER);
		free(prefix);
		return;
	}

	ck_assert_int_eq(status, STATUS_LENGTH_LIES);
	ck_assert_uint_eq(message.tlvs_size, size - MESSAGE_HEADER_MAX);
	walk = tlv_walk(message.tlvs, message.tlvs_size);
	while ((status = tlv_next(&walk, &tlv)) == STATUS_OK)
		total += MESSAGE_TLV_HEADER_SIZE + tlv.size;
	if (total == message.tlvs_size) {
		ck_assert_int_eq(status, STATUS_MORE);
	} else {
		ck_assert_int_eq(status, STATUS_TLV_OVERRUNS);
		ck_assert_uint_eq(tlv.offset, total);
		ck_assert_uint_le(tlv.offset + tlv.size, message.tlvs_size);
		ck_assert_int_eq(tlv_next(&walk, &tlv), STATUS_MORE);
	}
	free(prefix);
}
END_TEST

START_TEST(bytes_behind_the_length_are_left_out)
{
	uint8_t bytes[sizeof(response) + 3] = {0};
	struct message message;

	memcpy(bytes, response, sizeof(response));
	ck_assert_int_eq(message_decode(DMS, 5, bytes, sizeof(bytes), &message),
		STATUS_LENGTH_LIES);
	ck_assert_uint_eq(message.tlvs_size, 12);
}
END_TEST

static void write_again(uint16_t service, const uint8_t *bytes, size_t size)
{
	uint8_t *buffer = malloc(size);
	struct wire_writer writer = wire_writer(buffer, size);
	struct message message;

	message_decode(service, 5, bytes, size, &message);
	message_encode(&writer, &message);
	ck_assert(!writer.failed);
	ck_assert_uint_eq(writer.size, size);
	ck_assert_mem_eq(buffer, bytes, size);
	free(buffer);
}

START_TEST(what_is_written_is_what_was_read)
{
	static const uint8_t indication[] = {4, 0, 0, 1, 0, 0, 0};

	write_again(DMS, response, sizeof(response));
	write_again(DMS, indication, sizeof(indication));
	write_again(MESSAGE_SERVICE_CTL, ctl_request, sizeof(ctl_request));
}
END_TEST

START_TEST(too_many_tlvs_fail_the_writer)
{
	uint8_t *tlvs = calloc(1, 0x10000);
	uint8_t *buffer = malloc(0x20000);
	struct wire_writer writer = wire_writer(buffer, 0x20000);
	struct message message = {.service = DMS, .tlvs = tlvs};

	message.tlvs_size = 0xffff;
	message_encode(&writer, &message);
	ck_assert(!writer.failed);
	message.tlvs_size = 0x10000;
	message_encode(&writer, &message);
	ck_assert(writer.failed);
	free(buffer);
	free(tlvs);
}
END_TEST

START_TEST(the_first_of_two_tlvs_is_found)
{
	static const uint8_t tlvs[] = {
		0x10, 1, 0, 7, 0x11, 0, 0, 0x10, 1, 0, 8, 0x12, 9, 0};
	struct tlv tlv;

	ck_assert(tlv_find(tlvs, sizeof(tlvs), 0x10, &tlv));
	ck_assert_uint_eq(tlv.value[0], 7);
	ck_assert_uint_eq(tlv.offset, 0);
	ck_assert(tlv_find(tlvs, sizeof(tlvs), 0x11, &tlv));
	ck_assert_uint_eq(tlv.offset, 4);
	ck_assert_uint_eq(tlv.size, 0);
	ck_assert(!tlv_find(tlvs, sizeof(tlvs), 0x12, &tlv));
	ck_assert(!tlv_find(NULL, 0, 0x12, &tlv));
}
END_TEST

START_TEST(a_tlv_gets_its_length)
{
	uint8_t buffer[8];
	struct wire_writer writer = wire_writer(buffer, sizeof(buffer));
	size_t start = tlv_begin(&writer, 0x10);

	wire_put_u16(&writer, 0x0201);
	tlv_end(&writer, start);
	ck_assert(!writer.failed);
	ck_assert_uint_eq(writer.size, 5);
	ck_assert_mem_eq(buffer, "\x10\2\0\1\2", 5);
}
END_TEST

START_TEST(a_tlv_has_its_limit)
{
	uint8_t *bytes = calloc(1, 0x10000);
	uint8_t *buffer = malloc(0x20000);
	struct wire_writer writer = wire_writer(buffer, 0x20000);
	size_t start = tlv_begin(&writer, 0x10);

	wire_put_bytes(&writer, bytes, 0xffff + (size_t)_i);
	tlv_end(&writer, start);
	ck_assert(writer.failed == (_i > 0));
	free(buffer);
	free(bytes);
}
END_TEST

START_TEST(the_result_is_found)
{
	uint8_t buffer[7];
	struct wire_writer writer = wire_writer(buffer, sizeof(buffer));
	struct message message;
	uint16_t error = 99;

	message_decode(DMS, 5, response, sizeof(response), &message);
	ck_assert(message_result(&message, &error));
	ck_assert_uint_eq(error, 26);

	tlv_put_result(&writer, 0);
	ck_assert(!writer.failed);
	ck_assert_mem_eq(buffer, "\2\4\0\0\0\0\0", 7);
	message.tlvs = buffer;
	message.tlvs_size = 7;
	ck_assert(message_result(&message, &error));
	ck_assert_uint_eq(error, 0);

	buffer[1] = 3;
	message.tlvs_size = 6;
	ck_assert(!message_result(&message, &error));
	message.tlvs_size = 0;
	ck_assert(!message_result(&message, &error));
}
END_TEST

START_TEST(an_error_is_written_as_failure)
{
	uint8_t buffer[7];
	struct wire_writer writer = wire_writer(buffer, sizeof(buffer));

	tlv_put_result(&writer, 0x0102);
	ck_assert_mem_eq(buffer, "\2\4\0\1\0\2\1", 7);
}
END_TEST

int main(void)
{
	TCase *tests = tcase_create("message");

	tcase_add_test(tests, a_service_has_a_wide_transaction);
	tcase_add_test(tests, the_control_service_has_a_narrow_one);
	tcase_add_loop_test(tests, flags_name_the_kind, 0,
		sizeof(kinds) / sizeof(kinds[0]));
	tcase_add_loop_test(tests, every_prefix_is_short, 0, sizeof(response));
	tcase_add_test(tests, bytes_behind_the_length_are_left_out);
	tcase_add_test(tests, what_is_written_is_what_was_read);
	tcase_add_test(tests, too_many_tlvs_fail_the_writer);
	tcase_add_test(tests, the_first_of_two_tlvs_is_found);
	tcase_add_test(tests, a_tlv_gets_its_length);
	tcase_add_loop_test(tests, a_tlv_has_its_limit, 0, 2);
	tcase_add_test(tests, the_result_is_found);
	tcase_add_test(tests, an_error_is_written_as_failure);

	return testing_run("message", tests);
}
