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
	char *text;
	char *where;
};

struct verdict {
	char *name; /* of the scenario */
	uint64_t seed;
	int status; /* of the program, as a shell says it */
	bool ran;   /* there was a program */
	bool leaks_fail;
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
	VERDICT_OWN_FAILURE = 125, /* of `run`, beside the program's status */
};

void verdict_init(struct verdict *verdict, const char *name, uint64_t seed);
void verdict_release(struct verdict *verdict);
void verdict_add_point(
	struct verdict *verdict, bool ok, const char *text, const char *where);
void verdict_add_note(
	struct verdict *verdict, const char *text, const char *where);
void verdict_add_leak(struct verdict *verdict, const char *text);

bool verdict_is_good(const struct verdict *verdict);

/* What qmimic exits with: the program's status when that is not 0, else 1 when
 * the verdict is bad.
 */
int verdict_exit_status(const struct verdict *verdict);

/* Sentences for people. Prints nothing about what is as usual unless
 * `is_verbose`. */
void verdict_print_text(
	const struct verdict *verdict, FILE *stream, bool is_verbose);

/* The Test Anything Protocol, version 13. */
void verdict_print_tap(const struct verdict *verdict, FILE *stream);

/* Writes TAP to a file, or to stdout for "-". False after a message: it cannot
 * be written. NULL is fine: nothing is written.
 */
bool verdict_save_tap(const struct verdict *verdict, const char *path);
