/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* require.h - what fuzz targets share: the entry point and the check. */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* Each target defines it; the engine or fuzz/replay.c calls it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Stops the target when a property does not hold, also without assertions. */
#define require(property) \
	do { \
		if (!(property)) { \
			fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, \
				__LINE__, #property); \
			abort(); \
		} \
	} while (0)
