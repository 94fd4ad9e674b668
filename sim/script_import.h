/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* script_import.h - makes a scenario of messages that were recorded.
 *
 * Messages are added in the order in which they went over the wire. The result
 * is a text that replays them (sim/runtime/replay.lua): names and fields where
 * the schema knows them and no byte is lost by it, bytes where not.
 *
 * Ownership: an importer keeps nothing of what it is given. Errors: what cannot
 * be kept for want of memory ends the import; importer_failure() says so.
 *
 * Units: times are microseconds of whatever clock the recording has.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "lib/message.h"

struct importer;

struct import_note {
	const char *where;   /* "line 12", or "" */
	const char *made_up; /* names of fields that are dummies, or "" */
	bool is_rebuilt;     /* from the words of a log, not from its bytes */
	bool has_time;
	uint64_t time_us;
};

struct import_options {
	const char *source;  /* what was read, for the first lines */
	const char *preset;  /* that the scenario stands on */
	const char *version; /* of the program */
	bool keeps_delays;
	bool redacts; /* personal values were replaced */
};

/* NULL: there is no memory. `vendor` is a USB vendor id, or 0. */
struct importer *importer_new(uint16_t vendor);
void importer_free(struct importer *importer);

void importer_add(struct importer *importer, const struct message *message,
	const struct import_note *note);

/* Something that could not be read: a line of the scenario's beginning. */
void importer_miss(struct importer *importer, const char *text);

/* Writes the scenario. False: importer_failure() says why. */
bool importer_write(struct importer *importer,
	const struct import_options *options, FILE *stream);

/* Why something has failed, or NULL. */
const char *importer_failure(const struct importer *importer);

/* One line about what has been imported, for people. */
const char *importer_summary(struct importer *importer);
