/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/decode.h"

#include <stdarg.h>
#include <stdio.h>

#include "fuzz/tape.h"
#include "lib/fields_fixture.h"
#include "lib/testing.h"

/* What a visitor heard, as text: "n" number, "b" bytes, "[" open, "]" close,
 * "+" extra, "." end.
 */
struct log {
	char text[4096];
	size_t length;
};

static void add(struct log *log, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	log->length += (size_t)vsnprintf(log->text + log->length,
		sizeof(log->text) - log->length, format, arguments);
	va_end(arguments);
	ck_assert_uint_lt(log->length, sizeof(log->text));
}

static void log_tlv(void *owner, const struct tlv *tlv,
	const struct schema_tlv *schema, enum status status, bool repeated)
{
	add(owner, "%02x%s%s%s ", tlv->type, schema ? "" : "?",
		status == STATUS_OK			? ""
			: status == STATUS_TLV_OVERRUNS ? "<"
							: "!",
		repeated ? "r" : "");
}

static void log_number(
	void *owner, const struct schema_field *field, uint64_t value)
{
	add(owner, "n%llx ", (unsigned long long)value);
}

static void log_bytes(void *owner, const struct schema_field *field,
	const uint8_t *bytes, size_t size)
{
	add(owner, "b%zu ", size);
}

static void log_open(void *owner, const struct schema_field *field,
	size_t count, uint8_t sequence)
{
	add(owner, "[%zu,%u ", count, sequence);
}

static void log_close(void *owner, const struct schema_field *field)
{
	add(owner, "] ");
}

static void log_extra(void *owner, const uint8_t *bytes, size_t size)
{
	add(owner, "+%zu ", size);
}

static void log_end(void *owner, const struct tlv *tlv)
{
	add(owner, ". ");
}

static const struct visitor logger = {
	.tlv = log_tlv,
	.number = log_number,
	.bytes = log_bytes,
	.open = log_open,
	.close = log_close,
	.extra = log_extra,
	.tlv_end = log_end,
};

START_TEST(every_field_is_heard_in_order)
{
	static const char expected[] =
		"01 nc8 . 03 nffffffffffffffbd . 04 n1f90 . 05 n10203 "
		". "
		"06 n102030405060708 . 07 nfffffffffffffffe . 08 "
		"n3fc00000 . "
		"09 nbfd0000000000000 . 10 b2 . 11 b3 . 12 b1 . 13 b4 "
		". "
		"14 [2,0 n1 n2 ] . 15 [2,0 [2,0 n0 b2 ] [2,0 n6 b1 ] ] "
		". "
		"16 b3 . 17 [3,0 n1 n2 n3 ] . 18 [2,9 n10 n20 ] . "
		"19 [1,7 [2,0 n1 b1 ] ] . 1a [2,0 n5 n6 ] . "
		"1b [3,0 n1234 [2,0 [2,0 n1 b0 ] [2,0 nfe b1 ] ] n4009 "
		"] . "
		"1c [3,0 b1 b0 b2 ] . 20 b3 . 21 [2,0 n1 b2 ] . 22 b6 "
		". "
		"23 b5 . 24 b3 . 25 b3 . 26 na000001 . 27 b4 . 28 b16 "
		". "
		"29 [8,0 n0 n0 n0 n0 n0 n0 n0 n1 ] . 2a n1 . 2b n6 . "
		"2c [0,0 ] . 99? . 01r nc9 . 2ar n0 +2 . 14!r . ";
	uint8_t *block = testing_copy(fixture_block, sizeof(fixture_block));
	struct log log = {.length = 0};

	ck_assert_int_eq(decode_tlvs(block, sizeof(fixture_block),
				 &fixture_body, &logger, &log),
		STATUS_OK);
	ck_assert_str_eq(log.text, expected);
	free(block);
}
END_TEST

START_TEST(without_a_body_every_tlv_is_unknown)
{
	struct log log = {.length = 0};

	decode_tlvs(fixture_block, 8, NULL, &logger, &log);
	ck_assert_str_eq(log.text, "01? . 03? . ");
}
END_TEST

START_TEST(descending_tlvs_are_known)
{
	static const uint8_t block[] = {0x2b, 1, 0, 0, 0x2a, 1, 0, 1, 0x01, 1,
		0, 5, 0x01, 1, 0, 6, 0x2b, 1, 0, 1, 0x00, 0, 0};
	struct log log = {.length = 0};

	decode_tlvs(block, sizeof(block), &fixture_body, &logger, &log);
	ck_assert_str_eq(log.text,
		"2b n0 . 2a n1 . 01 n5 . 01r n6 . 2br "
		"n1 . 00? . ");
}
END_TEST

START_TEST(a_visitor_may_be_empty)
{
	static const struct visitor nobody = {0};

	ck_assert_int_eq(decode_tlvs(fixture_block, sizeof(fixture_block),
				 &fixture_body, &nobody, NULL),
		STATUS_OK);
}
END_TEST

/* Decodes and encodes again. */
static void round_trip(const uint8_t *tlvs, size_t size)
{
	size_t room = tape_room(size);
	struct tape tape = {
		.entries = calloc(room, sizeof(struct tape_entry)),
		.room = room,
	};
	uint8_t *buffer = malloc(size);
	struct wire_writer writer = wire_writer(buffer, size);

	tape_record(&tape, tlvs, size, &fixture_body);
	ck_assert(tape_play(&tape, &writer));
	ck_assert_uint_eq(writer.size, size);
	ck_assert_int_eq(memcmp(buffer, tlvs, size), 0);
	free(buffer);
	free(tape.entries);
}

START_TEST(every_prefix_encodes_to_itself)
{
	size_t size = (size_t)_i;
	uint8_t *prefix = testing_copy(fixture_block, size);
	struct log log = {.length = 0};
	enum status status;

	status = decode_tlvs(prefix, size, &fixture_body, &logger, &log);
	if (size == sizeof(fixture_block))
		ck_assert_int_eq(status, STATUS_OK);
	ck_assert(status == STATUS_OK || strchr(log.text, '<') != NULL);
	round_trip(prefix, size);
	free(prefix);
}
END_TEST

/* Cuts the value of one TLV shorter and shorter. */
START_TEST(a_short_value_is_malformed)
{
	const struct schema_tlv *tlv = &fixture_tlvs[_i];
	struct tlv sample;
	size_t whole;

	ck_assert(tlv_find(
		fixture_block, sizeof(fixture_block), tlv->id, &sample));
	ck_assert_int_eq(
		decode_check(&tlv->field, sample.value, sample.size, &whole),
		STATUS_OK);
	ck_assert_uint_eq(whole, sample.size);

	for (size_t size = 0; size < sample.size; size++) {
		uint8_t *value = testing_copy(sample.value, size);
		size_t used = 999;
		enum status status = decode_check(
			&tlv->field, value, size, &used);

		ck_assert_uint_le(used, size);
		if (status == STATUS_OK)
			ck_assert_uint_eq(used, size);
		else
			ck_assert_int_eq(status, STATUS_VALUE_OVERRUNS);
		/* Only what goes to the end of its TLV may be shorter. */
		if (tlv->field.prefix > 0 || tlv->field.fixed > 0 ||
			tlv->field.size > 0)
			ck_assert_int_ne(status, STATUS_OK);
		free(value);
	}
}
END_TEST

START_TEST(a_huge_count_is_refused_at_once)
{
	static const struct schema_field nothing[] = {
		{.name = "nothing", .type = SCHEMA_STRUCT}};
	static const struct schema_field many = {.name = "many",
		.type = SCHEMA_ARRAY,
		.prefix = 4,
		.members = nothing};
	static const struct schema_field rest = {
		.name = "rest", .type = SCHEMA_ARRAY, .members = nothing};
	static const uint8_t bytes[] = {0xff, 0xff, 0xff, 0xff, 1, 2, 3};

	ck_assert_int_eq(decode_check(&many, bytes, sizeof(bytes), NULL),
		STATUS_VALUE_OVERRUNS);
	ck_assert_int_eq(decode_check(&rest, bytes, sizeof(bytes), NULL),
		STATUS_VALUE_OVERRUNS);
	ck_assert_int_eq(decode_check(&fixture_tlvs[14].field, bytes,
				 sizeof(bytes), NULL),
		STATUS_VALUE_OVERRUNS);
}
END_TEST

START_TEST(floats_are_made_of_their_bits)
{
	ck_assert_double_eq(
		decode_real(&fixture_tlvs[6].field, 0x3fc00000), 1.5);
	ck_assert_double_eq(
		decode_real(&fixture_tlvs[7].field, 0xbfd0000000000000), -0.25);
}
END_TEST

int main(void)
{
	TCase *tests = tcase_create("decode");

	tcase_add_test(tests, every_field_is_heard_in_order);
	tcase_add_test(tests, without_a_body_every_tlv_is_unknown);
	tcase_add_test(tests, descending_tlvs_are_known);
	tcase_add_test(tests, a_visitor_may_be_empty);
	tcase_add_loop_test(tests, every_prefix_encodes_to_itself, 0,
		sizeof(fixture_block) + 1);
	tcase_add_loop_test(tests, a_short_value_is_malformed, 0,
		FIXTURE_COUNT(fixture_tlvs));
	tcase_add_test(tests, a_huge_count_is_refused_at_once);
	tcase_add_test(tests, floats_are_made_of_their_bits);

	return testing_run("decode", tests);
}
