/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* fuzz_packet.c - packets of a hostile host, and what the network answers.
 *
 * The first byte says how things are set up; then come packets, each with two
 * bytes of length, whose highest bit says that it comes from the network.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/require.h"
#include "sim/wwan_nat.h"
#include "sim/wwan_path.h"

enum {
	IS_ETHERNET = 0x01,
	IS_RAW_IP = 0x02,
	HAS_INTERNET = 0x04,
	HAS_CALLS = 0x08,
	HAS_LINK = 0x10,
	FROM_NETWORK = 0x8000,
	STEP_US = 1000,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void on_host(void *owner, const uint8_t *bytes, size_t size)
{
	struct wwan_path *path = owner;
	uint8_t *copy = malloc(size);
	size_t header = path->is_ethernet ? ETHER_HEADER : 0;
	struct packet packet;

	require(path->plan->count > 0);
	require(size > header && size <= PATH_FRAME_MAX);
	memcpy(copy, bytes, size);
	if (!path->is_ethernet || ether_type(bytes, size) != ETHER_ARP)
		require(!packet_read(copy + header, size - header, &packet));
	free(copy);
}

static void on_slirp(void *owner, const uint8_t *bytes, size_t size)
{
	struct wwan_path *path = owner;
	uint8_t *copy = malloc(size);
	struct packet packet;

	memcpy(copy, bytes, size);
	require(!packet_read(copy, size, &packet));
	require(!packet.is_fragment);
	require(path->plan->count > 0);
	if (!path->has_internet) {
		require(packet.protocol == PACKET_TCP && !packet.is_ipv6);
		require(memcmp(packet.target, nat_server, 4) == 0);
		require(packet.target_port == NAT_SERVER_PORT);
	} else if (!packet.is_ipv6) {
		require(packet.target[0] != 127 && packet.target[0] != 0);
	}
	free(copy);
}

static void on_woken(void *owner, const struct wwan_call *call)
{
	(void)owner;
	require(!call->is_dormant);
}

static void on_note(void *owner, const char *text)
{
	(void)owner;
	require(*text);
}

static const struct path_sinks sinks = {on_host, on_slirp, on_woken, on_note};

static void make_calls(struct wwan_plan *plan, struct wwan_call *room)
{
	static const struct wwan_call calls[] = {
		{.handle = 4,
			.is_dormant = true,
			.address = {10, 164, 64, 2},
			.gateway = {10, 164, 64, 1},
			.dns = {{10, 164, 0, 53}, {10, 164, 1, 53}},
			.dns_count = 2,
			.prefix = 30,
			.mtu = 1500},
		{.handle = 6,
			.is_ipv6 = true,
			.address = {0x20, 1, 0xd, 0xb8, 0, 0x64, 0,
				1, [15] = 2},
			.gateway = {0x20, 1, 0xd, 0xb8, 0, 0x64, 0,
				1, [15] = 1},
			.dns = {{0x20, 1, 0xd, 0xb8, [15] = 0x53}},
			.dns_count = 1,
			.prefix = 61,
			.mtu = 1280},
	};

	memcpy(room, calls, sizeof(calls));
	plan->calls = room;
	plan->count = 2;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct wwan_call calls[2];
	struct wwan_plan plan = {0};
	struct wwan_path *path;
	uint64_t now_us = 0;
	uint8_t setting;

	if (size < 1)
		return 0;
	setting = *data++;
	size--;
	if (setting & HAS_CALLS)
		make_calls(&plan, calls);
	if (setting & HAS_LINK)
		plan.link = (struct wwan_conditions){
			2 * STEP_US, 0.1, 1000000, 2000000};
	plan.is_raw_ip = setting & IS_RAW_IP;
	path = calloc(1, sizeof(*path));
	path->plan = &plan;
	path->sinks = &sinks;
	path->owner = path;
	path->is_ethernet = setting & IS_ETHERNET;
	path->is_raw_ip = setting & IS_RAW_IP;
	path->has_internet = setting & HAS_INTERNET;
	wwan_path_init(path, 1);

	while (size >= 2) {
		size_t length = packet_u16(data);
		bool is_from_network = length & FROM_NETWORK;
		uint8_t *exact;

		length &= ~(size_t)FROM_NETWORK;
		data += 2;
		size -= 2;
		if (length > size)
			length = size;
		exact = malloc(length);
		memcpy(exact, data, length);
		if (is_from_network)
			wwan_path_from_slirp(path, exact, length, now_us);
		else
			wwan_path_from_host(path, exact, length, now_us);
		free(exact);
		now_us += STEP_US;
		wwan_path_advance(path, now_us);
		data += length;
		size -= length;
	}
	wwan_path_release(path);
	free(path);

	return 0;
}
