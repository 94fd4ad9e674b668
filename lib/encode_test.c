/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/encode.h"

#include "lib/fields_fixture.h"
#include "lib/testing.h"

/* Answers every question with the same values, and can give up at one. */
struct answers {
	uint64_t number;
	size_t size;  /* of every string */
	size_t count; /* of every array */
	int left;     /* questions until it gives up; negative: never */
	size_t last_index;
};

static bool answer(struct answers *answers)
{
	if (answers->left == 0)
		return false;
	if (answers->left > 0)
		answers->left--;

	return true;
}

static bool give_number(
	void *owner, const struct schema_field *field, uint64_t *value)
{
	struct answers *answers = owner;

	*value = answers->number;

	return answer(answers);
}

static bool give_bytes(void *owner, const struct schema_field *field,
	const uint8_t **bytes, size_t *size)
{
	static const uint8_t text[0x10001] = "abcdefgh";
	struct answers *answers = owner;

	*bytes = text;
	*size = answers->size;

	return answer(answers);
}

static bool give_open(void *owner, const struct schema_field *field,
	size_t *count, uint8_t *sequence)
{
	struct answers *answers = owner;

	ck_assert_uint_eq(*count,
		field->type == SCHEMA_STRUCT ? field->member_count
					     : field->fixed);
	*count = answers->count;
	*sequence = 0x55;

	return answer(answers);
}

static bool give_select(
	void *owner, const struct schema_field *field, size_t index)
{
	struct answers *answers = owner;

	ck_assert(field->type == SCHEMA_ARRAY || field->type == SCHEMA_STRUCT);
	answers->last_index = index;

	return answer(answers);
}

static bool give_close(void *owner, const struct schema_field *field)
{
	return answer(owner);
}

static const struct source source = {
	.number = give_number,
	.bytes = give_bytes,
	.open = give_open,
	.select = give_select,
	.close = give_close,
};

static const struct schema_field *field_of(uint8_t id)
{
	for (size_t i = 0; i < FIXTURE_COUNT(fixture_tlvs); i++)
		if (fixture_tlvs[i].id == id)
			return &fixture_tlvs[i].field;

	return NULL;
}

static const struct {
	uint8_t id;
	struct answers answers;
	size_t size;
	uint8_t bytes[24];
} good[] = {
	{0x01, {.number = 0x1ff}, 1, {0xff}},
	{0x03, {.number = (uint64_t)-2}, 1, {0xfe}},
	{0x04, {.number = 0x1f90}, 2, {0x1f, 0x90}},
	{0x05, {.number = 0x010203}, 3, {3, 2, 1}},
	{0x07, {.number = (uint64_t)-2}, 2, {0xff, 0xfe}},
	{0x10, {.size = 2}, 2, "ab"},
	{0x10, {.size = 0}, 0, ""},
	{0x11, {.size = 2}, 3, "\2ab"},
	{0x12, {.size = 2}, 4, "\2\0ab"},
	{0x13, {.size = 2}, 4, "ab\0\0"},
	{0x13, {.size = 4}, 4, "abcd"},
	{0x14, {.number = 7, .count = 2}, 5, {2, 7, 0, 7, 0}},
	{0x15, {.number = 6, .size = 1, .count = 1}, 5, "\1\0\6\1a"},
	{0x16, {.size = 2}, 6, "\2\0\0\0ab"},
	{0x17, {.number = 7, .count = 3}, 6, {7, 0, 7, 0, 7, 0}},
	{0x18, {.number = 7, .count = 2}, 4, {2, 0x55, 7, 7}},
	{0x19, {.number = 7, .size = 1, .count = 1}, 6, "\1\0U\7\1a"},
	{0x1a, {.number = 7, .count = 2}, 4, {7, 0, 7, 0}},
	{0x1b, {.number = 7, .size = 1, .count = 1}, 8, "\7\0\1\7\1a\7\0"},
	{0x2c, {.count = 3}, 0, ""},
};

START_TEST(values_become_bytes)
{
	struct answers answers = good[_i].answers;
	size_t size = good[_i].size;
	uint8_t *buffer = malloc(size);
	struct wire_writer writer = wire_writer(buffer, size);
	const struct schema_field *where = &fixture_tlvs[0].field;

	answers.left = -1;
	ck_assert_int_eq(encode_field(&writer, field_of(good[_i].id), &source,
				 &answers, &where),
		STATUS_OK);
	ck_assert_ptr_null(where);
	ck_assert_uint_eq(writer.size, size);
	ck_assert_int_eq(memcmp(buffer, good[_i].bytes, size), 0);
	free(buffer);
}
END_TEST

START_TEST(a_small_buffer_is_no_space)
{
	for (size_t room = 0; room < good[_i].size; room++) {
		struct answers answers = good[_i].answers;
		uint8_t *buffer = malloc(room);
		struct wire_writer writer = wire_writer(buffer, room);
		const struct schema_field *where = NULL;

		answers.left = -1;
		ck_assert_int_eq(encode_field(&writer, field_of(good[_i].id),
					 &source, &answers, &where),
			STATUS_NO_SPACE);
		ck_assert_ptr_nonnull(where);
		free(buffer);
	}
}
END_TEST

/* Lets the source give up at its first, second, ... question. */
START_TEST(a_source_may_give_up_anywhere)
{
	uint8_t buffer[24];

	for (int questions = 0;; questions++) {
		struct answers answers = good[_i].answers;
		struct wire_writer writer = wire_writer(buffer, sizeof(buffer));
		const struct schema_field *where = NULL;
		enum status status;

		answers.left = questions;
		status = encode_field(&writer, field_of(good[_i].id), &source,
			&answers, &where);
		if (status == STATUS_OK)
			break;
		ck_assert_int_eq(status, STATUS_BAD_SOURCE);
		ck_assert_ptr_nonnull(where);
		ck_assert_int_lt(questions, 20);
	}
}
END_TEST

static const struct {
	uint8_t id;
	struct answers answers;
	enum status status;
} bad[] = {
	{0x11, {.size = 256}, STATUS_TOO_LONG},
	{0x12, {.size = 0x10000}, STATUS_TOO_LONG},
	{0x13, {.size = 5}, STATUS_TOO_LONG},
	{0x14, {.count = 256}, STATUS_TOO_LONG},
	{0x15, {.count = 0x10000}, STATUS_TOO_LONG},
	{0x17, {.count = 4}, STATUS_TOO_LONG},
	{0x17, {.count = 2}, STATUS_TOO_SHORT},
	{0x18, {.count = 256}, STATUS_TOO_LONG},
	{0x25, {.size = 4}, STATUS_TOO_LONG},
};

START_TEST(what_does_not_fit_is_refused)
{
	uint8_t buffer[24];
	struct wire_writer writer = wire_writer(buffer, sizeof(buffer));
	struct answers answers = bad[_i].answers;
	const struct schema_field *where = NULL;

	answers.left = -1;
	ck_assert_int_eq(encode_field(&writer, field_of(bad[_i].id), &source,
				 &answers, &where),
		bad[_i].status);
	ck_assert_ptr_eq(where, field_of(bad[_i].id));
	ck_assert_uint_eq(writer.size, 0);
}
END_TEST

START_TEST(the_innermost_field_is_blamed)
{
	uint8_t buffer[24];
	struct wire_writer writer = wire_writer(buffer, sizeof(buffer));
	struct answers answers = {.count = 1, .size = 256, .left = -1};
	const struct schema_field *where = NULL;

	ck_assert_int_eq(encode_field(&writer, field_of(0x1b), &source,
				 &answers, &where),
		STATUS_TOO_LONG);
	ck_assert_str_eq(where->name, "label");
	ck_assert_uint_eq(answers.last_index, 1);
}
END_TEST

int main(void)
{
	TCase *tests = tcase_create("encode");
	int count = FIXTURE_COUNT(good);

	tcase_add_loop_test(tests, values_become_bytes, 0, count);
	tcase_add_loop_test(tests, a_small_buffer_is_no_space, 0, count);
	tcase_add_loop_test(tests, a_source_may_give_up_anywhere, 0, count);
	tcase_add_loop_test(
		tests, what_does_not_fit_is_refused, 0, FIXTURE_COUNT(bad));
	tcase_add_test(tests, the_innermost_field_is_blamed);

	return testing_run("encode", tests);
}
