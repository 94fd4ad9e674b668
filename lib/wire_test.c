/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/wire.h"

#include "lib/testing.h"

static const uint8_t bytes[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13};

START_TEST(integers_are_little_endian)
{
	struct wire_reader reader = wire_reader(bytes, sizeof(bytes));

	ck_assert_uint_eq(wire_u8(&reader), 0x01);
	ck_assert_uint_eq(wire_u16(&reader), 0x0302);
	ck_assert_uint_eq(wire_u32(&reader), 0x07060504);
	ck_assert_uint_eq(wire_uint(&reader, 3), 0x0a0908);
	ck_assert_uint_eq(wire_uint_be(&reader, 3), 0x0b0c0d);
	ck_assert_uint_eq(reader.left, 0);
	ck_assert(!reader.failed);
}
END_TEST

START_TEST(every_width_reads_what_it_wrote)
{
	size_t width = (size_t)_i;
	uint64_t value = 0xf1e2d3c4b5a69788u >> (64 - 8 * width);
	uint8_t *buffer = malloc(2 * width);
	struct wire_writer writer = wire_writer(buffer, 2 * width);
	struct wire_reader reader = wire_reader(buffer, 2 * width);

	wire_put_uint(&writer, value, width);
	wire_put_uint_be(&writer, value, width);
	ck_assert(!writer.failed);
	ck_assert_uint_eq(writer.size, 2 * width);
	ck_assert_uint_eq(buffer[0], value & 0xff);
	ck_assert_uint_eq(buffer[2 * width - 1], value & 0xff);
	ck_assert_uint_eq(wire_uint(&reader, width), value);
	ck_assert_uint_eq(wire_uint_be(&reader, width), value);
	free(buffer);
}
END_TEST

START_TEST(an_overrun_sticks)
{
	struct wire_reader reader = wire_reader(bytes, 3);

	ck_assert_uint_eq(wire_u32(&reader), 0);
	ck_assert(reader.failed);
	ck_assert_uint_eq(reader.left, 3);
	ck_assert_uint_eq(wire_u8(&reader), 0);
	ck_assert_ptr_null(wire_skip(&reader, 1));
	ck_assert_ptr_null(wire_skip(&reader, 0));
}
END_TEST

START_TEST(a_cut_stays_inside)
{
	struct wire_reader reader = wire_reader(bytes, 5);
	struct wire_reader part = wire_cut(&reader, 2);

	ck_assert_uint_eq(part.left, 2);
	ck_assert_uint_eq(reader.left, 3);
	ck_assert_ptr_eq(reader.bytes, bytes + 2);
	wire_u32(&part);
	ck_assert(part.failed);
	ck_assert(!reader.failed);

	part = wire_cut(&reader, 4);
	ck_assert(part.failed);
	ck_assert(reader.failed);
}
END_TEST

START_TEST(nothing_is_written_past_the_room)
{
	size_t room = (size_t)_i;
	uint8_t *buffer = malloc(room);
	struct wire_writer writer = wire_writer(buffer, room);

	wire_put_u8(&writer, 1);
	wire_put_u16(&writer, 0x0302);
	wire_put_u32(&writer, 0x07060504);
	wire_put_bytes(&writer, bytes + 7, 3);
	wire_put_bytes(&writer, NULL, 0);
	ck_assert(writer.failed == (room < 10));
	ck_assert_uint_le(writer.size, room);
	ck_assert_int_eq(memcmp(buffer, bytes, writer.size), 0);
	free(buffer);
}
END_TEST

START_TEST(a_failed_writer_stays_so)
{
	uint8_t buffer[4] = {0};
	struct wire_writer writer = wire_writer(buffer, 4);

	wire_put_bytes(&writer, bytes, 5);
	wire_put_u8(&writer, 9);
	wire_patch_uint(&writer, 0, 9, 1);
	ck_assert(writer.failed);
	ck_assert_uint_eq(writer.size, 0);
	ck_assert_uint_eq(buffer[0], 0);
}
END_TEST

START_TEST(a_patch_overwrites)
{
	uint8_t buffer[4];
	struct wire_writer writer = wire_writer(buffer, 4);

	wire_put_u32(&writer, 0);
	wire_patch_uint(&writer, 1, 0x0201, 2);
	ck_assert_int_eq(memcmp(buffer, "\0\1\2\0", 4), 0);
}
END_TEST

int main(void)
{
	TCase *tests = tcase_create("wire");

	tcase_add_test(tests, integers_are_little_endian);
	tcase_add_loop_test(tests, every_width_reads_what_it_wrote, 1, 9);
	tcase_add_test(tests, an_overrun_sticks);
	tcase_add_test(tests, a_cut_stays_inside);
	tcase_add_loop_test(tests, nothing_is_written_past_the_room, 0, 12);
	tcase_add_test(tests, a_failed_writer_stays_so);
	tcase_add_test(tests, a_patch_overwrites);

	return testing_run("wire", tests);
}
