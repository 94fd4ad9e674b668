/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/frame.h"

#include "lib/testing.h"

/* A request to the device management service, and the first byte of what
 * follows it in the stream.
 */
static const uint8_t request[] = {
	0x01,			      /* marker */
	0x0c, 0x00,		      /* length: 12, the marker not counted */
	0x00,			      /* flags: from the host */
	0x02, 0x05,		      /* service, client */
	0x00, 0x01, 0x00, 0x2d, 0x00, /* request, transaction 1, message */
	0x00, 0x00,		      /* no TLVs */
	0x01,			      /* the next frame */
};

enum {
	REQUEST_SIZE = sizeof(request) - 1,
};

START_TEST(a_frame_is_read)
{
	struct frame frame;
	size_t used;

	ck_assert_int_eq(frame_decode(request, sizeof(request), &frame, &used),
		STATUS_OK);
	ck_assert_uint_eq(used, REQUEST_SIZE);
	ck_assert_uint_eq(frame.flags, FRAME_FROM_HOST);
	ck_assert_uint_eq(frame.service, 2);
	ck_assert_uint_eq(frame.client, 5);
	ck_assert_ptr_eq(frame.body, request + FRAME_HEADER_SIZE);
	ck_assert_uint_eq(frame.body_size, 7);
}
END_TEST

START_TEST(every_prefix_asks_for_more)
{
	size_t size = (size_t)_i;
	uint8_t *prefix = testing_copy(request, size);
	struct frame frame;
	size_t used = 99;

	ck_assert_int_eq(
		frame_decode(prefix, size, &frame, &used), STATUS_MORE);
	ck_assert_uint_eq(used, 0);
	free(prefix);
}
END_TEST

START_TEST(a_wrong_marker_costs_one_byte)
{
	struct frame frame;
	size_t used;

	ck_assert_int_eq(frame_decode(request + 1, 12, &frame, &used),
		STATUS_BAD_MARKER);
	ck_assert_uint_eq(used, 1);
}
END_TEST

START_TEST(a_length_below_the_header_costs_one_byte)
{
	const uint8_t bytes[] = {1, (uint8_t)_i, 0, 0, 2, 5};
	struct frame frame;
	size_t used;
	enum status status = frame_decode(bytes, sizeof(bytes), &frame, &used);

	ck_assert_int_eq(status, _i < 5 ? STATUS_BAD_LENGTH : STATUS_OK);
	ck_assert_uint_eq(used, _i < 5 ? 1 : sizeof(bytes));
	if (status == STATUS_OK)
		ck_assert_uint_eq(frame.body_size, 0);
}
END_TEST

START_TEST(what_is_written_is_what_was_read)
{
	size_t room = (size_t)_i;
	uint8_t *buffer = malloc(room);
	struct wire_writer writer = wire_writer(buffer, room);
	struct frame frame;
	size_t used;

	frame_decode(request, sizeof(request), &frame, &used);
	frame_encode(&writer, &frame);
	ck_assert(writer.failed == (room < REQUEST_SIZE));
	if (!writer.failed) {
		ck_assert_uint_eq(writer.size, REQUEST_SIZE);
		ck_assert_mem_eq(buffer, request, REQUEST_SIZE);
	}
	free(buffer);
}
END_TEST

START_TEST(the_largest_frame_fits_its_length)
{
	size_t size = FRAME_BODY_MAX + (size_t)_i;
	uint8_t *body = calloc(1, size);
	uint8_t *buffer = malloc(FRAME_SIZE_MAX + 1);
	struct wire_writer writer = wire_writer(buffer, FRAME_SIZE_MAX + 1);
	struct frame frame = {.body = body, .body_size = size};
	size_t used;

	frame_encode(&writer, &frame);
	ck_assert(writer.failed == (_i > 0));
	if (!writer.failed) {
		ck_assert_uint_eq(writer.size, FRAME_SIZE_MAX);
		ck_assert_int_eq(
			frame_decode(buffer, writer.size, &frame, &used),
			STATUS_OK);
		ck_assert_uint_eq(frame.body_size, size);
	}
	free(buffer);
	free(body);
}
END_TEST

int main(void)
{
	TCase *tests = tcase_create("fram"
				    "e");

	tcase_add_test(tests, a_frame_is_read);
	tcase_add_loop_test(tests, every_prefix_asks_for_more, 0, REQUEST_SIZE);
	tcase_add_test(tests, a_wrong_marker_costs_one_byte);
	tcase_add_loop_test(
		tests, a_length_below_the_header_costs_one_byte, 0, 6);
	tcase_add_loop_test(
		tests, what_is_written_is_what_was_read, 0, REQUEST_SIZE + 2);
	tcase_add_loop_test(tests, the_largest_frame_fits_its_length, 0, 2);

	return testing_run("frame", tests);
}
