/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/log_read.h"

#include <stdio.h>

#include "lib/testing.h"
#include "sim/log_value.h"

/* What libqmi prints of a request that changes a PIN, but for the names. */
static const char change[] =
	"[23 Nov 2026, 01:10:25] [Debug] sent message...\n"
	"<<<<<< RAW:\n"
	"<<<<<<   length = 28\n"
	"<<<<<<   data   = 01:1B:00:00:02:01:00:07:00:2A:00:0F...\n"
	"\n"
	"[23 Nov 2026, 01:10:25] [Debug] sent generic request (translated)...\n"
	"<<<<<< QMUX:\n"
	"<<<<<<   length  = 27\n"
	"<<<<<<   flags   = 0x00\n"
	"<<<<<<   service = \"dms\"\n"
	"<<<<<<   client  = 1\n"
	"<<<<<< QMI:\n"
	"<<<<<<   flags       = \"none\"\n"
	"<<<<<<   transaction = 7\n"
	"<<<<<<   tlv_length  = 15\n"
	"<<<<<<   message     = \"UIM Change PIN\" (0x002A)\n"
	"<<<<<< TLV:\n"
	"<<<<<<   type       = \"Info\" (0x01)\n"
	"<<<<<<   length     = 12\n"
	"<<<<<<   value      = ###...\n"
	"<<<<<<   translated = [ pin_id = 'pin' old_pin = ''###' ' "
	"new_pin = ''###' ' ]\n"
	"\n";

static const uint8_t changed[] = {0x01, 0x1b, 0, 0, 2, 1, 0, 7, 0, 0x2a, 0, 15,
	0, 0x01, 12, 0, 1, 4, '1', '2', '3', '4', 5, '1', '2', '3', '4', '5'};

/* What has been heard. */
struct heard {
	size_t count;
	size_t size;
	uint8_t bytes[512];
	char made_up[128];
	char problem[256];
	bool is_rebuilt;
};

static void hear(void *owner, const struct log_message *message)
{
	struct heard *heard = owner;

	heard->count++;
	heard->size = message->size;
	heard->is_rebuilt = message->is_rebuilt;
	ck_assert_uint_le(message->size, sizeof(heard->bytes));
	if (message->size > 0)
		memcpy(heard->bytes, message->bytes, message->size);
	snprintf(
		heard->made_up, sizeof(heard->made_up), "%s", message->made_up);
	snprintf(heard->problem, sizeof(heard->problem), "%s",
		message->problem ? message->problem : "");
}

/* Reads a log of which each line lies in a buffer of exactly its size. */
static struct heard read_log(const char *text, size_t size)
{
	struct heard heard = {0};
	struct log_reader *reader = log_reader_new(0, hear, &heard);

	while (size > 0) {
		const char *end = memchr(text, '\n', size);
		size_t length = end ? (size_t)(end - text) : size;
		uint8_t *line = testing_copy(text, length);

		log_read_line(reader, (const char *)line, length);
		free(line);
		length += end != NULL;
		text += length;
		size -= length;
	}
	log_read_end(reader);
	log_reader_free(reader);

	return heard;
}

START_TEST(a_cut_message_is_rebuilt)
{
	struct heard heard = read_log(change, sizeof(change) - 1);

	ck_assert_uint_eq(heard.count, 1);
	ck_assert(heard.is_rebuilt);
	ck_assert_str_eq(heard.problem, "");
	ck_assert_str_eq(heard.made_up, "old_pin, new_pin");
	ck_assert_uint_eq(heard.size, sizeof(changed));
	/* Four and five digits, or five and four: the log does not say. */
	ck_assert_mem_eq(heard.bytes, changed, 17);
}
END_TEST

START_TEST(whole_bytes_are_taken_once)
{
	static const char log[] =
		"Nov 23 01:10:25 host ModemManager[77]: [/dev/cdc-wdm0] sent\n"
		"<<<<<< RAW:\n"
		"<<<<<<   length = 13\n"
		"<<<<<<   data   = 01:0C:00:00:02:01:00:01:00:25:00:00:00\n"
		"\n"
		"<<<<<< QMUX:\n<<<<<<   length  = 12\n"
		"<<<<<<   service = \"dms\"\n<<<<<< QMI:\n"
		"<<<<<<   message     = \"Get IDs\" (0x0025)\n\n";
	struct heard heard = read_log(log, sizeof(log) - 1);

	ck_assert_uint_eq(heard.count, 1);
	ck_assert(!heard.is_rebuilt);
	ck_assert_uint_eq(heard.size, 13);
}
END_TEST

START_TEST(lines_behind_a_prefix_count_too)
{
	static const char log[] =
		"Nov 23 01:10:25 h ModemManager[77]: <debug> >>>>>> RAW:\r\n"
		"Nov 23 01:10:25 h ModemManager[77]: >>>>>>   length = 13\r\n"
		"Nov 23 01:10:25 h ModemManager[77]: >>>>>>   data   = "
		"01:0C:00:00:02:01:00:01:00:25:00:00:00\r\n";
	struct heard heard = read_log(log, sizeof(log) - 1);

	ck_assert_uint_eq(heard.count, 1);
	ck_assert_uint_eq(heard.size, 13);
}
END_TEST

START_TEST(frames_in_lines_are_found)
{
	static const char log[] =
		"Send packet: 01 0c 00 00 02 01 00 01 00 25 00 00 00\n"
		"nothing: 01 02 03\n"
		"data 010c000002010001002500 0000\n";
	struct heard heard = read_log(log, sizeof(log) - 1);

	ck_assert_uint_eq(heard.count, 2);
	ck_assert_uint_eq(heard.size, 13);
	ck_assert(!heard.is_rebuilt);
}
END_TEST

START_TEST(a_line_between_does_no_harm)
{
	static const char line[] =
		"dump: 01 0c 00 00 02 01 00 01 00 25 00 00 00\n";
	char log[sizeof(change) + sizeof(line)];
	size_t at = (size_t)(strstr(change, "\n\n") - change) + 2;
	struct heard heard;

	snprintf(log, sizeof(log), "%.*s%s%s", (int)at, change, line,
		change + at);
	heard = read_log(log, strlen(log));
	ck_assert_uint_eq(heard.count, 1);
	ck_assert_uint_eq(heard.size, sizeof(changed));
}
END_TEST

START_TEST(what_is_lost_is_told)
{
	static const char log[] =
		"<<<<<< RAW:\n<<<<<<   length = 64\n"
		"<<<<<<   data   = 01:3F:00:80:02:01:02:01:00:25:00:33...\n";
	struct heard heard = read_log(log, sizeof(log) - 1);

	ck_assert_uint_eq(heard.count, 1);
	ck_assert_uint_eq(heard.size, 0);
	ck_assert_str_eq(
		heard.problem, "the log shows only a part of its bytes");
}
END_TEST

/* Whatever is cut off, at most one message comes, and never a wrong one. */
START_TEST(every_prefix_is_read)
{
	for (size_t size = 0; size < sizeof(change); size++) {
		struct heard heard = read_log(change, size);

		ck_assert_uint_le(heard.count, 1);
		if (heard.count == 1 && heard.problem[0] == '\0')
			ck_assert_uint_eq(heard.size, sizeof(changed));
	}
}
END_TEST

static const struct schema_value modes[] = {{0, "is_off"}, {2, "is_on"}};
static const struct schema_values mode_values = {"mode", modes, 2};
static const struct schema_field number = {
	.name = "", .type = SCHEMA_UINT, .size = 1};
static const struct schema_field members[] = {
	{.name = "mode",
		.type = SCHEMA_UINT,
		.size = 1,
		.meaning = MEANING_ENUM,
		.values = &mode_values},
	{.name = "name", .type = SCHEMA_STRING, .prefix = 1},
	{.name = "list",
		.type = SCHEMA_ARRAY,
		.prefix = 2,
		.member_count = 1,
		.members = &number},
	{.name = "level", .type = SCHEMA_INT, .size = 2, .big_endian = true},
};
static const struct schema_field group = {
	.name = "group",
	.type = SCHEMA_STRUCT,
	.member_count = 4,
	.members = members,
};
static const char words[] = "[ mode = 'is-on' name = 'it's me' list = "
			    "'{ [0] = '7 ' [1] = '8 '}' level = '-2' ]";
static const uint8_t meant[] = {
	2, 7, 'i', 't', '\'', 's', ' ', 'm', 'e', 2, 0, 7, 8, 0xff, 0xfe};

static bool write_value(
	const char *text, size_t size, uint8_t *bytes, const char **problem)
{
	struct wire_writer writer = wire_writer(bytes, sizeof(meant));
	char names[64];
	struct sink made_up = sink_of(names, sizeof(names));
	struct log_value value = {
		.field = &group,
		.text = text,
		.text_size = size,
		.size = sizeof(meant),
	};
	bool is_good = log_value_write(&value, &writer, &made_up);

	*problem = value.problem;

	return is_good;
}

START_TEST(words_become_bytes)
{
	uint8_t bytes[sizeof(meant)];
	const char *problem;

	ck_assert(write_value(words, sizeof(words) - 1, bytes, &problem));
	ck_assert_mem_eq(bytes, meant, sizeof(meant));
}
END_TEST

START_TEST(no_prefix_of_words_is_enough)
{
	uint8_t bytes[sizeof(meant)];
	const char *problem;

	for (size_t size = 0; size < sizeof(words) - 1; size++) {
		uint8_t *copy = testing_copy(words, size);

		ck_assert(!write_value(
			(const char *)copy, size, bytes, &problem));
		ck_assert_ptr_nonnull(problem);
		free(copy);
	}
}
END_TEST

int main(void)
{
	TCase *tests = tcase_create("log_read");

	tcase_add_test(tests, a_cut_message_is_rebuilt);
	tcase_add_test(tests, whole_bytes_are_taken_once);
	tcase_add_test(tests, lines_behind_a_prefix_count_too);
	tcase_add_test(tests, frames_in_lines_are_found);
	tcase_add_test(tests, a_line_between_does_no_harm);
	tcase_add_test(tests, what_is_lost_is_told);
	tcase_add_test(tests, every_prefix_is_read);
	tcase_add_test(tests, words_become_bytes);
	tcase_add_test(tests, no_prefix_of_words_is_enough);

	return testing_run("log_read", tests);
}
