/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* cases_dec_2.c - bugs in reading numbers, and answers as a whole. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/victim/read.h"

enum {
	NAS_GET_SIGNAL_STRENGTH = 0x0020,
	NAS_GET_SERVING_SYSTEM = 0x0024,
	NAS_SWI_GET_STATUS = 0x5556,
	UIM_VERIFY_PIN = 0x0026,
	VOICE_ORIGINATE_USSD = 0x003A,
	VOICE_USSD = 0x003E,
	WDS_START_NETWORK = 0x0020,
	WDS_STOP_NETWORK = 0x0021,
	WDS_GET_CHANNEL_RATES = 0x0023,
	WDS_GET_PACKET_STATISTICS = 0x0024,
	WDS_GET_CURRENT_SETTINGS = 0x002D,
	WDS_GET_AUTOCONNECT_SETTINGS = 0x0034,
	WDS_SET_LTE_ATTACH_PDN_LIST = 0x0093,
	WDS_GET_LTE_ATTACH_PDN_LIST = 0x0094,
	WMS_EVENT_REPORT = 0x0001,
	WMS_RAW_READ = 0x0022,
};

static int signed_temperature(struct victim *victim)
{
	struct packet *answer = ask(
		victim, VICTIM_NAS, NAS_SWI_GET_STATUS, NULL);
	const uint8_t *info;
	size_t size;

	info = answer ? packet_tlv(answer, 0x01, &size) : NULL;
	if (!info || size < 1)
		return victim_fail("no temperature");
	printf("Temperature: '%d'\n",
		victim->has_bug ? info[0] : (int8_t)info[0]);
	packet_free(answer);

	return 0;
}

/* The level of the signal to noise ratio of EV-DO as decibels. */
static void show_sinr(struct victim *victim, unsigned int level)
{
	double *levels = calloc(9, sizeof(*levels));

	for (int i = 0; i < 9; i++)
		levels[i] = i * 3 - 9;
	if (level < 9 || victim->has_bug)
		printf("SINR: '%.1f dB'\n", levels[level]);
	else
		printf("SINR: N/A\n");
	free(levels);
}

static int signal_units(struct victim *victim)
{
	struct packet *answer = ask(
		victim, VICTIM_NAS, NAS_GET_SIGNAL_STRENGTH, NULL);
	const uint8_t *value;
	size_t size;

	if (!answer)
		return victim_fail("no answer");
	value = packet_tlv(answer, 0x11, &size);
	if (value && size >= 4)
		printf("RSSI: '%d dBm'\n",
			victim->has_bug ? (int8_t)value[2] : -value[2]);
	value = packet_tlv(answer, 0x12, &size);
	if (value && size >= 4)
		printf("ECIO: '%.1f dBm'\n",
			victim->has_bug ? (int8_t)value[2] : value[2] * -0.5);
	value = packet_tlv(answer, 0x17, &size);
	if (value && size >= 2)
		printf("SNR: '%.1f dB'\n", (int16_t)packet_u16(value) * 0.1);
	value = packet_tlv(answer, 0x14, &size);
	if (value && size >= 1)
		show_sinr(victim, value[0]);
	packet_free(answer);

	return 0;
}

/* Whether the list was taken, by the indication. */
static bool list_was_taken(struct victim *victim)
{
	struct packet *told = victim_indication(victim, VICTIM_WDS,
		WDS_SET_LTE_ATTACH_PDN_LIST, victim->timeout_ms);
	size_t size = 0;
	const uint8_t *done = told ? packet_tlv(told, 0x01, &size) : NULL;
	bool was_taken = done && size >= 1 && *done;

	if (told && victim->has_bug && packet_error(told) != 0)
		was_taken = false;
	packet_free(told);

	return was_taken;
}

static int indication_without_result(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_WDS);
	static const uint8_t list[] = {1, 1, 0};
	struct tlvs request = {.size = 0};
	bool was_taken;

	tlvs_put(&request, 0x01, list, sizeof(list));
	victim_do(victim, VICTIM_WDS, client, WDS_SET_LTE_ATTACH_PDN_LIST,
		&request);
	was_taken = list_was_taken(victim);
	if (was_taken)
		victim_do(victim, VICTIM_WDS, client,
			WDS_GET_LTE_ATTACH_PDN_LIST, NULL);
	victim_release(victim, VICTIM_WDS, client);

	return 0;
}

/* The data of an answer, which the bug gives only where there is no error. */
static const uint8_t *data_of(struct victim *victim,
	const struct packet *answer, uint8_t id, size_t *size)
{
	if (!answer || (victim->has_bug && packet_error(answer) != 0))
		return NULL;

	return packet_tlv(answer, id, size);
}

static int error_with_data(struct victim *victim)
{
	static const uint8_t session[] = {0, 0};
	static const uint8_t pin[] = {1, 4, '1', '1', '1', '1'};
	struct tlvs request = {.size = 0};
	struct packet *answer;
	const uint8_t *value;
	size_t size;

	tlvs_put_u32(&request, 0x01, 0xFFFF);
	answer = ask(victim, VICTIM_WDS, WDS_GET_PACKET_STATISTICS, &request);
	value = data_of(victim, answer, 0x1B, &size);
	if (value && size >= 8)
		printf("TX of the last call: %u\n", packet_u32(value));
	packet_free(answer);

	request.size = 0;
	tlvs_put(&request, 0x01, session, sizeof(session));
	tlvs_put(&request, 0x02, pin, sizeof(pin));
	answer = ask(victim, VICTIM_UIM, UIM_VERIFY_PIN, &request);
	value = data_of(victim, answer, 0x10, &size);
	if (value && size >= 2)
		printf("Verify: %u\nUnblock: %u\n", value[0], value[1]);
	packet_free(answer);

	return 0;
}

static int optional_roaming(struct victim *victim)
{
	static const char *const names[] = {"disabled", "enabled", "paused"};
	struct packet *answer = ask(
		victim, VICTIM_WDS, WDS_GET_AUTOCONNECT_SETTINGS, NULL);
	const uint8_t *status;
	size_t size;
	size_t other;

	status = answer ? packet_tlv(answer, 0x01, &size) : NULL;
	if (!status || size < 1)
		return victim_fail("no status");
	if (!victim->has_bug || packet_tlv(answer, 0x10, &other))
		printf("Status: '%s'\n",
			status[0] < 3 ? names[status[0]] : "unknown");
	packet_free(answer);

	return 0;
}

static int rate_of_ones(struct victim *victim)
{
	struct packet *answer = ask(
		victim, VICTIM_WDS, WDS_GET_CHANNEL_RATES, NULL);
	const uint8_t *rates;
	size_t size;

	rates = answer ? packet_tlv(answer, 0x01, &size) : NULL;
	if (!rates || size < 16)
		return victim_fail("no rates");
	for (size_t at = 0; at < 8; at += 4) {
		uint32_t rate = packet_u32(rates + at);

		if (rate == UINT32_MAX && !victim->has_bug)
			printf("Current rate: n/a\n");
		else
			printf("Current rate: %ubps\n", rate);
	}
	packet_free(answer);

	return 0;
}

/* Connects, reads the settings into `settings`, and disconnects. */
static struct packet *settings_of_a_call(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_WDS);
	struct tlvs request = {.size = 0};
	struct packet *started = victim_call(
		victim, VICTIM_WDS, client, WDS_START_NETWORK, NULL);
	struct packet *settings;
	const uint8_t *handle;
	size_t size;

	handle = started ? packet_tlv(started, 0x01, &size) : NULL;
	tlvs_put_u32(&request, 0x10, 0x7FFFF);
	settings = victim_call(
		victim, VICTIM_WDS, client, WDS_GET_CURRENT_SETTINGS, &request);
	request.size = 0;
	if (handle && size >= 4)
		tlvs_put(&request, 0x01, handle, 4);
	victim_do(victim, VICTIM_WDS, client, WDS_STOP_NETWORK, &request);
	packet_free(started);
	victim_release(victim, VICTIM_WDS, client);

	return settings;
}

static int empty_pco(struct victim *victim)
{
	struct packet *settings = settings_of_a_call(victim);
	const uint8_t *pco;
	size_t size;

	pco = settings ? packet_tlv(settings, 0x2F, &size) : NULL;
	if (!pco || size < 8)
		return victim_fail("no PCO at all");
	if (packet_u16(pco) == 0 && pco[5] == 0 && !victim->has_bug)
		printf("PCO: none\n");
	else
		printf("PCO: %u-%u, %u bytes\n", packet_u16(pco),
			packet_u16(pco + 2), pco[5]);
	packet_free(settings);

	return 0;
}

static int name_servers(struct victim *victim)
{
	struct packet *settings = settings_of_a_call(victim);
	char first[16];
	char second[16];
	char *places[] = {first, victim->has_bug ? first : second};

	if (!settings)
		return victim_fail("no settings");
	for (int i = 0; i < 2; i++) {
		size_t size;
		const uint8_t *address = packet_tlv(
			settings, (uint8_t)(0x15 + i), &size);

		if (!address || size < 4)
			return victim_fail("no name server %d", i);
		snprintf(places[i], sizeof(first), "%u.%u.%u.%u", address[3],
			address[2], address[1], address[0]);
	}
	printf("DNS: %s\nDNS: %s\n", places[0], places[1]);
	packet_free(settings);

	return 0;
}

/* Shows the text of a packet: its first byte counts characters. */
static void show_ussd(
	struct victim *victim, const struct packet *packet, uint8_t id)
{
	size_t size;
	const uint8_t *data = packet_tlv(packet, id, &size);
	size_t left;
	char *text;

	if (!data || size < 1)
		return;
	left = data[0] * (victim->has_bug ? 1U : 2U);
	if (left > size - 1)
		left = size - 1;
	text = utf16_text(data + 1, left);
	printf("USSD: '%s'\n", text);
	free(text);
}

static int ussd_in_utf16(struct victim *victim)
{
	static const uint8_t code[] = {1, 5, '*', '1', '0', '0', '#'};
	uint8_t client = victim_allocate(victim, VICTIM_VOICE);
	struct tlvs request = {.size = 0};
	struct packet *answer;

	tlvs_put(&request, 0x01, code, sizeof(code));
	victim->timeout_ms *= 4;
	answer = victim_call(
		victim, VICTIM_VOICE, client, VOICE_ORIGINATE_USSD, &request);
	if (!answer)
		return victim_fail("no answer");
	show_ussd(victim, answer, 0x16);
	packet_free(answer);
	victim_release(victim, VICTIM_VOICE, client);

	return 0;
}

/* What clients keep in a table, on the heap as the real ones did. */
static void show_state(struct victim *victim, unsigned int state)
{
	static const char *const names[] = {
		"not registered", "registered", "searching"};
	const char **table = calloc(3, sizeof(*table));

	memcpy(table, names, sizeof(names));
	if (state < 3 || victim->has_bug)
		printf("State: %s\n", table[state]);
	else
		printf("State: %u\n", state);
	free(table);
}

static void show_records(struct victim *victim, const struct packet *answer)
{
	size_t size;
	const uint8_t *list = packet_tlv(answer, 0x11, &size);
	size_t count;

	if (!list || size < 2)
		return;
	count = packet_u16(list);
	if (count > (size - 2) / 2 && !victim->has_bug)
		count = (size - 2) / 2;
	for (size_t i = 0; i < count; i++)
		printf("RSSI: -%u dBm\n", list[2 + 2 * i]);
}

static int values_beyond(struct victim *victim)
{
	struct packet *answer;

	for (int i = 0; i < 2; i++) {
		size_t size;
		const uint8_t *system;

		answer = ask(victim, VICTIM_NAS, NAS_GET_SERVING_SYSTEM, NULL);
		system = answer ? packet_tlv(answer, 0x01, &size) : NULL;
		if (!system || size < 1)
			return victim_fail("no serving system");
		show_state(victim, system[0]);
		packet_free(answer);
	}
	for (int i = 0; i < 3; i++) {
		answer = ask(victim, VICTIM_NAS, NAS_GET_SIGNAL_STRENGTH, NULL);
		if (!answer)
			return victim_fail("no signal strength");
		show_records(victim, answer);
		packet_free(answer);
	}

	return 0;
}

enum {
	PDU_TIME_SIZE = 7,
};

/* Where the user data of a delivered message begins, or 0. */
static size_t user_data_at(const uint8_t *pdu, size_t size)
{
	size_t at = size > 0 ? pdu[0] + 2U : 0; /* centre, first byte */

	if (at >= size)
		return 0;
	at += 2U + (pdu[at] + 1U) / 2 + 2 + PDU_TIME_SIZE;

	return at < size ? at : 0;
}

/* Reads the first message that comes. */
static struct packet *read_message(struct victim *victim)
{
	static const uint8_t place[] = {1, 0, 0, 0, 0};
	struct tlvs request = {.size = 0};
	uint8_t client = victim_allocate(victim, VICTIM_WMS);
	struct packet *answer;

	tlvs_put_u8(&request, 0x10, 1);
	victim_do(victim, VICTIM_WMS, client, WMS_EVENT_REPORT, &request);
	packet_free(victim_indication(
		victim, VICTIM_WMS, WMS_EVENT_REPORT, 3 * victim->timeout_ms));
	request.size = 0;
	tlvs_put(&request, 0x01, place, sizeof(place));
	tlvs_put_u8(&request, 0x10, 1);
	answer = victim_call(
		victim, VICTIM_WMS, client, WMS_RAW_READ, &request);
	victim_release(victim, VICTIM_WMS, client);

	return answer;
}

static int septets_of_a_message(struct victim *victim)
{
	struct packet *answer = read_message(victim);
	const uint8_t *data;
	size_t size;
	size_t at;
	char *text;

	data = answer ? packet_tlv(answer, 0x01, &size) : NULL;
	if (!data || size < 4 || packet_u16(data + 2) > size - 4)
		return victim_fail("no message");
	size = packet_u16(data + 2);
	at = user_data_at(data + 4, size);
	if (at == 0)
		return victim_fail("a message without a text");
	data += 4 + at + 1;
	size -= at + 1;
	text = unpack_septets(
		data, size, victim->has_bug ? size * 8 / 7 : data[-1]);
	printf("Text: '%s'\n", text);
	free(text);
	packet_free(answer);

	return 0;
}

const struct victim_case victim_cases_dec_2[] = {
	{"lq-signed-temp", signed_temperature},
	{"lq-signal-units", signal_units},
	{"lq-ind-no-result", indication_without_result},
	{"lq-error-with-data", error_with_data},
	{"lq-optional-roaming-tlv", optional_roaming},
	{"lq-rate-ffffffff", rate_of_ones},
	{"mm-pco-empty", empty_pco},
	{"of-dns-static", name_servers},
	{"mm-ussd-utf16", ussd_in_utf16},
	{"nv-enum-crash", values_beyond},
	{"uq-7bit-at", septets_of_a_message},
	{0},
};
