/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* verdict.h - what a run has shown: points, leaks, how the program ended.
 *
 * Ownership: a verdict copies what it is given. Texts may hold anything that a
 * scenario has written; they are printed with control bytes replaced.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct verdict_point {
	bool ok;
	bool is_expected; /* it failed, as the scenario says it would */
	char *text;
	char *where;
};

enum verdict_outcome {
	VERDICT_PASS,
	VERDICT_FAIL,
	VERDICT_EXPECTED_FAILURE,
	VERDICT_SKIP,
};

struct verdict {
	char *name; /* of the scenario */
	uint64_t seed;
	int status;	    /* of the program, as a shell says it */
	bool ran;	    /* there was a program */
	bool judges_status; /* a point says whether the status is right */
	bool leaks_fail;
	bool status_is_expected; /* as with points */
	bool leaks_are_expected;
	bool expects_failure; /* set by verdict_expect() */
	char *skip;	      /* why there was no run, or NULL */
	double seconds;	      /* that the run took */
	struct verdict_point *points;
	size_t point_count;
	char **notes; /* what somebody should know, whatever the verdict */
	size_t note_count;
	char **leaks;
	size_t leak_count;
};

enum {
	VERDICT_GOOD = 0,
	VERDICT_FAILED = 1,
	VERDICT_USAGE = 2,
	VERDICT_ENVIRONMENT = 3,
	VERDICT_SKIPPED = 77,	   /* as test harnesses have it */
	VERDICT_OWN_FAILURE = 125, /* of `run`, beside the program's status */
};

void verdict_init(struct verdict *verdict, const char *name, uint64_t seed);
void verdict_release(struct verdict *verdict);
void verdict_add_point(
	struct verdict *verdict, bool ok, const char *text, const char *where);
void verdict_add_note(
	struct verdict *verdict, const char *text, const char *where);
void verdict_add_leak(struct verdict *verdict, const char *text);
void verdict_skip(struct verdict *verdict, const char *reason);

/* The run is expected to fail: asks for each failure whether it is one of those.
 * When there is none at all, that is a failure. To be called last.
 */
void verdict_expect(struct verdict *verdict,
	bool (*expects)(void *owner, const char *text), void *owner);

enum verdict_outcome verdict_outcome(const struct verdict *verdict);
const char *verdict_outcome_name(enum verdict_outcome outcome);

/* Whether the program's status and what is held are failures. */
bool verdict_status_fails(const struct verdict *verdict);
bool verdict_leaks_fail(const struct verdict *verdict);

bool verdict_is_good(const struct verdict *verdict);

/* What qmimic exits with: 0 when the verdict is good; the program's status when
 * that is not 0 and nobody has said what it should be; else 1. VERDICT_SKIPPED
 * when there was no run.
 */
int verdict_exit_status(const struct verdict *verdict);

/* Sentences for people. Prints nothing about what is as usual unless
 * `is_verbose`. */
void verdict_print_text(
	const struct verdict *verdict, FILE *stream, bool is_verbose);
