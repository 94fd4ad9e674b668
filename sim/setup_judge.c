/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* setup_judge.c - the end of a run: what each modem has to say. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

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
	static const char *const names[] = {"verdict.txt", "verdict.tap"};

	if (!setup->options.artifacts)
		return;

	for (size_t i = 0; i < 2; i++) {
		char *path = memory_format(
			"%s/%s", setup->options.artifacts, names[i]);
		FILE *file = fopen(path, "we");

		if (!file)
			setup_complain(
				"--artifacts %s: %s", path, strerror(errno));
		else if (i == 0)
			verdict_print_text(verdict, file, true);
		else
			verdict_print_tap(verdict, file);
		if (file)
			fclose(file);
		free(path);
	}
}

void setup_judge(struct setup *setup, struct verdict *verdict)
{
	for (size_t i = 0; i < setup->modem_count; i++)
		host_advance(setup->modems[i].host);
	verdict->leaks_fail = setup->options.leaks_given
		? setup->options.leaks_fail
		: script_modem_leaks_fail(setup->modems[0].modem);
	for (size_t i = 0; i < setup->modem_count; i++) {
		struct judged judged = {verdict, &setup->modems[i]};

		judge_modem(&judged);
	}
	keep_verdict(setup, verdict);
}
