/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* setup_judge.c - the end of a run: what each modem has to say. */
#include <stdlib.h>

#include "sim/memory.h"
#include "sim/setup.h"

/* One modem of those that are judged. */
struct judged {
	struct verdict *verdict;
	const struct setup_modem *modem;
};

static const char *head(const struct judged *judged)
{
	return judged->modem->name ? judged->modem->name : "";
}

static const char *colon(const struct judged *judged)
{
	return judged->modem->name ? ": " : "";
}

static void on_point(void *owner, const struct script_point *point)
{
	const struct judged *judged = owner;
	char *text = memory_format(
		"%s%s%s", head(judged), colon(judged), point->text);

	if (point->is_note)
		verdict_add_note(judged->verdict, text, point->where);
	else
		verdict_add_point(
			judged->verdict, point->ok, text, point->where);
	free(text);
}

static void on_held(void *owner, const struct script_held *held)
{
	const struct judged *judged = owner;
	char *text = memory_format("%s%s%s client %u: %s%s", head(judged),
		colon(judged), held->service, held->client, held->what,
		held->is_left ? ", its program has left" : "");

	verdict_add_leak(judged->verdict, text);
	free(text);
}

static void judge_modem(struct judged *judged)
{
	struct script_modem *modem = judged->modem->modem;

	script_modem_finish(modem, on_point, judged);
	script_modem_audit(modem, on_held, judged);
}

static void keep_verdict(
	const struct setup *setup, const struct verdict *verdict)
{
	static const char *const names[] = {
		"verdict.txt", "verdict.tap", "verdict.xml", "verdict.json"};

	if (!setup->options.artifacts)
		return;

	for (enum report_format i = REPORT_TEXT; i <= REPORT_JSON; i++) {
		char *path = memory_format(
			"%s/%s", setup->options.artifacts, names[i]);

		report_save(verdict, &(struct report){i, path});
		free(path);
	}
}

struct script_wishes setup_wishes(const struct setup *setup)
{
	struct script_wishes all = {0};

	for (size_t i = 0; i < setup->modem_count; i++) {
		const struct script_wishes one = script_modem_wishes(
			setup->modems[i].modem);

		if (!all.skip)
			all.skip = one.skip;
		all.wants_output |= one.wants_output;
		all.wants_count |= one.wants_count;
		all.judges_status |= one.judges_status;
		all.wants_preload |= one.wants_preload;
		all.expects_failure |= one.expects_failure;
		all.leaks_fail |= one.leaks_fail ||
			script_modem_leaks_fail(setup->modems[i].modem);
		all.check_count += one.check_count;
	}

	return all;
}

/* One modem of the scenario expects it. */
static bool expects(void *owner, const char *text)
{
	const struct setup *setup = owner;

	for (size_t i = 0; i < setup->modem_count; i++)
		if (script_modem_expects(setup->modems[i].modem, text))
			return true;

	return false;
}

void setup_judge(struct setup *setup, struct verdict *verdict)
{
	const struct script_wishes wishes = setup_wishes(setup);

	for (size_t i = 0; i < setup->modem_count; i++)
		host_advance(setup->modems[i].host);
	verdict->leaks_fail = setup->options.leaks_given
		? setup->options.leaks_fail
		: wishes.leaks_fail;
	for (size_t i = 0; i < setup->modem_count; i++) {
		struct judged judged = {verdict, &setup->modems[i]};

		judge_modem(&judged);
	}
	if (wishes.expects_failure)
		verdict_expect(verdict, expects, setup);
	keep_verdict(setup, verdict);
}

bool setup_report(const struct setup *setup, const struct verdict *verdict)
{
	bool is_good = true;

	for (size_t i = 0; i < setup->options.report_count; i++)
		is_good = report_save(verdict, &setup->options.reports[i]) &&
			is_good;

	return is_good;
}
