/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/verdict.h"

#include <errno.h>
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

void verdict_release(struct verdict *verdict)
{
	for (size_t i = 0; i < verdict->point_count; i++) {
		free(verdict->points[i].text);
		free(verdict->points[i].where);
	}
	for (size_t i = 0; i < verdict->leak_count; i++)
		free(verdict->leaks[i]);
	for (size_t i = 0; i < verdict->note_count; i++)
		free(verdict->notes[i]);
	free(verdict->notes);
	free(verdict->points);
	free(verdict->leaks);
	free(verdict->name);
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
	point->text = printable(text);
	point->where = printable(where);
}

void verdict_add_note(
	struct verdict *verdict, const char *text, const char *where)
{
	char *whole = memory_format(
		"%s%s%s", where, where[0] ? ": " : "", text);

	verdict->notes = memory_grow(verdict->notes, verdict->note_count + 1,
		sizeof(*verdict->notes));
	verdict->notes[verdict->note_count++] = printable(whole);
	free(whole);
}

void verdict_add_leak(struct verdict *verdict, const char *text)
{
	verdict->leaks = memory_grow(verdict->leaks, verdict->leak_count + 1,
		sizeof(*verdict->leaks));
	verdict->leaks[verdict->leak_count++] = printable(text);
}

static size_t failures(const struct verdict *verdict)
{
	size_t count = 0;

	for (size_t i = 0; i < verdict->point_count; i++)
		count += !verdict->points[i].ok;

	return count;
}

static bool leaks_count(const struct verdict *verdict)
{
	return verdict->leaks_fail && verdict->leak_count > 0;
}

bool verdict_is_good(const struct verdict *verdict)
{
	return failures(verdict) == 0 && !leaks_count(verdict) &&
		(!verdict->ran || verdict->status == 0);
}

int verdict_exit_status(const struct verdict *verdict)
{
	if (verdict->ran && verdict->status != 0)
		return verdict->status;

	return verdict_is_good(verdict) ? VERDICT_GOOD : VERDICT_FAILED;
}

static void print_leaks(const struct verdict *verdict, FILE *stream)
{
	for (size_t i = 0; i < verdict->leak_count; i++)
		fprintf(stream, "qmimic: %s: %s\n",
			verdict->leaks_fail ? "FAIL: still held" : "still held",
			verdict->leaks[i]);
}

void verdict_print_text(
	const struct verdict *verdict, FILE *stream, bool is_verbose)
{
	size_t failed = failures(verdict);

	for (size_t i = 0; i < verdict->point_count; i++) {
		const struct verdict_point *point = &verdict->points[i];

		if (point->ok && !is_verbose)
			continue;
		fprintf(stream, "qmimic: %s: %s%s%s\n",
			point->ok ? "pass" : "FAIL", point->where,
			point->where[0] ? ": " : "", point->text);
	}
	for (size_t i = 0; i < verdict->note_count; i++)
		fprintf(stream, "qmimic: note: %s\n", verdict->notes[i]);
	print_leaks(verdict, stream);
	if (is_verbose && verdict->ran)
		fprintf(stream, "qmimic: the program ended with status %d\n",
			verdict->status);
	if (verdict->point_count > 0 || is_verbose || leaks_count(verdict))
		fprintf(stream,
			"qmimic: %s: %s, %zu of %zu points, %zu still held, "
			"seed %" PRIu64 "\n",
			verdict->name,
			verdict_is_good(verdict) ? "passed" : "failed",
			verdict->point_count - failed, verdict->point_count,
			verdict->leak_count, verdict->seed);
}

/* A "#" would begin a directive such as TODO. */
static void put_tap(FILE *stream, const char *text)
{
	for (; *text; text++) {
		if (*text == '#' || *text == '\\')
			fputc('\\', stream);
		fputc(*text, stream);
	}
}

void verdict_print_tap(const struct verdict *verdict, FILE *stream)
{
	size_t number = 0;

	fprintf(stream, "TAP version 13\n# seed %" PRIu64 "\n", verdict->seed);
	for (size_t i = 0; i < verdict->point_count; i++) {
		const struct verdict_point *point = &verdict->points[i];

		fprintf(stream, "%sok %zu - ", point->ok ? "" : "not ",
			++number);
		put_tap(stream, point->text);
		if (point->where[0]) {
			fputs(" (", stream);
			put_tap(stream, point->where);
			fputc(')', stream);
		}
		fputc('\n', stream);
	}
	if (verdict->ran)
		fprintf(stream, "%sok %zu - the program ended with status %d\n",
			verdict->status == 0 ? "" : "not ", ++number,
			verdict->status);
	fprintf(stream, "%sok %zu - nothing is still held%s\n",
		leaks_count(verdict) ? "not " : "", ++number,
		verdict->leak_count > 0 && !verdict->leaks_fail
			? " # TODO leaks are reported only"
			: "");
	for (size_t i = 0; i < verdict->note_count; i++)
		fprintf(stream, "# note: %s\n", verdict->notes[i]);
	for (size_t i = 0; i < verdict->leak_count; i++)
		fprintf(stream, "# still held: %s\n", verdict->leaks[i]);
	fprintf(stream, "1..%zu\n", number);
}

bool verdict_save_tap(const struct verdict *verdict, const char *path)
{
	FILE *file;

	if (!path)
		return true;
	if (strcmp(path, "-") == 0) {
		verdict_print_tap(verdict, stdout);
		return fflush(stdout) == 0;
	}

	file = fopen(path, "we");
	if (file) {
		verdict_print_tap(verdict, file);
		if (fclose(file) == 0)
			return true;
	}
	fprintf(stderr, "qmimic: %s: %s\n", path, strerror(errno));

	return false;
}
