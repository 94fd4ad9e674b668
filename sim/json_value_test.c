/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/json_value.h"

#include "lib/testing.h"
#include "sim/hex.h"

/* A 64-bit number that a double cannot hold. */
START_TEST(numbers_of_64_bits_are_exact)
{
	static const struct schema_field field = {
		.name = "big", .type = SCHEMA_UINT, .size = 8};
	static const uint64_t numbers[] = {
		0, 1, 0x7fffffffffffffff, 0x8000000000000000, UINT64_MAX};

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		struct json_object *json = json_value_from_number(
			&field, numbers[i]);
		struct json_object *again = json_tokener_parse(
			json_object_to_json_string(json));
		struct json_why why = {""};
		uint64_t value = 5;

		ck_assert(json_value_to_number(again, &field, &value, &why));
		ck_assert_uint_eq(value, numbers[i]);
		json_object_put(json);
		json_object_put(again);
	}
}
END_TEST

static void expect_text(const struct schema_field *field, const void *bytes,
	size_t size, const char *expected)
{
	struct json_object *json = json_value_from_bytes(field, bytes, size);

	ck_assert_str_eq(
		json_object_to_json_string_ext(json, JSON_C_TO_STRING_PLAIN),
		expected);
	json_object_put(json);
}

/* Text stays text only where it leads back to the same bytes. */
START_TEST(text_leads_back_to_its_bytes)
{
	static const struct schema_field ucs2 = {
		.type = SCHEMA_STRING, .meaning = MEANING_UCS2};
	static const struct schema_field bcd = {
		.type = SCHEMA_STRING, .meaning = MEANING_BCD};
	static const struct schema_field plain = {.type = SCHEMA_STRING};

	expect_text(&ucs2, "A\0", 2, "\"A\"");
	expect_text(&ucs2, "\0\xd8", 2, "{\"hex\":\"00d8\"}");
	expect_text(&bcd, "\x21\xf3", 2, "\"123\"");
	expect_text(&bcd, "\x2f\xf3", 2, "{\"hex\":\"2ff3\"}");
	expect_text(&plain, "a\"b", 3, "\"a\\\"b\"");
	expect_text(&plain, "a\xff", 2, "{\"hex\":\"61ff\"}");
}
END_TEST

/* Every kind of separator, and what is refused. */
START_TEST(separators_of_hex_do_not_matter)
{
	static const char *const good[] = {"01:0c:00", "010c00", "0x01, 0xC, 0",
		"01 0c 0x00", "\\x01\\x0c\\x00", "0x010c00", "1;c;0"};
	static const char *const bad[] = {
		"010", "01:0g", "0x1x2", "01:0c:00:1"};
	uint8_t bytes[3];
	size_t size;

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		ck_assert_ptr_null(hex_parse(
			good[i], strlen(good[i]), bytes, sizeof(bytes), &size));
		ck_assert_uint_eq(size, 3);
		ck_assert_int_eq(memcmp(bytes, "\x01\x0c\x00", 3), 0);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_ptr_nonnull(hex_parse(
			bad[i], strlen(bad[i]), bytes, sizeof(bytes), &size));
}
END_TEST

int main(void)
{
	TCase *tests = tcase_create("json_value");

	tcase_add_test(tests, numbers_of_64_bits_are_exact);
	tcase_add_test(tests, text_leads_back_to_its_bytes);
	tcase_add_test(tests, separators_of_hex_do_not_matter);

	return testing_run("json_value", tests);
}
