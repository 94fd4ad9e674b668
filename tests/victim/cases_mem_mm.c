/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* cases_mem_mm.c - bugs of memory in what ModemManager does with a modem. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/victim/cases_mem.h"

enum {
	LOC_DATA_SOURCE = 0x0036,
	LOC_SERVERS = 0x11,
	NAS_REGISTER_INDICATIONS = 0x0003,
	WDA_SET_DATA_FORMAT = 0x0020,
	WDS_INDICATION_REGISTER = 0x0003,
	WDS_PACKET_SERVICE_STATUS = 0x0022,
	WDS_GET_PACKET_STATISTICS = 0x0024,
	WDS_SET_IP_FAMILY = 0x004D,
	WDS_EXTENDED_IP_CONFIG = 0x008C,
};

/* Asks for a format. What went wrong is given to who asked, who frees it; with
 * the bug it is freed a second time. Returns the error.
 */
static int set_data_format(struct victim *victim, uint8_t client)
{
	struct tlvs request = {.size = 0};
	int *volatile given = malloc(sizeof(*given));
	int error;

	tlvs_put_u32(&request, 0x11, 2);
	error = *given = victim_do(
		victim, VICTIM_WDA, client, WDA_SET_DATA_FORMAT, &request);
	if (error != 0)
		fprintf(stderr, "no such format: %d\n", *given);
	free(given);
	if (error != 0 && victim->has_bug)
		free(given);

	return error;
}

static int start_network(struct victim *victim, uint8_t client)
{
	struct tlvs request = {.size = 0};

	tlvs_put_text(&request, 0x14, "internet");

	return victim_do(
		victim, VICTIM_WDS, client, WDS_START_NETWORK, &request);
}

static int error_freed_twice(struct victim *victim)
{
	uint8_t format = victim_allocate(victim, VICTIM_WDA);
	uint8_t data = victim_allocate(victim, VICTIM_WDS);
	int tries = 3;

	while (tries > 0 && set_data_format(victim, format) != 0)
		tries--;
	if (tries == 0)
		return victim_fail("never a format");

	return start_network(victim, data) == 0 ? 0 : 1;
}

/* What is kept of an indication: the first server of predicted orbits. */
struct orbits {
	char *server;
};

static void keep_server(
	struct orbits *orbits, const uint8_t *list, size_t size, bool has_bug)
{
	if (size < 2 || list[1] > size - 2)
		return;
	if (has_bug)
		assert(!orbits->server);
	free(orbits->server);
	orbits->server = strndup((const char *)list + 2, list[1]);
}

static int source_told_twice(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_LOC);
	uint8_t network = victim_allocate(victim, VICTIM_NAS);
	struct orbits orbits = {.server = NULL};
	struct packet *told;

	victim_do(victim, VICTIM_LOC, client, LOC_DATA_SOURCE, NULL);
	for (int times = 0; times < 3; times++) {
		size_t size = 0;
		const uint8_t *list;

		told = victim_indication(victim, VICTIM_LOC, LOC_DATA_SOURCE,
			victim->timeout_ms);
		if (!told)
			return victim_fail("it was not told");
		list = packet_tlv(told, LOC_SERVERS, &size);
		keep_server(&orbits, list, list ? size : 0, victim->has_bug);
		packet_free(told);
	}
	if (!orbits.server)
		return victim_fail("no server");
	free(orbits.server);
	victim_do(victim, VICTIM_NAS, network, NAS_REGISTER_INDICATIONS, NULL);

	return 0;
}

/* A connection, by a client for each family of IP. */
struct bearer {
	uint8_t clients[2];
	unsigned int changes;
};

static struct bearer *connect_bearer(struct victim *victim)
{
	struct bearer *bearer = calloc(1, sizeof(*bearer));

	for (int i = 0; i < 2; i++) {
		uint8_t client = victim_allocate(victim, VICTIM_WDS);
		struct tlvs request = {.size = 0};

		tlvs_put_u8(&request, 0x01, i == 0 ? 4 : 6);
		victim_do(victim, VICTIM_WDS, client, WDS_SET_IP_FAMILY,
			&request);
		request.size = 0;
		tlvs_put_u8(&request, 0x12, 1);
		victim_do(victim, VICTIM_WDS, client, WDS_INDICATION_REGISTER,
			&request);
		start_network(victim, client);
		bearer->clients[i] = client;
	}

	return bearer;
}

/* Waits until the network has ended both calls. */
static bool await_end(struct victim *victim)
{
	int left = 2;

	while (left > 0) {
		struct packet *status = victim_indication(victim, VICTIM_WDS,
			WDS_PACKET_SERVICE_STATUS, victim->timeout_ms);
		const uint8_t *value;
		size_t size = 0;

		if (!status)
			return false;
		value = packet_tlv(status, 0x01, &size);
		if (value && size > 0 && value[0] == 1)
			left--;
		packet_free(status);
	}

	return true;
}

static int change_after_the_end(struct victim *victim)
{
	struct bearer *bearer = connect_bearer(victim);
	struct bearer *volatile handled = bearer;
	uint8_t clients[2];
	struct tlvs request = {.size = 0};
	struct packet *change;

	memcpy(clients, bearer->clients, sizeof(clients));
	tlvs_put_u32(&request, 0x01, 0xC0);
	victim_do(victim, VICTIM_WDS, clients[0], WDS_GET_PACKET_STATISTICS,
		&request);
	if (!await_end(victim))
		return victim_fail("the network does not end it");
	if (!victim->has_bug)
		handled = NULL;
	free(bearer);
	change = victim_indication(
		victim, VICTIM_WDS, WDS_EXTENDED_IP_CONFIG, victim->timeout_ms);
	if (!change)
		return victim_fail("nothing has changed");
	if (handled)
		handled->changes++;
	packet_free(change);
	while ((change = victim_indication(
			victim, VICTIM_WDS, WDS_EXTENDED_IP_CONFIG, 300)))
		packet_free(change);

	return start_network(victim, clients[0]) == 0 ? 0 : 1;
}

const struct victim_case victim_cases_mem_mm[] = {
	{"mm-extip-ind-after-bearer", change_after_the_end},
	{"mm-wda-doublefree", error_freed_twice},
	{"mm-loc-datasource-assert", source_told_twice},
	{0},
};
