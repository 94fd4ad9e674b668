/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* cases_lif_proxy.c - bugs in a proxy's accounts of ids and requests. */
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/victim/cases_lif.h"
#include "tests/victim/proxy.h"
#include "tests/victim/relay.h"

enum {
	LOC_REGISTER_EVENTS = 0x0021,
	LOC_START = 0x0022,
	LOC_STOP = 0x0023,
	LOC_POSITION_REPORT = 0x0024,
	WAIT_MS = 100, /* for what nobody tells */
	ROUNDS = 75,
	CLIENTS = 4,
};

/* Starts the proxy that a case needs, unless qmi-proxy is used. */
static pid_t start(struct victim *victim, enum relay_mistake mistake)
{
	if (victim->proxy != 0)
		return 0;

	return relay_start(
		victim, victim->has_bug ? mistake : RELAY_MISTAKE_NONE);
}

static int end(pid_t proxy, int status)
{
	if (proxy != 0 && !proxy_end(proxy))
		return victim_fail("the proxy has ended");

	return status;
}

/* The last client asks to release its id, leaves at once, and another comes. */
static int closed_before_answer(struct victim *victim)
{
	pid_t proxy = start(victim, RELAY_MISTAKE_CLOSES_EARLY);
	struct tlvs given = {.size = 0};
	struct victim first;
	struct victim other;
	uint8_t release[] = {VICTIM_DMS, 0};
	uint8_t ids[2];
	int status = 0;

	if (!proxy_enter(victim, &first))
		return victim_fail("no proxy");
	release[1] = victim_allocate(&first, VICTIM_DMS);
	tlvs_put(&given, 0x01, release, sizeof(release));
	victim_send(&first, VICTIM_CTL, 0, LIF_CTL_RELEASE, &given);
	victim_close(&first);
	poll(NULL, 0, WAIT_MS);
	if (!proxy_enter(victim, &other))
		return victim_fail("no proxy any more");
	ids[0] = victim_allocate(&other, VICTIM_NAS);
	ids[1] = victim_allocate(&other, VICTIM_WDS);
	if (ids[0] == 0 || ids[1] == 0)
		status = victim_fail("no ids: %u, %u", ids[0], ids[1]);
	victim_release(&other, VICTIM_NAS, ids[0]);
	victim_release(&other, VICTIM_WDS, ids[1]);
	victim_close(&other);

	return end(proxy, status);
}

/* One client is given an id and leaves it to another, which hears by it. */
static int id_of_another(struct victim *victim)
{
	pid_t proxy = start(victim, RELAY_MISTAKE_NOT_OWNED);
	struct tlvs events = {.size = 0};
	struct victim first;
	struct victim other;
	struct packet *report;
	uint8_t id;
	int status = 0;

	if (!proxy_enter(victim, &first) || !proxy_enter(victim, &other))
		return victim_fail("no proxy");
	id = victim_allocate(&first, VICTIM_LOC);
	victim_close(&first);
	tlvs_put(&events, 0x01, "\1\0\0\0\0\0\0\0", 8);
	victim_do(&other, VICTIM_LOC, id, LOC_REGISTER_EVENTS, &events);
	report = victim_indication(
		&other, VICTIM_LOC, LOC_POSITION_REPORT, victim->timeout_ms);
	if (report) {
		struct tlvs session = {.size = 0};

		tlvs_put_u8(&session, 0x01, 1);
		victim_do(&other, VICTIM_LOC, id, LOC_STOP, &session);
	} else {
		status = victim_fail("no position comes");
	}
	packet_free(report);
	victim_release(&other, VICTIM_LOC, id);
	victim_close(&other);

	return end(proxy, status);
}

/* How many indications of the serving system come. */
static int count_reports(struct victim *client)
{
	struct packet *report;
	int wait_ms = client->timeout_ms;
	int count = 0;

	while ((report = victim_indication(client, VICTIM_NAS,
			LIF_NAS_SERVING_SYSTEM, wait_ms)) != NULL) {
		packet_free(report);
		wait_ms = WAIT_MS;
		count++;
	}

	return count;
}

/* Clients that ask, hear one indication each, and ask again. */
static int all_hear(
	struct victim *victim, enum relay_mistake mistake, size_t count)
{
	pid_t proxy = start(victim, mistake);
	struct victim clients[CLIENTS];
	uint8_t ids[CLIENTS];
	int status = 0;

	for (size_t i = 0; i < count; i++) {
		if (!proxy_enter(victim, &clients[i]))
			return victim_fail("no proxy");
		ids[i] = victim_allocate(&clients[i], VICTIM_NAS);
	}
	for (size_t i = 0; i < count; i++)
		victim_do(&clients[i], VICTIM_NAS, ids[i], LIF_NAS_SIGNAL_INFO,
			NULL);
	for (size_t i = 0; i < count; i++) {
		int reports = count_reports(&clients[i]);

		if (reports == 1)
			victim_do(&clients[i], VICTIM_NAS, ids[i],
				LIF_NAS_SERVING_SYSTEM, NULL);
		else
			status = victim_fail("%d reports come", reports);
	}
	for (size_t i = 0; i < count; i++) {
		victim_release(&clients[i], VICTIM_NAS, ids[i]);
		victim_close(&clients[i]);
	}

	return end(proxy, status);
}

static int broadcast(struct victim *victim)
{
	return all_hear(victim, RELAY_MISTAKE_NO_BROADCAST, 2);
}

static int track_of_ids(struct victim *victim)
{
	return all_hear(victim, RELAY_MISTAKE_LOSES_TRACK, 1);
}

/* Two clients call the same device by two names, and ask in turn. */
static int two_names(struct victim *victim)
{
	pid_t proxy = start(victim, RELAY_MISTAKE_OPENS_TWICE);
	char link[PATH_MAX] = "";
	struct victim clients[2];
	uint8_t ids[2];
	int error = 0;

	if (!getcwd(link, sizeof(link) - sizeof("/modem")))
		return victim_fail("no folder");
	strcat(link, "/modem");
	unlink(link);
	if (symlink(victim->path, link) < 0)
		return victim_fail("no link");
	for (size_t i = 0; i < 2; i++) {
		if (!proxy_connect(victim, &clients[i]))
			return victim_fail("no proxy");
		clients[i].path = i == 0 ? victim->path : link;
		packet_free(victim_await(&clients[i], VICTIM_CTL, 0,
			proxy_name_device(&clients[i]), victim->timeout_ms));
		ids[i] = victim_allocate(&clients[i], VICTIM_DMS);
	}
	for (size_t i = 0; i < 20 && error == 0; i++)
		error = victim_do(&clients[i % 2], VICTIM_DMS, ids[i % 2],
			LIF_DMS_MODEL, NULL);
	for (size_t i = 0; i < 2; i++) {
		victim_release(&clients[i], VICTIM_DMS, ids[i]);
		victim_close(&clients[i]);
	}
	unlink(link);
	if (error != 0)
		error = victim_fail("an answer is lost");

	return end(proxy, error);
}

static const uint8_t services[CLIENTS] = {
	VICTIM_WDS, VICTIM_DMS, VICTIM_NAS, VICTIM_WMS};

/* The id in the answer to lif_ask_for_id(), 0: it is the answer to another. */
static uint8_t take_id(
	struct victim *client, uint8_t service, uint16_t transaction)
{
	struct packet *answer = victim_await(
		client, VICTIM_CTL, 0, transaction, client->timeout_ms);
	const uint8_t *given;
	size_t size;
	uint8_t id = 0;

	if (!answer)
		return 0;
	given = packet_tlv(answer, 0x01, &size);
	if (given && size >= 2 && given[0] == service)
		id = given[1];
	packet_free(answer);

	return id;
}

/* All ask at once, each for an id of another service. */
static int ask_all(struct victim *clients, uint8_t ids[CLIENTS])
{
	uint16_t transactions[CLIENTS];

	for (size_t i = 0; i < CLIENTS; i++)
		transactions[i] = lif_ask_for_id(&clients[i], services[i]);
	for (size_t i = 0; i < CLIENTS; i++) {
		ids[i] = take_id(&clients[i], services[i], transactions[i]);
		if (ids[i] == 0)
			return victim_fail("not the answer to %zu", i);
	}

	return 0;
}

static int same_transactions(struct victim *victim)
{
	pid_t proxy = start(victim, RELAY_MISTAKE_KEEPS_TRANSACTIONS);
	struct victim clients[CLIENTS];
	uint8_t ids[CLIENTS];
	int status = 0;

	for (size_t i = 0; i < CLIENTS; i++) {
		if (!proxy_enter(victim, &clients[i]))
			return victim_fail("no proxy");
		clients[i].transaction = 0x01FF;
	}
	for (int round = 0; round < ROUNDS && status == 0; round++) {
		status = ask_all(clients, ids);
		if (status == 0 &&
			victim_do(&clients[1], VICTIM_DMS, ids[1],
				LIF_DMS_MODEL, NULL) != 0)
			status = victim_fail("no model");
		for (size_t i = 0; i < CLIENTS && status == 0; i++)
			victim_release(&clients[i], services[i], ids[i]);
	}
	for (size_t i = 0; i < CLIENTS; i++)
		victim_close(&clients[i]);

	return end(proxy, status);
}

/* A client has more transactions than there are numbers for. */
static int transactions_wrap(struct victim *victim)
{
	pid_t proxy = start(victim, RELAY_MISTAKE_ZERO);
	struct victim client;
	int status = 0;

	if (!proxy_enter(victim, &client))
		return victim_fail("no proxy");
	for (int times = 0; times < 300 && status == 0; times++) {
		uint8_t id = victim_allocate(&client, VICTIM_DMS);

		if (id == 0 || !victim_release(&client, VICTIM_DMS, id))
			status = victim_fail("no answer");
	}
	victim_close(&client);

	return end(proxy, status);
}

const struct victim_case victim_cases_lif_proxy[] = {
	{"px-close-before-ctl", closed_before_answer},
	{"px-implicit-cid", id_of_another},
	{"px-broadcast-ff", broadcast},
	{"px-track-offset", track_of_ids},
	{"px-symlink-dup", two_names},
	{"px-ctl-tid-rewrite", same_transactions},
	{"ctl-tid-wrap", transactions_wrap},
	{0},
};
