/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* cases_lif.c - bugs in the life of ids, transactions and connections. */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/victim/cases_lif.h"

enum {
	LTE = 8, /* the last radio interface that a client may know */
	NAS_NETWORK_SCAN = 0x0021,
	NAS_INITIATE_REGISTER = 0x0022,
};

bool lif_reopen(struct victim *victim)
{
	victim_close(victim);
	for (int tries = 0; tries < 100; tries++) {
		struct pollfd state = {.events = POLLIN};

		if (victim_open(victim)) {
			state.fd = victim->device;
			poll(&state, 1, 10);
			if (!(state.revents & (POLLHUP | POLLERR)))
				return true;
		}
		victim_close(victim);
		poll(NULL, 0, 20);
	}

	return false;
}

bool lif_sync(struct victim *victim)
{
	return victim_do(victim, VICTIM_CTL, 0, LIF_CTL_SYNC, NULL) == 0;
}

uint16_t lif_ask_for_id(struct victim *victim, uint8_t service)
{
	struct tlvs request = {.size = 0};

	tlvs_put_u8(&request, 0x01, service);

	return victim_send(victim, VICTIM_CTL, 0, LIF_CTL_ALLOCATE, &request);
}

/* Asks by a new id and gives it back. */
static int ask(struct victim *victim, uint8_t service, uint16_t message)
{
	uint8_t id = victim_allocate(victim, service);
	int error;

	if (id == 0)
		return victim_fail("no id");
	error = victim_do(victim, service, id, message, NULL);
	victim_release(victim, service, id);
	if (error != 0)
		return victim_fail("error %d", error);

	return 0;
}

/* Killed ten times before it gives its id back. Then there is none. */
static int killed_ten_times(struct victim *victim)
{
	uint8_t id;

	for (int times = 0; times < 10; times++) {
		id = victim_allocate(victim, VICTIM_NAS);
		victim_send(victim, VICTIM_NAS, id, NAS_NETWORK_SCAN, NULL);
		poll(NULL, 0, 10);
		if (!lif_reopen(victim))
			return victim_fail("the device is gone");
	}
	id = victim_allocate(victim, VICTIM_NAS);
	if (id != 0)
		return victim_fail("an id, after all");
	if (victim->has_bug)
		return victim_fail("no ids: reset the modem");
	lif_sync(victim);

	return ask(victim, VICTIM_NAS, LIF_NAS_SERVING_SYSTEM);
}

/* Whether the radio interfaces of an answer are all known. */
static bool knows_interfaces(const struct packet *answer)
{
	size_t size;
	const uint8_t *system = packet_tlv(answer, 0x01, &size);
	size_t count;

	if (!system || size < 5)
		return true;
	count = system[4];
	if (count > size - 5)
		count = size - 5;
	for (size_t i = 0; i < count; i++)
		if (system[5 + i] > LTE)
			return false;

	return true;
}

/* Asks twenty times. With the bug an interface that is not known ends the process
 * that has the id; its supervisor starts it again.
 */
static int crashes_and_restarts(struct victim *victim)
{
	uint8_t id = victim_allocate(victim, VICTIM_NAS);

	for (int times = 0; times < 20; times++) {
		struct packet *answer = victim_call(
			victim, VICTIM_NAS, id, LIF_NAS_SERVING_SYSTEM, NULL);

		if (!answer || packet_error(answer) != 0)
			return victim_fail("no answer");
		if (!knows_interfaces(answer)) {
			fputs("interface not known\n", stderr);
			if (victim->has_bug)
				id = victim_allocate(victim, VICTIM_NAS);
		}
		packet_free(answer);
		if (id == 0)
			return victim_fail("client_ids_exhausted");
	}
	victim_release(victim, VICTIM_NAS, id);

	return 0;
}

/* Three users of a service, who share an id. With the bug each of them asks for
 * it, since it is not there yet; the last answer counts.
 */
static int shared_service(struct victim *victim)
{
	int times = victim->has_bug ? 3 : 1;
	uint8_t id = 0;

	for (int i = 0; i < times; i++)
		lif_ask_for_id(victim, VICTIM_DMS);
	for (int i = 0; i < times; i++) {
		struct packet *answer = victim_receive(
			victim, victim->timeout_ms);
		const uint8_t *given;
		size_t size;

		if (!answer)
			return victim_fail("no answer");
		given = packet_tlv(answer, 0x01, &size);
		if (given && size >= 2)
			id = given[1];
		packet_free(answer);
	}
	for (int users = 0; users < 3; users++)
		victim_do(victim, VICTIM_DMS, id, LIF_DMS_MODEL, NULL);
	victim_release(victim, VICTIM_DMS, id);

	return 0;
}

static const uint8_t services[] = {VICTIM_WDS, VICTIM_DMS, VICTIM_NAS,
	VICTIM_WMS, VICTIM_UIM, VICTIM_VOICE, VICTIM_PDC};

enum {
	SERVICES = sizeof(services) / sizeof(services[0])
};

/* Three sessions that need seven ids. */
static int reconnects(struct victim *victim)
{
	for (int times = 0; times < 3; times++) {
		uint8_t ids[SERVICES];

		if (!victim->has_bug)
			lif_sync(victim);
		for (size_t i = 0; i < SERVICES; i++) {
			ids[i] = victim_allocate(victim, services[i]);
			if (ids[i] == 0)
				return victim_fail("no id in %d", times);
		}
		victim_do(victim, VICTIM_DMS, ids[1], LIF_DMS_MODEL, NULL);
		if (!victim->has_bug && times == 2)
			for (size_t i = 0; i < SERVICES; i++)
				victim_release(victim, services[i], ids[i]);
		if (!lif_reopen(victim))
			return victim_fail("the device is gone");
	}

	return 0;
}

/* Opens the device again without closing it; the old id is told something. */
static int old_id_is_told(struct victim *victim)
{
	uint8_t old = victim_allocate(victim, VICTIM_NAS);
	struct packet *report;
	uint8_t id;

	victim_do(victim, VICTIM_NAS, old, LIF_NAS_SIGNAL_INFO, NULL);
	if (!lif_reopen(victim))
		return victim_fail("the device is gone");
	id = victim_allocate(victim, VICTIM_NAS);
	victim_do(victim, VICTIM_NAS, id, LIF_NAS_SERVING_SYSTEM, NULL);
	report = victim_indication(
		victim, VICTIM_NAS, LIF_NAS_SERVING_SYSTEM, victim->timeout_ms);
	if (!report)
		return victim_fail("nothing is told");
	if (victim->has_bug || report->client == id) {
		struct tlvs request = {.size = 0};

		fputs("not registered: register\n", stderr);
		tlvs_put_u8(&request, 0x01, 1);
		victim_do(victim, VICTIM_NAS, id, NAS_INITIATE_REGISTER,
			&request);
	}
	packet_free(report);
	victim_do(victim, VICTIM_NAS, id, LIF_NAS_SIGNAL_INFO, NULL);
	victim_release(victim, VICTIM_NAS, id);

	return 0;
}

/* What a request that waits is for. */
struct pending {
	uint8_t service;
};

/* The answer comes when nobody waits for it any more. With the bug somebody
 * always does.
 */
static int late_allocation(struct victim *victim)
{
	struct pending *pending[256] = {NULL};
	uint16_t lost = lif_ask_for_id(victim, VICTIM_DMS);
	struct packet *packet;
	uint16_t sync;

	pending[lost] = malloc(sizeof(struct pending));
	pending[lost]->service = VICTIM_DMS;
	packet_free(victim_await(
		victim, VICTIM_CTL, 0, lost, victim->timeout_ms / 4));
	free(pending[lost]);
	pending[lost] = NULL;
	sync = victim_send(victim, VICTIM_CTL, 0, LIF_CTL_SYNC, NULL);
	do {
		const struct pending *found;

		packet = victim_receive(victim, victim->timeout_ms);
		if (!packet)
			return victim_fail("no answer");
		found = pending[packet->transaction % 256];
		if (packet->transaction == sync)
			sync = 0;
		else if (found || victim->has_bug)
			printf("an id for %u\n", found->service);
		else
			fputs("nobody waits for this\n", stderr);
		packet_free(packet);
	} while (sync != 0);

	return ask(victim, VICTIM_DMS, LIF_DMS_MODEL);
}

const struct victim_case victim_cases_lif[] = {
	{"cid-exhaust-leak", killed_ten_times},
	{"nv-cid-exhaust", crashes_and_restarts},
	{"of-shared-service-race", shared_service},
	{"oq-max-18-clients", reconnects},
	{"oq-dirty-reregister", old_id_is_told},
	{"late-alloc-leak", late_allocation},
	{0},
};
