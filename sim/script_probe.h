/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* script_probe.h - asks a modem what it is and makes a preset of it.
 *
 * Only requests that read are sent (sim/runtime/prober.lua).
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct probe_link;

struct probe_options {
	const char *name;    /* of the preset */
	const char *device;  /* for its first lines */
	const char *version; /* of the program */
	uint16_t vendor;     /* USB ids, or 0 */
	uint16_t product;
	bool keeps_personal; /* IMEI, ESN and MEID as well */
	/* Called with a line about what is being done. */
	void (*progress)(const char *text);
};

/* Writes the preset to `preset` and what differs from the nearest known one to
 * `report`. False: `*why` is a text that the caller frees.
 */
bool script_probe(struct probe_link *link, const struct probe_options *options,
	FILE *preset, FILE *report, char **why);
