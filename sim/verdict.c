/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/verdict.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "sim/memory.h"

void verdict_init(struct verdict *verdict, const char *name, uint64_t seed)
{
	*verdict = (struct verdict){
		.name = memory_string(name),
		.seed = seed,
	};
}

static void free_list(char **list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(list[i]);
	free(list);
}

void verdict_release(struct verdict *verdict)
{
	for (size_t i = 0; i < verdict->point_count; i++) {
		free(verdict->points[i].text);
		free(verdict->points[i].where);
	}
	free_list(verdict->notes, verdict->note_count);
	free_list(verdict->leaks, verdict->leak_count);
	free(verdict->points);
	free(verdict->name);
	free(verdict->skip);
	*verdict = (struct verdict){0};
}

static char *printable(const char *text)
{
	char *copy = memory_string(text);

	for (char *c = copy; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			*c = ' ';

	return copy;
}

void verdict_add_point(
	struct verdict *verdict, bool ok, const char *text, const char *where)
{
	struct verdict_point *point;

	verdict->points = memory_grow(verdict->points, verdict->point_count + 1,
		sizeof(*verdict->points));
	point = &verdict->points[verdict->point_count++];
	point->ok = ok;
	point->is_expected = false;
	point->text = printable(text);
	point->where = printable(where);
}

static void add_text(char ***list, size_t *count, const char *text)
{
	*list = memory_grow(*list, *count + 1, sizeof(**list));
	(*list)[(*count)++] = printable(text);
}

void verdict_add_note(
	struct verdict *verdict, const char *text, const char *where)
{
	char *whole = memory_format(
		"%s%s%s", where, where[0] ? ": " : "", text);

	add_text(&verdict->notes, &verdict->note_count, whole);
	free(whole);
}

void verdict_add_leak(struct verdict *verdict, const char *text)
{
	add_text(&verdict->leaks, &verdict->leak_count, text);
}

void verdict_skip(struct verdict *verdict, const char *reason)
{
	free(verdict->skip);
	verdict->skip = printable(reason);
}

static size_t failures(const struct verdict *verdict)
{
	size_t count = 0;

	for (size_t i = 0; i < verdict->point_count; i++)
		count += !verdict->points[i].ok;

	return count;
}

bool verdict_status_fails(const struct verdict *verdict)
{
	return verdict->ran && !verdict->judges_status && verdict->status != 0;
}

bool verdict_leaks_fail(const struct verdict *verdict)
{
	return verdict->leaks_fail && verdict->leak_count > 0;
}

static bool expects_leaks(const struct verdict *verdict,
	bool (*expects)(void *owner, const char *text), void *owner)
{
	bool are_expected = true;

	for (size_t i = 0; i < verdict->leak_count; i++) {
		char *text = memory_format("still held: %s", verdict->leaks[i]);

		are_expected = are_expected && expects(owner, text);
		free(text);
	}

	return are_expected;
}

void verdict_expect(struct verdict *verdict,
	bool (*expects)(void *owner, const char *text), void *owner)
{
	char *text = memory_format(
		"the program ended with status %d", verdict->status);

	verdict->expects_failure = true;
	if (failures(verdict) == 0 && !verdict_status_fails(verdict) &&
		!verdict_leaks_fail(verdict)) {
		verdict_add_point(verdict, false,
			"a failure is expected, and there was none", "");
		free(text);
		return;
	}

	for (size_t i = 0; i < verdict->point_count; i++) {
		struct verdict_point *point = &verdict->points[i];

		point->is_expected = !point->ok && expects(owner, point->text);
	}
	verdict->status_is_expected = verdict_status_fails(verdict) &&
		expects(owner, text);
	verdict->leaks_are_expected = verdict_leaks_fail(verdict) &&
		expects_leaks(verdict, expects, owner);
	free(text);
}

enum verdict_outcome verdict_outcome(const struct verdict *verdict)
{
	size_t expected = verdict->status_is_expected +
		verdict->leaks_are_expected;
	size_t failed = failures(verdict) + verdict_status_fails(verdict) +
		verdict_leaks_fail(verdict);

	if (verdict->skip)
		return VERDICT_SKIP;
	for (size_t i = 0; i < verdict->point_count; i++)
		expected += verdict->points[i].is_expected;
	if (failed > expected)
		return VERDICT_FAIL;

	return failed > 0 ? VERDICT_EXPECTED_FAILURE : VERDICT_PASS;
}

const char *verdict_outcome_name(enum verdict_outcome outcome)
{
	switch (outcome) {
	case VERDICT_PASS:
		return "passed";
	case VERDICT_FAIL:
		return "failed";
	case VERDICT_EXPECTED_FAILURE:
		return "failed as expected";
	case VERDICT_SKIP:
		return "skipped";
	}

	return "unknown";
}

bool verdict_is_good(const struct verdict *verdict)
{
	return verdict_outcome(verdict) != VERDICT_FAIL;
}

int verdict_exit_status(const struct verdict *verdict)
{
	switch (verdict_outcome(verdict)) {
	case VERDICT_PASS:
	case VERDICT_EXPECTED_FAILURE:
		return VERDICT_GOOD;
	case VERDICT_SKIP:
		return VERDICT_SKIPPED;
	case VERDICT_FAIL:
		break;
	}

	return verdict_status_fails(verdict) ? verdict->status : VERDICT_FAILED;
}

static void print_points(
	const struct verdict *verdict, FILE *stream, bool is_verbose)
{
	for (size_t i = 0; i < verdict->point_count; i++) {
		const struct verdict_point *point = &verdict->points[i];

		if (point->ok && !is_verbose)
			continue;
		fprintf(stream, "qmimic: %s: %s%s%s\n",
			point->ok ? "pass"
				  : (point->is_expected ? "expected failure"
							: "FAIL"),
			point->where, point->where[0] ? ": " : "", point->text);
	}
}

static void print_leaks(const struct verdict *verdict, FILE *stream)
{
	const char *word = "still held";

	if (verdict->leaks_fail)
		word = verdict->leaks_are_expected
			? "expected failure: still held"
			: "FAIL: still held";
	for (size_t i = 0; i < verdict->leak_count; i++)
		fprintf(stream, "qmimic: %s: %s\n", word, verdict->leaks[i]);
}

void verdict_print_text(
	const struct verdict *verdict, FILE *stream, bool is_verbose)
{
	enum verdict_outcome outcome = verdict_outcome(verdict);
	size_t failed = failures(verdict);

	if (outcome == VERDICT_SKIP) {
		fprintf(stream, "qmimic: %s: skipped: %s\n", verdict->name,
			verdict->skip);
		return;
	}
	print_points(verdict, stream, is_verbose);
	for (size_t i = 0; i < verdict->note_count; i++)
		fprintf(stream, "qmimic: note: %s\n", verdict->notes[i]);
	print_leaks(verdict, stream);
	if (verdict->ran && (is_verbose || verdict->status_is_expected))
		fprintf(stream,
			"qmimic: %sthe program ended with status "
			"%d\n",
			verdict->status_is_expected ? "expected failure: " : "",
			verdict->status);
	if (verdict->point_count > 0 || is_verbose ||
		verdict_leaks_fail(verdict) || verdict->expects_failure)
		fprintf(stream,
			"qmimic: %s: %s, %zu of %zu points, %zu still held, "
			"seed %" PRIu64 "\n",
			verdict->name, verdict_outcome_name(outcome),
			verdict->point_count - failed, verdict->point_count,
			verdict->leak_count, verdict->seed);
}
