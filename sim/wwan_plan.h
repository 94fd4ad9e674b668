/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wwan_plan.h - what the modem says about its data: calls, formats, the radio
 * link; and what the data path tells back: counters.
 *
 * Plain data, and the only thing that scripts and data path share. Scripts
 * replace the first part and add one to `generation`; the data path adds to the
 * second. Addresses are in network order; an IPv4 address is the first four
 * bytes of sixteen.
 *
 * Ownership: the modem's script owns the plan, the data path borrows it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	WWAN_CALLS_MAX = 16,
	WWAN_DNS_MAX = 2,
};

/* Seen from the host: tx goes to the network. */
struct wwan_counters {
	uint64_t tx_packets;
	uint64_t rx_packets;
	uint64_t tx_bytes; /* of IP packets, without any link's header */
	uint64_t rx_bytes;
	uint64_t tx_errors; /* cannot be understood */
	uint64_t rx_errors;
	uint64_t tx_overflows; /* the link's queue is full */
	uint64_t rx_overflows;
	uint64_t tx_dropped; /* nobody is there for it, or lost on the link */
	uint64_t rx_dropped;
};

struct wwan_call {
	uint32_t handle;
	bool is_ipv6;
	bool is_dormant;
	uint8_t slot; /* no other call of the family has it */
	uint8_t address[16];
	uint8_t gateway[16];
	uint8_t dns[WWAN_DNS_MAX][16];
	size_t dns_count;
	uint8_t prefix; /* length in bits */
	uint16_t mtu;

	struct wwan_counters counters;
	uint64_t last_us; /* the modem's time of the last packet, or 0 */
};

/* The radio link, each way. */
struct wwan_conditions {
	uint64_t latency_us;
	double loss;	  /* of all packets: 0 to 1 */
	uint64_t tx_rate; /* bit/s; 0: without limit */
	uint64_t rx_rate;
};

struct wwan_plan {
	unsigned int generation;
	bool is_raw_ip;	    /* the format that the modem uses */
	bool is_aggregated; /* QMAP and its like, which are not carried */
	struct wwan_conditions link;
	size_t count;
	struct wwan_call *calls; /* NULL while there are none */

	struct wwan_counters strays; /* packets that belong to no call */
};
