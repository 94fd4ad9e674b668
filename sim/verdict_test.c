/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

#include "sim/verdict_report.h"
#include "sim/xml.h"

static struct verdict ran(int status)
{
	struct verdict verdict;

	verdict_init(&verdict, "x.lua", 7);
	verdict.ran = true;
	verdict.status = status;

	return verdict;
}

/* What is printed; free it. */
static char *printed(
	const struct verdict *verdict, bool as_tap, bool is_verbose)
{
	char *text = NULL;
	size_t size;
	FILE *stream = open_memstream(&text, &size);

	if (as_tap)
		report_print(verdict, REPORT_TAP, stream);
	else
		verdict_print_text(verdict, stream, is_verbose);
	fclose(stream);

	return text;
}

START_TEST(the_status_of_the_program_passes)
{
	static const int statuses[] = {0, 1, 2, 3, 77, 125, 126, 127, 137, 255};

	for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++) {
		struct verdict verdict = ran(statuses[i]);

		ck_assert_int_eq(verdict_exit_status(&verdict), statuses[i]);
		verdict_add_point(&verdict, true, "good", "");
		ck_assert_int_eq(verdict_exit_status(&verdict), statuses[i]);
		ck_assert_int_eq(verdict_is_good(&verdict), statuses[i] == 0);
		verdict_release(&verdict);
	}
}
END_TEST

START_TEST(a_bad_verdict_is_1_and_hides_no_status)
{
	struct verdict verdict = ran(0);

	verdict_add_point(&verdict, false, "bad", "");
	ck_assert_int_eq(verdict_exit_status(&verdict), 1);
	verdict.status = 139;
	ck_assert_int_eq(verdict_exit_status(&verdict), 139);
	verdict.ran = false;
	ck_assert_int_eq(verdict_exit_status(&verdict), 1);
	verdict_release(&verdict);
}
END_TEST

START_TEST(leaks_fail_only_when_told_so)
{
	struct verdict verdict = ran(0);

	verdict_add_leak(&verdict, "DMS client 1: client id");
	ck_assert_int_eq(verdict_exit_status(&verdict), 0);
	verdict.leaks_fail = true;
	ck_assert_int_eq(verdict_exit_status(&verdict), 1);
	verdict_release(&verdict);
}
END_TEST

START_TEST(tap_has_a_plan_and_a_line_a_point)
{
	struct verdict verdict = ran(0);
	char *text;

	verdict_add_point(&verdict, true, "came", "x.lua:3");
	verdict_add_point(&verdict, false, "went", "");
	verdict_add_leak(&verdict, "DMS client 1: client id");
	text = printed(&verdict, true, false);
	ck_assert_str_eq(text,
		"TAP version 13\n"
		"# seed 7\n"
		"ok 1 - came (x.lua:3)\n"
		"not ok 2 - went\n"
		"ok 3 - the program ended with status 0\n"
		"ok 4 - nothing is still held # TO"
		"DO leaks are reported only\n"
		"# still held: DMS client 1: client id\n"
		"1..4\n");
	free(text);

	verdict.leaks_fail = true;
	verdict.status = 3;
	text = printed(&verdict, true, false);
	ck_assert_ptr_nonnull(
		strstr(text, "\nnot ok 3 - the program ended with status 3\n"));
	ck_assert_ptr_nonnull(
		strstr(text, "\nnot ok 4 - nothing is still held\n"));
	free(text);
	verdict_release(&verdict);
}
END_TEST

START_TEST(a_text_cannot_forge_tap)
{
	struct verdict verdict;
	char *text;

	verdict_init(&verdict, "x.lua", 7);
	verdict_add_point(
		&verdict, false, "a # SKIP later\nok 9 - forged", "b # SKIP");
	text = printed(&verdict, true, false);
	ck_assert_ptr_nonnull(strstr(text,
		"\nnot ok 1 - a \\# SKIP later ok 9 - forged (b \\# SKIP)\n"));
	ck_assert_ptr_nonnull(strstr(text, "\n1..2\n"));
	free(text);
	verdict_release(&verdict);
}
END_TEST

START_TEST(control_bytes_do_not_reach_a_terminal)
{
	struct verdict verdict;
	char *text;

	verdict_init(&verdict, "x.lua", 7);
	verdict_add_point(&verdict, false, "\x1b[2Ja\x7f", "\r");
	verdict_add_leak(&verdict, "\x1b]0;");
	text = printed(&verdict, false, true);
	for (const char *c = text; *c; c++)
		ck_assert(*c == '\n' || (unsigned char)*c >= ' ');
	free(text);
	verdict_release(&verdict);
}
END_TEST

START_TEST(what_is_as_usual_is_not_told)
{
	struct verdict verdict = ran(0);
	char *text = printed(&verdict, false, false);

	ck_assert_str_eq(text, "");
	free(text);
	text = printed(&verdict, false, true);
	ck_assert_ptr_nonnull(strstr(text, "seed 7"));
	free(text);
	verdict_add_point(&verdict, false, "went", "x.lua:9");
	text = printed(&verdict, false, false);
	ck_assert_ptr_nonnull(strstr(text, "qmimic: FAIL: x.lua:9: went\n"));
	ck_assert_ptr_nonnull(strstr(text, "failed, 0 of 1 points"));
	free(text);
	verdict_release(&verdict);
}
END_TEST

START_TEST(a_file_that_cannot_be_written_is_told)
{
	struct verdict verdict = ran(0);

	for (enum report_format i = REPORT_TEXT; i <= REPORT_JSON; i++) {
		ck_assert(!report_save(
			&verdict, &(struct report){i, "/nonexistent/x"}));
		ck_assert(!report_save(
			&verdict, &(struct report){i, "/dev/full"}));
		ck_assert(report_save(
			&verdict, &(struct report){i, "/dev/null"}));
	}
	verdict_release(&verdict);
}
END_TEST

START_TEST(report_formats_are_read)
{
	struct report report;

	ck_assert(report_read("junit:a:b", &report));
	ck_assert_int_eq(report.format, REPORT_JUNIT);
	ck_assert_str_eq(report.path, "a:b");
	ck_assert(report_read("text:-", &report));
	ck_assert_int_eq(report.format, REPORT_TEXT);
	ck_assert(!report_read("junit:", &report));
	ck_assert(!report_read("junit", &report));
	ck_assert(!report_read("juni:x", &report));
	ck_assert(!report_read(":x", &report));
}
END_TEST

static bool says_held(void *owner, const char *text)
{
	(void)owner;

	return strncmp(text, "still held", 10) == 0 ||
		strstr(text, "status 3") || strcmp(text, "bad") == 0;
}

START_TEST(an_expected_failure_is_good)
{
	struct verdict verdict = ran(3);
	char *text;

	verdict.leaks_fail = true;
	verdict_add_leak(&verdict, "DMS client 1: client id");
	verdict_add_point(&verdict, true, "good", "");
	verdict_add_point(&verdict, false, "bad", "x.lua:1");
	verdict_expect(&verdict, says_held, NULL);
	ck_assert_int_eq(verdict_outcome(&verdict), VERDICT_EXPECTED_FAILURE);
	ck_assert_int_eq(verdict_exit_status(&verdict), 0);
	text = printed(&verdict, true, false);
	ck_assert_ptr_nonnull(strstr(text,
		"\nnot ok 2 - bad (x.lua:1) # TO"
		"DO an expected failure\n"));
	free(text);
	text = printed(&verdict, false, false);
	ck_assert_ptr_nonnull(
		strstr(text, "qmimic: expected failure: x.lua:1: bad\n"));
	ck_assert_ptr_nonnull(strstr(text, "failed as expected"));
	free(text);
	verdict_add_point(&verdict, false, "another", "");
	ck_assert_int_eq(verdict_outcome(&verdict), VERDICT_FAIL);
	ck_assert_int_eq(verdict_exit_status(&verdict), 3);
	verdict_release(&verdict);
}
END_TEST

START_TEST(an_unexpected_pass_fails)
{
	struct verdict verdict = ran(0);

	verdict_add_point(&verdict, true, "bad", "");
	verdict_expect(&verdict, says_held, NULL);
	ck_assert_int_eq(verdict_outcome(&verdict), VERDICT_FAIL);
	ck_assert_int_eq(verdict_exit_status(&verdict), 1);
	verdict_release(&verdict);
}
END_TEST

START_TEST(a_status_that_is_judged_is_no_failure_by_itself)
{
	struct verdict verdict = ran(3);

	verdict.judges_status = true;
	ck_assert_int_eq(verdict_exit_status(&verdict), 0);
	verdict_add_point(&verdict, false, "the status", "");
	ck_assert_int_eq(verdict_exit_status(&verdict), 1);
	verdict_release(&verdict);
}
END_TEST

START_TEST(a_skipped_run_says_why)
{
	struct verdict verdict;
	char *text;

	verdict_init(&verdict, "x.lua", 7);
	verdict_skip(&verdict, "no # modem");
	ck_assert_int_eq(verdict_exit_status(&verdict), VERDICT_SKIPPED);
	text = printed(&verdict, true, false);
	ck_assert_str_eq(
		text, "TAP version 13\n# seed 7\n1..0 # SKIP no \\# modem\n");
	free(text);
	text = printed(&verdict, false, false);
	ck_assert_str_eq(text, "qmimic: x.lua: skipped: no # modem\n");
	free(text);
	verdict_release(&verdict);
}
END_TEST

/* A verdict whose texts would break any format that does not mind. */
static char *hostile(enum report_format format)
{
	struct verdict verdict;
	char *text = NULL;
	size_t size;
	FILE *stream = open_memstream(&text, &size);

	verdict_init(&verdict, "<x>&\"'\x01.lua\n", 7);
	verdict_add_point(&verdict, false,
		"]]><!-- \xff\xed\xa0\x80 \xef\xbf\xbf \xc3\xa4 \"/>", "a&b");
	verdict_add_note(&verdict, "</system-out>", "");
	verdict_add_leak(&verdict, "\\ \"held\"");
	verdict.seconds = 1.5;
	report_print(&verdict, format, stream);
	verdict_release(&verdict);
	fclose(stream);

	return text;
}

START_TEST(junit_is_well_formed)
{
	char *text = hostile(REPORT_JUNIT);

	ck_assert_str_eq(text,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<testsuites>\n"
		"  <testsuite name=\"&lt;x&gt;&amp;&quot;&apos;\xef\xbf\xbd"
		".lua&#10;\" tests=\"2\" failures=\"1\" errors=\"0\" "
		"skipped=\"0\" time=\"1.500\">\n"
		"    <properties>\n"
		"      <property name=\"seed\" value=\"7\"/>\n"
		"    </properties>\n"
		"    <testcase classname=\"&lt;x&gt;&amp;&quot;&apos;"
		"\xef\xbf\xbd.lua&#10;\" name=\"]]&gt;&lt;!-- "
		"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd "
		"\xef\xbf\xbd \xc3\xa4 &quot;/&gt; (a&amp;b)\">\n"
		"      <failure message=\"]]&gt;&lt;!-- "
		"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd "
		"\xef\xbf\xbd \xc3\xa4 &quot;/&gt;\"/>\n"
		"    </testcase>\n"
		"    <testcase classname=\"&lt;x&gt;&amp;&quot;&apos;"
		"\xef\xbf\xbd.lua&#10;\" name=\"nothing is still held\"/>\n"
		"    <system-out>note: &lt;/system-out&gt;\n"
		"still held: \\ &quot;held&quot;\n"
		"</system-out>\n"
		"  </testsuite>\n"
		"</testsuites>\n");
	free(text);
}
END_TEST

START_TEST(json_is_well_formed)
{
	char *text = hostile(REPORT_JSON);
	struct json_object *json = json_tokener_parse(text);
	struct json_object *points;
	struct json_object *value;

	ck_assert_ptr_nonnull(json);
	ck_assert(json_object_object_get_ex(json, "points", &points));
	ck_assert(json_object_object_get_ex(
		json_object_array_get_idx(points, 0), "text", &value));
	ck_assert_str_eq(json_object_get_string(value),
		"]]><!-- \xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd "
		"\xef\xbf\xbf \xc3\xa4 \"/>");
	ck_assert(json_object_object_get_ex(json, "outcome", &value));
	ck_assert_str_eq(json_object_get_string(value), "failed");
	json_object_put(json);
	free(text);
}
END_TEST

START_TEST(utf8_is_told_from_other_bytes)
{
	static const struct {
		const char *text;
		size_t size;
	} cases[] = {{"a", 1}, {"\x7f", 1}, {"\x80", 0}, {"\xc1\xbf", 0},
		{"\xc2\x80", 2}, {"\xc2", 0},
		{"\xc2"
		 "a",
			0},
		{"\xdf\xbf", 2}, {"\xe0\x9f\xbf", 0}, {"\xe0\xa0\x80", 3},
		{"\xe0\xa0", 0},
		{"\xe0\xa0"
		 "a",
			0},
		{"\xed\x9f\xbf", 3}, {"\xed\xa0\x80", 0}, {"\xef\xbf\xbf", 3},
		{"\xf0\x8f\xbf\xbf", 0}, {"\xf0\x90\x80\x80", 4},
		{"\xf0\x90\x80", 0}, {"\xf4\x8f\xbf\xbf", 4},
		{"\xf4\x90\x80\x80", 0}, {"\xf5\x80\x80\x80", 0}};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		ck_assert_uint_eq(utf8_size(cases[i].text), cases[i].size);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("verdict");
	TCase *tcase = tcase_create("verdict");
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, the_status_of_the_program_passes);
	tcase_add_test(tcase, a_bad_verdict_is_1_and_hides_no_status);
	tcase_add_test(tcase, leaks_fail_only_when_told_so);
	tcase_add_test(tcase, tap_has_a_plan_and_a_line_a_point);
	tcase_add_test(tcase, a_text_cannot_forge_tap);
	tcase_add_test(tcase, control_bytes_do_not_reach_a_terminal);
	tcase_add_test(tcase, what_is_as_usual_is_not_told);
	tcase_add_test(tcase, a_file_that_cannot_be_written_is_told);
	tcase_add_test(tcase, report_formats_are_read);
	tcase_add_test(tcase, an_expected_failure_is_good);
	tcase_add_test(tcase, an_unexpected_pass_fails);
	tcase_add_test(tcase, a_status_that_is_judged_is_no_failure_by_itself);
	tcase_add_test(tcase, a_skipped_run_says_why);
	tcase_add_test(tcase, junit_is_well_formed);
	tcase_add_test(tcase, json_is_well_formed);
	tcase_add_test(tcase, utf8_is_told_from_other_bytes);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);

	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
