/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* story_test.c - stories, the audit, and what makes a run repeatable. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/rig.h"

enum {
	TIME_MS = 500, /* the time that a script may take */
	DMS = 2,
	GET_IDS = 0x25,
	SECOND = 1000000, /* in microseconds */
};

static void open_rig(struct rig *rig, const char *scenario)
{
	struct sandbox_limits limits = sandbox_default_limits();
	bool is_open;

	limits.time_ms = TIME_MS;
	is_open = rig_open(rig, scenario, &limits);

	ck_assert_msg(is_open, "%s", rig->why);
	rig_connect(rig, 0, CHANNEL_PLAIN);
}

static uint16_t ask(struct rig *rig, uint16_t id)
{
	rig_request(rig, 0, DMS, 1, id);

	return rig_error(rig);
}

static void expect_imei(struct rig *rig, const char *imei)
{
	struct tlv tlv;

	ck_assert(tlv_find(
		rig->message.tlvs, rig->message.tlvs_size, 0x11, &tlv));
	ck_assert_uint_eq(tlv.size, strlen(imei));
	ck_assert_mem_eq(tlv.value, imei, tlv.size);
}

/* Runs a story in front of a client that asks for the IDs after one second and
 * again after three; `points` is what it must score.
 */
static void check_story(const char *story, const char *points)
{
	char scenario[2048];
	struct rig rig;

	snprintf(scenario, sizeof(scenario),
		"return scenario { story = function(modem)\n%s\nend }", story);
	open_rig(&rig, scenario);
	ck_assert_uint_eq(rig_allocate(&rig, 0, DMS), 1);
	rig_wait(&rig, SECOND);
	rig_request(&rig, 0, DMS, 1, GET_IDS);
	rig_wait(&rig, 2 * SECOND);
	rig_request(&rig, 0, DMS, 1, GET_IDS);
	rig_wait(&rig, 2 * SECOND);
	rig_finish(&rig);
	ck_assert_str_eq(rig.points, points);
	rig_close(&rig);
}

START_TEST(a_story_expects)
{
	check_story("modem:expect('DMS Get IDs', { within = 2 })",
		"ok expected DMS Get IDs within 2 s: came after 1.000 s "
		"(s.lua:2)\n");
	check_story("modem:expect('DMS Get IDs')\nmodem:expect('DMS Get IDs')",
		"ok expected DMS Get IDs: came after 1.000 s (s.lua:2)\n"
		"ok expected DMS Get IDs: came after 2.000 s (s.lua:3)\n");
	check_story("modem:expect('DMS Get IDs', { within = 0.5 })\nerror()",
		"not ok expected DMS Get IDs within 0.5 s: it did not come "
		"(s.lua:2)\n");
	check_story("modem:expect('DMS Reset')",
		"not ok expected DMS Reset: the program ended first "
		"(s.lua:2)\n");
}
END_TEST

START_TEST(a_story_expects_no)
{
	check_story("modem:expect_no('DMS Get IDs', { within = 0.5 })",
		"ok no DMS Get IDs within 0.5 s (s.lua:2)\n");
	check_story("modem:expect_no('DMS Get IDs', { within = 2 })",
		"not ok no DMS Get IDs within 2 s: it came after 1.000 s "
		"(s.lua:2)\n");
	check_story("modem:expect_no('DMS Reset', { within = 60 })",
		"ok no DMS Reset within 60 s (s.lua:2)\n");
}
END_TEST

START_TEST(a_story_looks_back)
{
	check_story("local mark = modem:mark() modem:sleep(2)\n"
		    "modem:expect('DMS Get IDs', { since = mark })",
		"ok expected DMS Get IDs: came after 0.000 s (s.lua:3)\n");
	check_story("modem:sleep(2) local mark = modem:mark()\n"
		    "modem:expect('DMS Get IDs', { since = mark })",
		"ok expected DMS Get IDs: came after 1.000 s (s.lua:3)\n");
}
END_TEST

START_TEST(a_story_chooses)
{
	check_story("modem:expect('DMS Get IDs', { client = 2 })",
		"not ok expected DMS Get IDs: the program ended first "
		"(s.lua:2)\n");
	check_story("local calls = 0\nmodem:expect('DMS Get IDs', { where ="
		    " function() calls = calls + 1 return calls == 2 end })",
		"ok expected DMS Get IDs: came after 3.000 s (s.lua:3)\n");
	check_story("modem:expect('CTL Allocate CID', { since = 0, request = {"
		    " service = 'nas' }, within = 1 })",
		"not ok expected CTL Allocate CID within 1 s: it did not come "
		"(s.lua:2)\n");
	check_story("modem:expect('CTL Allocate CID', { since = 0, request = {"
		    " service = 'dms' }, within = 1 })",
		"ok expected CTL Allocate CID within 1 s: came after 0.000 s "
		"(s.lua:2)\n");
}
END_TEST

START_TEST(a_story_that_fails_is_told)
{
	check_story("modem:sleep(1)\nerror 'own words'",
		"not ok story: s.lua:3: own words ()\n");
	check_story("modem:expect('DMS Got IDs')",
		"not ok story: s.lua:2: unknown message \"DMS Got IDs\"; did "
		"you mean \"DMS Get IDs\"? ()\n");
	check_story("modem:expect('DMS Get IDs', { witin = 5 })",
		"not ok story: s.lua:2: unknown option \"witin\"; did you mean "
		"\"within\"? ()\n");
	check_story("modem:expect('DMS Get IDs', { within = 'x' })",
		"not ok story: s.lua:2: the option within must be a number, "
		"not a string ()\n");
	check_story("modem:expect('DMS Get IDs', { within = -1 })",
		"not ok story: s.lua:2: within must be a number of seconds, 0 "
		"to 1e9 ()\n");
	check_story("modem:sleep(-1)",
		"not ok story: s.lua:2: sleep must be a number of seconds, 0 "
		"to 1e9 ()\n");
}
END_TEST

START_TEST(a_timer_that_fails_does_not_stop_the_others)
{
	check_story("modem:after(1, function() error 'own words' end)\n"
		    "modem:after(2, function() modem:log 'second' end)\n"
		    "modem:expect_no('DMS Reset', { within = 3 })",
		"not ok s.lua:2: own words ()\n"
		"ok no DMS Reset within 3 s (s.lua:4)\n");
}
END_TEST

START_TEST(a_story_goes_on_after_a_reboot)
{
	struct rig rig;

	open_rig(&rig,
		"return scenario { story = function(modem)\n"
		"modem:reboot { seconds = 2 }\n"
		"modem:expect('CTL Allocate CID', { within = 5 }) end }");
	ck_assert(rig_take(&rig));
	ck_assert_int_eq(rig.output->kind, OUTBOX_VANISH);
	rig_disconnect(&rig, 0);
	rig_wait(&rig, 2 * SECOND);
	ck_assert(rig_take(&rig));
	ck_assert_int_eq(rig.output->kind, OUTBOX_COME_BACK);
	ck_assert(!rig_take(&rig)); /* nobody hears CTL Sync */
	rig_connect(&rig, 0, CHANNEL_PLAIN);
	ck_assert_uint_eq(rig_allocate(&rig, 0, DMS), 1);
	rig_finish(&rig);
	ck_assert_str_eq(rig.points,
		"ok expected CTL Allocate CID within 5 s: came after 2.000 s "
		"(s.lua:3)\n");
	rig_close(&rig);
}
END_TEST

START_TEST(a_story_killed_after_the_answer_adds_none)
{
	struct rig rig;

	open_rig(&rig,
		"return scenario { story = function(modem)"
		" modem:expect('DMS Get IDs') while true do end end }");
	rig_allocate(&rig, 0, DMS);
	ck_assert_uint_eq(ask(&rig, GET_IDS), 0);
	ck_assert(!rig_take(&rig));
	rig_finish(&rig);
	ck_assert_ptr_nonnull(strstr(rig.points, "not ok s.lua:1: ran longer"));
	rig_close(&rig);
}
END_TEST

START_TEST(a_story_that_breaks_its_modem_cannot_pass)
{
	struct rig rig;

	open_rig(&rig,
		"return scenario { story = function(modem) modem.story = nil"
		" modem.timers = nil end }");
	rig_wait(&rig, SECOND);
	rig_request(&rig, 0, 0, 0, 0x21);
	rig_finish(&rig);
	ck_assert_int_eq(strncmp(rig.points, "not ok ", 7), 0);
	rig_close(&rig);
}
END_TEST

START_TEST(default_is_for_handlers)
{
	check_story("modem:sleep(2) modem:default({})",
		"not ok story: s.lua:2: default can be called from a handler "
		"only ()\n");
}
END_TEST

static void on_held(void *owner, const struct script_held *held)
{
	char *text = owner;
	size_t used = strlen(text);

	snprintf(text + used, 256 - used, "%s %u: %s%s\n", held->service,
		held->client, held->what, held->is_left ? " (left)" : "");
}

START_TEST(the_audit_names_what_is_held)
{
	char text[256] = "";
	struct rig rig;

	open_rig(&rig, "return scenario { leaks = 'fail' }");
	ck_assert(script_modem_leaks_fail(rig.modem));
	rig_connect(&rig, 1, CHANNEL_PLAIN);
	rig_allocate(&rig, 0, DMS);
	rig_allocate(&rig, 1, 3);
	rig_disconnect(&rig, 0);
	ck_assert_uint_eq(script_modem_audit(rig.modem, on_held, text), 2);
	ck_assert_str_eq(text, "DMS 1: client id (left)\nNAS 1: client id\n");
	rig_close(&rig);
}
END_TEST

START_TEST(two_modems_share_no_locals)
{
	static const char text[] = "local count = 0 return scenario { on = {"
				   " ['DMS Get IDs'] = function()"
				   " count = count + 1"
				   " return { imei = tostring(count) } end } }";
	struct rig rig;
	struct rig other;
	char *why = NULL;

	open_rig(&rig, text);
	other = rig;
	memset(&other.rules, 0, sizeof(other.rules));
	other.output = NULL;
	other.modem = script_modem_new(
		rig.script, "s.lua", text, &other.rules, &why);
	ck_assert_ptr_nonnull(other.modem);
	other.session = session_new(script_modem_core(other.modem),
		&other.rules, &(struct observer){0}, NULL);
	rig_connect(&other, 0, CHANNEL_PLAIN);
	rig_allocate(&rig, 0, DMS);
	rig_allocate(&other, 0, DMS);
	ask(&rig, GET_IDS);
	ask(&rig, GET_IDS);
	expect_imei(&rig, "2");
	ask(&other, GET_IDS);
	expect_imei(&other, "1");
	outbox_item_free(other.output);
	session_free(other.session);
	script_modem_free(other.modem);
	rig_close(&rig);
}
END_TEST

/* What one play of random things gives. */
static void play_once(char *seen)
{
	struct rig rig;

	open_rig(&rig,
		"return scenario { on = { ['DMS Get IDs'] = function()"
		" local words = {}"
		" for key in pairs { b = 1, a = 2, c = 3, [1] = 4 } do"
		" words[#words + 1] = tostring(key) end"
		" return { imei = table.concat(words) .. math.random(1000000)"
		" .. tostring({}) .. os.time() .. os.clock() } end } }");
	rig_allocate(&rig, 0, DMS);
	rig_wait(&rig, 12345);
	ck_assert_uint_eq(ask(&rig, GET_IDS), 0);
	memcpy(seen, rig.output->bytes, rig.output->size);
	rig_close(&rig);
}

START_TEST(the_same_seed_gives_the_same_bytes)
{
	char first[512] = "";
	char second[512] = "";

	play_once(first);
	play_once(second);
	ck_assert_mem_eq(first, second, sizeof(first));
}
END_TEST

START_TEST(memory_that_runs_out_harms_no_other_message)
{
	struct sandbox_limits limits = sandbox_default_limits();
	struct rig rig;

	limits.memory = (size_t)8 << 20;
	ck_assert(rig_open(&rig,
		"return scenario { on = { ['DMS Get IDs'] = function(modem)"
		" while true do modem.state[#modem.state + 1] ="
		" ('x'):rep(50000) .. #modem.state end end } }",
		&limits));
	rig_connect(&rig, 0, CHANNEL_PLAIN);
	rig_allocate(&rig, 0, DMS);
	for (int i = 0; i < 3; i++)
		ck_assert_uint_eq(ask(&rig, GET_IDS), MODEM_INTERNAL);
	rig_finish(&rig);
	ck_assert_int_eq(strncmp(rig.points, "not ok ", 7), 0);
	rig_close(&rig);
}
END_TEST

static TCase *stories(void)
{
	TCase *tcase = tcase_create("stories");

	tcase_add_test(tcase, a_story_expects);
	tcase_add_test(tcase, a_story_expects_no);
	tcase_add_test(tcase, a_story_looks_back);
	tcase_add_test(tcase, a_story_chooses);
	tcase_add_test(tcase, a_story_that_fails_is_told);
	tcase_add_test(tcase, a_timer_that_fails_does_not_stop_the_others);
	tcase_add_test(tcase, a_story_goes_on_after_a_reboot);
	tcase_add_test(tcase, a_story_killed_after_the_answer_adds_none);
	tcase_add_test(tcase, a_story_that_breaks_its_modem_cannot_pass);
	tcase_add_test(tcase, default_is_for_handlers);
	tcase_add_test(tcase, the_audit_names_what_is_held);
	tcase_add_test(tcase, two_modems_share_no_locals);
	tcase_add_test(tcase, the_same_seed_gives_the_same_bytes);
	tcase_add_test(tcase, memory_that_runs_out_harms_no_other_message);
	tcase_set_timeout(tcase, 60);

	return tcase;
}

int main(void)
{
	Suite *suite = suite_create("story");
	SRunner *runner;
	int failed;

	suite_add_tcase(suite, stories());
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);

	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
