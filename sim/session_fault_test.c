/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* session_fault_test.c - what fault rules do on the way of a message. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/testing.h"
#include "sim/session_testing.h"

/* A rig whose only fault rule is `rule`; DMS client 1 is allocated. */
static void open_faulty(struct rig *rig, const char *rule)
{
	char scenario[512];

	snprintf(scenario, sizeof(scenario),
		"return scenario { faults = { %s } }", rule);
	open_rig(rig, scenario);
	ck_assert_uint_eq(rig_allocate(rig, 0, DMS), 1);
}

static void ask(struct rig *rig)
{
	rig_request(rig, 0, DMS, 1, GET_IDS);
}

#define RULE(kind, effect) \
	"{ match = { message = 'DMS Get IDs', kind = '" kind "' }, " effect " }"

START_TEST(a_request_can_be_lost)
{
	struct rig rig;

	open_faulty(&rig, RULE("request", "drop = true, times = 1"));
	ask(&rig);
	expect_nothing(&rig);
	ck_assert(has_note(&rig, "fault s.lua:1: drop"));
	ask(&rig);
	ck_assert_uint_eq(rig_error(&rig), 0);
	rig_close(&rig);
}
END_TEST

START_TEST(a_response_can_be_lost)
{
	struct rig rig;

	open_faulty(&rig, RULE("response", "drop = true, times = 1"));
	ask(&rig);
	expect_nothing(&rig);
	ask(&rig);
	ck_assert_uint_eq(rig_error(&rig), 0);
	rig_close(&rig);
}
END_TEST

static void check_delay(const char *rule)
{
	struct rig rig;

	open_faulty(&rig, rule);
	ask(&rig);
	expect_nothing(&rig);
	rig_wait(&rig, 999 * MS + 999);
	expect_nothing(&rig);
	rig_receive(&rig, 0, version_info, VERSION_INFO_SIZE);
	expect_version_info(&rig);
	rig_wait(&rig, 1);
	ck_assert_uint_eq(rig_error(&rig), 0);
	expect_nothing(&rig);
	rig_close(&rig);
}

START_TEST(a_request_and_a_response_can_be_late)
{
	check_delay(RULE("request", "delay = 1"));
	check_delay(RULE("response", "delay = 1"));
}
END_TEST

START_TEST(a_late_request_changes_nothing_before)
{
	struct rig rig;

	open_rig(&rig,
		"return scenario { faults = { { match = {"
		" message = 'CTL Allocate CID' }, delay = 2 } } }");
	rig_allocate(&rig, 0, DMS);
	ck_assert_uint_eq(script_modem_audit(rig.modem, NULL, NULL), 0);
	rig_wait(&rig, 2000 * MS);
	ck_assert_uint_eq(script_modem_audit(rig.modem, NULL, NULL), 1);
	ck_assert_uint_eq(rig_error(&rig), 0);
	rig_close(&rig);
}
END_TEST

START_TEST(a_late_request_of_a_client_that_left_is_dropped)
{
	struct rig rig;

	open_faulty(&rig, RULE("request", "delay = 1"));
	ask(&rig);
	rig_disconnect(&rig, 0);
	rig_wait(&rig, 1000 * MS);
	ck_assert(has_note(&rig, "delayed request has left"));
	expect_nothing(&rig);
	rig_close(&rig);
}
END_TEST

START_TEST(an_answer_to_a_closed_channel_is_dropped)
{
	struct rig rig;

	open_faulty(&rig, RULE("response", "delay = 1"));
	ask(&rig);
	rig_disconnect(&rig, 0);
	rig_wait(&rig, 1000 * MS);
	expect_nothing(&rig);
	ck_assert(has_note(&rig, "nobody is there to read"));
	rig_close(&rig);
}
END_TEST

START_TEST(a_fault_answers_with_an_error)
{
	struct rig rig;

	open_faulty(&rig, RULE("request", "error = 'NoEffect'"));
	ask(&rig);
	ck_assert_uint_eq(rig_error(&rig), 26);
	expect_nothing(&rig);
	rig_close(&rig);

	open_faulty(&rig, RULE("response", "error = 'NoEffect'"));
	ask(&rig);
	ck_assert_uint_eq(rig_error(&rig), 26);
	ck_assert_uint_eq(rig.message.tlvs_size, 7);
	expect_nothing(&rig);
	rig_close(&rig);
}
END_TEST

static void check_raw(const char *rule)
{
	struct rig rig;

	open_faulty(&rig, rule);
	rig_wait(&rig, 5 * MS);
	rig_receive(&rig, 0, version_info, VERSION_INFO_SIZE);
	ask(&rig);
	expect_version_info(&rig);
	ck_assert(rig_take(&rig));
	ck_assert_int_eq(rig.output->kind, OUTBOX_BYTES);
	ck_assert_uint_eq(rig.output->size, 3);
	ck_assert_mem_eq(rig.output->bytes, "\x00\xff\x00", 3);
	expect_nothing(&rig);
	rig_close(&rig);
}

START_TEST(raw_bytes_come_in_the_place_of_a_message)
{
	check_raw(RULE("request", "raw = '\\0\\xff\\0'"));
	check_raw(RULE("response", "raw = '\\0\\xff\\0'"));
}
END_TEST

static void check_hang_up(const char *rule)
{
	struct rig rig;

	open_faulty(&rig, rule);
	ask(&rig);
	ck_assert(rig_take(&rig));
	ck_assert_int_eq(rig.output->kind, OUTBOX_HANG_UP);
	ck_assert_uint_eq(rig.output->channel, 0);
	expect_nothing(&rig);
	rig_close(&rig);
}

START_TEST(the_connection_can_end_in_place_of_a_message)
{
	check_hang_up(RULE("request", "hang_up = true"));
	check_hang_up(RULE("response", "hang_up = true"));
}
END_TEST

START_TEST(rules_count_and_know_clients)
{
	static const uint16_t wanted[] = {0, 26, 0, 0};
	struct rig rig;

	open_faulty(&rig,
		"{ match = { message = 'DMS Get IDs', nth = 2 },"
		" error = 'NoEffect' }");
	for (int i = 0; i < 4; i++) {
		ask(&rig);
		ck_assert_uint_eq(rig_error(&rig), wanted[i]);
	}
	rig_close(&rig);

	open_faulty(&rig, "{ match = { client = 2 }, error = 'NoEffect' }");
	rig_allocate(&rig, 0, DMS);
	ask(&rig);
	ck_assert_uint_eq(rig_error(&rig), 0);
	rig_request(&rig, 0, DMS, 2, GET_IDS);
	ck_assert_uint_eq(rig_error(&rig), 26);
	rig_close(&rig);
}
END_TEST

START_TEST(indications_meet_faults_too)
{
	struct rig rig;

	open_rig(&rig,
		"return scenario { faults = { { match = {"
		" message = 'CTL Sync', kind = 'indication' }, delay = 1 } },"
		" story = function(modem) modem:indicate('CTL Sync') end }");
	rig_connect(&rig, 1, CHANNEL_PLAIN);
	expect_nothing(&rig);
	rig_wait(&rig, 1000 * MS);
	ck_assert(rig_take(&rig));
	ck_assert(rig_take(&rig));
	expect_nothing(&rig);
	rig_close(&rig);
}
END_TEST

START_TEST(what_is_held_back_has_a_limit)
{
	struct rig rig;

	open_faulty(&rig, RULE("request", "delay = 3600"));
	for (int i = 0; i < 10100; i++)
		ask(&rig);
	ck_assert(has_note(&rig, "one more is dropped") ||
		strlen(rig.notes) > RIG_TEXT_SIZE - 100);
	rig.notes[0] = '\0';
	ask(&rig);
	ck_assert(has_note(&rig, "one more is dropped"));
	rig_close(&rig);
}
END_TEST

static TCase *faults(void)
{
	TCase *tcase = tcase_create("faults");

	tcase_add_test(tcase, a_request_can_be_lost);
	tcase_add_test(tcase, a_response_can_be_lost);
	tcase_add_test(tcase, a_request_and_a_response_can_be_late);
	tcase_add_test(tcase, a_late_request_changes_nothing_before);
	tcase_add_test(tcase, a_late_request_of_a_client_that_left_is_dropped);
	tcase_add_test(tcase, an_answer_to_a_closed_channel_is_dropped);
	tcase_add_test(tcase, a_fault_answers_with_an_error);
	tcase_add_test(tcase, raw_bytes_come_in_the_place_of_a_message);
	tcase_add_test(tcase, the_connection_can_end_in_place_of_a_message);
	tcase_add_test(tcase, rules_count_and_know_clients);
	tcase_add_test(tcase, indications_meet_faults_too);
	tcase_add_test(tcase, what_is_held_back_has_a_limit);
	tcase_set_timeout(tcase, 60);

	return tcase;
}

int main(void)
{
	return testing_run("session_fault", faults());
}
