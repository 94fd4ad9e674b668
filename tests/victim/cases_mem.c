/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* cases_mem.c - bugs of memory in reading and writing messages. */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/victim/cases_mem.h"

enum {
	QMUX_HEADER = 6,
	SDU_HEADER = 7,
	CTL_SET_DATA_FORMAT = 0x26,
	NAS_GET_PLMN_NAME = 0x0044,
	NAS_GET_SYSTEM_INFO = 0x004D,
	PDS = 6,
	PDS_EVENT_REPORT = 0x0001,
	PDS_SET_GPS_STATE = 0x0021,
};

int mem_get_model(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_DMS);
	int error = victim_do(victim, VICTIM_DMS, client, DMS_GET_MODEL, NULL);

	victim_release(victim, VICTIM_DMS, client);
	if (error != 0)
		return victim_fail("no model: error %d", error);

	return 0;
}

bool mem_reopen(struct victim *victim)
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
		poll(NULL, 0, 10);
	}

	return false;
}

/* Takes the length of a frame for true and reads the header behind it. */
static int read_header_that_is_not_there(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_DMS);
	uint8_t *copy;
	unsigned int service;
	size_t length;

	victim_send(victim, VICTIM_DMS, client, DMS_GET_MODEL, NULL);
	packet_free(victim_receive(victim, victim->timeout_ms));
	length = 1U + packet_u16(victim->noise + 1);
	copy = malloc(length);
	memcpy(copy, victim->noise, length);
	service = copy[4];
	free(copy);

	return victim_fail(
		"a frame of service %u and %zu bytes", service, length);
}

static int qmux_header_uninitialised(struct victim *victim)
{
	return victim->has_bug ? read_header_that_is_not_there(victim)
			       : mem_get_model(victim);
}

/* The QMI part of the first frame that comes, in memory of its size, as a
 * transport without frames would give it. NULL: nothing came.
 */
static uint8_t *first_sdu(struct victim *victim, size_t *size)
{
	struct pollfd data = {.fd = victim->device, .events = POLLIN};
	uint8_t bytes[4096];
	uint8_t *sdu;
	ssize_t got;

	if (poll(&data, 1, victim->timeout_ms) <= 0)
		return NULL;
	got = read(victim->device, bytes, sizeof(bytes));
	if (got < QMUX_HEADER)
		return NULL;

	*size = packet_u16(bytes + 1) + 1U - QMUX_HEADER;
	sdu = malloc(*size);
	memcpy(sdu, bytes + QMUX_HEADER, *size);

	return sdu;
}

/* Makes a message of it and believes the header. */
static int believe_the_header(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_DMS);
	uint8_t *message;
	uint8_t *sdu;
	size_t size;
	size_t tlvs;

	victim_send(victim, VICTIM_DMS, client, DMS_GET_MODEL, NULL);
	sdu = first_sdu(victim, &size);
	if (!sdu)
		return victim_fail("nothing came");

	tlvs = packet_u16(sdu + 5);
	message = malloc(SDU_HEADER + tlvs);
	memcpy(message, sdu, SDU_HEADER + tlvs);
	tlvs = message[SDU_HEADER + tlvs - 1];
	free(message);
	free(sdu);

	return victim_fail("a message that ends in %zu", tlvs);
}

/* Takes an answer only when what it says of its size is true. */
static int check_the_header(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_DMS);
	uint16_t transaction = victim_send(
		victim, VICTIM_DMS, client, DMS_GET_MODEL, NULL);
	bool is_good = false;
	struct packet *answer;

	while (!is_good &&
		(answer = victim_await(victim, VICTIM_DMS, client, transaction,
			 victim->timeout_ms))) {
		is_good = answer->tlvs_length == answer->tlvs_size &&
			packet_error(answer) == 0;
		packet_free(answer);
	}
	victim_release(victim, VICTIM_DMS, client);

	return is_good ? 0 : victim_fail("no model");
}

static int part_from_data(struct victim *victim)
{
	return victim->has_bug ? believe_the_header(victim)
			       : check_the_header(victim);
}

enum {
	LTE_INFO = 0x19,
	LTE_MCC_AT = 20,
	LTE_MNC_AT = 23,
	DIGITS = 3,
};

/* Reads a string of fixed size into `text`, which has room for a NUL more. With
 * the bug only what is good is written.
 */
static void read_digits(
	const uint8_t *bytes, char text[DIGITS + 1], bool has_bug)
{
	size_t good = 0;

	while (good < DIGITS && bytes[good] > 0 && bytes[good] < 0x80)
		good++;
	if (!has_bug)
		memset(text, 0, DIGITS + 1);
	memcpy(text, bytes, good);
	if (good == 0)
		text[0] = '\0';
	text[DIGITS] = '\0';
}

/* Asks for the name of the network that the modem tells of, if it does. */
static int ask_for_network(struct victim *victim, uint8_t client)
{
	struct packet *answer = victim_call(
		victim, VICTIM_NAS, client, NAS_GET_SYSTEM_INFO, NULL);
	struct tlvs request = {.size = 0};
	char *mcc = malloc(DIGITS + 1);
	char *mnc = malloc(DIGITS + 1);
	const uint8_t *info;
	size_t size = 0;

	if (!answer)
		return victim_fail("no system info");
	/* What was in the memory before: digits, so that it does not show. */
	memset(mnc, '7', DIGITS + 1);
	info = packet_tlv(answer, LTE_INFO, &size);
	if (!info || size < LTE_MNC_AT + DIGITS)
		return victim_fail("no network");
	read_digits(info + LTE_MCC_AT, mcc, victim->has_bug);
	read_digits(info + LTE_MNC_AT, mnc, victim->has_bug);
	packet_free(answer);
	if (mcc[0] != '\0') {
		uint8_t plmn[] = {(uint8_t)atoi(mcc), 0, (uint8_t)atoi(mnc),
			(uint8_t)(atoi(mnc) >> 8)};

		tlvs_put(&request, 0x01, plmn, sizeof(plmn));
		victim_do(victim, VICTIM_NAS, client, NAS_GET_PLMN_NAME,
			&request);
	}
	free(mcc);
	free(mnc);

	return 0;
}

static int fixed_string_uninitialised(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_NAS);
	int status = ask_for_network(victim, client);

	if (status == 0)
		status = ask_for_network(victim, client);
	victim_release(victim, VICTIM_NAS, client);

	return status;
}

/* The NMEA sentence of a report: true if there is one. A mode of 8 bits comes
 * first, then a string behind its size of 16. A copy in memory of the TLV's size
 * stands for the reader of a single TLV.
 */
static bool show_nmea(const struct packet *report, bool has_bug)
{
	size_t size;
	const uint8_t *value = packet_tlv(report, 0x11, &size);
	bool is_whole = false;
	uint8_t *copy;
	size_t length;

	if (!value)
		return false;
	copy = malloc(size);
	if (size > 0)
		memcpy(copy, value, size);
	if (has_bug || size >= 3) {
		length = packet_u16(copy + 1);
		is_whole = length <= size - 3;
		if (is_whole)
			fwrite(copy + 3, 1, length, stdout);
	}
	free(copy);

	return is_whole;
}

static int size_prefix_missing(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, PDS);
	struct tlvs request = {.size = 0};
	bool was_shown = false;

	tlvs_put_u8(&request, 0x11, 1);
	victim_do(victim, PDS, client, PDS_EVENT_REPORT, &request);
	while (!was_shown) {
		struct packet *report = victim_indication(
			victim, PDS, PDS_EVENT_REPORT, victim->timeout_ms);

		if (!report)
			return victim_fail("no whole report");
		was_shown = show_nmea(report, victim->has_bug);
		packet_free(report);
	}
	request.size = 0;
	tlvs_put_u8(&request, 0x01, 0);
	victim_do(victim, PDS, client, PDS_SET_GPS_STATE, &request);
	victim_release(victim, PDS, client);

	return 0;
}

/* Puts the name into a buffer of a size that should do. */
static bool build_apn(struct tlvs *request, size_t size, bool has_bug)
{
	const size_t room = 1024;
	uint8_t *buffer;

	request->size = 0;
	if (!has_bug && size > room - 3)
		return false;
	buffer = malloc(room);
	memset(buffer, 'a', size);
	tlvs_put(request, 0x14, buffer, size);
	free(buffer);

	return true;
}

static int input_tlv_overflow(struct victim *victim)
{
	static const size_t sizes[] = {300, 4000, 70000, 8};
	uint8_t client = victim_allocate(victim, VICTIM_WDS);

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct tlvs request;

		if (!build_apn(&request, sizes[i], victim->has_bug)) {
			fprintf(stderr, "too long: %zu bytes\n", sizes[i]);
			continue;
		}
		victim_do(victim, VICTIM_WDS, client, WDS_START_NETWORK,
			&request);
	}
	victim_release(victim, VICTIM_WDS, client);

	return 0;
}

/* A text of an answer, NULL when it is not there. With the bug all texts are
 * said to be there.
 */
static bool has_text(const struct packet *answer, uint8_t id, bool has_bug,
	const char **text, size_t *size)
{
	*size = 0;
	*text = (const char *)packet_tlv(answer, id, size);

	return *text || has_bug;
}

static int missing_optional_null(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_DMS);

	for (int times = 0; times < 4; times++) {
		struct packet *answer = victim_call(
			victim, VICTIM_DMS, client, DMS_GET_IDS, NULL);
		const char *text;
		size_t size;

		if (!answer)
			return victim_fail("no answer");
		for (uint8_t id = 0x10; id <= 0x13; id++)
			if (has_text(answer, id, victim->has_bug, &text,
				    &size) &&
				text[0] != '\0' && text[0] != '0')
				printf("%02x: %.*s\n", id, (int)size, text);
		packet_free(answer);
	}
	victim_release(victim, VICTIM_DMS, client);

	return mem_get_model(victim);
}

/* Sets the data format, and takes what has its transaction for the answer. */
static int message_id_mismatch(struct victim *victim)
{
	struct tlvs request = {.size = 0};
	struct packet *answer;
	const uint8_t *protocol;
	size_t size;

	tlvs_put_u8(&request, 0x01, 0);
	tlvs_put_u16(&request, 0x10, 2);
	answer = victim_call(
		victim, VICTIM_CTL, 0, CTL_SET_DATA_FORMAT, &request);
	if (!answer)
		return victim_fail("no answer");
	if (victim->has_bug) {
		/* The parser gives nothing for another message. */
		struct packet *parsed = answer->message == CTL_SET_DATA_FORMAT
			? answer
			: NULL;

		protocol = packet_tlv(parsed, 0x10, &size);
		printf("link protocol %u\n", protocol ? protocol[0] : 0);
	} else if (answer->message != CTL_SET_DATA_FORMAT) {
		fprintf(stderr, "not the answer: 0x%04x\n", answer->message);
	}
	packet_free(answer);

	return mem_get_model(victim);
}

/* A request that waits for its answer, known by its transaction alone. */
struct pending {
	bool is_done;
};

struct transactions {
	struct pending *by_id[256];
	struct pending *made[300];
	size_t count;
};

static void begin(struct transactions *transactions, uint16_t id, bool has_bug)
{
	struct pending *pending = calloc(1, sizeof(*pending));

	if (!has_bug && transactions->by_id[id]) {
		fputs("transaction overwritten\n", stderr);
		transactions->by_id[id]->is_done = true;
	}
	transactions->by_id[id] = pending;
	transactions->made[transactions->count++] = pending;
}

static void complete(struct transactions *transactions, uint16_t id)
{
	transactions->by_id[id]->is_done = true;
	transactions->by_id[id] = NULL;
}

/* The timer of the first request, which was lost, goes off. */
static void time_out(struct transactions *transactions, uint16_t id)
{
	if (!transactions->made[0]->is_done)
		complete(transactions, id);
}

static int transaction_overwritten(struct victim *victim)
{
	struct transactions transactions = {.count = 0};
	uint16_t lost = victim_send(
		victim, VICTIM_CTL, 0, CTL_GET_VERSION_INFO, NULL);
	uint16_t id = lost;

	begin(&transactions, lost, victim->has_bug);
	do {
		struct packet *answer;

		id = victim_send(
			victim, VICTIM_CTL, 0, CTL_GET_VERSION_INFO, NULL);
		begin(&transactions, id, victim->has_bug);
		answer = victim_await(
			victim, VICTIM_CTL, 0, id, victim->timeout_ms);
		if (!answer)
			return victim_fail("no answer to %u", id);
		complete(&transactions, id);
		packet_free(answer);
	} while (id != lost);
	time_out(&transactions, lost);
	while (transactions.count > 0)
		free(transactions.made[--transactions.count]);

	return mem_get_model(victim);
}

const struct victim_case victim_cases_mem[] = {
	{"lq-qmux-hdr-uninit", qmux_header_uninitialised},
	{"lq-newfromdata-short-hdr", part_from_data},
	{"lq-newfromdata-tlvlen-lie", part_from_data},
	{"lq-fixedstr-uninit", fixed_string_uninitialised},
	{"lq-size-prefix-missing", size_prefix_missing},
	{"lq-input-tlv-overflow", input_tlv_overflow},
	{"lq-missing-optional-null", missing_optional_null},
	{"lq-tid-overwrite", transaction_overwritten},
	{"lq-msgid-mismatch", message_id_mismatch},
	{0},
};
