/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* redact_value.c - dummy values in the shape of others. A part of redact.h. */
#include "lib/redact.h"

#include <string.h>

enum {
	IMEI_DIGITS = 15,
	ICCID_DIGITS_MIN = 19,
	ICCID_DIGITS_MAX = 20,
	SEPTET_DIGIT = 0x31, /* "1" in the GSM alphabet */
};

/* The digits that take the place of others. */
struct digits {
	const char *prefix;
	size_t total;
	size_t next;
	bool has_check; /* the last digit makes the Luhn sum right */
};

static struct digits digits_of(const struct schema_field *field, size_t total)
{
	struct digits digits = {.prefix = "", .total = total};

	if (strstr(field->name, "imei") && total == IMEI_DIGITS) {
		digits.prefix = "35";
		digits.has_check = true;
	} else if (strstr(field->name, "iccid") && total >= ICCID_DIGITS_MIN &&
		total <= ICCID_DIGITS_MAX) {
		digits.prefix = "89";
		digits.has_check = true;
	}

	return digits;
}

static unsigned digit_at(const struct digits *digits, size_t index)
{
	if (index < strlen(digits->prefix))
		return (unsigned)(digits->prefix[index] - '0');

	return (unsigned)((index + 1) % 10);
}

static unsigned check_digit(const struct digits *digits)
{
	unsigned sum = 0;

	for (size_t i = 0; i + 1 < digits->total; i++) {
		unsigned digit = digit_at(digits, i);

		if ((digits->total - i) % 2 == 0)
			digit = digit < 5 ? 2 * digit : 2 * digit - 9;
		sum += digit;
	}

	return (10 - sum % 10) % 10;
}

static uint8_t next_digit(struct digits *digits)
{
	size_t index = digits->next++;

	if (digits->has_check && index + 1 == digits->total)
		return (uint8_t)check_digit(digits);

	return (uint8_t)digit_at(digits, index);
}

static bool is_digit(uint8_t byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_printable(uint8_t byte)
{
	return byte >= ' ' && byte < 0x7f;
}

/* A letter for a letter: one that is a hex digit stays one. */
static uint8_t mask_letter(uint8_t byte)
{
	if (byte >= 'a' && byte <= 'z')
		return byte <= 'f' ? 'a' : 'x';
	if (byte >= 'A' && byte <= 'Z')
		return byte <= 'F' ? 'A' : 'X';

	return byte >= 0x7f ? 'x' : byte;
}

static size_t count_digits(const uint8_t *bytes, size_t size)
{
	size_t count = 0;

	for (size_t i = 0; i < size; i++)
		count += is_digit(bytes[i]);

	return count;
}

/* A sentence of NMEA keeps its name and gets a valid checksum, if it had one. */
static void mask_nmea(uint8_t *bytes, size_t size)
{
	static const char hex[] = "0123456789ABCDEF";
	bool is_name = true;
	uint8_t sum = 0;

	for (size_t i = 1; i < size && bytes[i] != '*'; i++) {
		is_name = is_name && bytes[i] != ',';
		if (!is_name)
			bytes[i] = is_digit(bytes[i]) ? '0'
						      : mask_letter(bytes[i]);
		sum ^= bytes[i];
		if (i + 3 < size && bytes[i + 1] == '*') {
			bytes[i + 2] = (uint8_t)hex[sum >> 4];
			bytes[i + 3] = (uint8_t)hex[sum & 0xf];
		}
	}
}

static void mask_text(
	const struct schema_field *field, uint8_t *bytes, size_t size)
{
	struct digits digits = digits_of(field, count_digits(bytes, size));

	if (size > 3 && memcmp(bytes, "$G", 2) == 0 &&
		strstr(field->name, "nmea")) {
		mask_nmea(bytes, size);
		return;
	}
	for (size_t i = 0; i < size; i++)
		bytes[i] = is_digit(bytes[i])
			? (uint8_t)('0' + next_digit(&digits))
			: mask_letter(bytes[i]);
}

static void mask_ucs2(
	const struct schema_field *field, uint8_t *bytes, size_t size)
{
	struct digits digits = digits_of(field, 0);

	for (size_t i = 0; i + 1 < size; i += 2) {
		bool is_ascii = bytes[i + 1] == 0;

		if (is_ascii && is_digit(bytes[i]))
			bytes[i] = (uint8_t)('0' + next_digit(&digits));
		else if (is_ascii)
			bytes[i] = mask_letter(bytes[i]);
		else
			bytes[i] = 'x';
		bytes[i + 1] = 0;
	}
	redact_blob(bytes + (size & ~(size_t)1), size % 2);
}

/* As many septets as fit, each a digit. */
static void mask_gsm7(uint8_t *bytes, size_t size)
{
	for (size_t bit = 0; bit < 8 * size; bit++) {
		unsigned is_set = bit / 7 * 7 + 7 <= 8 * size &&
			(SEPTET_DIGIT >> bit % 7 & 1);
		unsigned mask = 1u << bit % 8;

		bytes[bit / 8] = (uint8_t)((bytes[bit / 8] & ~mask) |
			(is_set ? mask : 0));
	}
}

static void mask_bcd(
	const struct schema_field *field, uint8_t *bytes, size_t size)
{
	struct digits digits;
	size_t count = 0;

	for (size_t i = 0; i < size; i++)
		count += ((bytes[i] & 0xf) < 10) + (size_t)(bytes[i] >> 4 < 10);
	digits = digits_of(field, count);
	for (size_t i = 0; i < size; i++) {
		unsigned low = bytes[i] & 0xf;
		unsigned high = bytes[i] >> 4;

		if (low < 10)
			low = next_digit(&digits);
		else if (low < 0xf)
			low = 0xa;
		if (high < 10)
			high = next_digit(&digits);
		else if (high < 0xf)
			high = 0xa;
		bytes[i] = (uint8_t)(high << 4 | low);
	}
}

void redact_blob(uint8_t *bytes, size_t size)
{
	static const struct schema_field nameless = {.name = ""};
	bool is_text = true;

	for (size_t i = 0; i < size; i++)
		is_text = is_text && is_printable(bytes[i]);
	if (is_text) {
		mask_text(&nameless, bytes, size);
		return;
	}
	for (size_t i = 0; i < size; i++)
		if (bytes[i] != 0 && bytes[i] != 0xff)
			mask_bcd(&nameless, bytes + i, 1);
}

void redact_bytes(const struct schema_field *field, uint8_t *bytes, size_t size)
{
	switch ((enum schema_meaning)field->meaning) {
	case MEANING_UCS2:
		mask_ucs2(field, bytes, size);
		return;
	case MEANING_GSM7:
		mask_gsm7(bytes, size);
		return;
	case MEANING_BCD:
		mask_bcd(field, bytes, size);
		return;
	case MEANING_ASCII:
		mask_text(field, bytes, size);
		return;
	case MEANING_NONE:
	case MEANING_BOOL:
	case MEANING_ENUM:
	case MEANING_FLAGS:
	case MEANING_PLMN:
	case MEANING_IPV4:
	case MEANING_IPV6:
		break;
	}

	if (field->type == SCHEMA_STRING)
		mask_text(field, bytes, size);
	else
		redact_blob(bytes, size);
}

void redact_number(const struct schema_field *field, uint8_t *bytes)
{
	bool is_unknown = true;
	bool is_zero = true;
	uint8_t value = 1;

	for (size_t i = 0; i < field->size; i++) {
		is_unknown = is_unknown && bytes[i] == 0xff;
		is_zero = is_zero && bytes[i] == 0;
	}
	if (is_unknown || is_zero)
		return;

	/* A digit or a character that comes as a number. */
	if (field->type == SCHEMA_FLOAT)
		value = 0;
	else if (field->size <= 2 && is_printable(bytes[0]))
		value = '1';
	memset(bytes, 0, field->size);
	bytes[field->big_endian ? field->size - 1u : 0] = value;
}
