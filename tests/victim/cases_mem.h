/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* cases_mem.h - what the cases of memory share. */
#pragma once

#include "tests/victim/victim.h"

enum {
	CTL_GET_VERSION_INFO = 0x21,
	DMS_GET_MODEL = 0x0022,
	DMS_GET_IDS = 0x0025,
	WDS_START_NETWORK = 0x0020,
};

/* Asks for the model and says whether it came: 0 or 1. */
int mem_get_model(struct victim *victim);

/* Closes the device and opens it again, as soon as it does not hang up. */
bool mem_reopen(struct victim *victim);
