/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* proxy.h - a small proxy that can make the mistakes of qmi-proxy.
 *
 * It runs in a process of its own, takes clients at an abstract socket and
 * forwards what they ask; transactions of the control service get numbers of
 * its own. Like qmi-proxy it wants a client to name the device at first. It
 * opens the device by asking for the versions of services.
 */
#pragma once

#include <sys/types.h>

#include "tests/victim/victim.h"

enum proxy_mistake {
	PROXY_MISTAKE_NONE,
	PROXY_MISTAKE_REFERENCES,  /* clients go while they are in use */
	PROXY_MISTAKE_NULL_DEVICE, /* compares devices that nobody named */
	PROXY_MISTAKE_GHOST,	   /* asserts that a device has been opened */
};

/* Starts it. The device is its own from then on. Returns its process. */
pid_t proxy_start(struct victim *victim, enum proxy_mistake mistake);

/* Ends it. False: it had ended by itself. */
bool proxy_end(pid_t proxy);

/* Connects a client to the proxy, or to qmi-proxy if that is used. */
bool proxy_connect(const struct victim *victim, struct victim *client);

/* Sends the request that names the device, and does not wait. */
uint16_t proxy_name_device(struct victim *client);

/* Connects and waits until the device is open. */
bool proxy_enter(const struct victim *victim, struct victim *client);
