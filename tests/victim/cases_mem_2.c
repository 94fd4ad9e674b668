/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* cases_mem_2.c - bugs of memory in what makes use of messages in
 * ModemManager, and of what is between modem and client.
 */
#include <assert.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/victim/victim.h"

enum {
	DMS_GET_CAPABILITIES = 0x0020,
	DMS_GET_IDS = 0x0025,
	DMS_GET_MODEL = 0x0022,
	DMS_GET_REVISION = 0x0023,
	DMS_GET_OPERATING_MODE = 0x002D,
	DMS_SET_OPERATING_MODE = 0x002E,
	MODES = 8, /* of operation that are known */
	NAS_CELL_LOCATION = 0x0043,
	NAS_GET_PLMN_NAME = 0x0044,
	NAS_GET_PREFERENCE = 0x0034,
	NAS_GET_SERVING_SYSTEM = 0x0024,
	NAS_NETWORK_REJECT = 0x0068,
	NAS_REGISTER = 0x0003,
	NAS_SET_PREFERENCE = 0x0033,
	UIM_GET_CARD_STATUS = 0x002F,
	UIM_GET_SLOT_STATUS = 0x0047,
	UIM_SLOT_STATUS = 0x0048,
	WDS_MODIFY_PROFILE = 0x0028,
};

static void set_mode(struct victim *victim, uint8_t client, uint8_t mode)
{
	struct tlvs request = {.size = 0};

	tlvs_put_u8(&request, 0x01, mode);
	victim_do(victim, VICTIM_DMS, client, DMS_SET_OPERATING_MODE, &request);
}

/* Changes the APN of the attach while the radio is off. */
static int unknown_power(struct victim *victim)
{
	uint8_t dms = victim_allocate(victim, VICTIM_DMS);
	uint8_t wds = victim_allocate(victim, VICTIM_WDS);
	const uint8_t profile[] = {0, 1};
	struct tlvs request = {.size = 0};
	size_t size;
	uint8_t *mode = victim_ask(
		victim, VICTIM_DMS, dms, DMS_GET_OPERATING_MODE, 0x01, &size);
	bool is_known = mode && mode[0] < MODES;

	if (victim->has_bug)
		assert(is_known);
	if (is_known)
		set_mode(victim, dms, 1);
	tlvs_put(&request, 0x01, profile, sizeof(profile));
	tlvs_put_text(&request, 0x14, "attach.example");
	victim_do(victim, VICTIM_WDS, wds, WDS_MODIFY_PROFILE, &request);
	if (is_known)
		set_mode(victim, dms, mode[0]);
	free(mode);
	victim_release(victim, VICTIM_WDS, wds);
	victim_release(victim, VICTIM_DMS, dms);

	return 0;
}

static int no_modes(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_DMS);
	size_t size = 0;
	uint8_t *info = victim_ask(
		victim, VICTIM_DMS, client, DMS_GET_CAPABILITIES, 0x01, &size);
	unsigned int count = info && size > 10 ? info[10] : 0;

	if (victim->has_bug)
		assert(count > 0);
	printf("%u radio interfaces\n", count);
	free(info);
	victim_release(victim, VICTIM_DMS, client);

	return 0;
}

/* A number in hex, or NULL; what is none is freed. */
static char *take_number(char *text, bool has_bug, char **identifier)
{
	if (!text)
		return NULL;
	if (strspn(text, "0123456789abcdefABCDEF") == strlen(text))
		return text;
	if (has_bug)
		*identifier = text;
	free(text);

	return NULL;
}

static char *text_of(const struct packet *answer, uint8_t id)
{
	size_t size;
	const uint8_t *value = packet_tlv(answer, id, &size);

	return value ? strndup((const char *)value, size) : NULL;
}

static int ids_freed(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_DMS);
	struct packet *answer = victim_call(
		victim, VICTIM_DMS, client, DMS_GET_IDS, NULL);
	char *identifier = NULL;
	char *imei;
	char *meid;
	char *esn;
	size_t size;

	if (!answer)
		return victim_fail("no answer");
	imei = text_of(answer, 0x11);
	meid = take_number(text_of(answer, 0x12), victim->has_bug, &identifier);
	esn = take_number(text_of(answer, 0x10), victim->has_bug, &identifier);
	if (imei || meid || esn)
		identifier = imei ? imei : meid ? meid : esn;
	printf("identifier: %s\n", identifier ? identifier : "none");
	free(imei);
	free(meid);
	free(esn);
	packet_free(answer);
	free(victim_ask(victim, VICTIM_DMS, client, DMS_GET_OPERATING_MODE,
		0x01, &size));
	victim_release(victim, VICTIM_DMS, client);

	return 0;
}

/* What is handed to the handlers of an indication and of an answer. */
struct watcher {
	char name[64];
	int changes;
};

struct load {
	int slot;
};

static int hotswap(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_UIM);
	struct load *load = calloc(1, sizeof(*load));
	struct watcher *watcher = calloc(1, sizeof(*watcher));
	uint16_t transaction = victim_send(
		victim, VICTIM_UIM, client, UIM_GET_SLOT_STATUS, NULL);
	struct packet *change = victim_indication(
		victim, VICTIM_UIM, UIM_SLOT_STATUS, victim->timeout_ms);
	void *owner = victim->has_bug ? (void *)load : (void *)watcher;
	struct packet *answer;
	size_t size;

	if (!change)
		return victim_fail("nothing has changed");
	((struct watcher *)owner)->changes++;
	packet_free(change);
	answer = victim_await(
		victim, VICTIM_UIM, client, transaction, victim->timeout_ms);
	packet_free(answer);
	free(load);
	free(watcher);
	free(victim_ask(
		victim, VICTIM_UIM, client, UIM_GET_CARD_STATUS, 0x10, &size));
	victim_release(victim, VICTIM_UIM, client);

	return answer ? 0 : victim_fail("no answer");
}

/* Opens the device again when it has gone; it needs a while. */
static bool open_again(struct victim *victim)
{
	victim_close(victim);
	for (int times = 0; times < 100; times++) {
		if (victim_open(victim))
			return true;
		poll(NULL, 0, 50);
	}

	return false;
}

/* Takes ids of services as long as the device is there; 0: of all. */
static size_t allocate_all(struct victim *victim, uint8_t *clients,
	const uint8_t *services, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		clients[i] = victim_allocate(victim, services[i]);
		if (victim->has_bug)
			assert(clients[i] > 0);
		if (clients[i] == 0)
			return count - i;
	}

	return 0;
}

static int removed_in_init(struct victim *victim)
{
	const uint8_t services[] = {VICTIM_DMS, VICTIM_NAS, VICTIM_WDS,
		VICTIM_UIM, VICTIM_WMS, VICTIM_WDA};
	const size_t count = sizeof(services);
	uint8_t clients[sizeof(services)];
	size_t size;

	while (allocate_all(victim, clients, services, count) > 0)
		if (!open_again(victim))
			return victim_fail("the modem is gone for good");
	free(victim_ask(victim, VICTIM_DMS, clients[0], DMS_GET_OPERATING_MODE,
		0x01, &size));
	for (size_t i = 0; i < count; i++)
		victim_release(victim, services[i], clients[i]);

	return 0;
}

enum {
	LTE_BANDS = 0x15,
	EXTENDED_BANDS = 0x23, /* of answers */
	SET_EXTENDED_BANDS = 0x24,
	EXTENDED_BANDS_SIZE = 32,
};

/* Wants band 3 alone, in the field in which the modem tells bands. */
static int no_extended_bands(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_NAS);
	const uint8_t bands[8] = {1 << 2};
	struct tlvs request = {.size = 0};
	size_t size;
	uint8_t *extended = victim_ask(victim, VICTIM_NAS, client,
		NAS_GET_PREFERENCE, EXTENDED_BANDS, &size);
	int error;

	if (extended || victim->has_bug) {
		memset(extended, 0, EXTENDED_BANDS_SIZE);
		extended[0] = bands[0];
		tlvs_put(&request, SET_EXTENDED_BANDS, extended,
			EXTENDED_BANDS_SIZE);
	} else {
		tlvs_put(&request, LTE_BANDS, bands, sizeof(bands));
	}
	free(extended);
	error = victim_do(
		victim, VICTIM_NAS, client, NAS_SET_PREFERENCE, &request);
	victim_release(victim, VICTIM_NAS, client);

	return error == 0 ? 0 : victim_fail("error %d", error);
}

/* What is known of a network; the memory has been used before. */
static uint8_t *new_plmn(void)
{
	uint8_t *plmn = malloc(5);

	memset(plmn, 0x77, 5);

	return plmn;
}

static int reject_without_network(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_NAS);
	const uint8_t wanted[] = {1, 0};
	struct tlvs request = {.size = 0};
	uint8_t *plmn = new_plmn();
	struct packet *reject;
	const uint8_t *told;
	size_t size;

	tlvs_put(&request, 0x21, wanted, sizeof(wanted));
	victim_do(victim, VICTIM_NAS, client, NAS_REGISTER, &request);
	reject = victim_indication(
		victim, VICTIM_NAS, NAS_NETWORK_REJECT, victim->timeout_ms);
	if (!reject)
		return victim_fail("nobody was turned away");
	told = packet_tlv(reject, 0x10, &size);
	if (told && size >= 5)
		memcpy(plmn, told, 5);
	if (told || victim->has_bug) {
		request.size = 0;
		tlvs_put(&request, 0x01, plmn, 4);
		victim_do(victim, VICTIM_NAS, client, NAS_GET_PLMN_NAME,
			&request);
	}
	packet_free(reject);
	free(plmn);
	/* Asks for something else, so that the story sees that no name comes. */
	poll(NULL, 0, 1100);
	victim_release(victim, VICTIM_NAS, client);

	return 0;
}

/* Reads a field that may be missing. An error that was there is lost. */
static void read_optional(const struct packet *answer, uint8_t id, char **error)
{
	char text[32];
	size_t size;

	if (packet_tlv(answer, id, &size))
		return;
	snprintf(text, sizeof(text), "TLV 0x%02x not found", id);
	*error = strdup(text);
}

static int cells_without_5g(struct victim *victim)
{
	static const uint8_t fields[] = {0x2E, 0x2F, 0x14, 0x1E};
	uint8_t client = victim_allocate(victim, VICTIM_NAS);

	for (int times = 0; times < 3; times++) {
		struct packet *answer = victim_call(
			victim, VICTIM_NAS, client, NAS_CELL_LOCATION, NULL);
		char *error = NULL;

		if (!answer)
			return victim_fail("no answer");
		for (size_t i = 0; i < sizeof(fields); i++) {
			if (!victim->has_bug) {
				free(error);
				error = NULL;
			}
			read_optional(answer, fields[i], &error);
		}
		free(error);
		packet_free(answer);
	}
	victim_release(victim, VICTIM_NAS, client);

	return 0;
}

/* Bytes of two and more must follow each other as UTF-8 wants it; here only
 * ASCII is let through.
 */
static bool is_text(const uint8_t *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (bytes[i] >= 0x80)
			return false;

	return true;
}

/* As libdbus does it: who gives it bad text is ended. */
static void send_to_bus(const uint8_t *bytes, size_t size)
{
	assert(is_text(bytes, size));
	printf("network '%.*s'\n", (int)size, (const char *)bytes);
}

static int name_not_utf8(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_NAS);
	char number[16];
	size_t size = 0;
	uint8_t *network = victim_ask(victim, VICTIM_NAS, client,
		NAS_GET_SERVING_SYSTEM, 0x12, &size);

	if (!network || size < 5U || size < 5U + network[4])
		return victim_fail("no network");
	snprintf(number, sizeof(number), "%03u%02u", packet_u16(network),
		packet_u16(network + 2));
	if (victim->has_bug || is_text(network + 5, network[4]))
		send_to_bus(network + 5, network[4]);
	else
		send_to_bus((const uint8_t *)number, strlen(number));
	free(network);
	victim_release(victim, VICTIM_NAS, client);

	return 0;
}

/* Keeps what is forwarded in 4,096 bytes, or in as much as it is. */
static int large_indications(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_DMS);
	bool is_answered = false;

	victim_send(victim, VICTIM_DMS, client, DMS_GET_MODEL, NULL);
	while (!is_answered) {
		struct packet *packet = victim_receive(
			victim, victim->timeout_ms);
		uint8_t *room;

		if (!packet)
			return victim_fail("no model");
		room = malloc(victim->has_bug ? 4096 : packet->frame_size);
		memcpy(room, packet->frame, packet->frame_size);
		is_answered = room[4] == VICTIM_DMS &&
			packet->kind == PACKET_RESPONSE;
		free(room);
		packet_free(packet);
	}
	victim_release(victim, VICTIM_DMS, client);

	return 0;
}

/* The model, by the length of its TLV. With the bug nobody looks whether it ends
 * with the message.
 */
static bool show_model(const struct packet *answer, bool has_bug)
{
	const uint8_t *tlv = answer->tlvs + 7; /* behind the result */
	size_t size = packet_u16(tlv + 1);
	char *text;

	if (!has_bug && size > answer->tlvs_size - 10)
		return false;
	text = strndup((const char *)tlv + 3, size);
	puts(text);
	free(text);

	return true;
}

static int stale_tail(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_DMS);
	bool is_shown = false;

	for (int times = 0; times < 2 && !is_shown; times++) {
		struct packet *answer = victim_call(
			victim, VICTIM_DMS, client, DMS_GET_MODEL, NULL);

		if (!answer || answer->tlvs_size < 10)
			return victim_fail("no answer");
		is_shown = show_model(answer, victim->has_bug);
		packet_free(answer);
	}
	victim_release(victim, VICTIM_DMS, client);

	return is_shown ? 0 : victim_fail("no model");
}

enum {
	TEXT_MAX = 65,
};

/* Decodes a text as the kernel does it: none that fills its element. */
static bool decode_text(const uint8_t *text, size_t size, bool has_bug)
{
	if (has_bug && size >= TEXT_MAX) {
		fprintf(stderr, "text of %zu >= %d\n", size, TEXT_MAX);
		return false;
	}
	printf("%.*s\n", (int)size, (const char *)text);

	return true;
}

static int text_too_long(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_DMS);
	int shown = 0;

	for (int times = 0; times < 8; times++) {
		size_t size = 0;
		uint8_t *text = victim_ask(victim, VICTIM_DMS, client,
			DMS_GET_REVISION, 0x01, &size);

		if (!text)
			return victim_fail("no revision");
		shown += decode_text(text, size, victim->has_bug);
		free(text);
	}
	victim_release(victim, VICTIM_DMS, client);

	return shown == 8 ? 0 : victim_fail("%d of 8 were lost", 8 - shown);
}

const struct victim_case victim_cases_mem_2[] = {
	{"k-cve-2026-43427", stale_tail},
	{"k-encdec-pfr-65", text_too_long},
	{"mm-bands-null", no_extended_bands},
	{"mm-cellinfo-gerror", cells_without_5g},
	{"mm-getids-uaf", ids_freed},
	{"mm-hotswap-crash", hotswap},
	{"mm-netreject-uninit", reject_without_network},
	{"mm-no-modes-assert", no_modes},
	{"mm-plmn-utf8-dbus", name_not_utf8},
	{"mm-removed-in-init", removed_in_init},
	{"mm-unknown-power-assert", unknown_power},
	{"oq-nas-struct-overflow", large_indications},
	{0},
};
