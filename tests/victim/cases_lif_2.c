/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* cases_lif_2.c - more bugs in the life of ids, transactions and connections. */
#include <stdio.h>

#include "tests/victim/cases_lif.h"

enum {
	CTL_REVOKE = 0x24,
	DMS_GET_FACTORY_SKU = 0x0046,
	BROADCAST = 0xFF,
	TIMEOUTS_MAX = 10,
	PATIENCE_MS = 30, /* where many answers do not come */
};

/* The first packet with that transaction, taken for the answer if the flags say
 * "response" as they do in all services but CTL. With the bug the message does
 * not matter.
 */
static struct packet *await_by_flags(
	struct victim *victim, uint16_t transaction)
{
	enum {
		RESPONSE_OF_SERVICES = 2
	};
	struct packet *packet;

	while ((packet = victim_receive(victim, victim->timeout_ms)) != NULL) {
		if (packet->transaction == transaction &&
			(packet->flags & RESPONSE_OF_SERVICES))
			return packet;
		packet_free(packet);
	}

	return NULL;
}

static int flags_confused(struct victim *victim)
{
	uint8_t id = 0;

	if (victim->has_bug) {
		struct packet *answer = await_by_flags(
			victim, lif_ask_for_id(victim, VICTIM_DMS));
		const uint8_t *given;
		size_t size;

		if (!answer)
			return victim_fail("no answer");
		given = packet_tlv(answer, 0x01, &size);
		if (given && size >= 2)
			id = given[1];
		packet_free(answer);
		if (id == 0)
			return victim_fail("Failed to parse message data");
	}
	id = victim_allocate(victim, VICTIM_DMS);
	if (victim_do(victim, VICTIM_DMS, id, LIF_DMS_MODEL, NULL) != 0)
		return victim_fail("no model");
	victim_release(victim, VICTIM_DMS, id);

	return 0;
}

/* Whether the modem has said that it took that id back. */
static bool is_revoked(struct victim *victim, uint8_t service, uint8_t id)
{
	struct packet *told = victim_indication(
		victim, VICTIM_CTL, CTL_REVOKE, PATIENCE_MS);
	const uint8_t *client;
	size_t size;
	bool is_ours;

	if (!told)
		return false;
	client = packet_tlv(told, 0x01, &size);
	is_ours = client && size >= 2 && client[0] == service &&
		client[1] == id;
	packet_free(told);

	return is_ours;
}

static int revoked(struct victim *victim)
{
	uint8_t id = victim_allocate(victim, VICTIM_DMS);
	int error;

	for (int tries = 0; tries < 3; tries++) {
		error = victim_do(victim, VICTIM_DMS, id, LIF_DMS_MODEL, NULL);
		if (error == 0)
			break;
		if (!victim->has_bug && is_revoked(victim, VICTIM_DMS, id))
			id = victim_allocate(victim, VICTIM_DMS);
	}
	victim_release(victim, VICTIM_DMS, id);
	if (error != 0)
		return victim_fail("error %d", error);

	return 0;
}

/* The id in an answer to Allocate CID. With the bug 255 is one, too. */
static uint8_t odd_id(struct victim *victim)
{
	struct packet *answer = victim_await(victim, VICTIM_CTL, 0,
		lif_ask_for_id(victim, VICTIM_DMS), victim->timeout_ms);
	const uint8_t *given;
	size_t size;
	uint8_t id = 0;

	if (!answer)
		return 0;
	given = packet_tlv(answer, 0x01, &size);
	if (given && size >= 2 && given[0] == VICTIM_DMS &&
		(given[1] != BROADCAST || victim->has_bug))
		id = given[1];
	packet_free(answer);

	return id;
}

static int odd_ids(struct victim *victim)
{
	uint8_t id = 0;

	for (int tries = 0; tries < 5 && id == 0; tries++)
		id = odd_id(victim);
	if (id == 0)
		return victim_fail("no id");
	victim_do(victim, VICTIM_DMS, id, LIF_DMS_MODEL, NULL);
	victim_release(victim, VICTIM_DMS, id);

	return 0;
}

/* Three pieces of work, each with an id of its own. */
static int release_fails(struct victim *victim)
{
	victim->timeout_ms /= 4;
	for (int piece = 0; piece < 3; piece++) {
		uint8_t id = victim_allocate(victim, VICTIM_DMS);

		if (victim_do(victim, VICTIM_DMS, id, LIF_DMS_MODEL, NULL) != 0)
			return victim_fail("no model");
		if (victim_release(victim, VICTIM_DMS, id))
			continue;
		fputs("couldn't release client\n", stderr);
		if (victim->has_bug)
			return victim_fail("given up");
	}

	return 0;
}

/* Asks until the modem has to be taken for dead. With the bug that is never, or
 * so often that nobody waits for it. The number of requests.
 */
static int ask_until_dead(struct victim *victim, uint8_t id)
{
	int most = victim->has_bug ? 5 * TIMEOUTS_MAX : TIMEOUTS_MAX;
	int timeouts = 0;
	int asked = 0;

	victim->timeout_ms = PATIENCE_MS;
	while (timeouts < most && asked < 2 * most) {
		int error = victim_do(
			victim, VICTIM_NAS, id, LIF_NAS_SYSTEM_INFO, NULL);

		asked++;
		timeouts = error < 0 ? timeouts + 1 : 0;
	}
	fprintf(stderr, "dead after %d requests\n", asked);

	return asked;
}

static int out_of_memory(struct victim *victim)
{
	uint8_t nas = victim_allocate(victim, VICTIM_NAS);
	uint8_t dms = victim_allocate(victim, VICTIM_DMS);

	for (int times = 0; times < 50; times++)
		victim_do(victim, VICTIM_DMS, dms, LIF_DMS_MODEL, NULL);
	victim_do(victim, VICTIM_CTL, 0, LIF_CTL_VERSIONS, NULL);
	ask_until_dead(victim, nas);

	return 0;
}

static int ten_timeouts(struct victim *victim)
{
	uint8_t nas = victim_allocate(victim, VICTIM_NAS);
	uint8_t dms = victim_allocate(victim, VICTIM_DMS);

	victim_do(victim, VICTIM_DMS, dms, DMS_GET_FACTORY_SKU, NULL);
	ask_until_dead(victim, nas);

	return 0;
}

const struct victim_case victim_cases_lif_2[] = {
	{"uq-ctl-flag-confusion", flags_confused},
	{"qcm-revoke-cid", revoked},
	{"ctl-alloc-oddities", odd_ids},
	{"ctl-release-fails", release_fails},
	{"dev-version-nomemory", out_of_memory},
	{"mm-10-timeouts", ten_timeouts},
	{0},
};
