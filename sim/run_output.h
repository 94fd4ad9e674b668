/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* run_output.h - reads along what a program prints.
 *
 * The program writes into pipes; what comes is passed on to where it was meant
 * to go as soon as that takes it, and kept. A program that prints faster than
 * its reader reads waits for it, as it would without us.
 *
 * Ownership: run_output_open() makes it, run_output_close() frees it.
 *
 * Errors: 0 or -errno.
 */
#pragma once

#include <stddef.h>

struct ev_loop;
struct run_output;

enum {
	/* Of more output the beginning and the end are kept; both streams fit
	 * one string of a scenario. */
	RUN_OUTPUT_MAX = 3 << 19,
};

int run_output_open(struct ev_loop *loop, struct run_output **output);

/* From now on stdout and stderr are the pipes: start the program. NULL is fine,
 * here and below.
 */
void run_output_divert(struct run_output *output);
/* They are what they were. */
void run_output_restore(struct run_output *output);

/* The program has ended: takes in and passes on what is left. */
void run_output_finish(struct run_output *output);

/* What came on stdout (0) or stderr (1); lives as long as `output`. */
const char *run_output_text(
	const struct run_output *output, int stream, size_t *size);

void run_output_close(struct run_output *output);
