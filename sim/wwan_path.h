/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wwan_path.h - the way of packets between wwan0 and the network behind it.
 *
 * The calls that are up decide: a packet whose source is no address of a call
 * is dropped and counted. The gateway, the name servers and the DHCP server are
 * answered here; TCP to the gateway's port 80, and with `has_internet` all that
 * may leave, goes to libslirp in the addresses of wwan_nat.h. Where the modem's
 * format is not that of wwan0, packets are lost, as on hardware.
 *
 * It knows no descriptor and no clock. One thing is held back: what the radio
 * link delays. Everything else happens before a call returns.
 *
 * Ownership: a path is initialised and released by its owner; the plan, sinks
 * and all bytes are borrowed. Times are the modem's, in microseconds.
 */
#pragma once

#include "sim/wwan_ether.h"
#include "sim/wwan_flow.h"
#include "sim/wwan_link.h"
#include "sim/wwan_packet.h"
#include "sim/wwan_plan.h"

enum {
	/* Whatever comes from wwan0 or goes there. */
	PATH_FRAME_MAX = PACKET_SIZE_MAX + ETHER_HEADER,
	PATH_PORTS = 65536,
};

/* Where things go. Called during wwan_path_... only. */
struct path_sinks {
	/* A packet or an Ethernet frame, as the device wants it. */
	void (*to_host)(void *owner, const uint8_t *bytes, size_t size);
	/* An IP packet. */
	void (*to_slirp)(void *owner, const uint8_t *bytes, size_t size);
	/* A packet for a dormant call, which is not dormant any more. */
	void (*woken)(void *owner, const struct wwan_call *call);
	/* Something worth a line of the trace. */
	void (*note)(void *owner, const char *text);
};

/* Why packets are lost: each is noted once until calls change. */
enum path_loss {
	PATH_BAD_PACKET,
	PATH_NO_CALL,
	PATH_FORMAT,
	PATH_AGGREGATION,
	PATH_FRAGMENT,
	PATH_PROHIBITED,
	PATH_CROWDED,
	PATH_LOSSES,
};

struct wwan_path {
	struct wwan_plan *plan;
	const struct path_sinks *sinks;
	void *owner;
	bool has_internet;
	bool is_ethernet; /* what the device reads and writes are frames */
	bool is_raw_ip;	  /* what the host was told to use */
	bool is_crowded;  /* libslirp and the server can take no more */

	uint8_t host[ETHER_ADDRESS];
	struct link_way up;
	struct link_way down;
	struct flows flows;
	uint64_t random;
	unsigned int generation; /* of the plan, when notes were last given */
	bool is_noted[PATH_LOSSES];
	uint8_t second_dns[PATH_PORTS / 8]; /* ports that asked that one */
	uint8_t reply[PATH_FRAME_MAX];
	uint8_t copy[PATH_FRAME_MAX];
	uint8_t frame[PATH_FRAME_MAX];
};

/* Fills in everything but the settings, which the caller sets first. `seed`
 * makes losses repeatable.
 */
void wwan_path_init(struct wwan_path *path, uint64_t seed);
void wwan_path_release(struct wwan_path *path);

/* The host sent something. The bytes may be changed. */
void wwan_path_from_host(
	struct wwan_path *path, uint8_t *bytes, size_t size, uint64_t now_us);

/* libslirp sent an IP packet. The bytes may be changed. */
void wwan_path_from_slirp(
	struct wwan_path *path, uint8_t *bytes, size_t size, uint64_t now_us);

/* Delivers what the link has delayed long enough. Returns when it wants to be
 * called next, or UINT64_MAX.
 */
uint64_t wwan_path_advance(struct wwan_path *path, uint64_t now_us);
