/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/chars.h"

#include "lib/testing.h"

/* What a sink of 256 bytes holds. */
struct output {
	char text[256];
	struct sink sink;
};

static struct sink *begin(struct output *output)
{
	output->sink = sink_of(output->text, sizeof(output->text));

	return &output->sink;
}

static const char *end(struct output *output)
{
	sink_end(&output->sink);

	return output->text;
}

START_TEST(a_full_sink_cuts_between_characters)
{
	static const char text[] = "a\xc3\xa4\xe2\x82\xac"; /* 1, 2, 3 bytes */
	size_t size = (size_t)_i;
	char *buffer = malloc(size);
	struct sink sink = sink_of(buffer, size);

	sink_put(&sink, text, 3);
	sink_put_text(&sink, text + 3);
	ck_assert_uint_eq(sink_end(&sink), 6);
	if (size > 0) {
		size_t length = strlen(buffer);
		size_t used = 1;

		ck_assert_uint_lt(length, size);
		ck_assert_int_eq(memcmp(buffer, text, length), 0);
		for (size_t i = 0; i < length; i += used)
			ck_assert(chars_utf8_next((const uint8_t *)buffer + i,
					  length - i, &used) != CHARS_INVALID);
	}
	free(buffer);
}
END_TEST

START_TEST(a_large_sink_keeps_all)
{
	struct output output;

	sink_put_char(begin(&output), 'x');
	sink_put_text(&output.sink, "\xe2\x82\xac");
	ck_assert_str_eq(end(&output), "x\xe2\x82\xac");
}
END_TEST

static const struct {
	const char *text;
	uint32_t character;
	size_t used;
} utf8[] = {
	{"A", 'A', 1},
	{"\xc2\x80", 0x80, 2},
	{"\xdf\xbf", 0x7ff, 2},
	{"\xe0\xa0\x80", 0x800, 3},
	{"\xef\xbf\xbf", 0xffff, 3},
	{"\xf0\x90\x80\x80", 0x10000, 4},
	{"\xf4\x8f\xbf\xbf", 0x10ffff, 4},
	{"\x80", CHARS_INVALID, 1},
	{"\xc0\x80", CHARS_INVALID, 1},		/* overlong */
	{"\xe0\x9f\xbf", CHARS_INVALID, 1},	/* overlong */
	{"\xf0\x8f\xbf\xbf", CHARS_INVALID, 1}, /* overlong */
	{"\xed\xa0\x80", CHARS_INVALID, 1},	/* surrogate */
	{"\xf4\x90\x80\x80", CHARS_INVALID, 1}, /* above the last */
	{"\xf5\x80\x80\x80", CHARS_INVALID, 1},
	{"\xff", CHARS_INVALID, 1},
	{"\xc3(", CHARS_INVALID, 1},
};

START_TEST(utf8_is_checked)
{
	size_t size = strlen(utf8[_i].text);
	uint8_t *text = testing_copy(utf8[_i].text, size);
	struct output output;
	size_t used;

	ck_assert_uint_eq(
		chars_utf8_next(text, size, &used), utf8[_i].character);
	ck_assert_uint_eq(used, utf8[_i].used);
	if (utf8[_i].character != CHARS_INVALID) {
		chars_put_utf8(begin(&output), utf8[_i].character);
		ck_assert_str_eq(end(&output), utf8[_i].text);
	}
	free(text);
}
END_TEST

START_TEST(a_cut_character_is_invalid)
{
	static const char euro[] = "\xf0\x90\x80\x80";

	for (size_t size = 1; size < 4; size++) {
		uint8_t *text = testing_copy(euro, size);
		size_t used;

		ck_assert_uint_eq(
			chars_utf8_next(text, size, &used), CHARS_INVALID);
		free(text);
	}
}
END_TEST

static const struct {
	const char *text;
	size_t septets;
	size_t size;
	uint8_t bytes[24];
} gsm7[] = {
	{"", 0, 0, {0}},
	{"hello", 5, 5, {0xe8, 0x32, 0x9b, 0xfd, 0x06}},
	{"@", 1, 1, {0x00}},
	/* Seven spare bits are filled with a carriage return. */
	{"1234567", 7, 7, {0x31, 0xd9, 0x8c, 0x56, 0xb3, 0xdd, 0x1a}},
	{"12345678", 8, 7, {0x31, 0xd9, 0x8c, 0x56, 0xb3, 0xdd, 0x70}},
	/* The extension table: an escape and 0x65. */
	{"\xe2\x82\xac", 2, 2, {0x9b, 0x32}},
	{"[]", 4, 4, {0x1b, 0xde, 0xc6, 0x07}},
	{"\xce\x94\xc3\xa0", 2, 2, {0x90, 0x3f}},
};

START_TEST(gsm7_goes_both_ways)
{
	uint8_t buffer[24];
	struct wire_writer writer = wire_writer(buffer, gsm7[_i].size);
	struct output output;
	size_t septets = 99;

	ck_assert(chars_to_gsm7(
		&writer, gsm7[_i].text, strlen(gsm7[_i].text), &septets));
	ck_assert(!writer.failed);
	ck_assert_uint_eq(writer.size, gsm7[_i].size);
	ck_assert_int_eq(memcmp(buffer, gsm7[_i].bytes, writer.size), 0);
	ck_assert_uint_eq(septets, gsm7[_i].septets);

	chars_from_gsm7(begin(&output), buffer, writer.size, septets);
	ck_assert_str_eq(end(&output), gsm7[_i].text);
	ck_assert_uint_eq(chars_gsm7_septets(buffer, gsm7[_i].size), septets);
}
END_TEST

START_TEST(every_septet_goes_both_ways_unpacked)
{
	uint8_t septet = (uint8_t)_i;
	uint8_t back[2];
	struct wire_writer writer = wire_writer(back, sizeof(back));
	struct output output;

	if (septet == 0x1b)
		return;

	chars_from_gsm7_unpacked(begin(&output), &septet, 1);
	end(&output);
	ck_assert(chars_to_gsm7_unpacked(
		&writer, output.text, output.sink.length));
	ck_assert_uint_eq(writer.size, 1);
	ck_assert_uint_eq(back[0], septet);
}
END_TEST

START_TEST(odd_escapes_are_shown)
{
	static const uint8_t bytes[] = {
		0x1b, 'a', 0x1b, 0x1b, 0x1b, 0x3c, 0x80 | 'z', 0x1b};
	struct output output;

	chars_from_gsm7_unpacked(begin(&output), bytes, sizeof(bytes));
	ck_assert_str_eq(end(&output),
		"a "
		"[z ");
}
END_TEST

START_TEST(every_prefix_of_gsm7_is_read)
{
	size_t size = (size_t)_i;
	uint8_t *bytes = testing_copy(gsm7[3].bytes, size);
	struct output output;

	chars_from_gsm7(begin(&output), bytes, size, 1000);
	end(&output);
	ck_assert_uint_eq(output.sink.length, size * 8 / 7);
	ck_assert_uint_le(chars_gsm7_septets(bytes, size), size * 8 / 7);
	free(bytes);
}
END_TEST

START_TEST(gsm7_lacks_most_characters)
{
	uint8_t buffer[8];
	struct wire_writer writer = wire_writer(buffer, sizeof(buffer));

	ck_assert(!chars_to_gsm7(&writer, "\xe2\x82\xad", 3, NULL));
	ck_assert(!chars_to_gsm7(&writer, "\xff", 1, NULL));
	ck_assert(!chars_to_gsm7_unpacked(&writer, "\x1b", 1));
}
END_TEST

START_TEST(ucs2_goes_both_ways)
{
	static const char text[] = "A\xc3\xbc\xe2\x82\xac\xf0\x9f\x98\x80";
	static const uint8_t little[] = {
		'A', 0, 0xfc, 0, 0xac, 0x20, 0x3d, 0xd8, 0x00, 0xde};
	uint8_t buffer[sizeof(little)];
	struct wire_writer writer = wire_writer(buffer, sizeof(buffer));
	struct output output;
	bool big_endian = _i > 0;

	ck_assert(chars_to_ucs2(&writer, text, strlen(text), big_endian));
	ck_assert_uint_eq(writer.size, sizeof(little));
	for (size_t i = 0; i < sizeof(little); i++)
		ck_assert_uint_eq(buffer[i], little[big_endian ? i ^ 1 : i]);
	chars_from_ucs2(begin(&output), buffer, writer.size, big_endian);
	ck_assert_str_eq(end(&output), text);

	writer = wire_writer(buffer, sizeof(buffer));
	ck_assert(!chars_to_ucs2(&writer, "\xc3", 1, big_endian));
}
END_TEST

START_TEST(broken_ucs2_is_replaced)
{
	/* A low half alone, a high half before a letter, half a unit. */
	static const uint8_t bytes[] = {
		0x00, 0xdc, 0x00, 0xd8, 'a', 0, 0x00, 0xd8, 'b'};
	uint8_t *copy = testing_copy(bytes, sizeof(bytes));
	struct output output;

	chars_from_ucs2(begin(&output), copy, sizeof(bytes), false);
	ck_assert_str_eq(end(&output),
		"\xef\xbf\xbd\xef\xbf\xbd"
		"a\xef\xbf\xbd\xef\xbf\xbd");
	free(copy);
}
END_TEST

static const struct {
	const char *text;
	size_t size;
	uint8_t bytes[4];
} digits[] = {
	{"", 0, {0}},
	{"1", 1, {0xf1}},
	{"12", 1, {0x21}},
	{"*#abc", 3, {0xba, 0xdc, 0xfe}},
	{"894412", 3, {0x98, 0x44, 0x21}},
};

START_TEST(bcd_goes_both_ways)
{
	uint8_t buffer[4];
	struct wire_writer writer = wire_writer(buffer, digits[_i].size);
	struct output output;

	ck_assert(chars_to_bcd(
		&writer, digits[_i].text, strlen(digits[_i].text)));
	ck_assert(!writer.failed);
	ck_assert_uint_eq(writer.size, digits[_i].size);
	ck_assert_int_eq(memcmp(buffer, digits[_i].bytes, writer.size), 0);
	chars_from_bcd(begin(&output), buffer, writer.size);
	ck_assert_str_eq(end(&output), digits[_i].text);
}
END_TEST

START_TEST(bcd_ends_at_the_filler)
{
	struct output output;

	chars_from_bcd(begin(&output), (const uint8_t *)"\x21\x3f\x44", 3);
	ck_assert_str_eq(end(&output), "12");
	chars_from_bcd(begin(&output), (const uint8_t *)"\x21\xf3\x44", 3);
	ck_assert_str_eq(end(&output), "123");
}
END_TEST

START_TEST(bcd_takes_digits_only)
{
	uint8_t buffer[4];
	struct wire_writer writer = wire_writer(buffer, sizeof(buffer));

	ck_assert(!chars_to_bcd(&writer, "x", 1));
	ck_assert(!chars_to_bcd(&writer, "1x", 2));
	ck_assert(!chars_to_bcd(&writer,
		"\0"
		"1",
		2));
}
END_TEST

static const struct {
	const char *text;
	uint8_t bytes[3];
} plmns[] = {
	{"262-01", {0x62, 0xf2, 0x10}},
	{"310-410", {0x13, 0x00, 0x14}},
	{"001-01", {0x00, 0xf1, 0x10}},
};

START_TEST(plmn_goes_both_ways)
{
	uint8_t buffer[6];
	struct wire_writer writer = wire_writer(buffer, sizeof(buffer));
	char plain[8] = {0};
	struct output output;

	ck_assert(
		chars_to_plmn(&writer, plmns[_i].text, strlen(plmns[_i].text)));
	memcpy(plain, plmns[_i].text, 3);
	strcat(plain, plmns[_i].text + 4);
	ck_assert(chars_to_plmn(&writer, plain, strlen(plain)));
	ck_assert_uint_eq(writer.size, 6);
	ck_assert_mem_eq(buffer, plmns[_i].bytes, 3);
	ck_assert_mem_eq(buffer + 3, plmns[_i].bytes, 3);
	ck_assert(chars_from_plmn(begin(&output), buffer, 3));
	ck_assert_str_eq(end(&output), plmns[_i].text);
}
END_TEST

START_TEST(bad_networks_are_refused)
{
	static const char *const bad[] = {"", "2620", "26-201", "262-0123",
		"262-0x", "262--01", "-26201"};
	uint8_t buffer[6];
	struct wire_writer writer = wire_writer(buffer, sizeof(buffer));
	struct output output;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(!chars_to_plmn(&writer, bad[i], strlen(bad[i])),
			"%s", bad[i]);
	ck_assert_uint_eq(writer.size, 0);
	begin(&output);
	ck_assert(!chars_from_plmn(
		&output.sink, (const uint8_t *)"\xff\xff\xff", 3));
	ck_assert(
		!chars_from_plmn(&output.sink, (const uint8_t *)"\x62\xf2", 2));
	ck_assert(!chars_from_plmn(
		&output.sink, (const uint8_t *)"\x62\xe2\x10", 3));
	ck_assert_uint_eq(output.sink.length, 0);
}
END_TEST

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

int main(void)
{
	TCase *tests = tcase_create("chars");

	tcase_add_loop_test(tests, a_full_sink_cuts_between_characters, 0, 10);
	tcase_add_test(tests, a_large_sink_keeps_all);
	tcase_add_loop_test(tests, utf8_is_checked, 0, COUNT(utf8));
	tcase_add_test(tests, a_cut_character_is_invalid);
	tcase_add_loop_test(tests, gsm7_goes_both_ways, 0, COUNT(gsm7));
	tcase_add_loop_test(
		tests, every_septet_goes_both_ways_unpacked, 0, 128);
	tcase_add_test(tests, odd_escapes_are_shown);
	tcase_add_loop_test(tests, every_prefix_of_gsm7_is_read, 0, 8);
	tcase_add_test(tests, gsm7_lacks_most_characters);
	tcase_add_loop_test(tests, ucs2_goes_both_ways, 0, 2);
	tcase_add_test(tests, broken_ucs2_is_replaced);
	tcase_add_loop_test(tests, bcd_goes_both_ways, 0, COUNT(digits));
	tcase_add_test(tests, bcd_ends_at_the_filler);
	tcase_add_test(tests, bcd_takes_digits_only);
	tcase_add_loop_test(tests, plmn_goes_both_ways, 0, COUNT(plmns));
	tcase_add_test(tests, bad_networks_are_refused);

	return testing_run("chars", tests);
}
