/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* control_protocol_test.c - the lines of the control socket. */
#include "sim/control_testing.h"

#define GOOD "return scenario {}"

/* Requests, and what is said to them. */
static const struct {
	const char *line;
	const char *said;
} cases[] = {
	{"{\"command\":\"modems\"}",
		"{\"ok\":true,\"result\":[{\"preset\":\"generic\"}]}\n"},
	{"{\"id\":[1,\"x\"],\"command\":\"state\","
	 "\"path\":\"network.registration\"}",
		"{\"id\":[1,\"x\"],\"ok\":true,\"result\":\"registered\"}\n"},
	{"{\"command\":\"clients\"}", "{\"ok\":true,\"result\":[]}\n"},
	{"{\"command\":\"lose\"}", "{\"ok\":true,\"result\":null}\n"},
	{"{\"command\":\"lua\",\"code\":\"1, 'a', nil, {}, 0.5\"}",
		"{\"ok\":true,\"result\":[1,\"a\",null,{},0.5]}\n"},
	{"{\"command\":\"lua\",\"code\":\"return '\\\\255'\"}",
		"{\"ok\":true,\"result\":[{\"hex\":\"ff\"}]}\n"},
	{"{\"command\":\"lua\",\"code\":\"modem.state.x = 3\"}",
		"{\"ok\":true,\"result\":[]}\n"},
	{"", ""},
	{" \t\r", ""},
	{"{}",
		"{\"ok\":false,\"error\":\"a request has a command, such as "
		"{\\\"command\\\": \\\"modems\\\"}\"}\n"},
	{"[1]",
		"{\"ok\":false,\"error\":\"a request is an object: "
		"{\\\"command\\\": ...}\"}\n"},
	{"{\"command\":\"statt\"}",
		"{\"ok\":false,\"error\":\"unknown command \\\"statt\\\"; "
		"did you mean \\\"state\\\"?\"}\n"},
	{"{\"command\":\"state\",\"pth\":1}",
		"{\"ok\":false,\"error\":\"unknown argument "
		"\\\"pth\\\"; did you mean \\\"path\\\"?\"}\n"},
	{"{\"command\":\"state\",\"path\":1}",
		"{\"ok\":false,\"error\":\"path must be a string, not a "
		"number\"}\n"},
	{"{\"command\":\"lose\",\"modem\":\"bob\"}",
		"{\"ok\":false,\"error\":\"there is no modem of that name; "
		"see the command modems\"}\n"},
	{"{\"command\":\"lose\",\"modem\":1}",
		"{\"ok\":false,\"error\":\"modem must be a name\"}\n"},
	{"{\"command\":\"lua\",\"code\":\"error 'own'\"}",
		"{\"ok\":false,\"error\":\"control:1: own\"}\n"},
	{"{\"command\":\"wait\"}",
		"{\"ok\":false,\"error\":\"say what to wait for: message, "
		"state or lua\"}\n"},
	{"{\"command\":\"wait\",\"message\":\"DMS Get IDs\",\"lua\":\"1\"}",
		"{\"ok\":false,\"error\":\"wait for one thing, not both "
		"message and lua\"}\n"},
	{"{\"command\":\"fault-remove\",\"number\":7}",
		"{\"ok\":false,\"error\":\"there is no rule 7\"}\n"},
};

START_TEST(a_request_is_answered)
{
	struct bench *bench = open_bench(GOOD);

	expect(bench, cases[_i].line, cases[_i].said);
	close_bench(bench);
}
END_TEST

START_TEST(every_split_gives_the_same)
{
	struct bench *bench = open_bench(GOOD);
	const char *line = cases[_i].line;
	size_t size = strlen(line);

	for (size_t part = 0; part <= size; part++) {
		uint8_t *first = malloc(part + 1);

		bench->said[0] = '\0';
		memcpy(first, line, part);
		ck_assert(control_talk_feed(bench->talk, first, part));
		ck_assert_str_eq(bench->said, "");
		ck_assert(feed(bench, line + part));
		ck_assert(feed(bench, "\n"));
		if (!strstr(line, "number") && !strstr(line, "lose"))
			ck_assert_str_eq(bench->said, cases[_i].said);
		free(first);
	}
	close_bench(bench);
}
END_TEST

/* A prefix of a request is no JSON, and says so. */
START_TEST(every_prefix_is_refused)
{
	struct bench *bench = open_bench(GOOD);
	static const char line[] = "{\"command\":\"lua\",\"code\":\"1\"}";

	for (size_t size = 1; size < sizeof(line) - 1; size++) {
		char text[sizeof(line)];

		bench->said[0] = '\0';
		memcpy(text, line, size);
		text[size] = '\0';
		ck_assert(feed(bench, text));
		ck_assert(feed(bench, "\n"));
		ck_assert_msg(strstr(bench->said, "\"not JSON at byte "), "%s",
			bench->said);
	}
	close_bench(bench);
}
END_TEST

START_TEST(what_is_no_json_is_refused)
{
	static const char *const lines[] = {"x", "{\"command\":\"modems\"} x",
		"{\"command\":\"modems\"}{}", "{'command':'modems'}",
		"{\"command\":\"\xff\"}", "nul"};
	struct bench *bench = open_bench(GOOD);

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		bench->said[0] = '\0';
		ck_assert(feed(bench, lines[i]));
		ck_assert(feed(bench, "\n"));
		ck_assert_msg(strstr(bench->said, "not JSON at byte"), "%s: %s",
			lines[i], bench->said);
	}
	ck_assert(control_talk_feed(bench->talk,
		(const uint8_t *)"{\"command\":\"modems\"}\0\n", 23));
	ck_assert_ptr_nonnull(strstr(bench->said, "not JSON at byte 21"));
	close_bench(bench);
}
END_TEST

START_TEST(deep_and_long_lines_are_refused)
{
	struct bench *bench = open_bench(GOOD);
	char *long_line = malloc(CONTROL_LINE_MAX + 1);

	for (int i = 0; i < 1000; i++)
		ck_assert(feed(bench, "["));
	ck_assert(feed(bench, "\n"));
	ck_assert_ptr_nonnull(strstr(bench->said, "nesting too deep"));
	memset(long_line, ' ', CONTROL_LINE_MAX + 1);
	ck_assert(!control_talk_feed(
		bench->talk, (uint8_t *)long_line, CONTROL_LINE_MAX + 1));
	ck_assert_ptr_nonnull(strstr(bench->said, "the line is too long"));
	free(long_line);
	close_bench(bench);
}
END_TEST

START_TEST(several_lines_may_come_at_once)
{
	struct bench *bench = open_bench(GOOD);

	expect(bench,
		"{\"id\":1,\"command\":\"lose\"}\n"
		"{\"id\":2,\"command\":\"stop\"}",
		"{\"id\":1,\"ok\":true,\"result\":null}\n"
		"{\"id\":2,\"ok\":true,\"result\":null}\n");
	ck_assert(bench->is_stopped);
	close_bench(bench);
}
END_TEST

START_TEST(a_wait_is_answered_when_it_is_over)
{
	struct bench *bench = open_bench(GOOD);

	expect(bench,
		"{\"id\":1,\"command\":\"wait\","
		"\"message\":\"CTL Get Version Info\"}\n"
		"{\"id\":2,\"command\":\"wait\",\"lua\":\"modem.state.x\","
		"\"within\":5}\n"
		"{\"id\":3,\"command\":\"wait\",\"state\":\"state.x\","
		"\"equals\":2}",
		"");
	control_check(bench->control);
	ck_assert_str_eq(bench->said, "");

	rig_connect(&bench->rig, 0, CHANNEL_PLAIN);
	rig_request(&bench->rig, 0, 0, 0, 0x21);
	control_check(bench->control);
	ck_assert_ptr_nonnull(strstr(bench->said,
		"{\"id\":1,\"ok\":true,\"result\":{\"client\":0,"));
	bench->said[0] = '\0';
	rig_wait(&bench->rig, 5000001);
	control_check(bench->control);
	ck_assert_str_eq(bench->said,
		"{\"id\":2,\"ok\":false,\"error\":\"it did not come in "
		"time\"}\n");
	expect(bench, "{\"command\":\"lua\",\"code\":\"modem.state.x = 2\"}",
		"{\"ok\":true,\"result\":[]}\n");
	control_check(bench->control);
	ck_assert_ptr_nonnull(
		strstr(bench->said, "{\"id\":3,\"ok\":true,\"result\":2}"));
	close_bench(bench);
}
END_TEST

START_TEST(who_leaves_waits_no_more)
{
	struct bench *bench = open_bench(GOOD);
	struct control_talk *other = control_talk_new(
		bench->control, on_line, bench);
	static const char line[] =
		"{\"command\":\"wait\",\"lua\":\"modem.state.x\"}\n";

	ck_assert(control_talk_feed(
		other, (const uint8_t *)line, sizeof(line) - 1));
	control_talk_free(other);
	expect(bench, "{\"command\":\"lua\",\"code\":\"modem.state.x = 1\"}",
		"{\"ok\":true,\"result\":[]}\n");
	bench->said[0] = '\0';
	control_check(bench->control);
	rig_wait(&bench->rig, 20000000);
	control_check(bench->control);
	ck_assert_str_eq(bench->said, "");
	close_bench(bench);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("control_protocol");
	TCase *tcase = tcase_create("lines");
	const int count = sizeof(cases) / sizeof(cases[0]);
	SRunner *runner;
	int failed;

	tcase_add_loop_test(tcase, a_request_is_answered, 0, count);
	tcase_add_loop_test(tcase, every_split_gives_the_same, 0, count);
	tcase_add_test(tcase, every_prefix_is_refused);
	tcase_add_test(tcase, what_is_no_json_is_refused);
	tcase_add_test(tcase, deep_and_long_lines_are_refused);
	tcase_add_test(tcase, several_lines_may_come_at_once);
	tcase_add_test(tcase, a_wait_is_answered_when_it_is_over);
	tcase_add_test(tcase, who_leaves_waits_no_more);
	tcase_set_timeout(tcase, 60);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);

	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
