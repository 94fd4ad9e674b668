/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* relay.h - a proxy that keeps account of whose ids and requests are whose, and
 * can make the mistakes of qmi-proxy in that.
 *
 * Unlike the one of proxy.h it passes on indications, opens the devices that its
 * clients name, and closes them when nobody uses them any more. Clients come to
 * it by proxy_connect(). It runs in a process of its own.
 */
#pragma once

#include <sys/types.h>

#include "tests/victim/victim.h"

enum relay_mistake {
	RELAY_MISTAKE_NONE,
	RELAY_MISTAKE_CLOSES_EARLY,	  /* while answers are to come */
	RELAY_MISTAKE_NOT_OWNED,	  /* only who was given an id has it */
	RELAY_MISTAKE_NO_BROADCAST,	  /* 0xFF is nobody's id */
	RELAY_MISTAKE_LOSES_TRACK,	  /* misreads which id was given */
	RELAY_MISTAKE_OPENS_TWICE,	  /* a device with two names */
	RELAY_MISTAKE_KEEPS_TRANSACTIONS, /* of different clients, in 8 bits */
	RELAY_MISTAKE_ZERO,		  /* counts transactions from 0 */
};

/* Starts it. The device is its own from then on. Returns its process. */
pid_t relay_start(struct victim *victim, enum relay_mistake mistake);
