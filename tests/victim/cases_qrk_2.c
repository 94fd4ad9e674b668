/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* cases_qrk_2.c - quirks of devices that a client must know: what the modem can
 * do, where it is registered, who it is.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/victim/dialog.h"

enum {
	DMS_GET_CAPABILITIES = 0x0020,
	DMS_GET_FACTORY_SKU = 0x0046,
	DMS_GET_IDS = 0x0025,
	DMS_GET_OPERATING_MODE = 0x002D,
	DMS_SET_OPERATING_MODE = 0x002E,
	DMS_GET_ACTIVATION_STATE = 0x0031,
	DMS_LIST_STORED_IMAGES = 0x0049,
	NAS_REGISTER_INDICATIONS = 0x0003,
	NAS_GET_SIGNAL_STRENGTH = 0x0020,
	NAS_INITIATE_NETWORK_REGISTER = 0x0022,
	NAS_SERVING_SYSTEM = 0x0024,
	NAS_SET_PREFERENCE = 0x0033,
	NAS_GET_PREFERENCE = 0x0034,
	NAS_GET_SYSTEM_INFO = 0x004D,
	NAS_SYSTEM_INFO = 0x004E,
	WDS_START_NETWORK = 0x0020,
	WDS_STOP_NETWORK = 0x0021,
	WDS_GET_PROFILE_SETTINGS = 0x002B,
	MODES_CDMA = 0x03, /* in a mode preference */
	RADIO_UMTS = 5,
	RADIO_EVDO = 2,
};

/* Starts a call and ends it. */
static int connect(struct dialog *dialog)
{
	int error = dialog_ask(dialog, VICTIM_WDS, WDS_START_NETWORK, "");
	const uint8_t *handle = dialog_tlv(dialog, 0x01, 4);
	struct tlvs request = {.size = 0};

	if (error != 0 || !handle)
		return victim_fail("there is no call: %d", error);
	tlvs_put_u32(&request, 0x01, packet_u32(handle));
	victim_do(dialog->victim, VICTIM_WDS, dialog->clients[VICTIM_WDS],
		WDS_STOP_NETWORK, &request);

	return 0;
}

/* Whether DMS knows of CDMA 1x or EV-DO. */
static bool can_cdma(struct dialog *dialog)
{
	const uint8_t *info;
	size_t size = 0;

	dialog_ask(dialog, VICTIM_DMS, DMS_GET_CAPABILITIES, "");
	info = dialog->last ? packet_tlv(dialog->last, 0x01, &size) : NULL;
	for (size_t at = 11; info && at < size; at++)
		if (info[at] == 1 || info[at] == 2)
			return true;

	return false;
}

static int mode_preference(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};
	bool is_cdma = can_cdma(&dialog);
	const uint8_t *modes;

	dialog_ask(&dialog, VICTIM_NAS, NAS_GET_PREFERENCE, "");
	modes = dialog_tlv(&dialog, 0x11, 2);
	if (modes && victim->has_bug)
		is_cdma = (modes[0] & MODES_CDMA) != 0;
	dialog_ask(&dialog, VICTIM_DMS, DMS_GET_IDS, "");
	if (is_cdma)
		dialog_ask(&dialog, VICTIM_DMS, DMS_GET_ACTIVATION_STATE, "");

	return dialog_end(&dialog, 0);
}

static int no_mode_preference(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};
	const uint8_t *modes;
	const uint8_t *bands;

	dialog_ask(&dialog, VICTIM_NAS, NAS_GET_PREFERENCE, "");
	modes = dialog_tlv(&dialog, 0x11, 2);
	bands = dialog_tlv(&dialog, 0x15, 8);
	if (!modes && (victim->has_bug || !bands))
		return dialog_end(
			&dialog, victim_fail("this modem can do nothing"));
	if (dialog_ask(&dialog, VICTIM_NAS, NAS_REGISTER_INDICATIONS,
		    "18 01 00 01") != 0)
		return dialog_end(&dialog, victim_fail("no indications"));

	return dialog_end(&dialog, 0);
}

static int selected_network(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};
	int tries = victim->has_bug ? 3 : 1;

	for (int i = 0; i < tries; i++) {
		const uint8_t *system;

		dialog_ask(&dialog, VICTIM_NAS, NAS_SERVING_SYSTEM, "");
		system = dialog_tlv(&dialog, 0x01, 5);
		if (system && system[0] == 1 &&
			(!victim->has_bug || system[3] != 0))
			return dialog_end(&dialog, connect(&dialog));
		dialog_ask(&dialog, VICTIM_NAS, NAS_INITIATE_NETWORK_REGISTER,
			"01 01 00 01");
	}

	return dialog_end(&dialog, victim_fail("it does not register"));
}

/* What a serving system says of roaming, after `was_roaming`. */
static bool is_roaming(const struct victim *victim, const struct packet *packet,
	bool was_roaming)
{
	size_t size = 0;
	const uint8_t *indicator = packet_tlv(packet, 0x10, &size);

	if (indicator && size > 0)
		return indicator[0] == 0;

	return !victim->has_bug && was_roaming;
}

static int roaming(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};
	bool roams = false;

	dialog_ask(
		&dialog, VICTIM_NAS, NAS_REGISTER_INDICATIONS, "13 01 00 01");
	dialog_ask(&dialog, VICTIM_NAS, NAS_SERVING_SYSTEM, "");
	for (int i = 0; i < 2; i++) {
		struct packet *packet = victim_indication(victim, VICTIM_NAS,
			NAS_SERVING_SYSTEM, victim->timeout_ms);

		if (!packet)
			return dialog_end(
				&dialog, victim_fail("nothing is said"));
		roams = is_roaming(victim, packet, roams);
		packet_free(packet);
	}
	printf("status: %s\n", roams ? "roaming" : "registered");

	return dialog_end(&dialog, 0);
}

/* Whether LTE has service, after it was `was_there`. */
static bool is_on_lte(const struct victim *victim, const struct packet *packet,
	bool was_there)
{
	size_t size = 0;
	const uint8_t *status = packet_tlv(packet, 0x14, &size);

	if (status && size > 0)
		return status[0] == 2;

	return victim->has_bug && was_there;
}

/* Knows of LTE, hears that it is gone, and that it is there again; tells the
 * modem each time that it has understood.
 */
static int eps_state(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};
	bool is_there = false;

	dialog_ask(
		&dialog, VICTIM_NAS, NAS_REGISTER_INDICATIONS, "18 01 00 01");
	if (dialog_ask(&dialog, VICTIM_NAS, NAS_GET_SYSTEM_INFO, "") == 0)
		is_there = is_on_lte(victim, dialog.last, false);
	for (int i = 0; i < 2; i++) {
		struct packet *packet;

		dialog_ask(&dialog, VICTIM_DMS, DMS_GET_FACTORY_SKU, "");
		packet = victim_indication(victim, VICTIM_NAS, NAS_SYSTEM_INFO,
			victim->timeout_ms);
		if (packet)
			is_there = is_on_lte(victim, packet, is_there);
		packet_free(packet);
		if (is_there)
			return dialog_end(&dialog, connect(&dialog));
	}

	return dialog_end(&dialog, victim_fail("there is no network"));
}

/* Shows the signal of the technology that is in use, or of all. */
static int signal_strength(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};

	for (int i = 0; i < 2; i++) {
		const uint8_t *strength;
		const uint8_t *others;

		if (dialog_ask(&dialog, VICTIM_NAS, NAS_GET_SIGNAL_STRENGTH,
			    "10 02 00 ff 00") != 0)
			return dialog_end(&dialog, victim_fail("no signal"));
		strength = dialog_tlv(&dialog, 0x01, 2);
		others = dialog_tlv(&dialog, 0x10, 4);
		if (strength && strength[1] == RADIO_UMTS)
			printf("umts %d dBm\n", (int8_t)strength[0]);
		if (victim->has_bug && others && others[3] == RADIO_EVDO)
			printf("evdo %d dBm\n", (int8_t)others[2]);
	}

	return dialog_end(&dialog, 0);
}

/* Calls the modem by the first number that it tells of itself. */
static int equipment_id(struct victim *victim)
{
	static const uint8_t by_esn[] = {0x10, 0x11};
	static const uint8_t by_imei[] = {0x11, 0x10};
	const uint8_t *order = victim->has_bug ? by_esn : by_imei;
	struct dialog dialog = {.victim = victim};
	const uint8_t *number = NULL;
	size_t size = 0;

	dialog_ask(&dialog, VICTIM_DMS, DMS_GET_IDS, "");
	for (int i = 0; i < 2 && dialog.last && !number; i++)
		number = packet_tlv(dialog.last, order[i], &size);
	if (!number)
		return dialog_end(&dialog, victim_fail("it has no number"));
	printf("equipment id: %.*s\n", (int)size, (const char *)number);

	return dialog_end(&dialog, 0);
}

/* Shows the images of one type; moves on in the list. */
static const uint8_t *show_images(
	const struct victim *victim, const uint8_t *at, const uint8_t *end)
{
	unsigned int running = at[2];
	unsigned int count = at[3];
	const uint8_t **images = calloc(count, sizeof(*images));

	at += 4;
	for (unsigned int i = 0; i < count && end - at >= 19; i++) {
		images[i] = at;
		at += 19 + at[18];
		printf("%.*s\n", images[i][18], (const char *)images[i] + 19);
	}
	if (running < count || victim->has_bug)
		printf("CURRENT: %.*s\n", images[running][18],
			(const char *)images[running] + 19);
	free(images);

	return at;
}

static int stored_images(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};
	const uint8_t *list;
	const uint8_t *at;
	size_t size = 0;

	dialog_ask(&dialog, VICTIM_DMS, DMS_LIST_STORED_IMAGES, "");
	list = dialog.last ? packet_tlv(dialog.last, 0x01, &size) : NULL;
	if (!list || size == 0)
		return dialog_end(&dialog, victim_fail("no images"));
	at = list + 1;
	for (unsigned int i = 0; i < list[0] && list + size - at >= 4; i++)
		at = show_images(victim, at, list + size);

	return dialog_end(&dialog, 0);
}

/* LTE, then UMTS; the others are behind them. */
static int acquisition_order(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};
	uint8_t order[32] = {2, 8, 5};
	struct tlvs request = {.size = 0};
	const uint8_t *known;
	size_t size = 0;
	int error;

	dialog_ask(&dialog, VICTIM_NAS, NAS_GET_PREFERENCE, "");
	known = dialog.last ? packet_tlv(dialog.last, 0x1C, &size) : NULL;
	for (size_t i = 1; known && i < size && !victim->has_bug; i++)
		if (order[0] < sizeof(order) - 1 && known[i] != 8 &&
			known[i] != 5)
			order[++order[0]] = known[i];
	tlvs_put(&request, 0x1E, order, 1U + order[0]);
	error = victim_do(victim, VICTIM_NAS, dialog.clients[VICTIM_NAS],
		NAS_SET_PREFERENCE, &request);
	if (error != 0)
		return dialog_end(&dialog, victim_fail("error %d", error));

	return dialog_end(&dialog, 0);
}

static const char *power_of(const struct victim *victim, uint8_t mode)
{
	switch (mode) {
	case 0:
		return "on";
	case 1:
	case 6:
	case 7:
		return "low";
	case 2:
	case 3:
	case 4:
		return "off";
	}
	if (victim->has_bug) {
		victim_fail("code should not be reached: mode %u", mode);
		abort();
	}

	return "off";
}

static int shutting_down(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};
	const uint8_t *mode;
	const char *power;

	dialog_ask(&dialog, VICTIM_DMS, DMS_GET_OPERATING_MODE, "");
	mode = dialog_tlv(&dialog, 0x01, 1);
	power = mode ? power_of(victim, mode[0]) : "unknown";
	printf("power: %s\n", power);
	if (strcmp(power, "on") != 0 &&
		dialog_ask(&dialog, VICTIM_DMS, DMS_SET_OPERATING_MODE,
			"01 01 00 00") != 0)
		return dialog_end(&dialog, victim_fail("it stays off"));

	return dialog_end(&dialog, 0);
}

/* The name of a PDP type; `size` is that of the table. */
static const char *pdp_type(const struct victim *victim, uint8_t type)
{
	static const char *const names[] = {"ipv4", "ppp", "ipv6", "ipv4v6"};

	if (type >= sizeof(names) / sizeof(names[0]) && !victim->has_bug)
		return "unknown";

	return names[type];
}

static int profiles(struct victim *victim)
{
	struct dialog dialog = {.victim = victim};

	for (uint8_t index = 1; index <= 3; index++) {
		const uint8_t id[] = {0, index};
		struct tlvs request = {.size = 0};
		const uint8_t *type;
		const uint8_t *name;
		size_t size = 0;

		tlvs_put(&request, 0x01, id, sizeof(id));
		if (!dialog.clients[VICTIM_WDS])
			dialog.clients[VICTIM_WDS] = victim_allocate(
				victim, VICTIM_WDS);
		packet_free(dialog.last);
		dialog.last = victim_call(victim, VICTIM_WDS,
			dialog.clients[VICTIM_WDS], WDS_GET_PROFILE_SETTINGS,
			&request);
		type = dialog_tlv(&dialog, 0x11, 1);
		name = dialog.last ? packet_tlv(dialog.last, 0x14, &size)
				   : NULL;
		if (!type || !name)
			return dialog_end(&dialog, victim_fail("no profile"));
		printf("%u: %.*s, %s\n", index, (int)size, (const char *)name,
			pdp_type(victim, type[0]));
	}

	return dialog_end(&dialog, 0);
}

const struct victim_case victim_cases_qrk_2[] = {
	{"dev-gobi3k-modepref", mode_preference},
	{"dev-uml290-no-modepref", no_mode_preference},
	{"dev-selected-net-unknown", selected_network},
	{"dev-roaming-tlv-omitted", roaming},
	{"dev-eps-stale", eps_state},
	{"dev-signal-garbage", signal_strength},
	{"dev-esn-zero", equipment_id},
	{"dev-running-image-index", stored_images},
	{"dev-acq-order-len", acquisition_order},
	{"dev-shutting-down-mode", shutting_down},
	{"dev-profile-pdp-nonip", profiles},
	{0},
};
