/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* recorder.h - keeps frames that go by, as a scenario and as a capture.
 *
 * Ownership: a recorder copies what it is given. Errors: what is no message is
 * told in the scenario; what cannot be written makes recorder_write() false.
 *
 * Units: times are microseconds since 1970.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "sim/script_import.h"

struct recorder;

struct recorder_options {
	const char *pcap; /* a file, or NULL */
	uint16_t vendor;  /* USB vendor whose messages are known, or 0 */
	bool redacts;	  /* personal values are replaced */
	uint64_t start_us;
};

/* NULL after a message: the capture cannot be made. */
struct recorder *recorder_new(const struct recorder_options *options);

/* NULL is fine. */
void recorder_free(struct recorder *recorder);

/* A whole frame. */
void recorder_add(struct recorder *recorder, uint64_t now_us, bool from_host,
	const uint8_t *bytes, size_t size);

/* So many bytes that belong to no frame. */
void recorder_noise(struct recorder *recorder, bool from_host, size_t size);

/* Writes the scenario and says on standard error what is in it. */
bool recorder_write(struct recorder *recorder,
	const struct import_options *options, FILE *stream);
