/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* cases_mem_proxy.c - bugs of memory in a proxy. */
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/victim/cases_mem.h"
#include "tests/victim/proxy.h"

enum {
	DMS_GET_REVISION = 0x0023,
	WAIT_MS = 100, /* for what nobody tells */
};

/* Starts the proxy that a case needs, unless qmi-proxy is used. */
static pid_t start(struct victim *victim, enum proxy_mistake mistake)
{
	if (victim->proxy != 0)
		return 0;

	return proxy_start(
		victim, victim->has_bug ? mistake : PROXY_MISTAKE_NONE);
}

/* A client that has done nothing wrong is still served. */
static int end(pid_t proxy, struct victim *other)
{
	int error = -1;
	uint8_t id = victim_allocate(other, VICTIM_DMS);

	if (id != 0)
		error = victim_do(other, VICTIM_DMS, id, DMS_GET_IDS, NULL);
	if (id != 0)
		victim_release(other, VICTIM_DMS, id);
	victim_close(other);
	if (proxy != 0 && !proxy_end(proxy))
		return victim_fail("the proxy has ended");
	if (error != 0)
		return victim_fail("the other is not served: %d", error);

	return 0;
}

/* Asks twice and names the device in between, and is gone before the proxy can
 * answer that.
 */
static int forwarding_fails(struct victim *victim)
{
	pid_t proxy = start(victim, PROXY_MISTAKE_REFERENCES);
	pid_t stopped = proxy != 0 ? proxy : victim->proxy;
	struct victim first;
	struct victim other;
	uint8_t id;

	if (!proxy_enter(victim, &first) || !proxy_enter(victim, &other))
		return victim_fail("no proxy");
	id = victim_allocate(&first, VICTIM_DMS);
	kill(stopped, SIGSTOP);
	victim_send(&first, VICTIM_DMS, id, DMS_GET_MODEL, NULL);
	proxy_name_device(&first);
	victim_send(&first, VICTIM_DMS, id, DMS_GET_REVISION, NULL);
	victim_close(&first);
	kill(stopped, SIGCONT);
	poll(NULL, 0, WAIT_MS);

	return end(proxy, &other);
}

/* Leaves while its request is on the way. */
static int client_leaves(struct victim *victim)
{
	pid_t proxy = start(victim, PROXY_MISTAKE_REFERENCES);
	struct victim first;
	struct victim other;

	if (!proxy_enter(victim, &first) || !proxy_enter(victim, &other))
		return victim_fail("no proxy");
	victim_send(&first, VICTIM_DMS, victim_allocate(&first, VICTIM_DMS),
		DMS_GET_MODEL, NULL);
	poll(NULL, 0, WAIT_MS);
	victim_close(&first);
	poll(NULL, 0, 5 * WAIT_MS);

	return end(proxy, &other);
}

/* Begins to open the device. qmi-proxy opens it without asking anything; so
 * that the modem hears of it, the client asks.
 */
static bool begin_to_open(const struct victim *victim, struct victim *client)
{
	if (victim->proxy == 0) {
		if (!proxy_connect(victim, client))
			return false;
		proxy_name_device(client);
	} else {
		if (!proxy_enter(victim, client))
			return false;
		victim_send(client, VICTIM_CTL, 0, CTL_GET_VERSION_INFO, NULL);
	}
	poll(NULL, 0, WAIT_MS);

	return true;
}

/* Another connects while the first opens the device; the first leaves. */
static int device_not_named_yet(struct victim *victim)
{
	pid_t proxy = start(victim, PROXY_MISTAKE_NULL_DEVICE);
	struct victim first;
	struct victim other;
	struct packet *answer;

	if (!begin_to_open(victim, &first) || !proxy_connect(victim, &other))
		return victim_fail("no proxy");
	poll(NULL, 0, WAIT_MS);
	victim_close(&first);
	poll(NULL, 0, WAIT_MS);
	answer = victim_await(&other, VICTIM_CTL, 0, proxy_name_device(&other),
		victim->timeout_ms);
	packet_free(answer);

	return end(proxy, &other);
}

/* Comes and leaves, five times, before the device is open. */
static int ghost_of_a_device(struct victim *victim)
{
	pid_t proxy = start(victim, PROXY_MISTAKE_GHOST);
	struct victim other;

	for (int times = 0; times < 5; times++) {
		struct victim first;

		if (!begin_to_open(victim, &first))
			return victim_fail("no proxy");
		victim_close(&first);
	}
	if (!proxy_enter(victim, &other))
		return victim_fail("the device is never open");

	return end(proxy, &other);
}

const struct victim_case victim_cases_mem_proxy[] = {
	{"px-uaf-forward-fail", forwarding_fails},
	{"px-uaf-client-hup", client_leaves},
	{"px-race-null-device", device_not_named_yet},
	{"px-ghost-device-assert", ghost_of_a_device},
	{0},
};
