/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* schema_signature_test.c - fields made by hand, and what is said of them. */
#include "lib/schema.h"

#include "lib/testing.h"

static const struct schema_field u8 = {
	.name = "a", .type = SCHEMA_UINT, .size = 1};
static const struct schema_field u24_be = {
	.name = "b", .type = SCHEMA_UINT, .size = 3, .big_endian = true};
static const struct schema_field i64 = {
	.name = "c", .type = SCHEMA_INT, .size = 8};
static const struct schema_field f32 = {
	.name = "d", .type = SCHEMA_FLOAT, .size = 4};
static const struct schema_field string = {.name = "e", .type = SCHEMA_STRING};
static const struct schema_field string16 = {
	.name = "f", .type = SCHEMA_STRING, .prefix = 2};
static const struct schema_field string_6 = {
	.name = "g", .type = SCHEMA_STRING, .fixed = 6};
static const struct schema_field bytes32 = {.name = "h",
	.type = SCHEMA_ARRAY,
	.prefix = 4,
	.member_count = 1,
	.members = &u8};
static const struct schema_field text = {.name = "i",
	.type = SCHEMA_ARRAY,
	.meaning = MEANING_UCS2,
	.member_count = 1,
	.members = &u8};
static const struct schema_field pair_members[] = {
	{.name = "x", .type = SCHEMA_UINT, .size = 2},
	{.name = "y", .type = SCHEMA_STRING, .prefix = 1}};
static const struct schema_field pair = {.name = "j",
	.type = SCHEMA_STRUCT,
	.member_count = 2,
	.members = pair_members};
static const struct schema_field single = {
	.name = "k", .type = SCHEMA_STRUCT, .member_count = 1, .members = &u8};
static const struct schema_field nested_members[] = {
	{.name = "p",
		.type = SCHEMA_STRUCT,
		.member_count = 2,
		.members = pair_members},
	{.name = "q", .type = SCHEMA_UINT, .size = 4}};
static const struct schema_field nested = {.name = "l",
	.type = SCHEMA_STRUCT,
	.member_count = 2,
	.members = nested_members};
static const struct schema_field pairs = {.name = "m",
	.type = SCHEMA_ARRAY,
	.prefix = 2,
	.sequence = true,
	.member_count = 1,
	.members = &pair};
static const struct schema_field three = {.name = "n",
	.type = SCHEMA_ARRAY,
	.fixed = 3,
	.member_count = 1,
	.members = &single};
static const struct schema_field wrapped = {.name = "o",
	.type = SCHEMA_STRUCT,
	.member_count = 1,
	.members = &nested};

static const struct {
	const struct schema_field *field;
	const char *signature;
} signatures[] = {
	{&u8, "u8"},
	{&u24_be, "u24be"},
	{&i64, "i64"},
	{&f32, "f32"},
	{&string, "str"},
	{&string16, "str16"},
	{&string_6, "str[6]"},
	{&bytes32, "arr32(u8)"},
	{&text, "arr(u8)"},
	{&pair, "{u16,str8}"},
	{&single, "u8"},
	{&nested, "{u16,str8,u32}"},
	{&pairs, "arr16~u8({u16,str8})"},
	{&three, "arr[3](u8)"},
	{&wrapped, "{u16,str8,u32}"},
};

START_TEST(a_signature_says_what_the_bytes_look_like)
{
	const char *wanted = signatures[_i].signature;
	char buffer[64];

	ck_assert_uint_eq(schema_signature(signatures[_i].field, true, buffer,
				  sizeof(buffer)),
		strlen(wanted));
	ck_assert_str_eq(buffer, wanted);
}
END_TEST

START_TEST(a_struct_that_is_a_member_is_flat)
{
	char buffer[64];

	schema_signature(&nested, false, buffer, sizeof(buffer));
	ck_assert_str_eq(buffer, "u16,str8,u32");
}
END_TEST

/* `_i` is the size of the buffer. */
START_TEST(a_signature_is_cut_to_fit)
{
	const char *whole = "arr16~u8({u16,str8})";
	size_t size = (size_t)_i;
	char *buffer = malloc(size);

	ck_assert_uint_eq(
		schema_signature(&pairs, true, buffer, size), strlen(whole));
	if (size > 0) {
		ck_assert_uint_eq(strlen(buffer),
			size - 1 < strlen(whole) ? size - 1 : strlen(whole));
		ck_assert_int_eq(strncmp(buffer, whole, size - 1), 0);
	}
	free(buffer);
}
END_TEST

START_TEST(bytes_are_arrays_of_plain_u8)
{
	static const struct schema_field flag = {.name = "",
		.type = SCHEMA_UINT,
		.size = 1,
		.meaning = MEANING_BOOL};
	struct schema_field flags = bytes32;
	struct schema_field words = bytes32;

	flags.members = &flag;
	words.members = &pair_members[0];
	ck_assert(!schema_is_bytes(&words));
	ck_assert(schema_is_bytes(&bytes32));
	ck_assert(schema_is_bytes(&text));
	ck_assert(!schema_is_bytes(&flags));
	ck_assert(!schema_is_bytes(&pairs));
	ck_assert(!schema_is_bytes(&three));
	ck_assert(!schema_is_bytes(&u8));
	ck_assert(!schema_is_bytes(&string));
	ck_assert(!schema_is_bytes(&single));
}
END_TEST

int main(void)
{
	TCase *tests = tcase_create("schema signature");

	tcase_add_loop_test(tests, a_signature_says_what_the_bytes_look_like, 0,
		sizeof(signatures) / sizeof(signatures[0]));
	tcase_add_test(tests, a_struct_that_is_a_member_is_flat);
	tcase_add_loop_test(tests, a_signature_is_cut_to_fit, 0, 24);
	tcase_add_test(tests, bytes_are_arrays_of_plain_u8);

	return testing_run("schema signature", tests);
}
