/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/redact.h"

#include "lib/testing.h"
#include <stdio.h>

/* DMS Get IDs: IMEI 490154203237518, revision 42, an unknown TLV. */
static const uint8_t ids[] = {0x01, 0x2f, 0x00, 0x80, 0x02, 0x01, 0x02, 0x01,
	0x00, 0x25, 0x00, 0x23, 0x00, 0x02, 0x04, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x11, 0x0f, 0x00, '4', '9', '0', '1', '5', '4', '2', '0', '3', '2', '3',
	'7', '5', '1', '8', 0x13, 0x02, 0x00, '4', '2', 0x99, 0x02, 0x00, '7',
	'7'};

enum {
	IMEI_AT = 23,
	IMEI_SIZE = 15,
	UNKNOWN_AT = 46,
};

/* UIM Verify PIN: session, then PIN 1 with 9876. */
static const uint8_t pin[] = {0x00, 0x01, 0x00, 0x26, 0x00, 0x0e, 0x00, 0x01,
	0x02, 0x00, 0x00, 0x00, 0x02, 0x06, 0x00, 0x01, 0x04, '9', '8', '7',
	'6'};

static unsigned luhn(const uint8_t *digits, size_t count)
{
	unsigned sum = 0;

	for (size_t i = 0; i < count; i++) {
		unsigned digit = (unsigned)(digits[i] - '0');

		if ((count - i) % 2 == 0)
			digit *= 2;
		sum += digit / 10 + digit % 10;
	}

	return sum % 10;
}

START_TEST(an_imei_keeps_its_shape)
{
	uint8_t *copy = testing_copy(ids, sizeof(ids));

	redact_frames(copy, sizeof(ids), 0);
	ck_assert_mem_ne(copy + IMEI_AT, ids + IMEI_AT, IMEI_SIZE);
	for (size_t i = 0; i < IMEI_SIZE; i++)
		ck_assert(copy[IMEI_AT + i] >= '0' && copy[IMEI_AT + i] <= '9');
	ck_assert_uint_eq(luhn(copy + IMEI_AT, IMEI_SIZE), 0);
	ck_assert_mem_eq(copy, ids, IMEI_AT);
	free(copy);
}
END_TEST

START_TEST(what_no_schema_knows_stays)
{
	uint8_t *copy = testing_copy(ids, sizeof(ids));

	redact_frames(copy, sizeof(ids), 0);
	ck_assert_mem_eq(copy + UNKNOWN_AT, ids + UNKNOWN_AT, 2);
	redact_message(0x77, copy, sizeof(ids), 0);
	ck_assert_mem_eq(copy + UNKNOWN_AT, ids + UNKNOWN_AT, 2);
	free(copy);
}
END_TEST

START_TEST(the_value_does_not_show)
{
	uint8_t *first = testing_copy(ids, sizeof(ids));
	uint8_t *second = testing_copy(ids, sizeof(ids));

	for (size_t i = 0; i < IMEI_SIZE; i++)
		second[IMEI_AT + i] = (uint8_t)('0' + i % 7);
	redact_frames(first, sizeof(ids), 0);
	redact_frames(second, sizeof(ids), 0);
	ck_assert_mem_eq(first, second, sizeof(ids));
	free(first);
	free(second);
}
END_TEST

START_TEST(a_pin_is_masked_and_its_length_is_not)
{
	uint8_t *copy = testing_copy(pin, sizeof(pin));

	redact_message(0x0b, copy, sizeof(pin), 0);
	ck_assert_mem_eq(copy, pin, sizeof(pin) - 4);
	ck_assert_mem_eq(copy + sizeof(pin) - 4, "1234", 4);
	free(copy);
}
END_TEST

START_TEST(two_frames_are_both_masked)
{
	uint8_t both[2 * sizeof(ids)];

	memcpy(both, ids, sizeof(ids));
	memcpy(both + sizeof(ids), ids, sizeof(ids));
	redact_frames(both, sizeof(both), 0);
	ck_assert_mem_eq(both, both + sizeof(ids), sizeof(ids));
	ck_assert_mem_ne(both + IMEI_AT, ids + IMEI_AT, IMEI_SIZE);
}
END_TEST

/* Whatever is cut off, no digit of the IMEI is left that is not a dummy. */
START_TEST(every_prefix_is_masked)
{
	size_t size = (size_t)_i;
	uint8_t *whole = testing_copy(ids, sizeof(ids));
	uint8_t *prefix = testing_copy(ids, size);

	memset(whole + IMEI_AT, '9', IMEI_SIZE);
	if (size > IMEI_AT)
		memset(prefix + IMEI_AT, '9',
			size < IMEI_AT + IMEI_SIZE ? size - IMEI_AT
						   : IMEI_SIZE);
	redact_frames(prefix, size, 0);
	for (size_t i = IMEI_AT; i < size && i < IMEI_AT + IMEI_SIZE; i++)
		ck_assert(prefix[i] != '9' || (i - IMEI_AT) % 10 == 8);
	free(whole);
	free(prefix);
}
END_TEST

/* A PIN whose size prefix claims more than there is. */
START_TEST(a_malformed_value_is_masked)
{
	uint8_t *copy = testing_copy(pin, sizeof(pin));

	copy[16] = 9;
	redact_message(0x0b, copy, sizeof(pin), 0);
	for (size_t i = 0; i < 4; i++)
		ck_assert_uint_ne(copy[17 + i], pin[17 + i]);
	free(copy);
}
END_TEST

/* Bytes behind the claimed end of the TLVs. */
START_TEST(a_length_that_lies_hides_nothing)
{
	uint8_t *copy = testing_copy(pin, sizeof(pin));

	copy[5] = 5;
	redact_message(0x0b, copy, sizeof(pin), 0);
	ck_assert_mem_eq(copy + sizeof(pin) - 4, "1234", 4);
	free(copy);
}
END_TEST

START_TEST(digits_in_nibbles_keep_their_end)
{
	static const struct schema_field iccid = {
		.name = "iccid",
		.type = SCHEMA_ARRAY,
		.meaning = MEANING_BCD,
	};
	uint8_t bytes[10] = {
		0x98, 0x44, 0x10, 0x32, 0x54, 0x76, 0x98, 0x10, 0x32, 0xf4};
	uint8_t digits[20];

	redact_bytes(&iccid, bytes, sizeof(bytes));
	ck_assert_uint_eq(bytes[0], 0x98);
	ck_assert_uint_eq(bytes[9] >> 4, 0xf);
	for (size_t i = 0; i < 19; i++)
		digits[i] = (uint8_t)('0' +
			(i % 2 ? bytes[i / 2] >> 4 : bytes[i / 2] & 0xf));
	ck_assert_uint_eq(luhn(digits, 19), 0);
}
END_TEST

START_TEST(letters_stay_letters)
{
	static const struct schema_field text = {
		.name = "user", .type = SCHEMA_STRING};
	uint8_t bytes[] = {'J', 'o', 'e', '-', '7', '@', 0xc3, 0xa9};

	redact_bytes(&text, bytes, sizeof(bytes));
	ck_assert_mem_eq(bytes, "Xxa-1@xx", sizeof(bytes));
}
END_TEST

START_TEST(a_position_keeps_its_checksum_right)
{
	static const struct schema_field nmea = {
		.name = "nmea_string", .type = SCHEMA_STRING};
	uint8_t bytes[] = "$GPGLL,4916.45,N*00\r\n";
	uint8_t sum = 0;
	char text[3];

	redact_bytes(&nmea, bytes, sizeof(bytes) - 1);
	ck_assert_mem_eq(bytes, "$GPGLL,0000.00,X*", 17);
	for (size_t i = 1; bytes[i] != '*'; i++)
		sum ^= bytes[i];
	snprintf(text, sizeof(text), "%02X", sum);
	ck_assert_mem_eq(bytes + 17, text, 2);
	ck_assert_mem_eq(bytes + 19, "\r\n", 2);
}
END_TEST

START_TEST(numbers_become_dummies)
{
	static const struct schema_field cell = {
		.name = "cell", .type = SCHEMA_UINT, .size = 4};
	static const struct schema_field degrees = {
		.name = "latitude", .type = SCHEMA_FLOAT, .size = 8};
	uint8_t known[] = {0x12, 0x34, 0x56, 0x78};
	uint8_t unknown[] = {0xff, 0xff, 0xff, 0xff};
	uint8_t real[] = {1, 2, 3, 4, 5, 6, 7, 0x40};

	redact_number(&cell, known);
	ck_assert_mem_eq(known, "\1\0\0\0", 4);
	redact_number(&cell, unknown);
	ck_assert_mem_eq(unknown, "\xff\xff\xff\xff", 4);
	redact_number(&degrees, real);
	ck_assert_mem_eq(real, "\0\0\0\0\0\0\0\0", 8);
}
END_TEST

START_TEST(packed_text_stays_text)
{
	static const struct schema_field ussd = {
		.name = "data", .type = SCHEMA_ARRAY, .meaning = MEANING_GSM7};
	static const struct schema_field wide = {
		.name = "data", .type = SCHEMA_ARRAY, .meaning = MEANING_UCS2};
	uint8_t packed[] = {0xc8, 0x32, 0x9b};
	uint8_t wider[] = {'5', 0, 'Z', 0, 0x10, 0x04, 0xee};

	redact_bytes(&ussd, packed, sizeof(packed));
	ck_assert_mem_eq(packed, "\xb1\x58\x0c", 3);
	redact_bytes(&wide, wider, sizeof(wider));
	ck_assert_mem_eq(wider, "1\0X\0x\0", 6);
	ck_assert_uint_ne(wider[6], 0xee);
}
END_TEST

int main(void)
{
	TCase *tests = tcase_create("redact");

	tcase_add_test(tests, an_imei_keeps_its_shape);
	tcase_add_test(tests, what_no_schema_knows_stays);
	tcase_add_test(tests, the_value_does_not_show);
	tcase_add_test(tests, a_pin_is_masked_and_its_length_is_not);
	tcase_add_test(tests, two_frames_are_both_masked);
	tcase_add_loop_test(tests, every_prefix_is_masked, 0, sizeof(ids));
	tcase_add_test(tests, a_malformed_value_is_masked);
	tcase_add_test(tests, a_length_that_lies_hides_nothing);
	tcase_add_test(tests, digits_in_nibbles_keep_their_end);
	tcase_add_test(tests, letters_stay_letters);
	tcase_add_test(tests, a_position_keeps_its_checksum_right);
	tcase_add_test(tests, numbers_become_dummies);
	tcase_add_test(tests, packed_text_stays_text);

	return testing_run("redact", tests);
}
