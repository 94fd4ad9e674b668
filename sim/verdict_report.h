/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* verdict_report.h - a verdict as other programs read it.
 *
 * Texts in a verdict may hold anything; a report is well formed all the same.
 */
#pragma once

#include "sim/verdict.h"

enum report_format {
	REPORT_TEXT,  /* sentences, all of them */
	REPORT_TAP,   /* the Test Anything Protocol, version 13 */
	REPORT_JUNIT, /* JUnit's XML, as CI systems read it */
	REPORT_JSON,
};

enum {
	REPORTS_MAX = 16
};

struct report {
	enum report_format format;
	const char *path; /* "-" is stdout; borrowed */
};

/* Reads "junit:FILE". False: there is no such format, or no file. */
bool report_read(const char *argument, struct report *report);

void report_print(
	const struct verdict *verdict, enum report_format format, FILE *stream);

/* Writes a report. False after a message: it cannot be written. */
bool report_save(const struct verdict *verdict, const struct report *report);
