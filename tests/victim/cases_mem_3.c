/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* cases_mem_3.c - bugs of memory in uqmi and oFono. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/victim/victim.h"

enum {
	CTL_ALLOCATE_CID = 0x22,
	CTL_GET_VERSION_INFO = 0x21,
	CTL_RELEASE_CID = 0x23,
	NAS_CELL_LOCATION = 0x0043,
	NAS_GET_SIGNAL_STRENGTH = 0x0020,
	UIM_GET_CARD_STATUS = 0x002F,
	UIM_VERIFY_PIN = 0x0026,
	VOICE_GET_FORWARDING = 0x0038,
	WDS_START_NETWORK = 0x0020,
	WMS_EVENT_REPORT = 0x0001,
	WMS_RAW_READ = 0x0022,
};

enum {
	MBIM_HEADER = 52,
	REQUEST_SIZE = 512,
};

/* Builds a request, puts it behind an MBIM header and takes it out again, as the
 * modem does.
 */
static int mbim_headroom(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_WDS);
	size_t room = REQUEST_SIZE + (victim->has_bug ? 0 : MBIM_HEADER);
	uint8_t *buffer = malloc(room);
	struct tlvs request = {.size = 0};
	char apn[471];

	memset(apn, 'a', 470);
	apn[470] = '\0';
	tlvs_put_text(&request, 0x14, apn);
	memcpy(buffer, request.bytes, request.size);
	memmove(buffer + MBIM_HEADER, buffer, request.size);
	memset(buffer, 0, MBIM_HEADER);
	memcpy(request.bytes, buffer + MBIM_HEADER, request.size);
	free(buffer);
	victim_do(victim, VICTIM_WDS, client, WDS_START_NETWORK, &request);
	victim_release(victim, VICTIM_WDS, client);

	return 0;
}

struct earfcn_range {
	uint16_t least;
	uint16_t most;
	int band;
};

static int band_of(const struct earfcn_range *ranges, size_t count, uint16_t is)
{
	for (size_t i = 0; i < count; i++)
		if (is >= ranges[i].least && is <= ranges[i].most)
			return ranges[i].band;

	return -1;
}

static int earfcn_unknown(struct victim *victim)
{
	static const struct earfcn_range ranges[] = {
		{0, 599, 1}, {600, 1199, 2}, {1200, 1949, 3}, {2750, 3449, 7}};
	uint8_t client = victim_allocate(victim, VICTIM_NAS);
	size_t size = 0;
	uint8_t *info = victim_ask(
		victim, VICTIM_NAS, client, NAS_CELL_LOCATION, 0x13, &size);
	size_t count = victim->has_bug ? sizeof(ranges)
				       : sizeof(ranges) / sizeof(ranges[0]);

	if (!info || size < 12)
		return victim_fail("no cell");
	printf("band %d\n", band_of(ranges, count, packet_u16(info + 10)));
	free(info);
	victim_release(victim, VICTIM_NAS, client);

	return 0;
}

/* The next byte of a PDU; with the bug nobody looks whether it is there. */
struct pdu {
	const uint8_t *bytes;
	size_t size;
	size_t at;
	bool has_bug;
	bool failed;
};

static unsigned int next(struct pdu *pdu, size_t count)
{
	unsigned int value = 0;

	for (; count > 0; count--) {
		if (!pdu->has_bug && pdu->at >= pdu->size) {
			pdu->failed = true;
			return 0;
		}
		value = pdu->bytes[pdu->at++];
	}

	return value;
}

/* Centre, type, sender, protocol, coding, time, and the text in UCS-2. */
static bool show_pdu(struct pdu *pdu)
{
	unsigned int size = next(pdu, 1);

	next(pdu, size);
	next(pdu, 1);
	size = next(pdu, 1);
	next(pdu, 1 + (size + 1) / 2);
	next(pdu, 2 + 7);
	size = next(pdu, 1);
	next(pdu, size);
	printf("%u bytes of text\n", size);

	return !pdu->failed;
}

static int message_cut_off(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_WMS);
	bool is_shown = false;

	for (uint8_t index = 0; index <= 31; index++) {
		uint8_t where[] = {1, index, 0, 0, 0};
		struct tlvs request = {.size = 0};
		struct packet *answer;
		size_t size = 0;
		uint8_t *data;
		uint8_t *copy;

		tlvs_put(&request, 0x01, where, sizeof(where));
		answer = victim_call(
			victim, VICTIM_WMS, client, WMS_RAW_READ, &request);
		data = packet_copy(answer, 0x01, &size);
		packet_free(answer);
		if (!data || size < 4)
			return victim_fail("no message");
		copy = malloc(size - 4);
		memcpy(copy, data + 4, size - 4);
		is_shown = show_pdu(&(struct pdu){.bytes = copy,
			.size = size - 4,
			.has_bug = victim->has_bug});
		free(copy);
		free(data);
	}
	victim_release(victim, VICTIM_WMS, client);

	return is_shown ? 0 : victim_fail("the whole message is not shown");
}

/* A short number of the list in a field; with the bug nobody looks whether the
 * field is there.
 */
static int first_of(const struct packet *answer, uint8_t id, bool has_bug)
{
	size_t size = 0;
	const uint8_t *list = packet_tlv(answer, id, &size);

	if (!has_bug && (!list || size < 3))
		return 0;

	return list[2];
}

static int no_rssi(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_NAS);
	struct packet *answer = victim_call(
		victim, VICTIM_NAS, client, NAS_GET_SIGNAL_STRENGTH, NULL);

	if (!answer)
		return victim_fail("no answer");
	printf("rssi -%d dBm, %d errors\n",
		first_of(answer, 0x11, victim->has_bug),
		first_of(answer, 0x15, victim->has_bug));
	packet_free(answer);
	victim_release(victim, VICTIM_NAS, client);

	return 0;
}

/* The extended list of forwardings: a count, then six fixed bytes and a number
 * behind its size for each.
 */
static void show_forwardings(const uint8_t *list, size_t size, bool has_bug)
{
	enum {
		NUMBER_SIZE = 2
	};
	size_t at = 1;

	if (!has_bug && size < 1)
		return;
	for (unsigned int count = list[0]; count > 0; count--) {
		if (!has_bug &&
			(size - at <= NUMBER_SIZE ||
				size - at - NUMBER_SIZE - 1 <
					list[at + NUMBER_SIZE]))
			return;
		printf("to %.*s\n", list[at + NUMBER_SIZE],
			(const char *)list + at + NUMBER_SIZE + 1);
		at += NUMBER_SIZE + 1U + list[at + NUMBER_SIZE];
	}
}

static int forwarding_empty(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_VOICE);

	for (int times = 0; times < 2; times++) {
		struct tlvs request = {.size = 0};
		struct packet *answer;
		size_t size = 0;
		uint8_t *list;

		tlvs_put_u8(&request, 0x01, 1);
		answer = victim_call(victim, VICTIM_VOICE, client,
			VOICE_GET_FORWARDING, &request);
		list = packet_copy(answer, 0x16, &size);
		packet_free(answer);
		if (!list)
			return victim_fail("no list");
		show_forwardings(list, size, victim->has_bug);
		free(list);
	}
	victim_release(victim, VICTIM_VOICE, client);

	return 0;
}

enum {
	DIGITS = 20, /* that an address may have */
};

/* Shows who has sent a message. False: it cannot be read. */
static bool show_sender(const uint8_t *bytes, size_t size, bool has_bug)
{
	struct pdu pdu = {.bytes = bytes, .size = size};
	char number[DIGITS + 1];
	unsigned int digits;

	next(&pdu, next(&pdu, 1));
	next(&pdu, 1);
	digits = next(&pdu, 1);
	next(&pdu, 1);
	if (pdu.failed || (!has_bug && digits > DIGITS))
		return false;
	for (unsigned int i = 0; i < digits; i += 2) {
		unsigned int pair = next(&pdu, 1);

		number[i] = (char)('0' + (pair & 15));
		number[i + 1] = (char)('0' + (pair >> 4));
	}
	number[digits] = '\0';
	printf("from %s\n", number);

	return !pdu.failed;
}

static int sender_too_long(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_WMS);
	struct tlvs request = {.size = 0};
	int shown = 0;

	tlvs_put_u8(&request, 0x10, 1);
	victim_do(victim, VICTIM_WMS, client, WMS_EVENT_REPORT, &request);
	for (int times = 0; times < 4; times++) {
		struct packet *report = victim_indication(victim, VICTIM_WMS,
			WMS_EVENT_REPORT, victim->timeout_ms);
		size_t size = 0;
		uint8_t *message = packet_copy(report, 0x11, &size);

		packet_free(report);
		if (!message || size < 8)
			return victim_fail("no message");
		shown += show_sender(message + 8, size - 8, victim->has_bug);
		free(message);
	}
	victim_release(victim, VICTIM_WMS, client);

	return shown == 1 ? 0 : victim_fail("%d messages", shown);
}

/* Who waits for the answer to a request. It is kept where the compiler does not
 * see what becomes of it.
 */
struct waiter {
	uint16_t transaction;
	bool is_done;
};

enum {
	PATIENCE_MS = 300,
};

static uint16_t ask_for_id(struct victim *victim, uint8_t service)
{
	struct tlvs request = {.size = 0};

	tlvs_put_u8(&request, 0x01, service);

	return victim_send(victim, VICTIM_CTL, 0, CTL_ALLOCATE_CID, &request);
}

/* Gives back the id that an answer brings, for whom nobody waits any more. */
static void give_back(struct victim *victim, const struct packet *answer)
{
	size_t size;
	const uint8_t *given = packet_tlv(answer, 0x01, &size);

	if (given && size >= 2)
		victim_release(victim, given[0], given[1]);
}

static int allocated_late(struct victim *victim)
{
	struct waiter *volatile waiter = calloc(1, sizeof(*waiter));
	uint16_t late;
	struct packet *answer;
	uint8_t client;

	late = ask_for_id(victim, VICTIM_DMS);
	waiter->transaction = late;
	answer = victim_await(victim, VICTIM_CTL, 0, late, PATIENCE_MS);
	free(waiter); /* who asked has given up */
	if (answer)
		return victim_fail("the answer is not late");
	client = victim_allocate(victim, VICTIM_NAS);
	victim_release(victim, VICTIM_NAS, client);
	answer = victim_receive(victim, victim->timeout_ms);
	if (!answer || answer->transaction != late)
		return victim_fail("no late answer");
	if (victim->has_bug)
		waiter->is_done = true;
	else
		give_back(victim, answer);
	packet_free(answer);

	return client > 0 ? 0 : victim_fail("no id");
}

/* What goes with the connection. */
struct device {
	int releases;
};

static int gone_at_shutdown(struct victim *victim)
{
	const uint8_t services[] = {VICTIM_DMS, VICTIM_NAS};
	struct device *volatile device = calloc(1, sizeof(*device));
	uint8_t clients[2];

	for (int i = 0; i < 2; i++)
		clients[i] = victim_allocate(victim, services[i]);
	for (int i = 0; i < 2; i++) {
		uint8_t given[] = {services[i], clients[i]};
		struct tlvs request = {.size = 0};

		tlvs_put(&request, 0x01, given, sizeof(given));
		victim_send(victim, VICTIM_CTL, 0, CTL_RELEASE_CID, &request);
		device->releases++;
	}
	while (!victim->hung_up)
		packet_free(victim_receive(victim, 5 * victim->timeout_ms));
	free(device);
	/* Each request that waits is told that it has failed. */
	if (victim->has_bug)
		printf("%d left\n", --device->releases);

	return 0;
}

static int discovered_twice(struct victim *victim)
{
	struct waiter *volatile waiter = calloc(1, sizeof(*waiter));
	struct packet *answer;

	waiter->transaction = victim_send(
		victim, VICTIM_CTL, 0, CTL_GET_VERSION_INFO, NULL);
	answer = victim_await(
		victim, VICTIM_CTL, 0, waiter->transaction, PATIENCE_MS);
	if (answer)
		return victim_fail("the answer is not late");
	free(waiter); /* by the timer */
	answer = victim_call(victim, VICTIM_CTL, 0, CTL_GET_VERSION_INFO, NULL);
	packet_free(answer);
	if (!answer)
		return victim_fail("no second answer");
	answer = victim_receive(victim, victim->timeout_ms);
	if (!answer)
		return victim_fail("no first answer");
	if (victim->has_bug)
		free(waiter); /* by the answer */
	packet_free(answer);

	return 0;
}

enum {
	APPLICATION_STATE_AT = 16, /* of the first card's first application */
	STATES = 8,
	READY = 7,
};

static int unknown_card_state(struct victim *victim)
{
	static const char *const kinds[STATES] = {"unknown", "detected", "pin",
		"puk", "personalization", "blocked", "illegal", "ready"};
	uint8_t client = victim_allocate(victim, VICTIM_UIM);
	unsigned int state = 0;

	for (int times = 0; times < 10 && state != READY; times++) {
		size_t size = 0;
		uint8_t *status = victim_ask(victim, VICTIM_UIM, client,
			UIM_GET_CARD_STATUS, 0x10, &size);

		if (!status || size <= APPLICATION_STATE_AT)
			return victim_fail("no status");
		state = status[APPLICATION_STATE_AT];
		if (victim->has_bug || state < STATES)
			puts(kinds[state]);
		free(status);
	}
	victim_release(victim, VICTIM_UIM, client);

	return state == READY ? 0 : victim_fail("not ready");
}

/* Tries a PIN when there is an application, and tries are left. */
static int no_application(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_UIM);
	static const uint8_t session[] = {0, 0};
	static const uint8_t pin[] = {1, 4, '1', '2', '3', '4'};
	struct tlvs request = {.size = 0};
	uint8_t *retries = malloc(1);
	size_t size = 0;
	uint8_t *status = victim_ask(
		victim, VICTIM_UIM, client, UIM_GET_CARD_STATUS, 0x10, &size);

	if (!status || size < 9)
		return victim_fail("no status");
	retries[0] = 0x77; /* what was in the memory before */
	if (!victim->has_bug)
		retries[0] = 0;
	if (packet_u16(status) == 0 && size > 40)
		retries[0] = 3;
	if (retries[0] > 0) {
		tlvs_put(&request, 0x01, session, sizeof(session));
		tlvs_put(&request, 0x02, pin, sizeof(pin));
		victim_do(victim, VICTIM_UIM, client, UIM_VERIFY_PIN, &request);
	}
	free(retries);
	free(status);
	/* The story watches for a second that no PIN comes. */
	packet_free(victim_receive(victim, 1100));
	victim_release(victim, VICTIM_UIM, client);

	return 0;
}

const struct victim_case victim_cases_mem_3[] = {
	{"of-callfwd-zero-len", forwarding_empty},
	{"of-discovery-doublefree", discovered_twice},
	{"of-late-create-uaf", allocated_late},
	{"of-pin-state-crash", unknown_card_state},
	{"of-retries-uninit", no_application},
	{"of-rssi-ber-null", no_rssi},
	{"of-shutdown-uaf", gone_at_shutdown},
	{"of-sms-pdu-cves", sender_too_long},
	{"uq-earfcn-oob", earfcn_unknown},
	{"uq-mbim-memcorrupt", mbim_headroom},
	{"uq-sms-unicode-segv", message_cut_off},
	{0},
};
