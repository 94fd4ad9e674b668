/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* session_test.c - bytes in, bytes out: framing and time. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/frame.h"
#include "lib/testing.h"
#include "sim/session_testing.h"

static const char generic[] = "return scenario {}";

START_TEST(a_frame_may_be_split_anywhere)
{
	size_t cut = (size_t)_i;
	struct rig rig;

	open_rig(&rig, generic);
	rig_receive(&rig, 0, version_info, cut);
	if (cut < VERSION_INFO_SIZE)
		expect_nothing(&rig);
	rig_receive(&rig, 0, version_info + cut, VERSION_INFO_SIZE - cut);
	expect_version_info(&rig);
	expect_nothing(&rig);
	rig_close(&rig);
}
END_TEST

START_TEST(bytes_may_come_one_by_one)
{
	struct rig rig;

	open_rig(&rig, generic);
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < VERSION_INFO_SIZE; i++)
			rig_receive(&rig, 0, &version_info[i], 1);
		expect_version_info(&rig);
		expect_nothing(&rig);
	}
	rig_close(&rig);
}
END_TEST

START_TEST(frames_may_come_together)
{
	uint8_t bytes[3 * VERSION_INFO_SIZE + 5];
	struct rig rig;

	for (size_t i = 0; i < 3; i++)
		memcpy(bytes + i * VERSION_INFO_SIZE, version_info,
			VERSION_INFO_SIZE);
	memcpy(bytes + sizeof(bytes) - 5, version_info, 5);
	open_rig(&rig, generic);
	rig_receive(&rig, 0, bytes, sizeof(bytes));
	for (size_t i = 0; i < 3; i++)
		expect_version_info(&rig);
	expect_nothing(&rig);
	rig_receive(&rig, 0, version_info + 5, VERSION_INFO_SIZE - 5);
	expect_version_info(&rig);
	rig_close(&rig);
}
END_TEST

START_TEST(garbage_around_frames_is_skipped)
{
	static const uint8_t garbage[] = {0xff, 'A', 'T', '\r', 0, 0x80};
	struct rig rig;

	open_rig(&rig, generic);
	for (int i = 0; i < 2; i++) {
		rig_receive(&rig, 0, garbage, sizeof(garbage));
		rig_receive(&rig, 0, version_info, VERSION_INFO_SIZE);
		expect_version_info(&rig);
	}
	ck_assert(has_note(&rig, "6 bytes dropped"));
	rig_close(&rig);
}
END_TEST

START_TEST(a_length_that_cannot_be_is_skipped)
{
	static const uint8_t small[] = {0x01, 0x04, 0x00};
	struct rig rig;

	open_rig(&rig, generic);
	rig_receive(&rig, 0, small, sizeof(small));
	rig_receive(&rig, 0, version_info, VERSION_INFO_SIZE);
	expect_version_info(&rig);
	ck_assert(has_note(&rig, status_text(STATUS_BAD_LENGTH)));
	rig_close(&rig);
}
END_TEST

START_TEST(a_frame_cut_by_a_close_harms_nobody)
{
	size_t cut = (size_t)_i;
	struct rig rig;

	open_rig(&rig, generic);
	rig_receive(&rig, 0, version_info, cut);
	rig_disconnect(&rig, 0);
	ck_assert_int_eq(has_note(&rig, "in the middle of a frame"), cut > 0);
	rig_connect(&rig, 0, CHANNEL_PLAIN);
	rig_receive(&rig, 0, version_info, VERSION_INFO_SIZE);
	expect_version_info(&rig);
	expect_nothing(&rig);
	rig_close(&rig);
}
END_TEST

START_TEST(channels_do_not_mix)
{
	struct rig rig;

	open_rig(&rig, generic);
	rig_connect(&rig, 1, CHANNEL_PLAIN);
	rig_receive(&rig, 0, version_info, 7);
	rig_receive(&rig, 1, version_info, VERSION_INFO_SIZE);
	expect_version_info(&rig);
	ck_assert_uint_eq(rig.output->channel, 1);
	rig_receive(&rig, 0, version_info + 7, VERSION_INFO_SIZE - 7);
	expect_version_info(&rig);
	ck_assert_uint_eq(rig.output->channel, 0);
	rig_receive(&rig, 2, version_info, VERSION_INFO_SIZE);
	expect_nothing(&rig);
	rig_close(&rig);
}
END_TEST

START_TEST(messages_that_are_no_requests_are_ignored)
{
	/* CTL: response, indication, no kind at all; then DMS the same. */
	static const uint8_t frames[][13] = {
		{1, 11, 0, 0, 0, 0, 1, 9, 0x21, 0, 0, 0},
		{1, 11, 0, 0, 0, 0, 2, 9, 0x21, 0, 0, 0},
		{1, 11, 0, 0, 0, 0, 3, 9, 0x21, 0, 0, 0},
		{1, 12, 0, 0, 2, 1, 2, 9, 0, 0x25, 0, 0, 0},
		{1, 12, 0, 0, 2, 1, 4, 9, 0, 0x25, 0, 0, 0},
		{1, 12, 0, 0, 2, 1, 8, 9, 0, 0x25, 0, 0, 0},
	};
	struct rig rig;

	open_rig(&rig, generic);
	for (size_t i = 0; i < sizeof(frames) / sizeof(frames[0]); i++) {
		rig.notes[0] = '\0';
		rig_receive(&rig, 0, frames[i], frames[i][1] + 1U);
		expect_nothing(&rig);
		ck_assert_msg(has_note(&rig, "ignored") ||
				has_note(&rig, status_text(STATUS_BAD_KIND)),
			"%s", rig.notes);
	}
	rig_close(&rig);
}
END_TEST

START_TEST(a_message_shorter_than_its_header_is_dropped)
{
	struct rig rig;

	open_rig(&rig, generic);
	for (uint8_t body = 0; body < 7; body++) {
		uint8_t frame[13] = {1, (uint8_t)(5 + body), 0, 0, DMS, 1};

		rig_receive(&rig, 0, frame, 6U + body);
		expect_nothing(&rig);
	}
	ck_assert(has_note(&rig, status_text(STATUS_SHORT_HEADER)));
	rig_receive(&rig, 0, version_info, VERSION_INFO_SIZE);
	expect_version_info(&rig);
	rig_close(&rig);
}
END_TEST

START_TEST(a_length_that_lies_is_an_error)
{
	static const uint8_t lies[] = {1, 11, 0, 0, 0, 0, 0, 1, 0x21, 0, 5, 0};
	struct rig rig;

	open_rig(&rig, generic);
	rig.transaction = 1;
	rig_receive(&rig, 0, lies, sizeof(lies));
	ck_assert_uint_eq(rig_error(&rig), MODEM_MALFORMED_MESSAGE);
	ck_assert(has_note(&rig, status_text(STATUS_LENGTH_LIES)));
	rig_close(&rig);
}
END_TEST

START_TEST(transaction_0_is_answered_and_noted)
{
	uint8_t frame[VERSION_INFO_SIZE];
	struct rig rig;

	memcpy(frame, version_info, sizeof(frame));
	frame[7] = 0;
	open_rig(&rig, generic);
	rig.transaction = 0;
	rig_receive(&rig, 0, frame, sizeof(frame));
	ck_assert_uint_eq(rig_error(&rig), 0);
	ck_assert(has_note(&rig, "transaction 0"));
	rig_close(&rig);
}
END_TEST

START_TEST(odd_frame_flags_are_noted)
{
	uint8_t frame[VERSION_INFO_SIZE];
	struct rig rig;

	memcpy(frame, version_info, sizeof(frame));
	frame[3] = 0x80;
	open_rig(&rig, generic);
	rig_receive(&rig, 0, frame, sizeof(frame));
	expect_version_info(&rig);
	ck_assert(has_note(&rig, "flags are 0x80"));
	rig_close(&rig);
}
END_TEST

START_TEST(messages_of_64_kib_pass_both_ways)
{
	size_t size = FRAME_BODY_MAX - MESSAGE_HEADER_MAX - 7;
	uint8_t *tlvs = calloc(1, size);
	struct rig rig;
	struct tlv tlv;

	tlvs[0] = 0x77;
	tlvs[1] = (uint8_t)((size - 3) & 0xff);
	tlvs[2] = (uint8_t)((size - 3) >> 8);
	memset(tlvs + 3, 'x', size - 3);
	open_rig(&rig,
		"return scenario { on = { ['DMS Get IDs'] ="
		" function(_, request)"
		" return { [0x77] = request[0x77] } end } }");
	ck_assert_uint_eq(rig_allocate(&rig, 0, DMS), 1);
	rig_send(&rig, 0,
		&(struct message){.service = DMS,
			.client = 1,
			.id = GET_IDS,
			.tlvs = tlvs,
			.tlvs_size = size});
	ck_assert_uint_eq(rig_error(&rig), 0);
	ck_assert_uint_eq(rig.output->size, FRAME_SIZE_MAX);
	ck_assert(
		tlv_find(rig.message.tlvs, rig.message.tlvs_size, 0x77, &tlv));
	ck_assert_mem_eq(tlv.value, tlvs + 3, size - 3);
	free(tlvs);
	rig_close(&rig);
}
END_TEST

START_TEST(an_answer_that_fits_no_frame_is_an_error)
{
	struct rig rig;

	open_rig(&rig,
		"return scenario { on = { ['DMS Get IDs'] = {"
		" [0x77] = string.rep('x', 65530 - 7 - 7 - 2) } } }");
	rig_allocate(&rig, 0, DMS);
	rig_request(&rig, 0, DMS, 1, GET_IDS);
	ck_assert_uint_eq(rig_error(&rig), MODEM_INTERNAL);
	ck_assert(has_note(&rig, "does not fit a frame"));
	rig_close(&rig);
}
END_TEST

START_TEST(a_flood_of_large_messages_leaves_memory_for_more)
{
	static uint8_t tlvs[60000] = {0x77, 0x5d, 0xea};
	struct rig rig;

	open_rig(&rig,
		"return scenario { story = function(modem)"
		" modem:expect('DMS Reset') end }");
	rig_allocate(&rig, 0, DMS);
	for (int i = 0; i < 1500; i++) {
		rig_send(&rig, 0,
			&(struct message){.service = DMS,
				.client = 1,
				.id = GET_IDS,
				.tlvs = tlvs,
				.tlvs_size = sizeof(tlvs)});
		ck_assert_uint_eq(rig_error(&rig), 0);
	}
	ck_assert_uint_lt(
		sandbox_memory(script_sandbox(rig.script)), (size_t)32 << 20);
	rig_close(&rig);
}
END_TEST

START_TEST(opening_twice_and_closing_twice_is_harmless)
{
	struct rig rig;

	open_rig(&rig, generic);
	rig_connect(&rig, 0, CHANNEL_PLAIN);
	rig_receive(&rig, 0, version_info, VERSION_INFO_SIZE);
	expect_version_info(&rig);
	rig_disconnect(&rig, 0);
	rig_disconnect(&rig, 0);
	ck_assert(!session_has_channel(rig.session, 0));
	rig_close(&rig);
	session_free(NULL);
}
END_TEST

static TCase *framing(void)
{
	TCase *tcase = tcase_create("framing");

	tcase_add_loop_test(
		tcase, a_frame_may_be_split_anywhere, 0, VERSION_INFO_SIZE + 1);
	tcase_add_loop_test(tcase, a_frame_cut_by_a_close_harms_nobody, 0,
		VERSION_INFO_SIZE);
	tcase_add_test(tcase, bytes_may_come_one_by_one);
	tcase_add_test(tcase, frames_may_come_together);
	tcase_add_test(tcase, garbage_around_frames_is_skipped);
	tcase_add_test(tcase, a_length_that_cannot_be_is_skipped);
	tcase_add_test(tcase, channels_do_not_mix);
	tcase_add_test(tcase, messages_that_are_no_requests_are_ignored);
	tcase_add_test(tcase, a_message_shorter_than_its_header_is_dropped);
	tcase_add_test(tcase, a_length_that_lies_is_an_error);
	tcase_add_test(tcase, transaction_0_is_answered_and_noted);
	tcase_add_test(tcase, odd_frame_flags_are_noted);
	tcase_add_test(tcase, messages_of_64_kib_pass_both_ways);
	tcase_add_test(tcase, an_answer_that_fits_no_frame_is_an_error);
	tcase_add_test(tcase, a_flood_of_large_messages_leaves_memory_for_more);
	tcase_add_test(tcase, opening_twice_and_closing_twice_is_harmless);
	tcase_set_timeout(tcase, 60);

	return tcase;
}

int main(void)
{
	return testing_run("session", framing());
}
