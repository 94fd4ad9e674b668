/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* cases_lif.h - what the cases of ids, transactions and connections share. */
#pragma once

#include "tests/victim/victim.h"

enum {
	LIF_CTL_VERSIONS = 0x21,
	LIF_CTL_ALLOCATE = 0x22,
	LIF_CTL_RELEASE = 0x23,
	LIF_CTL_SYNC = 0x27,
	LIF_DMS_MODEL = 0x0022,
	LIF_DMS_IDS = 0x0025,
	LIF_NAS_SERVING_SYSTEM = 0x0024,
	LIF_NAS_SYSTEM_INFO = 0x004D,
	LIF_NAS_SIGNAL_INFO = 0x004F,
};

/* Closes the device, keeps all ids, and opens it again. */
bool lif_reopen(struct victim *victim);

/* Has the modem take back all ids. */
bool lif_sync(struct victim *victim);

/* Asks for an id and does not wait; the transaction. */
uint16_t lif_ask_for_id(struct victim *victim, uint8_t service);
