/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* cases_qrk_3.c - quirks of devices that a client must know: short messages, the
 * card, and what the modem itself asks for.
 */
#include <stdio.h>

#include "tests/victim/dialog.h"

enum {
	LOC_REGISTER_EVENTS = 0x0021,
	LOC_START = 0x0022,
	LOC_STOP = 0x0023,
	LOC_INJECT_TIME_REQUEST = 0x0028,
	LOC_INJECT_POSITION_REQUEST = 0x002A,
	LOC_INJECT_UTC_TIME = 0x0038,
	LOC_INJECT_POSITION = 0x0039,
	MISSING_ARGUMENT = 17,
	NO_EFFECT = 26,
	NOT_SUPPORTED = 94,
	UIM_READ_TRANSPARENT = 0x0020,
	UIM_VERIFY_PIN = 0x0026,
	UIM_GET_CARD_STATUS = 0x002F,
	UIM_LOGICAL_CHANNEL = 0x003F,
	UIM_OPEN_LOGICAL_CHANNEL = 0x0042,
	UIM_SWITCH_SLOT = 0x0046,
	UIM_GET_SLOT_STATUS = 0x0047,
	WMS_EVENT_REPORT = 0x0001,
	WMS_LIST_MESSAGES = 0x0031,
	WMS_SET_ROUTES = 0x0032,
	WMS_SEND_ACK = 0x0037,
};

static int list_messages(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};
	int error = dialog_ask(
		&dialog, VICTIM_WMS, WMS_LIST_MESSAGES, "01 01 00 01");

	if (error == MISSING_ARGUMENT && !victim->has_bug)
		error = dialog_ask(&dialog, VICTIM_WMS, WMS_LIST_MESSAGES,
			"01 01 00 01 12 01 00 01");
	if (error != 0)
		return dialog_end(&dialog, victim_fail("error %d", error));

	return dialog_end(&dialog, 0);
}

/* Has messages of no class come to it: through the modem's storage, or through
 * none.
 */
static int full_storage(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};
	const char *routes = victim->has_bug ? "01 06 00 01 00 00 04 01 01"
					     : "01 06 00 01 00 00 04 ff 03";
	struct packet *packet;

	dialog_ask(&dialog, VICTIM_WMS, WMS_EVENT_REPORT, "10 01 00 01");
	if (dialog_ask(&dialog, VICTIM_WMS, WMS_SET_ROUTES, routes) != 0)
		return dialog_end(&dialog, victim_fail("no routes"));
	packet = victim_indication(
		victim, VICTIM_WMS, WMS_EVENT_REPORT, victim->timeout_ms);
	puts(packet ? "a message has come" : "no message has come");
	packet_free(packet);

	return dialog_end(&dialog, 0);
}

/* Says that a transferred message has arrived. */
static void acknowledge(struct dialog *dialog, const struct packet *packet)
{
	size_t size = 0;
	const uint8_t *message = packet_tlv(packet, 0x11, &size);
	struct tlvs request = {.size = 0};

	if (!message || size < 5 || message[0] != 0)
		return;
	tlvs_put(&request, 0x01,
		(const uint8_t[]){
			message[1], message[2], message[3], message[4], 1, 1},
		6);
	victim_do(dialog->victim, VICTIM_WMS, dialog->clients[VICTIM_WMS],
		WMS_SEND_ACK, &request);
}

static int two_messages(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};

	dialog_ask(&dialog, VICTIM_WMS, WMS_SET_ROUTES,
		"01 06 00 01 00 00 04 01 01");
	dialog_ask(&dialog, VICTIM_WMS, WMS_EVENT_REPORT, "10 01 00 01");
	for (int i = 0; i < 2; i++) {
		struct packet *packet = victim_indication(victim, VICTIM_WMS,
			WMS_EVENT_REPORT, victim->timeout_ms);

		if (!packet)
			break;
		if (!victim->has_bug)
			acknowledge(&dialog, packet);
		packet_free(packet);
	}

	return dialog_end(&dialog, 0);
}

/* Reads the card's number. */
static int read_card(struct victim *victim)
{
	static const char in_slot[] = "01 02 00 06 00 02 05 00 e2 2f 02 00 3f "
				      "03 04 00 00 00 00 00";
	static const char primary[] = "01 02 00 00 00 02 05 00 e2 2f 02 00 3f "
				      "03 04 00 00 00 00 00";
	struct dialog dialog = {.victim = victim};
	int error = dialog_ask(
		&dialog, VICTIM_UIM, UIM_READ_TRANSPARENT, in_slot);

	if (error != 0 && !victim->has_bug)
		error = dialog_ask(
			&dialog, VICTIM_UIM, UIM_READ_TRANSPARENT, primary);
	if (error != 0)
		return dialog_end(&dialog, victim_fail("error %d", error));

	return dialog_end(&dialog, 0);
}

/* Opens channels to the card's application one after the other. */
static int channels(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};

	for (int i = 0; i < 5; i++) {
		const uint8_t *channel;
		struct tlvs request = {.size = 0};

		dialog_ask(&dialog, VICTIM_UIM, UIM_OPEN_LOGICAL_CHANNEL,
			"01 01 00 01 10 08 00 07 a0 00 00 00 87 10 02");
		channel = dialog_tlv(&dialog, 0x10, 1);
		if (!channel || victim->has_bug)
			continue;
		tlvs_put_u8(&request, 0x01, 1);
		tlvs_put_u8(&request, 0x11, channel[0]);
		victim_do(victim, VICTIM_UIM, dialog.clients[VICTIM_UIM],
			UIM_LOGICAL_CHANNEL, &request);
	}

	return dialog_end(&dialog, 0);
}

static int switch_slot(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};
	int error;

	dialog_ask(&dialog, VICTIM_UIM, UIM_GET_SLOT_STATUS, "");
	error = dialog_ask(&dialog, VICTIM_UIM, UIM_SWITCH_SLOT,
		"01 01 00 01 02 04 00 01 00 00 00");

	if (error != 0 && (error != NO_EFFECT || victim->has_bug))
		return dialog_end(&dialog, victim_fail("error %d", error));
	error = dialog_ask(&dialog, VICTIM_UIM, UIM_GET_SLOT_STATUS, "");
	if (error != 0 && error != NOT_SUPPORTED)
		return dialog_end(&dialog, victim_fail("error %d", error));
	if (dialog_ask(&dialog, VICTIM_UIM, UIM_GET_CARD_STATUS, "") != 0)
		return dialog_end(&dialog, victim_fail("no card status"));

	return dialog_end(&dialog, 0);
}

static int verify_pin(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};
	int error = dialog_ask(&dialog, VICTIM_UIM, UIM_VERIFY_PIN,
		"01 02 00 00 00 02 06 00 01 04 31 32 33 34");

	if (victim->has_bug && dialog_tlv(&dialog, 0x13, 2))
		error = 0;
	if (error != 0)
		return dialog_end(&dialog, victim_fail("error %d", error));
	puts("PIN verified successfully");

	return dialog_end(&dialog, 0);
}

/* Gives the modem the time or the place when it wants them. */
static void help(struct dialog *dialog, uint16_t wish)
{
	struct packet *packet = victim_indication(
		dialog->victim, VICTIM_LOC, wish, dialog->victim->timeout_ms);

	if (packet && wish == LOC_INJECT_TIME_REQUEST)
		dialog_ask(dialog, VICTIM_LOC, LOC_INJECT_UTC_TIME,
			"01 08 00 00 00 00 00 8c 01 00 00 "
			"02 04 00 e8 03 00 00");
	else if (packet)
		dialog_ask(dialog, VICTIM_LOC, LOC_INJECT_POSITION,
			"10 08 00 00 00 00 00 00 00 25 40 "
			"11 08 00 00 00 00 00 00 40 34 40");
	packet_free(packet);
}

static int modem_asks(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};

	dialog_ask(&dialog, VICTIM_LOC, LOC_REGISTER_EVENTS,
		"01 08 00 50 00 00 00 00 00 00 00");
	dialog_ask(&dialog, VICTIM_LOC, LOC_START, "01 01 00 01");
	if (!victim->has_bug) {
		help(&dialog, LOC_INJECT_TIME_REQUEST);
		help(&dialog, LOC_INJECT_POSITION_REQUEST);
	}
	dialog_ask(&dialog, VICTIM_LOC, LOC_STOP, "01 01 00 01");

	return dialog_end(&dialog, 0);
}

const struct victim_case victim_cases_qrk_3[] = {
	{"dev-wms-needs-mode", list_messages},
	{"dev-wms-nv-full", full_storage},
	{"dev-mt-needs-ack", two_messages},
	{"dev-uim-session-type", read_card},
	{"dev-open-channel-denied", channels},
	{"dev-switchslot-noeffect", switch_slot},
	{"dev-verifypin-denied", verify_pin},
	{"dev-modem-asks", modem_asks},
	{0},
};
