/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/text.h"

#include "lib/chars.h"
#include "lib/fields_fixture.h"
#include "lib/testing.h"
#include "lib/text_fields.h"

static const struct text_options line = {.detail = TEXT_LINE};
static const struct text_options fields = {.detail = TEXT_FIELDS};
static const struct text_options raw = {.detail = TEXT_RAW};
static const struct text_options redacted[] = {
	{.detail = TEXT_LINE, .redact = true},
	{.detail = TEXT_FIELDS, .redact = true},
	{.detail = TEXT_RAW, .redact = true},
};

/* Prints TLVs of the fixture's body, which no service has. */
static size_t print(char *text, size_t size, const uint8_t *tlvs,
	size_t tlvs_size, const struct text_options *options)
{
	struct message message = {.kind = MESSAGE_REQUEST};
	struct text_printer printer = {
		.sink = sink_of(text, size),
		.options = options,
		.message = &message,
		.is_long = options->detail != TEXT_LINE,
	};

	decode_tlvs(tlvs, tlvs_size, &fixture_body, &text_visitor, &printer);

	return sink_end(&printer.sink);
}

START_TEST(a_line_shows_every_field)
{
	static const char expected[] =
		": byte=200, level=-67 dBm, port=8080, odd=66051, "
		"long=72623859790382856, backwards=-2, single=1.5, "
		"double=-0.25, rest=\"hi\", short=\"a\\\"b\", "
		"wide=\"\\x0a\", "
		"padded=\"ok\", words=[1, 2], pairs=[{mode=online, "
		"label=\"on\"}, {mode=persistent, label=\"p\"}], "
		"blob=[aa bb cc], three=[1, 2, 3], "
		"pieces=sequence 9 [16, 32], parts=sequence 7 "
		"[{mode=low_power, label=\"x\"}], tail=[5, 6], "
		"deep={first=4660, pairs=[{mode=low_power, "
		"label=\"\"}, "
		"{mode=other, label=\"z\"}], flags=gsm|lte|0x4000}, "
		"names=[\"a\", \"\", \"bc\"], imei=\"353\", "
		"card={slot=1, number=\"49\"}, "
		"ucs2=\"G\xc3\xbc\xef\xbf\xbd\", "
		"gsm7=\"hello\", digits=\"89441\", plmn=262-01, "
		"address=10.0.0.1, gateway=10.0.0.254, "
		"ipv6=2001:db8::1, "
		"dns=::1, roaming=true, mode=persistent, zero={}, "
		"0x99=[de ad], byte (repeated)=201, roaming "
		"(repeated)=false "
		"and 2 extra bytes [ee ff], words (repeated) malformed "
		"at "
		"byte 283 (a field runs past the end of its TLV after "
		"1 "
		"byte)=[02 01]";
	char text[2000];

	print(text, sizeof(text), fixture_block, sizeof(fixture_block), &line);
	ck_assert_str_eq(text, expected);
}
END_TEST

START_TEST(fields_have_lines)
{
	static const uint8_t tlvs[] = {0x03, 1, 0, 0xbd, 0x14, 5, 0, 2, 1, 0, 2,
		0, 0x19, 6, 0, 1, 0, 7, 1, 1, 'x', 0x1b, 10, 0, 0x34, 0x12, 2,
		1, 0, 0, 1, 'z', 0x09, 0x40, 0x29, 16, 0, 0x20, 1, 0xd, 0xb8, 0,
		0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0x99, 2, 0, 0xde, 0xad, 0x03,
		3, 0, 1, 2, 3, 0x04, 1, 0, 9, 0x01, 9, 0, 7};
	static const char expected[] =
		"\n  0x03 level: -67 dBm"
		"\n  0x14 words: [1, 2]"
		"\n  0x19 parts: sequence 7"
		"\n    [0]:"
		"\n      mode: low_power"
		"\n      label: \"x\""
		"\n  0x1b deep:"
		"\n    first: 4660"
		"\n    pairs:"
		"\n      [0]:"
		"\n        mode: low_power"
		"\n        label: \"\""
		"\n      [1]:"
		"\n        mode: online"
		"\n        label: \"z\""
		"\n    flags: gsm|lte|0x4000"
		"\n  0x29 dns: 2001:db8::2"
		"\n  0x99 unknown: [de ad]"
		"\n  0x03 level (repeated): 1 dBm"
		"\n    and 2 extra bytes [02 03]"
		"\n  0x04 port malformed at byte 64 (a field "
		"runs past the end"
		" of its TLV after 0 bytes): [09]"
		"\n  0x01 byte malformed at byte 68 (a TLV "
		"runs past the end of"
		" the message): [07]";
	char text[2000];

	print(text, sizeof(text), tlvs, sizeof(tlvs), &fields);
	ck_assert_str_eq(text, expected);
}
END_TEST

START_TEST(raw_adds_all_bytes)
{
	uint8_t tlvs[64] = {0x01, 1, 0, 200, 0x99, 34, 0, 0xab};
	static const char expected[] = "\n  0x01 byte, 1 byte: 200"
				       "\n    | c8"
				       "\n  0x99 unknown, 34 bytes"
				       "\n    | ab 00 00 00 00 00 00 00 00 00 "
				       "00 00 00 00 00 00"
				       " 00 00 00 00 00 00 00 00 00 00 00 00 "
				       "00 00 00 00"
				       "\n    | 00 cd"
				       "\n  0x04 port, 1 byte malformed at "
				       "byte 41 (a field runs past"
				       " the end of its TLV after 0 bytes)"
				       "\n    | 09";
	char text[2000];

	tlvs[40] = 0xcd;
	memcpy(tlvs + 41, "\x04\1\0\x09", 4);
	print(text, sizeof(text), tlvs, 45, &raw);
	ck_assert_str_eq(text, expected);
}
END_TEST

START_TEST(a_line_cuts_long_blobs)
{
	uint8_t tlvs[43] = {0x99, 40, 0};
	char text[400];

	print(text, sizeof(text), tlvs, sizeof(tlvs), &line);
	ck_assert_ptr_nonnull(strstr(text, "00 00 ... 40 bytes]"));
	ck_assert_uint_lt(strlen(text), 130);
	print(text, sizeof(text), tlvs, sizeof(tlvs), &fields);
	ck_assert_ptr_null(strstr(text, "..."));
}
END_TEST

START_TEST(nothing_personal_is_shown)
{
	static const uint8_t tlvs[] = {0x20, 3, 0, '3', '5', '3', 0x21, 6, 0, 1,
		2, '4', '9', '7', '7', /* with extra bytes */
		0x21, 3, 0, 1, 9, '6', /* malformed */
		0x20, 9, 0, '8'};      /* cut */
	static const char *const secrets[] = {
		"353", "33 35", "49", "34 39", "37", "77", "36", "38", "8\""};
	char text[2000];

	print(text, sizeof(text), tlvs, sizeof(tlvs), &redacted[_i]);
	for (size_t i = 0; i < FIXTURE_COUNT(secrets); i++)
		ck_assert_msg(strstr(text, secrets[i]) == NULL, "%s in %s",
			secrets[i], text);
	ck_assert_ptr_nonnull(strstr(text, "***"));
	ck_assert_ptr_nonnull(strstr(text, _i == 0 ? "slot=1" : "slot: 1"));

	print(text, sizeof(text), tlvs, sizeof(tlvs), &line);
	ck_assert_ptr_nonnull(strstr(text, "imei=\"353\""));
}
END_TEST

START_TEST(a_personal_struct_hides_its_members)
{
	static const struct schema_field secret = {.name = "secre"
							   "t",
		.type = SCHEMA_ARRAY,
		.prefix = 1,
		.personal = true,
		.members = fixture_pair};
	static const struct schema_tlv tlv = {.id = 1, .field = secret};
	static const struct schema_body body = {&tlv, 1};
	static const uint8_t tlvs[] = {1, 4, 0, 1, 0, 1, 'x'};
	struct message message = {.kind = MESSAGE_REQUEST};
	char text[100];
	struct text_printer printer = {
		.sink = sink_of(text, sizeof(text)),
		.options = &redacted[0],
		.message = &message,
	};

	decode_tlvs(tlvs, sizeof(tlvs), &body, &text_visitor, &printer);
	sink_end(&printer.sink);
	ck_assert_str_eq(text, ": secret=***");
}
END_TEST

START_TEST(every_prefix_prints)
{
	size_t size = (size_t)_i;
	uint8_t *prefix = testing_copy(fixture_block, size);
	char text[4000];

	ck_assert_uint_lt(
		print(text, sizeof(text), prefix, size, &line), sizeof(text));
	ck_assert_uint_lt(
		print(text, sizeof(text), prefix, size, &raw), sizeof(text));
	free(prefix);
}
END_TEST

static const uint8_t get_ids[] = {
	0x02,
	0x01,
	0x00,
	0x25,
	0x00,
	0x19,
	0x00,
	0x02,
	0x04,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x10,
	0x01,
	0x00,
	'0',
	0x11,
	0x04,
	0x00,
	'3',
	'5',
	'3',
	'5',
	0x77,
	0x04,
	0x00,
	1,
	2,
	3,
	4,
};

START_TEST(a_message_has_name_kind_and_result)
{
	struct message message;
	char text[500];

	ck_assert_int_eq(
		message_decode(2, 5, get_ids, sizeof(get_ids), &message),
		STATUS_OK);
	text_message(text, sizeof(text), &message, &line);
	ck_assert_str_eq(text,
		"DMS Get IDs response: success, esn=\"0\", imei=\"3535\", "
		"0x77=[01 02 03 04]");
	text_message(text, sizeof(text), &message, &redacted[0]);
	ck_assert_ptr_nonnull(strstr(text, "imei=***"));
	text_message(text, sizeof(text), &message, &fields);
	ck_assert_str_eq(text,
		"DMS Get IDs response"
		"\n  service 0x02, client 5, transaction 1, message 0x0025, "
		"25 bytes of TLVs"
		"\n  0x02 result: success"
		"\n  0x10 esn: \"0\""
		"\n  0x11 imei: \"3535\""
		"\n  0x77 unknown: [01 02 03 04]");
}
END_TEST

START_TEST(a_small_buffer_cuts_the_text)
{
	struct message message;
	char whole[500];
	size_t size = (size_t)_i;
	char *text = malloc(size);
	size_t length;

	message_decode(2, 5, get_ids, sizeof(get_ids), &message);
	length = text_message(whole, sizeof(whole), &message, &raw);
	ck_assert_uint_eq(length, strlen(whole));
	ck_assert_uint_eq(text_message(text, size, &message, &raw), length);
	if (size > 0) {
		ck_assert_uint_eq(
			strlen(text), size - 1 < length ? size - 1 : length);
		ck_assert_int_eq(strncmp(text, whole, strlen(text)), 0);
	}
	free(text);
}
END_TEST

static const struct {
	uint8_t value[6];
	size_t size;
	const char *text;
} results[] = {
	{{0, 0, 0, 0}, 4, ": success"},
	{{1, 0, 26, 0}, 4, ": error NoEffect (26)"},
	{{1, 0, 0x39, 0x30}, 4, ": error 12345"},
	{{0, 0, 26, 0}, 4, ": success with error NoEffect (26)"},
	{{7, 0, 26, 0}, 4, ": error NoEffect (26) with status 7"},
	{{0, 0, 0}, 3, ": 0x02=[00 00 00]"},
	{{0, 0, 0, 0, 9}, 5, ": 0x02=[00 00 00 00 09]"},
};

START_TEST(results_are_words)
{
	uint8_t bytes[16] = {2, 1, 0, 0x25, 0, 0, 0, 0x02, 0, 0};
	size_t size = results[_i].size;
	struct message message;
	char text[200];

	bytes[5] = (uint8_t)(3 + size);
	bytes[8] = (uint8_t)size;
	memcpy(bytes + 10, results[_i].value, size);
	message_decode(2, 5, bytes, 10 + size, &message);
	text_message(text, sizeof(text), &message, &line);
	ck_assert_str_eq(
		text + strlen("DMS Get IDs response"), results[_i].text);
}
END_TEST

static const struct {
	uint16_t service;
	uint16_t id;
	const char *name;
} names[] = {
	{2, 0x25, "DMS Get IDs"},
	{2, 0xeeee, "DMS 0xeeee"},
	{0xc9, 0x1234, "service 0xc9 message 0x1234"},
	{0x1c9, 0x12, "service 0x01c9 message 0x0012"},
};

START_TEST(unknown_messages_have_numbers)
{
	struct message message = {
		.service = names[_i].service, .id = names[_i].id};
	char text[100];

	ck_assert_uint_eq(text_name(text, sizeof(text), &message, 0),
		strlen(names[_i].name));
	ck_assert_str_eq(text, names[_i].name);
}
END_TEST

/* Whatever the bytes, the text is printable. */
START_TEST(every_byte_is_printable)
{
	uint8_t tlvs[] = {0x10, 3, 0, (uint8_t)_i, (uint8_t)(_i + 1), 0x80,
		0x22, 3, 0, (uint8_t)_i, (uint8_t)(_i * 7), 0xd8, 0x23, 2, 0,
		(uint8_t)_i, (uint8_t)(_i * 3), 0x24, 2, 0, 1, (uint8_t)_i};
	char text[300];
	size_t length = print(text, sizeof(text), tlvs, sizeof(tlvs), &line);
	size_t used;

	for (size_t i = 0; i < length; i += used) {
		uint32_t character = chars_utf8_next(
			(const uint8_t *)text + i, length - i, &used);

		ck_assert_uint_ne(character, CHARS_INVALID);
		ck_assert_uint_ge(character, ' ');
		ck_assert(character < 0x7f || character >= 0xa0);
	}
}
END_TEST

START_TEST(long_ucs2_is_not_torn)
{
	uint8_t tlvs[3 + 2 + 40 * 4] = {0x22, 2 + 160, 0, 'x', 0};
	char text[400];
	size_t emoji = 0;

	for (size_t i = 0; i < 40; i++)
		memcpy(tlvs + 5 + 4 * i, "\x3d\xd8\x00\xde", 4);
	print(text, sizeof(text), tlvs, sizeof(tlvs), &line);
	for (const char *at = text; (at = strstr(at, "\xf0\x9f\x98\x80")); at++)
		emoji++;
	ck_assert_uint_eq(emoji, 40);
}
END_TEST

int main(void)
{
	TCase *tests = tcase_create("text");

	tcase_add_test(tests, a_line_shows_every_field);
	tcase_add_test(tests, fields_have_lines);
	tcase_add_test(tests, raw_adds_all_bytes);
	tcase_add_test(tests, a_line_cuts_long_blobs);
	tcase_add_loop_test(tests, nothing_personal_is_shown, 0, 3);
	tcase_add_test(tests, a_personal_struct_hides_its_members);
	tcase_add_loop_test(
		tests, every_prefix_prints, 0, sizeof(fixture_block) + 1);
	tcase_add_test(tests, a_message_has_name_kind_and_result);
	tcase_add_loop_test(tests, a_small_buffer_cuts_the_text, 0, 300);
	tcase_add_loop_test(
		tests, results_are_words, 0, FIXTURE_COUNT(results));
	tcase_add_loop_test(
		tests, unknown_messages_have_numbers, 0, FIXTURE_COUNT(names));
	tcase_add_loop_test(tests, every_byte_is_printable, 0, 256);
	tcase_add_test(tests, long_ucs2_is_not_torn);

	return testing_run("text", tests);
}
