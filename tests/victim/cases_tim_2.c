/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* cases_tim_2.c - bugs of order: indications that come early, late, or not. */
#include <poll.h>
#include <stdio.h>

#include "tests/victim/read.h"

enum {
	DMS_EVENT_REPORT = 0x0001,
	DMS_GET_OPERATING_MODE = 0x002D,
	DMS_SET_OPERATING_MODE = 0x002E,
	NAS_REGISTER_INDICATIONS = 0x0003,
	NAS_INITIATE_NETWORK_REGISTER = 0x0022,
	NAS_SERVING_SYSTEM = 0x0024,
	WDS_INDICATION_REGISTER = 0x0003,
	WDS_START_NETWORK = 0x0020,
	WDS_PACKET_SERVICE_STATUS = 0x0022,
	WDS_MODIFY_PROFILE = 0x0028,
	WDS_GET_PROFILE_SETTINGS = 0x002B,
	WDS_GET_CURRENT_SETTINGS = 0x002D,
	WDS_PROFILE_CHANGED = 0x00A8,
	WMS_EVENT_REPORT = 0x0001,
	WMS_RAW_READ = 0x0022,
	WMS_LIST_MESSAGES = 0x0031,
	MODE_ONLINE = 0,
	MODE_LOW_POWER = 1,
};

static int set_mode(struct victim *victim, uint8_t client, uint8_t mode)
{
	struct tlvs request = {.size = 0};

	tlvs_put_u8(&request, 0x01, mode);

	return victim_do(
		victim, VICTIM_DMS, client, DMS_SET_OPERATING_MODE, &request);
}

static int get_mode(struct victim *victim, uint8_t client)
{
	struct packet *answer = victim_call(
		victim, VICTIM_DMS, client, DMS_GET_OPERATING_MODE, NULL);
	size_t size = 0;
	const uint8_t *mode = answer ? packet_tlv(answer, 0x01, &size) : NULL;
	int value = mode && size > 0 ? mode[0] : -1;

	packet_free(answer);

	return value;
}

/* A client of DMS that is told of operating modes. */
static uint8_t mode_listener(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_DMS);
	struct tlvs request = {.size = 0};

	tlvs_put_u8(&request, 0x14, 1);
	victim_do(victim, VICTIM_DMS, client, DMS_EVENT_REPORT, &request);

	return client;
}

/* Sets a mode and takes the indication for its end. */
static void set_mode_until_told(
	struct victim *victim, uint8_t client, uint8_t mode)
{
	struct tlvs request = {.size = 0};

	tlvs_put_u8(&request, 0x01, mode);
	victim_send(
		victim, VICTIM_DMS, client, DMS_SET_OPERATING_MODE, &request);
	packet_free(victim_indication(
		victim, VICTIM_DMS, DMS_EVENT_REPORT, victim->timeout_ms));
}

static int mode_told_first(struct victim *victim)
{
	static const uint8_t modes[] = {MODE_ONLINE, MODE_LOW_POWER};
	uint8_t client = mode_listener(victim);

	for (size_t i = 0; i < sizeof(modes); i++) {
		if (victim->has_bug)
			set_mode_until_told(victim, client, modes[i]);
		else
			set_mode(victim, client, modes[i]);
	}
	victim_release(victim, VICTIM_DMS, client);

	return 0;
}

static int mode_never_told(struct victim *victim)
{
	uint8_t client = mode_listener(victim);
	struct packet *told;
	bool is_online;

	set_mode(victim, client, MODE_ONLINE);
	told = victim_indication(victim, VICTIM_DMS, DMS_EVENT_REPORT, 500);
	is_online = told != NULL;
	packet_free(told);
	if (!is_online && !victim->has_bug)
		is_online = get_mode(victim, client) == MODE_ONLINE;
	victim_release(victim, VICTIM_DMS, client);
	if (!is_online)
		return victim_fail("the modem cannot be switched on");
	packet_free(ask(victim, VICTIM_NAS, NAS_SERVING_SYSTEM, NULL));

	return 0;
}

static int mode_lost(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_DMS);

	set_mode(victim, client, MODE_LOW_POWER);
	set_mode(victim, client, MODE_ONLINE);
	for (int i = 0; i < 20 && !victim->has_bug &&
		get_mode(victim, client) != MODE_ONLINE;
		i++) {
		poll(NULL, 0, 200);
		set_mode(victim, client, MODE_ONLINE);
	}
	victim_release(victim, VICTIM_DMS, client);

	return 0;
}

/* Whether the last that was said of the call is that it is up. */
static bool is_connected(struct victim *victim)
{
	bool is_up = false;
	struct packet *told;

	while ((told = victim_indication(
			victim, VICTIM_WDS, WDS_PACKET_SERVICE_STATUS, 100))) {
		size_t size = 0;
		const uint8_t *status = packet_tlv(told, 0x01, &size);

		is_up = status && size > 0 && status[0] == 2;
		packet_free(told);
	}

	return is_up;
}

static int ended_while_connecting(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_WDS);

	victim_do(victim, VICTIM_WDS, client, WDS_START_NETWORK, NULL);
	victim_do(victim, VICTIM_WDS, client, WDS_GET_CURRENT_SETTINGS, NULL);
	if (victim->has_bug || is_connected(victim)) {
		printf("state: connected\n");
		return 0;
	}
	printf("state: disconnected\n");
	victim_release(victim, VICTIM_WDS, client);

	return 0;
}

static void read_profile(struct victim *victim, uint8_t client)
{
	static const uint8_t profile[] = {0, 1};
	struct tlvs request = {.size = 0};

	tlvs_put(&request, 0x01, profile, sizeof(profile));
	victim_do(
		victim, VICTIM_WDS, client, WDS_GET_PROFILE_SETTINGS, &request);
}

static int storm_of_profiles(struct victim *victim)
{
	static const uint8_t profile[] = {0, 1};
	uint8_t client = victim_allocate(victim, VICTIM_WDS);
	struct tlvs request = {.size = 0};
	struct packet *told;

	tlvs_put_u8(&request, 0x19, 1);
	victim_do(
		victim, VICTIM_WDS, client, WDS_INDICATION_REGISTER, &request);
	request.size = 0;
	tlvs_put(&request, 0x01, profile, sizeof(profile));
	tlvs_put_text(&request, 0x14, "changed");
	victim_do(victim, VICTIM_WDS, client, WDS_MODIFY_PROFILE, &request);
	while ((told = victim_indication(
			victim, VICTIM_WDS, WDS_PROFILE_CHANGED, 300))) {
		packet_free(told);
		if (victim->has_bug)
			read_profile(victim, client);
	}
	read_profile(victim, client);
	victim_release(victim, VICTIM_WDS, client);

	return 0;
}

/* Reads the first of the messages that the modem has. */
static void read_messages(struct victim *victim, uint8_t client)
{
	struct tlvs request = {.size = 0};
	uint8_t place[] = {1, 0, 0, 0, 0};
	struct packet *answer;
	const uint8_t *list;
	size_t size;

	tlvs_put_u8(&request, 0x01, 1);
	tlvs_put_u8(&request, 0x12, 1);
	answer = victim_call(
		victim, VICTIM_WMS, client, WMS_LIST_MESSAGES, &request);
	list = answer ? packet_tlv(answer, 0x01, &size) : NULL;
	if (list && size >= 8) {
		place[1] = list[4];
		request.size = 0;
		tlvs_put(&request, 0x01, place, sizeof(place));
		tlvs_put_u8(&request, 0x10, 1);
		victim_do(victim, VICTIM_WMS, client, WMS_RAW_READ, &request);
	}
	packet_free(answer);
}

static int message_while_asleep(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_WMS);
	struct tlvs request = {.size = 0};
	struct packet *told;

	tlvs_put_u8(&request, 0x10, 1);
	victim_do(victim, VICTIM_WMS, client, WMS_EVENT_REPORT, &request);
	poll(NULL, 0, 700); /* the host sleeps */
	told = victim_indication(victim, VICTIM_WMS, WMS_EVENT_REPORT, 100);
	if (told || !victim->has_bug)
		read_messages(victim, client);
	packet_free(told);
	victim_release(victim, VICTIM_WMS, client);

	return 0;
}

/* Waits for the end of a registration: whether the modem is registered. */
static bool awaits_registration(struct victim *victim)
{
	struct packet *told;

	while ((told = victim_indication(victim, VICTIM_NAS, NAS_SERVING_SYSTEM,
			2 * victim->timeout_ms))) {
		size_t size = 0;
		const uint8_t *system = packet_tlv(told, 0x01, &size);
		unsigned int state = system && size > 0 ? system[0] : 0;

		packet_free(told);
		if (state == 1 || state == 3)
			return state == 1;
	}

	return false;
}

static int registration_denied(struct victim *victim)
{
	static const uint8_t network[] = {1, 0, 2, 0, 8};
	uint8_t client = victim_allocate(victim, VICTIM_NAS);
	struct tlvs request = {.size = 0};
	int error;

	tlvs_put_u8(&request, 0x13, 1);
	victim_do(
		victim, VICTIM_NAS, client, NAS_REGISTER_INDICATIONS, &request);
	request.size = 0;
	tlvs_put_u8(&request, 0x01, 2);
	tlvs_put(&request, 0x10, network, sizeof(network));
	error = victim_do(victim, VICTIM_NAS, client,
		NAS_INITIATE_NETWORK_REGISTER, &request);
	if (victim->has_bug ? error == 0 : awaits_registration(victim))
		printf("successfully registered\n");
	else
		printf("not registered\n");
	victim_release(victim, VICTIM_NAS, client);

	return 0;
}

const struct victim_case victim_cases_tim_2[] = {
	{"mm-mode-ind-order", mode_told_first},
	{"mm-mode-ind-missing", mode_never_told},
	{"dev-lpm-online-race", mode_lost},
	{"mm-disc-during-connect", ended_while_connecting},
	{"mm-profile-ind-storm", storm_of_profiles},
	{"mm-resume-ind-lost", message_while_asleep},
	{"mm-register-async", registration_denied},
	{0},
};
