/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* cases_qrk.c - quirks of devices that a client must know: the card, the modem's
 * own state, its services and its data format.
 */
#include <stdlib.h>
#include <string.h>

#include "tests/victim/dialog.h"

enum {
	MISSING_ARGUMENT = 17,
	DEVICE_UNSUPPORTED = 25,
	NO_EFFECT = 26,
	INVALID_TRANSITION = 60,
	INVALID_QMI_COMMAND = 71,
	CTL_GET_VERSION_INFO = 0x0021,
	DMS_SET_EVENT_REPORT = 0x0001,
	DMS_GET_MODEL = 0x0022,
	DMS_UIM_GET_PIN_STATUS = 0x002B,
	DMS_SET_OPERATING_MODE = 0x002E,
	DMS_SET_FCC_AUTHENTICATION = 0x555F,
	NAS_REGISTER_INDICATIONS = 0x0003,
	NAS_GET_SERVING_SYSTEM = 0x0024,
	UIM_GET_CARD_STATUS = 0x002F,
	WDA_SET_DATA_FORMAT = 0x0020,
	WDA_GET_DATA_FORMAT = 0x0021,
	WDS_START_NETWORK = 0x0020,
	WDS_STOP_NETWORK = 0x0021,
	WDS_GET_CURRENT_SETTINGS = 0x002D,
	WDS_GET_AUTOCONNECT = 0x0034,
	WDS_SET_IP_FAMILY = 0x004D,
	WDS_SET_AUTOCONNECT = 0x0051,
	WDS_BIND_DATA_PORT = 0x0089,
	WDS_BIND_MUX_DATA_PORT = 0x00A2,
};

/* Looks for the card: by the old service, else by the new one. */
static int pin_status(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};

	if (dialog_ask(&dialog, VICTIM_DMS, DMS_UIM_GET_PIN_STATUS, "") == 0)
		return dialog_end(&dialog, 0);
	if (victim->has_bug)
		return dialog_end(&dialog, victim_fail("there is no card"));
	if (dialog_ask(&dialog, VICTIM_UIM, UIM_GET_CARD_STATUS, "") != 0)
		return dialog_end(&dialog, victim_fail("no card status"));

	return dialog_end(&dialog, 0);
}

/* Ends a dialog of which only the last error counts. */
static int end(struct dialog *dialog, int error)
{
	if (error != 0)
		return dialog_end(dialog, victim_fail("error %d", error));

	return dialog_end(dialog, 0);
}

static int fcc_lock(struct victim *victim)
{
	static const char online[] = "01 01 00 00";
	struct dialog dialog = {.victim = victim};
	int error = dialog_ask(
		&dialog, VICTIM_DMS, DMS_SET_OPERATING_MODE, online);

	if (error == INVALID_TRANSITION && !victim->has_bug) {
		dialog_ask(&dialog, VICTIM_DMS, DMS_SET_FCC_AUTHENTICATION, "");
		error = dialog_ask(
			&dialog, VICTIM_DMS, DMS_SET_OPERATING_MODE, online);
	}

	return end(&dialog, error);
}

/* Wants to hear of operating modes; can do without. */
static int event_report(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};
	int error = dialog_ask(
		&dialog, VICTIM_DMS, DMS_SET_EVENT_REPORT, "14 01 00 01");

	if (error != 0 && victim->has_bug)
		return dialog_end(&dialog,
			victim_fail("it cannot be enabled: %d", error));
	if (dialog_ask(&dialog, VICTIM_NAS, NAS_REGISTER_INDICATIONS,
		    "13 01 00 01") != 0)
		return dialog_end(&dialog, victim_fail("no indications"));

	return dialog_end(&dialog, 0);
}

static int needs_endpoint(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};
	int error = dialog_ask(&dialog, VICTIM_WDA, WDA_GET_DATA_FORMAT, "");

	if (error == MISSING_ARGUMENT && !victim->has_bug)
		error = dialog_ask(&dialog, VICTIM_WDA, WDA_GET_DATA_FORMAT,
			"10 08 00 02 00 00 00 04 00 00 00");

	return end(&dialog, error);
}

static int start(struct dialog *dialog, const char *tlvs)
{
	return dialog_ask(dialog, VICTIM_WDS, WDS_START_NETWORK, tlvs);
}

/* Ends the call that the last answer has the handle of. */
static void stop(struct dialog *dialog)
{
	const uint8_t *handle = dialog_tlv(dialog, 0x01, 4);
	struct tlvs request = {.size = 0};

	if (!handle)
		return;
	tlvs_put_u32(&request, 0x01, packet_u32(handle));
	victim_do(dialog->victim, VICTIM_WDS, dialog->clients[VICTIM_WDS],
		WDS_STOP_NETWORK, &request);
}

/* The same of one that may have started a call. */
static int end_call(struct dialog *dialog, int error)
{
	if (error == 0)
		stop(dialog);

	return end(dialog, error);
}

static int bind_data_port(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};
	int error = dialog_ask(
		&dialog, VICTIM_WDS, WDS_BIND_DATA_PORT, "01 02 00 05 0e");

	if (error == DEVICE_UNSUPPORTED && !victim->has_bug)
		error = dialog_ask(&dialog, VICTIM_WDS, WDS_BIND_MUX_DATA_PORT,
			"10 08 00 05 00 00 00 00 00 00 00 11 01 00 00");
	if (error == 0)
		error = start(&dialog, "");

	return end_call(&dialog, error);
}

/* Asks for IPv6 in both ways, since modems know one or the other. */
static int ip_family(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};
	int error = dialog_ask(
		&dialog, VICTIM_WDS, WDS_SET_IP_FAMILY, "01 01 00 06");

	if (error != 0 && victim->has_bug)
		error = start(&dialog, "");
	else
		error = start(&dialog, "19 01 00 06");

	return end_call(&dialog, error);
}

/* A call that somebody else has left: ended by the handle of all, then started
 * again.
 */
static int start_without_effect(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};
	int error = start(&dialog, "");

	if (error == NO_EFFECT && !victim->has_bug) {
		dialog_ask(&dialog, VICTIM_WDS, WDS_STOP_NETWORK,
			"01 04 00 ff ff ff ff 10 01 00 01");
		error = start(&dialog, "");
	}

	return end_call(&dialog, error);
}

static int autoconnect(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};
	const uint8_t *status;
	int error;

	dialog_ask(&dialog, VICTIM_WDS, WDS_GET_AUTOCONNECT, "");
	status = dialog_tlv(&dialog, 0x01, 1);
	if (status && status[0] == 1 && !victim->has_bug) {
		dialog_ask(&dialog, VICTIM_WDS, WDS_SET_AUTOCONNECT,
			"01 01 00 00");
		dialog_ask(&dialog, VICTIM_WDS, WDS_STOP_NETWORK,
			"01 04 00 ff ff ff ff 10 01 00 01");
	}
	error = start(&dialog, "");

	return end_call(&dialog, error);
}

static int default_bearer(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};
	struct packet *call;
	int error = 0;

	if (!victim->has_bug)
		error = start(&dialog, "");
	call = dialog.last;
	dialog.last = NULL;
	if (error == 0)
		error = dialog_ask(&dialog, VICTIM_WDS,
			WDS_GET_CURRENT_SETTINGS, "10 04 00 00 01 00 00");
	packet_free(dialog.last);
	dialog.last = call;
	if (call)
		stop(&dialog);

	return end(&dialog, error);
}

/* The version of DMS in CTL Get Version Info, or -1. */
static int version_of_dms(struct dialog *dialog)
{
	const uint8_t *list;
	size_t size = 0;

	dialog_ask(dialog, VICTIM_CTL, CTL_GET_VERSION_INFO, "");
	list = dialog->last ? packet_tlv(dialog->last, 0x01, &size) : NULL;
	for (size_t at = 1; list && at + 5 <= size; at += 5)
		if (list[at] == VICTIM_DMS)
			return packet_u16(list + at + 3);

	return -1;
}

/* Asks for the operating mode's report, which DMS has had since 1.2 or so. */
static int service_version(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};
	int version = version_of_dms(&dialog);

	if (victim->has_bug && version < 2)
		return dialog_end(
			&dialog, victim_fail("DMS 1.%d is too old", version));
	if (dialog_ask(&dialog, VICTIM_DMS, 0x0051, "") != 0)
		return dialog_end(&dialog, victim_fail("no software version"));

	return dialog_end(&dialog, 0);
}

static int missing_services(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};

	dialog_ask(&dialog, VICTIM_CTL, CTL_GET_VERSION_INFO, "");
	dialog.clients[VICTIM_WMS] = victim_allocate(victim, VICTIM_WMS);
	if (dialog.clients[VICTIM_WMS] == 0 && victim->has_bug)
		return dialog_end(&dialog, victim_fail("no messages"));
	if (dialog_ask(&dialog, VICTIM_DMS, DMS_GET_MODEL, "") != 0 ||
		dialog_ask(&dialog, VICTIM_NAS, NAS_GET_SERVING_SYSTEM, "") !=
			0)
		return dialog_end(&dialog, victim_fail("it is of no use"));

	return dialog_end(&dialog, 0);
}

/* Notes which services there are, in a table that is large enough, or not. */
static int unknown_services(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};
	size_t room = victim->has_bug ? 0xE0 : 0x100;
	uint8_t *has = calloc(room, 1);
	const uint8_t *list;
	size_t size = 0;
	int status = 0;

	dialog_ask(&dialog, VICTIM_CTL, CTL_GET_VERSION_INFO, "");
	list = dialog.last ? packet_tlv(dialog.last, 0x01, &size) : NULL;
	for (size_t at = 1; list && at + 5 <= size; at += 5)
		has[list[at]] = 1;
	if (!has[VICTIM_DMS] ||
		dialog_ask(&dialog, VICTIM_DMS, DMS_GET_MODEL, "") != 0)
		status = victim_fail("no DMS");
	free(has);

	return dialog_end(&dialog, status);
}

/* Formats that are tried in turn: 802.3 and raw IP with each aggregation. */
static int qmap_preconfigured(struct victim *victim)
{
	static const uint8_t aggregations[] = {9, 8, 5, 0};
	size_t count = sizeof(aggregations);
	struct dialog dialog = {.victim = victim};
	uint8_t *tried = malloc(count);
	size_t i;

	for (i = 0; i < count || victim->has_bug; i++) {
		char tlvs[64] = "11 04 00 02 00 00 00 12 04 00 00 00 00 00";

		tried[i] = aggregations[i % count];
		tlvs[31] = (char)('0' + tried[i]);
		if (dialog_ask(&dialog, VICTIM_WDA, WDA_SET_DATA_FORMAT,
			    tlvs) == 0)
			break;
	}
	free(tried);
	if (i == count &&
		dialog_ask(&dialog, VICTIM_WDA, WDA_GET_DATA_FORMAT, "") != 0)
		return dialog_end(&dialog, victim_fail("no data format"));

	return dialog_end(&dialog, 0);
}

static int mux_id(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};
	const char *bind = victim->has_bug
		? "10 08 00 02 00 00 00 04 00 00 00 11 01 00 01"
		: "10 08 00 02 00 00 00 04 00 00 00 11 01 00 81";
	int error = dialog_ask(
		&dialog, VICTIM_WDS, WDS_BIND_MUX_DATA_PORT, bind);

	if (error == 0)
		error = start(&dialog, "");

	return end_call(&dialog, error);
}

const struct victim_case victim_cases_qrk[] = {
	{"dev-pin-status-0x47", pin_status},
	{"dev-pin-status-94", pin_status},
	{"dev-fcc-lock", fcc_lock},
	{"dev-eventreport-missingarg", event_report},
	{"dev-wda-needs-endpoint", needs_endpoint},
	{"dev-bam-dmux-binddataport", bind_data_port},
	{"dev-ipfamily-tlv-ignored", ip_family},
	{"dev-start-noeffect", start_without_effect},
	{"dev-autoconnect", autoconnect},
	{"dev-lte-default-bearer", default_bearer},
	{"dev-bad-dms-version", service_version},
	{"dev-missing-services", missing_services},
	{"dev-unsolicited-svc", unknown_services},
	{"dev-qmap-preconfigured", qmap_preconfigured},
	{"dev-mux-id-0x81", mux_id},
	{0},
};
