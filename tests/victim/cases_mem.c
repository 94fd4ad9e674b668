/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* cases_mem.c - bugs of memory. */
#include <stdlib.h>
#include <string.h>

#include "tests/victim/victim.h"

enum {
	DMS_GET_MODEL = 0x0022,
};

/* Asks for the model and says whether it came. */
static int get_model(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_DMS);
	int error = victim_do(victim, VICTIM_DMS, client, DMS_GET_MODEL, NULL);

	victim_release(victim, VICTIM_DMS, client);
	if (error != 0)
		return victim_fail("no model: error %d", error);

	return 0;
}

/* Takes the length of a frame for true and reads the header behind it. */
static int read_header_that_is_not_there(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_DMS);
	uint8_t *copy;
	unsigned int service;
	size_t length;

	victim_send(victim, VICTIM_DMS, client, DMS_GET_MODEL, NULL);
	packet_free(victim_receive(victim, victim->timeout_ms));
	length = 1U + packet_u16(victim->noise + 1);
	copy = malloc(length);
	memcpy(copy, victim->noise, length);
	service = copy[4];
	free(copy);

	return victim_fail(
		"a frame of service %u and %zu bytes", service, length);
}

static int qmux_header_uninitialised(struct victim *victim)
{
	return victim->has_bug ? read_header_that_is_not_there(victim)
			       : get_model(victim);
}

const struct victim_case victim_cases_mem[] = {
	{"lq-qmux-hdr-uninit", qmux_header_uninitialised},
	{0},
};
