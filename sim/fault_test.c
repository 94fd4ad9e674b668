/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "sim/fault.h"

static const struct message get_ids = {
	.service = 2, .client = 1, .kind = MESSAGE_REQUEST, .id = 0x25};

/* Adds a rule for DMS Get IDs that acts by a delay of `mark`. */
static void add(struct fault_rules *rules, struct fault_match match, int mark)
{
	struct fault_rule rule = {
		.match = match,
		.effect = FAULT_DELAY,
		.delay_us = (uint64_t)mark,
	};

	rule.match.service = 2;
	rule.match.message = 0x25;
	fault_add(rules, &rule);
}

/* Which rule acts, or 0. */
static uint64_t acts(struct fault_rules *rules, const struct message *message)
{
	const struct fault_rule *rule = fault_find(rules, message);

	return rule ? rule->delay_us : 0;
}

START_TEST(the_first_rule_that_matches_acts)
{
	struct fault_rules rules = {0};
	struct message other = get_ids;

	ck_assert_uint_eq(acts(&rules, &get_ids), 0);
	add(&rules, (struct fault_match){.client = 9}, 1);
	add(&rules, (struct fault_match){.client = -1}, 2);
	add(&rules, (struct fault_match){.client = -1}, 3);
	ck_assert_uint_eq(acts(&rules, &get_ids), 2);
	other.client = 9;
	ck_assert_uint_eq(acts(&rules, &other), 1);
	other.id++;
	ck_assert_uint_eq(acts(&rules, &other), 0);
	other = get_ids;
	other.service++;
	ck_assert_uint_eq(acts(&rules, &other), 0);
	other = get_ids;
	other.kind = MESSAGE_RESPONSE;
	ck_assert_uint_eq(acts(&rules, &other), 0);
	fault_clear(&rules);
	ck_assert_ptr_null(rules.first);
}
END_TEST

START_TEST(only_the_nth_match_counts)
{
	struct fault_rules rules = {0};

	add(&rules, (struct fault_match){.client = -1, .nth = 2}, 1);
	add(&rules, (struct fault_match){.client = -1, .nth = 2}, 2);
	ck_assert_uint_eq(acts(&rules, &get_ids), 0);
	ck_assert_uint_eq(acts(&rules, &get_ids), 1);
	ck_assert_uint_eq(acts(&rules, &get_ids), 2);
	ck_assert_uint_eq(acts(&rules, &get_ids), 0);
	fault_clear(&rules);
}
END_TEST

START_TEST(a_rule_acts_so_often_at_most)
{
	struct fault_rules rules = {0};

	add(&rules, (struct fault_match){.client = -1, .times = 2}, 1);
	ck_assert_uint_eq(acts(&rules, &get_ids), 1);
	ck_assert_uint_eq(acts(&rules, &get_ids), 1);
	ck_assert_uint_eq(acts(&rules, &get_ids), 0);
	ck_assert_uint_eq(rules.first->acted, 2);
	ck_assert_uint_eq(rules.first->matched, 3);
	fault_clear(&rules);
}
END_TEST

START_TEST(a_rule_can_match_every_message)
{
	struct fault_rules rules = {0};
	struct message other = {.service = 7, .id = 0x99};

	add(&rules, (struct fault_match){.client = -1, .any_message = true}, 1);
	ck_assert_uint_eq(acts(&rules, &get_ids), 1);
	ck_assert_uint_eq(acts(&rules, &other), 1);
	other.kind = MESSAGE_INDICATION;
	ck_assert_uint_eq(acts(&rules, &other), 0);
	fault_clear(&rules);
}
END_TEST

START_TEST(a_rule_is_copied)
{
	struct fault_rules rules = {0};
	uint8_t raw[] = {1, 2, 3};
	char label[] = "x.lua:12";
	struct fault_rule rule = {
		.raw = raw, .raw_size = sizeof(raw), .label = label};

	fault_add(&rules, &rule);
	memset(raw, 0, sizeof(raw));
	memset(label, 0, sizeof(label));
	ck_assert_uint_eq(rules.first->raw[2], 3);
	ck_assert_str_eq(rules.first->label, "x.lua:12");
	rule.label = NULL;
	fault_add(&rules, &rule);
	ck_assert_str_eq(rules.first->next->label, "");
	fault_clear(&rules);
}
END_TEST

START_TEST(effects_have_names)
{
	static const char *const names[] = {
		"drop", "delay", "error", "raw", "hang_up"};

	for (int i = FAULT_DROP; i <= FAULT_HANG_UP; i++)
		ck_assert_str_eq(
			fault_effect_name((enum fault_effect)i), names[i]);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("fault");
	TCase *tcase = tcase_create("fault");
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, the_first_rule_that_matches_acts);
	tcase_add_test(tcase, only_the_nth_match_counts);
	tcase_add_test(tcase, a_rule_acts_so_often_at_most);
	tcase_add_test(tcase, a_rule_can_match_every_message);
	tcase_add_test(tcase, a_rule_is_copied);
	tcase_add_test(tcase, effects_have_names);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);

	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
