/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/text_value.h"

#include "lib/fields_fixture.h"
#include "lib/testing.h"

static const struct {
	const char *bytes;
	const char *text;
} strings[] = {
	{"", "\"\""},
	{"plain", "\"plain\""},
	{"a\"b\\c", "\"a\\\"b\\\\c\""},
	{"\x1b[31m\n\x7f", "\"\\x1b[31m\\x0a\\x7f\""},
	{"\xc3\xbc\xff\xc3", "\"\xc3\xbc\\xff\\xc3\""},
	{"\xc2\x9b", "\"\\xc2\\x9b\""},		 /* a C1 control */
	{"\xe2\x80\xae", "\"\\xe2\\x80\\xae\""}, /* right to left */
	{"\xe2\x80\xa8", "\"\\xe2\\x80\\xa8\""}, /* a line separator */
	{"\xf0\x9f\x98\x80", "\"\xf0\x9f\x98\x80\""},
};

START_TEST(strings_are_escaped)
{
	size_t size = strlen(strings[_i].bytes);
	uint8_t *bytes = testing_copy(strings[_i].bytes, size);
	char text[100];
	struct sink sink = sink_of(text, sizeof(text));

	text_put_quoted(&sink, bytes, size);
	sink_end(&sink);
	ck_assert_str_eq(text, strings[_i].text);
	free(bytes);
}
END_TEST

static const struct {
	uint8_t bytes[16];
	const char *text;
} addresses[] = {
	{{0}, "::"},
	{{[15] = 1}, "::1"},
	{{0xfe, 0x80, [15] = 1}, "fe80::1"},
	{{0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 3, 0, 4, 0, 5}, "1:0:2::3:4:5"},
	{{0, 1, 0, 0, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7}, "1:0:2:3:4:5:6:7"},
	{{0x20, 1, [13] = 0}, "2001::"},
	{{0, 1, [7] = 2, [13] = 3, [15] = 4}, "1::2:0:0:3:4"},
};

START_TEST(ipv6_is_short)
{
	char text[50];
	struct sink sink = sink_of(text, sizeof(text));

	text_put_ipv6(&sink, addresses[_i].bytes);
	sink_end(&sink);
	ck_assert_str_eq(text, addresses[_i].text);
}
END_TEST

static const struct {
	struct schema_field field;
	uint64_t value;
	const char *text;
} numbers[] = {
	{{.type = SCHEMA_UINT, .size = 8}, UINT64_MAX, "18446744073709551615"},
	{{.type = SCHEMA_INT, .size = 8}, (uint64_t)INT64_MIN,
		"-9223372036854775808"},
	{{.type = SCHEMA_UINT, .size = 1, .meaning = MEANING_BOOL}, 2,
		"true (2)"},
	{{.type = SCHEMA_UINT,
		 .size = 1,
		 .meaning = MEANING_ENUM,
		 .values = &fixture_modes},
		3, "3 (unknown)"},
	{{.type = SCHEMA_INT,
		 .size = 1,
		 .meaning = MEANING_ENUM,
		 .values = &fixture_modes},
		(uint64_t)-2, "other"},
	{{.type = SCHEMA_INT,
		 .size = 1,
		 .meaning = MEANING_ENUM,
		 .values = &fixture_modes},
		(uint64_t)-3, "-3 (unknown)"},
	{{.type = SCHEMA_UINT,
		 .size = 4,
		 .meaning = MEANING_FLAGS,
		 .values = &fixture_flags},
		0, "none"},
	{{.type = SCHEMA_UINT,
		 .size = 1,
		 .meaning = MEANING_FLAGS,
		 .values = &fixture_flags},
		0x84, "0x84"},
	{{.type = SCHEMA_UINT, .size = 3, .meaning = MEANING_PLMN}, 0x10f262,
		"262-01"},
	{{.type = SCHEMA_FLOAT, .size = 4}, 0x7fc00000, "nan"},
	{{.type = SCHEMA_UINT, .size = 2, .unit = "dB"}, 100, "100 dB"},
	{{.type = SCHEMA_UINT, .size = 2, .unit = "0.1 dB"}, 99, "99 x 0.1 dB"},
	{{.type = SCHEMA_INT, .size = 2, .unit = "-0.5 dB"}, 7, "7 x -0.5 dB"},
	{{.type = SCHEMA_FLOAT, .size = 8}, 0xfff0000000000000, "-inf"},
};

START_TEST(numbers_have_meanings)
{
	char text[50];
	struct sink sink = sink_of(text, sizeof(text));

	text_put_number(&sink, &numbers[_i].field, numbers[_i].value);
	sink_end(&sink);
	ck_assert_str_eq(text, numbers[_i].text);
}
END_TEST

int main(void)
{
	TCase *tests = tcase_create("text_value");

	tcase_add_loop_test(
		tests, strings_are_escaped, 0, FIXTURE_COUNT(strings));
	tcase_add_loop_test(tests, ipv6_is_short, 0, FIXTURE_COUNT(addresses));
	tcase_add_loop_test(
		tests, numbers_have_meanings, 0, FIXTURE_COUNT(numbers));

	return testing_run("text_value", tests);
}
