/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* script_test.c - scenarios: answers and mistakes. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/rig.h"

enum {
	TIME_MS = 500, /* the time that a script may take */
	DMS = 2,
	GET_IDS = 0x25,
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

/* A rig whose handler of DMS Get IDs is `handler`; an id is allocated. */
static void open_handler(struct rig *rig, const char *handler)
{
	char scenario[2048];

	snprintf(scenario, sizeof(scenario),
		"return scenario { on = { ['DMS Get IDs'] =\n%s } }", handler);
	open_rig(rig, scenario);
	ck_assert_uint_eq(rig_allocate(rig, 0, DMS), 1);
}

static void expect_imei(struct rig *rig, const char *imei)
{
	struct tlv tlv;

	ck_assert(tlv_find(
		rig->message.tlvs, rig->message.tlvs_size, 0x11, &tlv));
	ck_assert_uint_eq(tlv.size, strlen(imei));
	ck_assert_mem_eq(tlv.value, imei, tlv.size);
}

START_TEST(a_handler_answers_with_a_table)
{
	struct rig rig;

	open_handler(&rig, "{ imei = '1' }");
	ck_assert_uint_eq(ask(&rig, GET_IDS), 0);
	expect_imei(&rig, "1");
	rig_close(&rig);

	open_handler(&rig,
		"function(modem, request, call)"
		" return { imei = call.service .. call.client .. call.message }"
		" end");
	ck_assert_uint_eq(ask(&rig, GET_IDS), 0);
	expect_imei(&rig, "DMS1Get IDs");
	rig_close(&rig);
}
END_TEST

START_TEST(a_handler_changes_the_default_answer)
{
	struct rig rig;

	open_handler(&rig,
		"function(modem, request)"
		" local answer = modem:default(request)"
		" answer.imei = '7' return answer end");
	ck_assert_uint_eq(ask(&rig, GET_IDS), 0);
	expect_imei(&rig, "7");
	rig_close(&rig);
}
END_TEST

START_TEST(a_handler_fails)
{
	struct rig rig;

	open_handler(&rig, "fail 'NoEffect'");
	ck_assert_uint_eq(ask(&rig, GET_IDS), 26);
	ck_assert_uint_eq(rig.message.tlvs_size, 7);
	rig_close(&rig);

	open_handler(
		&rig, "function() return fail('NoEffect', { imei = '2' }) end");
	ck_assert_uint_eq(ask(&rig, GET_IDS), 26);
	expect_imei(&rig, "2");
	rig_close(&rig);
}
END_TEST

START_TEST(a_handler_answers_several_times)
{
	struct rig rig;

	open_handler(&rig,
		"function() return indication('CTL Sync'), { imei = '1' },"
		" nil, false, { imei = '2' }, '\\1\\2' end");
	rig_request(&rig, 0, DMS, 1, GET_IDS);
	ck_assert(rig_take(&rig));
	ck_assert_int_eq(rig.message.kind, MESSAGE_INDICATION);
	ck_assert_uint_eq(rig_error(&rig), 0);
	expect_imei(&rig, "1");
	ck_assert_uint_eq(rig_error(&rig), 0);
	expect_imei(&rig, "2");
	ck_assert(rig_take(&rig));
	ck_assert_uint_eq(rig.output->size, 2);
	ck_assert(!rig_take(&rig));
	rig_close(&rig);
}
END_TEST

START_TEST(a_handler_is_silent)
{
	static const char *const handlers[] = {"function() end",
		"function() return nil end", "function() return false end",
		"function() return '' end"};

	for (size_t i = 0; i < 4; i++) {
		struct rig rig;

		open_handler(&rig, handlers[i]);
		rig_request(&rig, 0, DMS, 1, GET_IDS);
		if (rig_take(&rig))
			ck_assert_uint_eq(rig.output->size, 0);
		ck_assert(!rig_take(&rig));
		rig_close(&rig);
	}
}
END_TEST

START_TEST(an_indication_goes_to_its_client)
{
	struct rig rig;

	open_handler(&rig,
		"function() return indication('DMS Event Report', {}, 9) end");
	rig_request(&rig, 0, DMS, 1, GET_IDS);
	ck_assert(rig_take(&rig));
	ck_assert_uint_eq(rig.message.client, 9);
	rig_close(&rig);
}
END_TEST

/* What a handler does wrong, and what is said of it. */
static const struct {
	const char *handler;
	const char *problem;
} bad_handlers[] = {
	{"function()\n error 'own words' end", "s.lua:3: own words"},
	{"function() return nothing.x end", "s.lua:2: "},
	{"function() return { imie = '1' } end",
		"s.lua:2: the answer to DMS Get IDs: no field \"imie\"; did "
		"you mean \"imei\"?"},
	{"{ imei = 5 }",
		"s.lua:1: the answer to DMS Get IDs: field \"imei\" must be a "
		"string, not a number"},
	{"function() return 5 end",
		"s.lua:2: the answer to DMS Get IDs: it "
		"must be a table"},
	{"function() return { [300] = 'x' } end",
		"s.lua:2: the answer to DMS Get IDs: a number names a raw TLV"},
	{"function() return fail 'NoEfect' end",
		"s.lua:2: unknown error \"NoEfect\"; did you mean "
		"\"NoEffect\"?"},
	{"function() return indication('CTL Sink') end",
		"s.lua:2: unknown indication \"CTL Sink\""},
	{"function() return indication('CTL Sync', {}, 300) end",
		"s.lua:2: a client is a number from 0 to 255"},
	{"function(m) m:indicate('CTL Sync', { x = 1 }) end",
		"s.lua:2: no field \"x\""},
	{"function(m) m:sleep(1) end",
		"s.lua:2: sleep can be called from the story only"},
	{"function(m) m:after('x', print) end",
		"s.lua:2: after must be a number of seconds"},
	{"function() return later('x', {}) end",
		"s.lua:2: later must be a number of seconds"},
	{"function() return later(0, function() return 5 end) end",
		"s.lua:2: the answer to DMS Get IDs: it must be a table"},
	{"function(m) m:revoke('DSM', 1) end",
		"s.lua:2: unknown service \"DSM\"; did you mean \"DMS\"?"},
	{"function(m) while true do end end", "s.lua:2: ran longer than"},
	{"function(m) for i = 1, 1e6 do m:indicate('CTL Sync', { [1] ="
	 " ('x'):rep(60000) }) end end",
		"says too much at once"},
};

START_TEST(a_bad_handler_is_named_and_gives_internal)
{
	struct rig rig;

	open_handler(&rig, bad_handlers[_i].handler);
	rig_request(&rig, 0, DMS, 1, GET_IDS);
	while (rig_take(&rig) && rig.message.kind == MESSAGE_INDICATION)
		;
	ck_assert_ptr_nonnull(rig.output);
	ck_assert_int_eq(rig.message.kind, MESSAGE_RESPONSE);
	ck_assert_mem_eq(rig.message.tlvs, "\x02\x04\x00\x01\x00\x03\x00", 7);
	ck_assert(!rig_take(&rig));
	ck_assert_msg(
		strstr(rig.notes, bad_handlers[_i].problem), "%s", rig.notes);
	rig_finish(&rig);
	ck_assert_msg(strstr(rig.points, bad_handlers[_i].problem) &&
			strncmp(rig.points, "not ok", 6) == 0,
		"%s", rig.points);
	rig_request(&rig, 0, 0, 0, 0x21);
	ck_assert_uint_eq(rig_error(&rig), 0);
	rig_close(&rig);
}
END_TEST

/* What goes wrong in answers that come later. */
static const struct {
	const char *handler;
	const char *problem;
} bad_late_handlers[] = {
	{"function() return later(1, { imie = '1' }) end",
		"s.lua:2: the answer to DMS Get IDs: no field \"imie\""},
	{"function() return later(1, function()\n error 'own' end) end",
		"s.lua:3: own"},
	{"function() return later(1, function() while true do end end) end",
		"s.lua:2: ran longer than"},
	{"function() return later(1, function()"
	 " return later(1, 5) end) end",
		"s.lua:2: the answer to DMS Get IDs: it must be a table"},
};

START_TEST(a_bad_late_answer_is_named_and_gives_internal)
{
	struct rig rig;

	open_handler(&rig, bad_late_handlers[_i].handler);
	rig_request(&rig, 0, DMS, 1, GET_IDS);
	ck_assert(!rig_take(&rig));
	rig_wait(&rig, 2000000);
	ck_assert_uint_eq(rig_error(&rig), 3);
	ck_assert(!rig_take(&rig));
	ck_assert_msg(strstr(rig.notes, bad_late_handlers[_i].problem), "%s",
		rig.notes);
	rig_request(&rig, 0, 0, 0, 0x21);
	ck_assert_uint_eq(rig_error(&rig), 0);
	rig_close(&rig);
}
END_TEST

/* Scenarios that are refused, and how. */
static const struct {
	const char *text;
	const char *why;
} bad_scenarios[] = {
	{"return scenario {\n on = {\n", "s.lua:3: "},
	{"x = 1", "s.lua:1: "},
	{"return 5", "s.lua:1: a scenario must end with: return scenario"},
	{"", "s.lua:1: a scenario must end with"},
	{"return {}", "s.lua:1: a scenario must end with"},
	{"return scenario(5)", "s.lua:1: scenario takes a table"},
	{"return scenario {\n stroy = 1 }",
		"s.lua:2: unknown scenario entry \"stroy\"; did you mean "
		"\"story\"?"},
	{"return scenario {\n api = 99 }", "s.lua:2: the scenario wants API"},
	{"return scenario {\n story = {} }", "s.lua:2: story must be a func"},
	{"return scenario {\n modem = {} }", "s.lua:2: modem must be a preset"},
	{"return scenario {\n leaks = 'x' }", "s.lua:2: leaks must be"},
	{"return scenario {\n on = 5 }", "s.lua:2: on must be a table"},
	{"return scenario { on = {\n ['DMS Get Id'] = 1 } }",
		"s.lua:2: unknown message \"DMS Get Id\"; did you mean \"DMS "
		"Get IDs\"?"},
	{"return scenario { on = {\n ['DMS Get IDs'] = 1 } }",
		"s.lua:2: the handler of \"DMS Get IDs\" must be a function"},
	{"return scenario { on = {\n [1] = 1 } }", "a message is named by"},
	{"return scenario { modem =\n preset 'generc' }",
		"s.lua:2: unknown preset \"generc\"; did you mean "
		"\"generic\"?"},
	{"return scenario { modem =\n preset 'generic' { clinets = 1 } }",
		"s.lua:2: unknown preset entry \"clinets\"; did you mean "
		"\"clients\"?"},
	{"return scenario { modem =\n preset 'generic' { clients = 1 } }",
		"s.lua:2: the preset's clients must be a table, not a number"},
	{"return scenario { modem =\n preset 'generic' { usb = {"
	 " vendor = 'x' } } }",
		"s.lua:2: the preset's usb.vendor must be a number"},
	{"return scenario { modem = preset 'generic' { services = {\n"
	 " DSM = { 1, 2 } } } }",
		"s.lua:2: unknown service \"DSM\"; did you mean \"DMS\"?"},
	{"return scenario { modem = preset 'generic' { services = {\n"
	 " TMD = 5 } } }",
		"s.lua:2: the version of service TMD must be { major"},
	{"return scenario { faults = 5 }", "s.lua:1: faults must be a list"},
	{"return scenario {\n faults = { 5 } }", "s.lua:2: a rule is a table"},
	{"return scenario {\n faults = { {} } }",
		"s.lua:2: a rule needs an effect"},
	{"return scenario {\n faults = { { drop = true, delay = 1 } } }",
		"s.lua:2: drop leaves nothing to delay"},
	{"return scenario { faults = { {\n dorp = true } } }",
		"s.lua:2: unknown entry of a rule \"dorp\"; did you mean "
		"\"drop\"?"},
	{"return scenario { faults = { {\n delay = 'x' } } }",
		"s.lua:2: delay must be a number of seconds"},
	{"return scenario { faults = { {\n error = 'NoEfect' } } }",
		"s.lua:2: unknown error \"NoEfect\"; did you mean"},
	{"return scenario { faults = { {\n raw = 5 } } }",
		"s.lua:2: raw must be a string"},
	{"return scenario { faults = { { drop = true,\n times = -1 } } }",
		"s.lua:2: times must be a whole number"},
	{"return scenario { faults = { { drop = true,\n match = 5 } } }",
		"s.lua:2: match must be a table"},
	{"return scenario { faults = { { drop = true,\n match = {"
	 " nth = 1.5 } } } }",
		"s.lua:2: nth must be a whole number"},
	{"return scenario { faults = { { drop = true,\n match = {"
	 " kind = 'reqest' } } } }",
		"s.lua:2: unknown kind \"reqest\"; did you mean \"request\"?"},
	{"return scenario { on = { ['DMS Get IDs'] = {} },\n faults = { {"
	 " drop = true,\n match = { message = 'DMS Got IDs' } } } }",
		"s.lua:3: unknown message \"DMS Got IDs\"; did you mean "
		"\"DMS Get IDs\"?"},
	{"while true do end", "s.lua:1: ran longer than"},
	{"local t = {} while true do t[#t + 1] = ('x'):rep(1000) .. #t end",
		"s.lua:1: "},
	{"return scenario { [{}] = 1 }",
		"s.lua:1: each scenario entry is named"},
	{"return setmetatable({}, { __index = error })", "s.lua:1: a scenario"},
	{"\x1bLua", "s.lua:1: "},
};

START_TEST(a_bad_scenario_is_refused_in_words)
{
	struct sandbox_limits limits = sandbox_default_limits();
	struct rig rig;

	limits.time_ms = TIME_MS;
	ck_assert_msg(!rig_open(&rig, bad_scenarios[_i].text, &limits), "%s",
		bad_scenarios[_i].text);
	ck_assert_ptr_nonnull(rig.why);
	ck_assert_msg(strstr(rig.why, bad_scenarios[_i].why), "%s", rig.why);
	ck_assert_ptr_null(strstr(rig.why, "qmimic:runtime"));
	rig_close(&rig);
}
END_TEST

static TCase *handlers(void)
{
	TCase *tcase = tcase_create("handlers");

	tcase_add_test(tcase, a_handler_answers_with_a_table);
	tcase_add_test(tcase, a_handler_changes_the_default_answer);
	tcase_add_test(tcase, a_handler_fails);
	tcase_add_test(tcase, a_handler_answers_several_times);
	tcase_add_test(tcase, a_handler_is_silent);
	tcase_add_test(tcase, an_indication_goes_to_its_client);
	tcase_add_loop_test(tcase, a_bad_handler_is_named_and_gives_internal, 0,
		sizeof(bad_handlers) / sizeof(bad_handlers[0]));
	tcase_add_loop_test(tcase,
		a_bad_late_answer_is_named_and_gives_internal, 0,
		sizeof(bad_late_handlers) / sizeof(bad_late_handlers[0]));
	tcase_add_loop_test(tcase, a_bad_scenario_is_refused_in_words, 0,
		sizeof(bad_scenarios) / sizeof(bad_scenarios[0]));
	tcase_set_timeout(tcase, 60);

	return tcase;
}

int main(void)
{
	Suite *suite = suite_create("script");
	SRunner *runner;
	int failed;

	suite_add_tcase(suite, handlers());
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);

	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
