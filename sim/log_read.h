/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* log_read.h - finds messages in the debug logs of QMI's clients.
 *
 * Known are the logs of libqmi (`qmicli -v`, `--verbose-full`, ModemManager's
 * --debug), where a message is a block of lines that begin with arrows, whatever
 * a system's journal puts before them, and lines of other programs that hold a
 * whole frame in hex, such as uqmi's.
 *
 * libqmi cuts the raw bytes to twelve and masks what is personal. Then the
 * message is put together from the lines that explain it: TLVs whose bytes are
 * there are taken as they are, masked ones are made of their words by the
 * schema, with dummies for what is masked (log_value.h).
 *
 * Ownership: the reader owns its buffers, which do not grow; what an event is
 * given is valid during the call. Errors: a log may hold anything. What cannot be
 * put together is told with its reason.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A message of a log. */
struct log_message {
	const uint8_t *bytes; /* frames */
	size_t size;
	size_t line;	     /* where it begins, from 1 */
	bool is_rebuilt;     /* not the raw bytes of the log */
	size_t shown;	     /* raw bytes that the log shows of it, */
	size_t claimed;	     /* of so many, or 0 */
	const char *made_up; /* names of fields that are dummies, or "" */
	const char *problem; /* why it is not whole, or NULL */
	bool has_time;
	uint64_t time_us; /* by the log's clock, from wherever it counts */
};

struct log_reader;

struct log_reader *log_reader_new(uint16_t vendor,
	void (*message)(void *owner, const struct log_message *message),
	void *owner);
void log_reader_free(struct log_reader *reader);

/* Takes the next line, without its end. */
void log_read_line(struct log_reader *reader, const char *line, size_t size);

/* The log ends. */
void log_read_end(struct log_reader *reader);
