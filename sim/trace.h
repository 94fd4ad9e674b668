/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* trace.h - shows on a stream what goes over the wire while it happens.
 *
 * One line a message; with more detail a line a field. Personal fields are
 * masked unless asked for. What scenarios print is shown too.
 *
 * Ownership: the trace borrows its streams and captures.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "sim/session.h"

struct pcap_writer;

enum {
	TRACE_CAPTURES_MAX = 2
};

struct trace {
	FILE *stream;  /* NULL: nothing is shown */
	FILE *copy;    /* a second stream, for a file of artifacts, or NULL */
	int verbosity; /* 0: lines, 1: fields, 2: raw bytes */
	struct pcap_writer *captures[TRACE_CAPTURES_MAX]; /* or NULL */
	bool shows_notes; /* what is not a message */
	bool redacts;
	uint64_t messages;     /* how many have been seen */
	uint64_t now_us;       /* of the last event */
	const uint64_t *clock; /* the modem's time, for what it prints; NULL */
};

/* What one modem shows. */
struct trace_tap {
	struct trace *trace;
	const char *name;    /* before each line; NULL: it is alone */
	unsigned int number; /* of the modem, from 0 */
	uint16_t vendor;
};

/* For session_new(); the owner is a struct trace_tap. */
extern const struct observer trace_observer;

/* What a scenario prints; the owner is a struct trace. */
void trace_print(void *owner, const char *text, size_t size);
