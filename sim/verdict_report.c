/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/verdict_report.h"

#include <errno.h>
#include <inttypes.h>
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

#include "sim/memory.h"
#include "sim/xml.h"

static const char *const formats[] = {"text", "tap", "junit", "json"};

bool report_read(const char *argument, struct report *report)
{
	const char *colon = strchr(argument, ':');

	if (!colon || !colon[1])
		return false;
	for (enum report_format i = REPORT_TEXT; i <= REPORT_JSON; i++) {
		if (strlen(formats[i]) != (size_t)(colon - argument) ||
			strncmp(argument, formats[i], strlen(formats[i])) != 0)
			continue;
		*report = (struct report){i, colon + 1};
		return true;
	}

	return false;
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

static void print_tap_points(
	const struct verdict *verdict, FILE *stream, size_t *number)
{
	for (size_t i = 0; i < verdict->point_count; i++) {
		const struct verdict_point *point = &verdict->points[i];

		fprintf(stream, "%sok %zu - ", point->ok ? "" : "not ",
			++*number);
		put_tap(stream, point->text);
		if (point->where[0]) {
			fputs(" (", stream);
			put_tap(stream, point->where);
			fputc(')', stream);
		}
		if (point->is_expected)
			fputs(" # TODO an expected failure", stream);
		fputc('\n', stream);
	}
}

static const char *leaks_directive(const struct verdict *verdict)
{
	if (verdict->leaks_are_expected)
		return " # TODO an expected failure";

	return verdict->leak_count > 0 && !verdict->leaks_fail
		? " # TODO leaks are reported only"
		: "";
}

static void print_tap(const struct verdict *verdict, FILE *stream)
{
	size_t number = 0;

	fprintf(stream, "TAP version 13\n# seed %" PRIu64 "\n", verdict->seed);
	if (verdict->skip) {
		fputs("1..0 # SKIP ", stream);
		put_tap(stream, verdict->skip);
		fputc('\n', stream);
		return;
	}
	print_tap_points(verdict, stream, &number);
	if (verdict->ran)
		fprintf(stream,
			"%sok %zu - the program ended with status %d%s\n",
			verdict_status_fails(verdict) ? "not " : "", ++number,
			verdict->status,
			verdict->status_is_expected
				? " # TODO an expected failure"
				: "");
	fprintf(stream, "%sok %zu - nothing is still held%s\n",
		verdict_leaks_fail(verdict) ? "not " : "", ++number,
		leaks_directive(verdict));
	for (size_t i = 0; i < verdict->note_count; i++)
		fprintf(stream, "# note: %s\n", verdict->notes[i]);
	for (size_t i = 0; i < verdict->leak_count; i++)
		fprintf(stream, "# still held: %s\n", verdict->leaks[i]);
	fprintf(stream, "1..%zu\n", number);
}

/* One test case of JUnit: what is judged and how it came out. */
struct testcase {
	const char *text;
	const char *where;
	bool ok;
	bool is_expected;
};

static void print_testcase(FILE *stream, const struct verdict *verdict,
	const struct testcase *testcase)
{
	fputs("    <testcase classname=\"", stream);
	xml_put(stream, verdict->name);
	fputs("\" name=\"", stream);
	xml_put(stream, testcase->text);
	if (testcase->where[0]) {
		fputs(" (", stream);
		xml_put(stream, testcase->where);
		fputc(')', stream);
	}
	if (testcase->ok) {
		fputs("\"/>\n", stream);
		return;
	}
	fprintf(stream, "\">\n      <%s message=\"",
		testcase->is_expected ? "skipped" : "failure");
	if (testcase->is_expected)
		fputs("an expected failure: ", stream);
	xml_put(stream, testcase->text);
	fputs("\"/>\n    </testcase>\n", stream);
}

/* Prints all test cases, or, without a stream, counts them only. */
static void each_testcase(const struct verdict *verdict, FILE *stream,
	size_t *count, size_t *failed, size_t *skipped)
{
	char *status = memory_format(
		"the program ended with status %d", verdict->status);
	struct testcase other[] = {
		{status, "", !verdict_status_fails(verdict),
			verdict->status_is_expected},
		{"nothing is still held", "", !verdict_leaks_fail(verdict),
			verdict->leaks_are_expected},
	};
	size_t points = verdict->point_count;

	*count = *failed = *skipped = 0;
	for (size_t i = 0; i < points + 2; i++) {
		struct testcase testcase = other[i < points ? 0 : i - points];

		if (i == points && !verdict->ran)
			continue;
		if (i < points)
			testcase = (struct testcase){verdict->points[i].text,
				verdict->points[i].where, verdict->points[i].ok,
				verdict->points[i].is_expected};
		++*count;
		*failed += !testcase.ok && !testcase.is_expected;
		*skipped += testcase.is_expected;
		if (stream)
			print_testcase(stream, verdict, &testcase);
	}
	free(status);
}

static void print_lines(
	FILE *stream, const char *what, char *const *lines, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		fprintf(stream, "%s: ", what);
		xml_put(stream, lines[i]);
		fputc('\n', stream);
	}
}

static void print_junit(const struct verdict *verdict, FILE *stream)
{
	size_t count = 1;
	size_t failed = 0;
	size_t skipped = 1;

	if (!verdict->skip)
		each_testcase(verdict, NULL, &count, &failed, &skipped);
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
	      "  <testsuite name=\"",
		stream);
	xml_put(stream, verdict->name);
	fprintf(stream,
		"\" tests=\"%zu\" failures=\"%zu\" errors=\"0\" "
		"skipped=\"%zu\" time=\"%.3f\">\n"
		"    <properties>\n      <property name=\"seed\" "
		"value=\"%" PRIu64 "\"/>\n    </properties>\n",
		count, failed, skipped, verdict->seconds, verdict->seed);
	if (verdict->skip) {
		fputs("    <testcase classname=\"", stream);
		xml_put(stream, verdict->name);
		fputs("\" name=\"the run\">\n      <skipped message=\"",
			stream);
		xml_put(stream, verdict->skip);
		fputs("\"/>\n    </testcase>\n", stream);
	} else {
		each_testcase(verdict, stream, &count, &failed, &skipped);
	}
	fputs("    <system-out>", stream);
	print_lines(stream, "note", verdict->notes, verdict->note_count);
	print_lines(stream, "still held", verdict->leaks, verdict->leak_count);
	fputs("</system-out>\n  </testsuite>\n</testsuites>\n", stream);
}

static struct json_object *json_text(const char *text)
{
	char *clean = utf8_clean(text);
	struct json_object *json = json_object_new_string(clean);

	free(clean);

	return json;
}

static void add_lines(struct json_object *json, const char *name,
	char *const *lines, size_t count)
{
	struct json_object *list = json_object_new_array();

	for (size_t i = 0; i < count; i++)
		json_object_array_add(list, json_text(lines[i]));
	json_object_object_add(json, name, list);
}

static struct json_object *json_points(const struct verdict *verdict)
{
	struct json_object *list = json_object_new_array();

	for (size_t i = 0; i < verdict->point_count; i++) {
		const struct verdict_point *point = &verdict->points[i];
		struct json_object *json = json_object_new_object();

		json_object_object_add(
			json, "ok", json_object_new_boolean(point->ok));
		if (point->is_expected)
			json_object_object_add(json, "expected",
				json_object_new_boolean(true));
		json_object_object_add(json, "text", json_text(point->text));
		if (point->where[0])
			json_object_object_add(
				json, "where", json_text(point->where));
		json_object_array_add(list, json);
	}

	return list;
}

static void print_json(const struct verdict *verdict, FILE *stream)
{
	struct json_object *json = json_object_new_object();
	char seconds[32];

	snprintf(seconds, sizeof(seconds), "%.3f", verdict->seconds);
	json_object_object_add(json, "name", json_text(verdict->name));
	json_object_object_add(json, "outcome",
		json_text(verdict_outcome_name(verdict_outcome(verdict))));
	json_object_object_add(
		json, "seed", json_object_new_uint64(verdict->seed));
	json_object_object_add(json, "seconds",
		json_object_new_double_s(verdict->seconds, seconds));
	if (verdict->skip)
		json_object_object_add(json, "skip", json_text(verdict->skip));
	if (verdict->ran)
		json_object_object_add(
			json, "status", json_object_new_int(verdict->status));
	json_object_object_add(json, "points", json_points(verdict));
	add_lines(json, "notes", verdict->notes, verdict->note_count);
	add_lines(json, "held", verdict->leaks, verdict->leak_count);
	fprintf(stream, "%s\n",
		json_object_to_json_string_ext(json,
			JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED |
				JSON_C_TO_STRING_NOSLASHESCAPE));
	json_object_put(json);
}

void report_print(
	const struct verdict *verdict, enum report_format format, FILE *stream)
{
	switch (format) {
	case REPORT_TEXT:
		verdict_print_text(verdict, stream, true);
		break;
	case REPORT_TAP:
		print_tap(verdict, stream);
		break;
	case REPORT_JUNIT:
		print_junit(verdict, stream);
		break;
	case REPORT_JSON:
		print_json(verdict, stream);
		break;
	}
}

bool report_save(const struct verdict *verdict, const struct report *report)
{
	FILE *file;

	if (strcmp(report->path, "-") == 0) {
		report_print(verdict, report->format, stdout);
		return fflush(stdout) == 0;
	}

	file = fopen(report->path, "we");
	if (file) {
		report_print(verdict, report->format, file);
		if (fclose(file) == 0)
			return true;
	}
	fprintf(stderr, "qmimic: %s: %s\n", report->path, strerror(errno));

	return false;
}
