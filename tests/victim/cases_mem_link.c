/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* cases_mem_link.c - bugs of memory in opening, cancelling and closing. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/victim/cases_mem.h"

enum {
	CTL_SYNC = 0x27,
	NAS_NETWORK_SCAN = 0x0021,
	UIM_GET_SLOT_STATUS = 0x0047,
	SLOT_EID = 0x12,
};

/* What a client keeps of a device while it is open. */
struct endpoint {
	unsigned int requests;
};

struct device {
	struct endpoint *endpoint; /* NULL: closed */
	bool has_timer;		   /* of the request that waits */
	unsigned int syncs;
};

static void device_open(struct device *device)
{
	device->endpoint = calloc(1, sizeof(*device->endpoint));
}

/* The modem has hung up: what belongs to it goes. */
static void device_lost(struct device *device)
{
	free(device->endpoint);
	device->endpoint = NULL;
}

/* The timer of Start Network goes off: an Abort is sent. */
static void abort_request(struct device *device)
{
	device->endpoint->requests++;
	device->has_timer = false;
}

static int timeout_after_close(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_WDS);
	struct device device = {.has_timer = true};

	device_open(&device);
	victim_send(victim, VICTIM_WDS, client, WDS_START_NETWORK, NULL);
	packet_free(victim_receive(victim, victim->timeout_ms));
	if (!victim->hung_up)
		return victim_fail("it did not hang up");

	device_lost(&device);
	if (!victim->has_bug)
		device.has_timer = false;
	if (device.has_timer)
		abort_request(&device);

	return mem_reopen(victim) ? mem_get_model(victim) : 1;
}

/* Closes before another attempt to open; with the bug what is closed, too. */
static void device_close(struct device *device, bool has_bug)
{
	if (!has_bug && !device->endpoint)
		return;

	device->endpoint->requests = 0;
	device_lost(device);
}

static int close_twice(struct victim *victim)
{
	struct device device = {.endpoint = NULL};

	device_open(&device);
	if (victim_do(victim, VICTIM_CTL, 0, CTL_GET_VERSION_INFO, NULL) == 0)
		return victim_fail("it could be opened");
	device_lost(&device);
	device_close(&device, victim->has_bug);

	return mem_reopen(victim) ? mem_get_model(victim) : 1;
}

/* A source of input events, which its own end frees. */
struct source {
	bool is_destroyed;
};

/* Opens the device by three requests. False: it hung up meanwhile, and the
 * source is freed; with the bug it is destroyed once more.
 */
static bool open_by_requests(struct victim *victim)
{
	struct source *source = calloc(1, sizeof(*source));
	bool is_open = true;

	for (int step = 0; step < 3 && is_open; step++)
		is_open = victim_do(victim, VICTIM_CTL, 0, CTL_GET_VERSION_INFO,
				  NULL) == 0;
	if (is_open || !victim->has_bug)
		source->is_destroyed = true;
	free(source);
	if (!is_open && victim->has_bug)
		source->is_destroyed = true;

	return is_open;
}

static int hang_up_in_open(struct victim *victim)
{
	for (int attempt = 0; attempt < 8; attempt++) {
		if (open_by_requests(victim))
			return mem_get_model(victim);
		if (!mem_reopen(victim))
			return victim_fail("it cannot be opened again");
	}

	return victim_fail("it could never be opened");
}

struct pending {
	bool is_cancelled;
};

/* Cancels a request by its transaction, which may not have been sent yet. */
static void cancel(struct pending **by_id, uint16_t id, bool has_bug)
{
	struct pending *pending = by_id[id];

	if (!pending && !has_bug)
		return;
	pending->is_cancelled = true;
	by_id[id] = NULL;
	free(pending);
}

static int cancelled_before_it_is_sent(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_NAS);
	struct pending *by_id[16] = {NULL};
	uint16_t id = victim_send(
		victim, VICTIM_NAS, client, NAS_NETWORK_SCAN, NULL);

	by_id[id] = calloc(1, sizeof(struct pending));
	packet_free(victim_await(victim, VICTIM_NAS, client, id, 100));
	cancel(by_id, id, victim->has_bug);
	id++;
	cancel(by_id, id, victim->has_bug);
	if (!victim_release(victim, VICTIM_NAS, client))
		return victim_fail("the id is not taken back");

	return mem_get_model(victim);
}

/* Gives its id back and frees the device; its handler of Sync indications goes
 * with it, or with the bug stays.
 */
static int sync_after_dispose(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_DMS);
	struct device *device = calloc(1, sizeof(*device));
	struct device *volatile handled = device;
	struct packet *sync;

	victim_release(victim, VICTIM_DMS, client);
	if (!victim->has_bug)
		handled = NULL;
	free(device);
	sync = victim_indication(
		victim, VICTIM_CTL, CTL_SYNC, victim->timeout_ms);
	if (!sync)
		return victim_fail("no Sync");
	if (handled)
		handled->syncs++;
	packet_free(sync);

	return 0;
}

struct eids {
	uint8_t sizes[4];
	size_t count;
};

/* The EIDs as the old function gave them: the list stays in `kept`, and is
 * cleared when it is asked for again.
 */
static void read_eids(
	const uint8_t *value, size_t size, struct eids **kept, bool has_bug)
{
	const uint8_t *end = value + size;
	struct eids *list = *kept;

	if (has_bug)
		list = *kept = calloc(1, sizeof(*list));
	if (list)
		free(list);
	if (!has_bug)
		list = *kept = calloc(1, sizeof(*list));
	for (value++; value < end && list->count < 4; value += 1 + *value)
		list->sizes[list->count++] = *value;
}

static int eid_read_twice(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_UIM);

	for (int times = 0; times < 2; times++) {
		struct packet *answer = victim_call(
			victim, VICTIM_UIM, client, UIM_GET_SLOT_STATUS, NULL);
		struct eids *kept = NULL;
		const uint8_t *value;
		size_t size = 0;

		if (!answer)
			return victim_fail("no answer");
		value = packet_tlv(answer, SLOT_EID, &size);
		if (!value || size < 1)
			return victim_fail("no EIDs");
		read_eids(value, size, &kept, victim->has_bug);
		read_eids(value, size, &kept, victim->has_bug);
		printf("%zu EIDs, the first of %u bytes\n", kept->count,
			kept->sizes[0]);
		free(kept);
		packet_free(answer);
	}
	victim_release(victim, VICTIM_UIM, client);

	return 0;
}

/* Gives the id back, of which the transport makes an error. The device may go
 * only when nothing waits any more.
 */
static int transport_error_at_the_end(struct victim *victim)
{
	unsigned int waiting = 0;
	uint8_t client = victim_allocate(victim, VICTIM_DMS);

	victim_do(victim, VICTIM_DMS, client, DMS_GET_MODEL, NULL);
	waiting++;
	if (victim_release(victim, VICTIM_DMS, client) || !victim->has_bug)
		waiting--;
	if (!victim->hung_up)
		return victim_fail("it did not hang up");
	assert(waiting == 0);

	return mem_reopen(victim) ? mem_get_model(victim) : 1;
}

const struct victim_case victim_cases_mem_link[] = {
	{"lq-timeout-after-close", timeout_after_close},
	{"lq-close-twice", close_twice},
	{"lq-hup-in-open", hang_up_in_open},
	{"lq-cancelled-cancellable", cancelled_before_it_is_sent},
	{"lq-sync-ind-uaf", sync_after_dispose},
	{"lq-slot-eid-uaf", eid_read_twice},
	{"lq-mbim-finalize-assert", transport_error_at_the_end},
	{0},
};
