/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* cases_dec.c - bugs in reading TLVs and texts. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/victim/read.h"

enum {
	DMS_GET_MODEL = 0x0022,
	DMS_GET_IDS = 0x0025,
	DMS_SWI_GET_CURRENT_FIRMWARE = 0x5556,
	LOC_REGISTER_EVENTS = 0x0021,
	LOC_NMEA = 0x0026,
	NAS_GET_SERVING_SYSTEM = 0x0024,
	NAS_GET_HOME_NETWORK = 0x0025,
	NAS_GET_CELL_LOCATION_INFO = 0x0043,
	NAS_GET_SYSTEM_INFO = 0x004D,
	WDS_GET_DEFAULT_SETTINGS = 0x002C,
	IMEI_SIZE = 15,
	PLMN_SIZE = 3,
};

/* Shows a text as it is, or without the NUL at its end. */
static void show(const char *name, const uint8_t *bytes, size_t size)
{
	printf("%s: '%.*s'\n", name, (int)size, (const char *)bytes);
}

/* The detailed status has five bytes. */
static int short_tlv(struct victim *victim)
{
	struct packet *answer = ask(
		victim, VICTIM_NAS, NAS_GET_SERVING_SYSTEM, NULL);
	const uint8_t *network;
	const uint8_t *status;
	uint8_t copy[5];
	size_t size;

	if (!answer)
		return victim_fail("no answer");
	network = packet_tlv(answer, 0x12, &size);
	if (network && size > 5 && network[4] <= size - 5)
		show("Description", network + 5, network[4]);
	status = packet_tlv(answer, 0x21, &size);
	if (status && (size >= sizeof(copy) || victim->has_bug)) {
		memcpy(copy, status, sizeof(copy));
		printf("HDR Hybrid: %u\n", copy[3]);
	}
	packet_free(answer);

	return 0;
}

/* The error of an answer, where the size of the result must be exact. */
static int strict_error(const struct packet *answer)
{
	size_t size;
	const uint8_t *result = packet_tlv(answer, 0x02, &size);

	return result && size == 4 ? packet_error(answer) : -1;
}

static int long_result(struct victim *victim)
{
	for (int i = 0; i < 4; i++) {
		struct packet *answer = ask(
			victim, VICTIM_DMS, DMS_GET_MODEL, NULL);
		const uint8_t *model;
		size_t size;
		int error;

		if (!answer)
			return victim_fail("no answer");
		error = victim->has_bug ? strict_error(answer)
					: packet_error(answer);
		model = packet_tlv(answer, 0x01, &size);
		if (error == 0 && model)
			show("Model", model, size);
		packet_free(answer);
	}

	return 0;
}

/* The last TLV with that number. */
static const uint8_t *last_tlv(
	const struct packet *packet, uint8_t id, size_t *size)
{
	const uint8_t *found = NULL;

	for (size_t at = 0; at + 3 <= packet->tlvs_size;) {
		const uint8_t *tlv = packet->tlvs + at;
		size_t length = packet_u16(tlv + 1);

		if (length > packet->tlvs_size - at - 3)
			break;
		if (tlv[0] == id) {
			found = tlv + 3;
			*size = length;
		}
		at += 3 + length;
	}

	return found;
}

static int repeated_tlv(struct victim *victim)
{
	struct packet *answer = ask(victim, VICTIM_DMS, DMS_GET_MODEL, NULL);
	const uint8_t *model;
	size_t size = 0;

	if (!answer)
		return victim_fail("no answer");
	model = victim->has_bug ? last_tlv(answer, 0x01, &size)
				: packet_tlv(answer, 0x01, &size);
	if (model)
		show("Model", model, size);
	packet_free(answer);

	return 0;
}

static int garbage_behind_imei(struct victim *victim)
{
	struct packet *answer = ask(victim, VICTIM_DMS, DMS_GET_IDS, NULL);
	const uint8_t *imei;
	size_t size = 0;

	if (!answer)
		return victim_fail("no answer");
	imei = packet_tlv(answer, 0x11, &size);
	if (size > IMEI_SIZE && !victim->has_bug)
		size = IMEI_SIZE;
	if (imei)
		show("IMEI", imei, size);
	packet_free(answer);

	return 0;
}

/* Shows a text of three bytes at most; false when there is none and the client
 * takes that for a mistake.
 */
static bool show_code(
	struct victim *victim, const char *name, const uint8_t *code)
{
	size_t size = strnlen((const char *)code, PLMN_SIZE);

	if (size == 0 && victim->has_bug) {
		printf("%s = ' ERROR: invalid string", name);
		return false;
	}
	printf("%s = '%.*s' ", name, (int)size, (const char *)code);

	return true;
}

static int empty_fixed_string(struct victim *victim)
{
	struct packet *answer = ask(
		victim, VICTIM_NAS, NAS_GET_SYSTEM_INFO, NULL);
	const uint8_t *info;
	size_t size;

	info = answer ? packet_tlv(answer, 0x19, &size) : NULL;
	if (!info || size != 29)
		return victim_fail("no LTE information");
	if (show_code(victim, "mcc", info + 20) &&
		show_code(victim, "mnc", info + 23))
		printf("tac = '%u'", packet_u16(info + 27));
	putchar('\n');
	packet_free(answer);

	return 0;
}

static int empty_tlv(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_WDS);
	struct tlvs request = {.size = 0};
	struct packet *answer;

	tlvs_put_u8(&request, 0x01, 0);
	answer = victim_call(
		victim, VICTIM_WDS, client, WDS_GET_DEFAULT_SETTINGS, &request);
	if (!answer)
		return victim_fail("no answer");
	for (size_t at = 0; at + 3 <= answer->tlvs_size;) {
		const uint8_t *tlv = answer->tlvs + at;
		size_t size = packet_u16(tlv + 1);

		assert(!victim->has_bug || size > 0);
		if (size > answer->tlvs_size - at - 3)
			break;
		if (tlv[0] == 0x14)
			show("APN", tlv + 3, size);
		at += 3 + size;
	}
	packet_free(answer);
	victim_release(victim, VICTIM_WDS, client);

	return 0;
}

/* With the bug, bytes that are no ASCII are no name, and all others are one. */
static void show_network_name(
	struct victim *victim, const uint8_t *bytes, size_t size)
{
	char *text;

	if (victim->has_bug) {
		for (size_t i = 0; i < size; i++)
			if (bytes[i] > 0x7F)
				return;
	}
	if (victim->has_bug || is_printable(bytes, size)) {
		show("Description", bytes, size);
		return;
	}
	text = unpack_septets(bytes, size, size * 8 / 7);
	printf("Description: '%s'\n", text);
	free(text);
}

static int name_in_septets(struct victim *victim)
{
	for (int i = 0; i < 2; i++) {
		struct packet *answer = ask(
			victim, VICTIM_NAS, NAS_GET_SERVING_SYSTEM, NULL);
		const uint8_t *network;
		size_t size;

		network = answer ? packet_tlv(answer, 0x12, &size) : NULL;
		if (!network || size < 5 || network[4] > size - 5)
			return victim_fail("no network");
		show_network_name(victim, network + 5, network[4]);
		packet_free(answer);
	}

	return 0;
}

/* A text that must be printable to the last byte, or it is in septets. With
 * `trims` a zero at the end does not count.
 */
static void show_text(
	const char *name, const uint8_t *bytes, size_t size, bool trims)
{
	char *text;

	if (trims && size > 0 && bytes[size - 1] == 0)
		size--;
	if (is_printable(bytes, size)) {
		show(name, bytes, size);
		return;
	}
	text = unpack_septets(bytes, size, size * 8 / 7);
	printf("%s: '%s'\n", name, text);
	free(text);
}

static int string_with_nul(struct victim *victim)
{
	struct packet *answer = ask(
		victim, VICTIM_DMS, DMS_SWI_GET_CURRENT_FIRMWARE, NULL);
	const uint8_t *text;
	size_t size;

	if (!answer)
		return victim_fail("no answer");
	text = packet_tlv(answer, 0x10, &size);
	if (text)
		show_text("Model", text, size, !victim->has_bug);
	text = packet_tlv(answer, 0x12, &size);
	if (text)
		show_text("AMSS version", text, size, !victim->has_bug);
	packet_free(answer);

	return 0;
}

/* With the bug no control character may be in a text. */
static void show_line(struct victim *victim, const char *name,
	const uint8_t *bytes, size_t size)
{
	bool has_control = false;
	char *text;

	for (size_t i = 0; i < size; i++)
		has_control |= bytes[i] < ' ';
	if (!victim->has_bug || !has_control) {
		show(name, bytes, size);
		return;
	}
	text = unpack_septets(bytes, size, size * 8 / 7);
	printf("%s: '%s'\n", name, text);
	free(text);
}

static int string_with_tab(struct victim *victim)
{
	struct packet *answer = ask(victim, VICTIM_DMS, DMS_GET_MODEL, NULL);
	const uint8_t *model;
	size_t size;

	model = answer ? packet_tlv(answer, 0x01, &size) : NULL;
	if (!model)
		return victim_fail("no model");
	show_line(victim, "Model", model, size);
	packet_free(answer);

	return 0;
}

static int nmea_with_line_end(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_LOC);
	uint8_t nmea[8] = {4};
	struct tlvs request = {.size = 0};
	struct packet *told;
	const uint8_t *sentence;
	size_t size;

	tlvs_put(&request, 0x01, nmea, sizeof(nmea));
	victim_do(victim, VICTIM_LOC, client, LOC_REGISTER_EVENTS, &request);
	told = victim_indication(
		victim, VICTIM_LOC, LOC_NMEA, victim->timeout_ms);
	victim_release(victim, VICTIM_LOC, client);
	sentence = told ? packet_tlv(told, 0x01, &size) : NULL;
	if (!sentence)
		return victim_fail("no sentence");
	show_line(victim, "NMEA", sentence, size);
	packet_free(told);

	return 0;
}

static int plmn_in_bcd(struct victim *victim)
{
	struct packet *answer = ask(
		victim, VICTIM_NAS, NAS_GET_CELL_LOCATION_INFO, NULL);
	const uint8_t *cell;
	size_t size;

	cell = answer ? packet_tlv(answer, 0x13, &size) : NULL;
	if (!cell || size < 6)
		return victim_fail("no cell");
	if (!victim->has_bug || is_printable(cell + 1, PLMN_SIZE)) {
		printf("PLMN: '%u%u%u%u%u'\n", cell[1] & 15, cell[1] >> 4,
			cell[2] & 15, cell[3] & 15, cell[3] >> 4);
		printf("Tracking Area Code: '%u'\n", packet_u16(cell + 4));
	}
	packet_free(answer);

	return 0;
}

/* A text after a byte that says how it is encoded. */
static void show_encoded(
	struct victim *victim, const uint8_t *bytes, size_t size)
{
	char *text = NULL;

	if (size < 2 || bytes[1] > size - 2)
		return;
	if (victim->has_bug) {
		if (is_printable(bytes + 2, bytes[1]))
			show("Description", bytes + 2, bytes[1]);
		return;
	}
	if (bytes[0] == 9)
		text = unpack_septets(bytes + 2, bytes[1], bytes[1] * 8U / 7);
	else if (bytes[0] == 4)
		text = utf16_text(bytes + 2, bytes[1]);
	if (text)
		printf("Description: '%s'\n", text);
	free(text);
}

static int encoding_byte(struct victim *victim)
{
	for (int i = 0; i < 4; i++) {
		struct packet *answer = ask(
			victim, VICTIM_NAS, NAS_GET_HOME_NETWORK, NULL);
		const uint8_t *home;
		size_t size;

		home = answer ? packet_tlv(answer, 0x11, &size) : NULL;
		if (home && size >= 5)
			show_encoded(victim, home + 5, size - 5);
		packet_free(answer);
	}

	return 0;
}

const struct victim_case victim_cases_dec[] = {
	{"lq-short-tlv-mf683", short_tlv},
	{"lq-long-result-tlv", long_result},
	{"uq-dup-tlv", repeated_tlv},
	{"lq-garbage-imei", garbage_behind_imei},
	{"lq-empty-fixed-string", empty_fixed_string},
	{"lq-empty-tlv", empty_tlv},
	{"lq-gsm7-name", name_in_septets},
	{"lq-string-trailing-nul", string_with_nul},
	{"lq-string-trailing-tab", string_with_tab},
	{"lq-nmea-crlf", nmea_with_line_end},
	{"lq-bcd-plmn", plmn_in_bcd},
	{"lq-nitz-home-encoding", encoding_byte},
	{0},
};
