/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "sim/verdict.h"

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
		verdict_print_tap(verdict, stream);
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

	ck_assert(verdict_save_tap(&verdict, NULL));
	ck_assert(!verdict_save_tap(&verdict, "/nonexistent/x.tap"));
	ck_assert(!verdict_save_tap(&verdict, "/dev/full"));
	verdict_release(&verdict);
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
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);

	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
