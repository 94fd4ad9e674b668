/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* truth.h - the parts of the test that compares the schema with libqmi-glib.
 *
 * A case is one message of the schema in one direction, filled with random but
 * valid values. Its bytes are read by libqmi, and libqmi's own writers make
 * them a second time.
 *
 * Errors: what differs is told to truth_differ(), which knows what is expected;
 * what cannot happen aborts.
 */
#pragma once

#include <glib.h>
#include <libqmi-glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/decode.h"
#include "lib/encode.h"
#include "lib/schema.h"

enum {
	TRUTH_FRAME_MAX = 60000,
};

/* A repeatable stream of numbers. */
struct truth_random {
	uint64_t state;
};

uint64_t truth_random_next(struct truth_random *random);

/* 0 to `count` - 1. */
size_t truth_random_below(struct truth_random *random, size_t count);

/* Writes one TLV's value of random, valid content. */
void truth_random_field(struct truth_random *random, struct wire_writer *writer,
	const struct schema_field *field);

/* What was counted and what differed. */
struct truth_tally {
	size_t messages;    /* that both know, by direction */
	size_t frames;	    /* that were compared */
	size_t values;	    /* that were compared */
	size_t calls;	    /* of a client's functions and signals */
	size_t set;	    /* fields, by libqmi's setters */
	size_t got;	    /* fields, by libqmi's getters */
	size_t only_ours;   /* messages that libqmi does not know */
	GHashTable *known;  /* what is listed: text to reason */
	GHashTable *sought; /* what a getter should find, */
	GHashTable *found;  /* and what it found once at least */
	GHashTable *seen;   /* set of what differed */
};

void truth_tally_open(struct truth_tally *tally, const char *path);
void truth_tally_close(struct truth_tally *tally);

/* Notes what no getter found. */
void truth_tally_finish(struct truth_tally *tally);

/* Notes a disagreement; the text is what the list has. */
void truth_differ(struct truth_tally *tally, const char *format, ...)
	G_GNUC_PRINTF(2, 3);

/* One case. */
struct truth_case {
	const struct schema_message *schema;
	enum message_kind kind;
	uint16_t error; /* of a response; the caller sets it before */
	uint8_t frame[TRUTH_FRAME_MAX];
	size_t size;
	size_t header_size; /* of frame and message, before the TLVs */
};

enum truth_extent {
	TRUTH_ALL,  /* every TLV is there */
	TRUTH_SOME, /* optional ones may lack */
	TRUTH_MUST, /* none that is optional */
};

void truth_case_build(struct truth_case *test, struct truth_random *random,
	const struct schema_message *schema, enum message_kind kind,
	enum truth_extent extent);

/* "DMS Get IDs response". Free it. */
char *truth_case_name(const struct truth_case *test);

/* Libqmi's reading of the frame. */
QmiMessage *truth_case_read(const struct truth_case *test);

/* Compares libqmi's printed text with the values. False: libqmi does not know
 * the message.
 */
bool truth_print_compare(struct truth_tally *tally,
	const struct truth_case *test, QmiMessage *message);

/* Libqmi's text for the message. Free it. */
char *truth_print(QmiMessage *message, uint16_t vendor);

/* Lets libqmi's writers make the message again and compares the bytes. */
void truth_write_compare(
	struct truth_tally *tally, const struct truth_case *test);

/* Looks for messages and TLVs that only libqmi has. */
void truth_probe_messages(
	struct truth_tally *tally, const struct schema_service *service);
void truth_probe_tlvs(struct truth_tally *tally,
	const struct schema_message *message, enum message_kind kind);

/* Lets libqmi's setters make the request and its getters read the response, or
 * the indication, as a program that uses libqmi does.
 */
void truth_call_exchange(struct truth_tally *tally,
	const struct truth_case *request, const struct truth_case *response);
void truth_call_indication(struct truth_tally *tally,
	const struct truth_case *test, QmiMessage *message);

/* Compares the names of the protocol's errors. */
void truth_probe_errors(struct truth_tally *tally);

/* A copy of `name` in lower case without blanks and signs. Free it. */
char *truth_fold(const char *name);
