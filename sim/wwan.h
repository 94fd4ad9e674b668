/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wwan.h - joins a wwan of a box to the network behind the modem.
 *
 * The only part of the data path that reads a descriptor and a clock: it gives
 * packets of the device to the path (wwan_path.h), those of libslirp too, and
 * sets a timer for what the radio link delays.
 *
 * Ownership: the configuration is copied, what it points to is borrowed. An
 * attached descriptor is owned from then on.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "sim/box.h"
#include "sim/host.h"
#include "sim/script.h"

struct wwan;

struct wwan_config {
	struct ev_loop *loop;
	struct host *host; /* for the time */
	struct script_modem *modem;
	size_t number;	    /* of the modem: its wwan, and its socket */
	const char *folder; /* where a socket may be made */
	uint64_t seed;
	bool has_internet;
	/* A line for the trace, without newline. */
	void (*note)(void *owner, const char *text, size_t size);
	void *owner;
};

struct wwan *wwan_new(const struct wwan_config *config);

/* NULL is fine. */
void wwan_free(struct wwan *wwan);

/* The device is this descriptor now; -1: as before, or none. `is_raw_ip` is what
 * the host was told to use.
 */
void wwan_attach(struct wwan *wwan, enum box_network kind, bool is_raw_ip,
	int descriptor);
