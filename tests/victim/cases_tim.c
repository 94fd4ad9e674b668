/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* cases_tim.c - bugs of time: modems that are late, asleep or gone. */
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include "tests/victim/read.h"

enum {
	CTL_SET_DATA_FORMAT = 0x26,
	CTL_SYNC = 0x27,
	DMS_GET_MODEL = 0x0022,
	DMS_GET_TIME = 0x002F,
	NAS_GET_SERVING_SYSTEM = 0x0024,
	PDC = 36,
	PDC_LIST_CONFIGS = 0x0024,
	UIM_READ_TRANSPARENT = 0x0020,
	UIM_GET_CARD_STATUS = 0x002F,
	WDS_START_NETWORK = 0x0020,
	WDS_STOP_NETWORK = 0x0021,
	WDS_GET_CURRENT_SETTINGS = 0x002D,
	PCO_WANTED = 0x40000,
};

static void wait_ms(int duration_ms)
{
	poll(NULL, 0, duration_ms);
}

static int get_model(struct victim *victim)
{
	struct packet *answer = ask(victim, VICTIM_DMS, DMS_GET_MODEL, NULL);
	int error = answer ? packet_error(answer) : -1;

	packet_free(answer);

	return error == 0 ? 0 : victim_fail("no model: error %d", error);
}

/* Sends CTL Sync up to `tries` times, until one of them is answered. */
static bool wake_up(struct victim *victim, int tries, int timeout_ms)
{
	bool is_awake = false;

	for (int i = 0; i < tries && !is_awake; i++) {
		struct packet *answer;

		victim_send(victim, VICTIM_CTL, 0, CTL_SYNC, NULL);
		answer = victim_receive(victim, timeout_ms);
		is_awake = answer != NULL;
		packet_free(answer);
	}

	return is_awake;
}

static int first_message_lost(struct victim *victim)
{
	if (!wake_up(victim, victim->has_bug ? 1 : 3, 400))
		return victim_fail("the modem is dead");

	return get_model(victim);
}

static int slow_boot(struct victim *victim)
{
	if (!wake_up(victim, victim->has_bug ? 1 : 20, 500))
		return victim_fail("the modem is dead");

	return get_model(victim);
}

static int wake_up_delay(struct victim *victim)
{
	if (!wake_up(victim, victim->has_bug ? 1 : 10, 500))
		return victim_fail("the modem is dead");

	return get_model(victim);
}

static int idle_stall(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_DMS);
	int error;

	victim_do(victim, VICTIM_DMS, client, DMS_GET_MODEL, NULL);
	wait_ms(2800);
	victim->timeout_ms = 500;
	error = victim_do(victim, VICTIM_DMS, client, DMS_GET_MODEL, NULL);
	if (error == -1 && !victim->has_bug)
		victim_do(victim, VICTIM_DMS, client, DMS_GET_MODEL, NULL);
	victim_release(victim, VICTIM_DMS, client);

	return 0;
}

static int format_not_answered(struct victim *victim)
{
	struct tlvs request = {.size = 0};
	int error;

	tlvs_put_u8(&request, 0x01, 0);
	error = victim_do(victim, VICTIM_CTL, 0, CTL_SET_DATA_FORMAT, &request);
	if (error != 0 && victim->has_bug)
		return victim_fail("the port cannot be opened");

	return get_model(victim);
}

/* Stops a call by the handle of the answer that started it. */
static void stop_call(
	struct victim *victim, uint8_t client, const struct packet *started)
{
	struct tlvs request = {.size = 0};
	size_t size;
	const uint8_t *handle = packet_tlv(started, 0x01, &size);

	if (!handle || size < 4)
		return;
	tlvs_put(&request, 0x01, handle, 4);
	victim_do(victim, VICTIM_WDS, client, WDS_STOP_NETWORK, &request);
}

static int slow_start(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_WDS);
	struct packet *started;

	if (victim->has_bug) {
		for (int i = 0; i < 2; i++)
			victim_do(victim, VICTIM_WDS, client, WDS_START_NETWORK,
				NULL);
		return victim_fail("it cannot be connected");
	}
	victim->timeout_ms = 10000;
	started = victim_call(
		victim, VICTIM_WDS, client, WDS_START_NETWORK, NULL);
	if (!started)
		return victim_fail("no answer");
	stop_call(victim, client, started);
	packet_free(started);
	victim_release(victim, VICTIM_WDS, client);

	return 0;
}

static int no_list(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, PDC);
	struct tlvs request = {.size = 0};

	tlvs_put_u32(&request, 0x10, 1);
	tlvs_put_u32(&request, 0x11, 1);
	victim_do(victim, PDC, client, PDC_LIST_CONFIGS, &request);
	packet_free(victim_indication(victim, PDC, PDC_LIST_CONFIGS,
		victim->has_bug ? 5 * victim->timeout_ms : victim->timeout_ms));
	victim_release(victim, PDC, client);

	return 0;
}

/* Whether the first slot has a card, by the card status. */
static bool has_card(const struct packet *status)
{
	size_t size = 0;
	const uint8_t *cards = packet_tlv(status, 0x10, &size);

	return packet_error(status) == 0 && cards && size > 9 && cards[8] > 0 &&
		cards[9] == 1;
}

static int card_comes_late(struct victim *victim)
{
	static const uint8_t session[] = {0, 0};
	static const uint8_t imsi[] = {7, 0x6F, 4, 0, 0x3F, 0xFF, 0x7F};
	static const uint8_t all[] = {0, 0, 0, 0};
	uint8_t client = victim_allocate(victim, VICTIM_UIM);
	struct tlvs request = {.size = 0};
	bool is_there = false;

	for (int i = 0; i < (victim->has_bug ? 1 : 50) && !is_there; i++) {
		struct packet *status = victim_call(
			victim, VICTIM_UIM, client, UIM_GET_CARD_STATUS, NULL);

		is_there = status && has_card(status);
		packet_free(status);
		if (!is_there)
			wait_ms(50);
	}
	if (is_there) {
		tlvs_put(&request, 0x01, session, sizeof(session));
		tlvs_put(&request, 0x02, imsi, sizeof(imsi));
		tlvs_put(&request, 0x03, all, sizeof(all));
		victim_do(victim, VICTIM_UIM, client, UIM_READ_TRANSPARENT,
			&request);
	}
	victim_release(victim, VICTIM_UIM, client);

	return 0;
}

/* Asks again and again, until the modem is gone. */
static void poll_network(struct victim *victim, int times)
{
	uint8_t client = victim_allocate(victim, VICTIM_NAS);

	victim->timeout_ms = 300;
	for (int i = 0; i < times && (!victim->hung_up || victim->has_bug);
		i++) {
		victim_do(victim, VICTIM_NAS, client, NAS_GET_SERVING_SYSTEM,
			NULL);
		wait_ms(50);
	}
	if (!victim->hung_up)
		victim_release(victim, VICTIM_NAS, client);
}

static int unplugged(struct victim *victim)
{
	poll_network(victim, 60);
	if (victim->has_bug)
		return victim_fail("still not registered");
	victim_close(victim);
	for (int i = 0; i < 100 && !victim_open(victim); i++)
		wait_ms(50);
	if (victim->device < 0)
		return victim_fail("the device did not come back");
	poll_network(victim, 1);

	return 0;
}

static int crash_after_pco(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_WDS);
	struct tlvs request = {.size = 0};
	struct packet *started;

	victim->timeout_ms = 5000;
	started = victim_call(
		victim, VICTIM_WDS, client, WDS_START_NETWORK, NULL);
	if (!started)
		return victim_fail("no call");
	tlvs_put_u32(
		&request, 0x10, 0xE330 | (victim->has_bug ? PCO_WANTED : 0U));
	victim_do(
		victim, VICTIM_WDS, client, WDS_GET_CURRENT_SETTINGS, &request);
	wait_ms(600);
	stop_call(victim, client, started);
	packet_free(started);
	victim_release(victim, VICTIM_WDS, client);

	return 0;
}

/* Asks for the time by AT and waits for the final result. */
static void ask_time_by_at(void)
{
	static const char command[] = "AT+CCLK?\r";
	int port = open("/dev/ttyUSB2", O_RDWR | O_NOCTTY | O_NONBLOCK);
	struct pollfd data = {.fd = port, .events = POLLIN};
	char answer[256];

	if (port < 0)
		return;
	if (write(port, command, sizeof(command) - 1) > 0 &&
		poll(&data, 1, 1000) > 0 && read(port, answer, sizeof(answer)))
		wait_ms(100);
	close(port);
}

static int time_too_early(struct victim *victim)
{
	if (victim->has_bug)
		ask_time_by_at();
	else
		packet_free(ask(victim, VICTIM_DMS, DMS_GET_TIME, NULL));

	return get_model(victim);
}

const struct victim_case victim_cases_tim[] = {
	{"dev-first-msg-lost-em7565", first_message_lost},
	{"dev-idle-stall-quectel", idle_stall},
	{"dev-gobi1k-setdataformat", format_not_answered},
	{"dev-slow-boot-sdx55", slow_boot},
	{"dev-dtr-wakeup", wake_up_delay},
	{"dev-start-network-slow", slow_start},
	{"dev-pdc-no-ind", no_list},
	{"dev-sim-late", card_comes_late},
	{"uq-unplug-loop", unplugged},
	{"dev-crash-after-pco", crash_after_pco},
	{"dev-uml290-early-time", time_too_early},
	{0},
};
