/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* cases_frm.c - bugs of framing and transport. */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tests/victim/victim.h"

enum {
	CTL_ALLOCATE_CID = 0x22,
	DMS_GET_MODEL = 0x0022,
	DMS_GET_REVISION = 0x0023,
	DMS_GET_TIME = 0x002F,
	FROM_MODEM = 0x80,
	NAS_GET_HOME_NETWORK = 0x0025,
	NAS_GET_PLMN_NAME = 0x0044,
	QMUX_HEADER = 6,
	WDS_START_NETWORK = 0x0020,
};

static bool get_model_with(struct victim *victim, uint8_t client)
{
	return victim_do(victim, VICTIM_DMS, client, DMS_GET_MODEL, NULL) == 0;
}

/* Asks for the model and gives the id back. */
static int get_model(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_DMS);
	bool is_told = get_model_with(victim, client);

	victim_release(victim, VICTIM_DMS, client);

	return is_told ? 0 : victim_fail("no model");
}

/* Waits and reads once, as a client does that handles its device by itself. */
static ssize_t read_once(struct victim *victim, void *bytes, size_t size)
{
	struct pollfd data = {.fd = victim->device, .events = POLLIN};

	if (poll(&data, 1, victim->timeout_ms) <= 0)
		return -1;

	return read(victim->device, bytes, size);
}

/* Asks for the model and takes the answer when two bytes of it are missing, in
 * memory of the size of what has come.
 */
static int take_frame_too_early(struct victim *victim, uint8_t client)
{
	uint8_t bytes[256];
	size_t size = 0;
	size_t length = 0;
	uint8_t *buffer;
	uint8_t *frame;

	victim_send(victim, VICTIM_DMS, client, DMS_GET_MODEL, NULL);
	while (size < 3 || size + 2 < 1 + length) {
		ssize_t got = read_once(
			victim, bytes + size, sizeof(bytes) - size);

		if (got <= 0)
			return victim_fail("no model");
		size += (size_t)got;
		if (size >= 3)
			length = packet_u16(bytes + 1);
	}
	buffer = malloc(size);
	memcpy(buffer, bytes, size);
	frame = malloc(1 + length);
	memcpy(frame, buffer, 1 + length);
	free(frame);
	free(buffer);

	return 0;
}

static int frame_taken_early(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_DMS);
	int status = 0;

	for (int times = 0; times < 31 && status == 0; times++) {
		if (victim->has_bug)
			status = take_frame_too_early(victim, client);
		else if (!get_model_with(victim, client))
			status = victim_fail("no model, %d", times);
	}
	victim_release(victim, VICTIM_DMS, client);

	return status;
}

static int framing_error(struct victim *victim)
{
	victim->habits.hangs_up_on_noise = victim->has_bug;

	return get_model(victim);
}

/* Takes whatever read() does not like for the end. */
static int hang_up_on_error(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_DMS);
	uint8_t bytes[256];
	ssize_t got;

	victim_send(victim, VICTIM_DMS, client, DMS_GET_MODEL, NULL);
	got = read_once(victim, bytes, sizeof(bytes));
	if (got <= 0)
		return victim_fail("hangs up: %s",
			got == 0 ? "end of file" : strerror(errno));
	victim_release(victim, VICTIM_DMS, client);

	return 0;
}

static int spurious_again(struct victim *victim)
{
	return victim->has_bug ? hang_up_on_error(victim) : get_model(victim);
}

/* Writes a request in one go and does not look what became of it. */
static void write_blindly(struct victim *victim, const void *bytes, size_t size)
{
	if (write(victim->device, bytes, size) < (ssize_t)size)
		victim->noise_size = 0;
}

static int write_again(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_DMS);
	uint8_t request[] = {1, 12, 0, 0, VICTIM_DMS, client, 0, 1, 0,
		DMS_GET_MODEL, 0, 0, 0};
	struct packet *answer;

	if (victim->has_bug)
		write_blindly(victim, request, sizeof(request));
	else
		victim_write(victim, request, sizeof(request));
	answer = victim_await(
		victim, VICTIM_DMS, client, 1, victim->timeout_ms);
	victim_release(victim, VICTIM_DMS, client);
	if (!answer)
		return victim_fail("no model");
	packet_free(answer);

	return 0;
}

/* Something was dropped: what is awaited may be among it. */
static int overflow(struct victim *victim)
{
	uint8_t client;
	bool is_told;

	if (victim->has_bug)
		return hang_up_on_error(victim);

	client = victim_allocate(victim, VICTIM_DMS);
	is_told = get_model_with(victim, client);
	if (!is_told && victim->hung_up) {
		victim->hung_up = false;
		is_told = get_model_with(victim, client);
	}
	victim_release(victim, VICTIM_DMS, client);

	return is_told ? 0 : victim_fail("no model");
}

enum {
	APN = 0x14,
	APN_SIZE = 600,
};

/* Connects with a name of 600 bytes. */
static int short_write(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_WDS);
	uint8_t request[16 + APN_SIZE] = {1, 0, 0, 0, VICTIM_WDS, client, 0, 1,
		0, WDS_START_NETWORK, 0, (uint8_t)(3 + APN_SIZE),
		(3 + APN_SIZE) >> 8, APN, (uint8_t)APN_SIZE, APN_SIZE >> 8};
	struct packet *answer;

	request[1] = (uint8_t)(sizeof(request) - 1);
	request[2] = (sizeof(request) - 1) >> 8;
	memset(request + 16, 'a', APN_SIZE);
	if (victim->has_bug)
		write_blindly(victim, request, sizeof(request));
	else
		victim_write(victim, request, sizeof(request));
	answer = victim_await(
		victim, VICTIM_WDS, client, 1, victim->timeout_ms);
	packet_free(answer);
	victim_release(victim, VICTIM_WDS, client);

	return answer ? 0 : victim_fail("no answer");
}

/* Nothing was read; only a device that says so is gone. */
static bool is_gone(const struct victim *victim)
{
	struct pollfd end = {.fd = victim->device, .events = 0};

	return poll(&end, 1, 0) > 0 && end.revents & (POLLHUP | POLLNVAL);
}

static int empty_read(struct victim *victim)
{
	uint8_t client;
	uint16_t transaction;
	struct packet *answer;

	if (victim->has_bug)
		return hang_up_on_error(victim);

	client = victim_allocate(victim, VICTIM_DMS);
	transaction = victim_send(
		victim, VICTIM_DMS, client, DMS_GET_MODEL, NULL);
	answer = victim_await(
		victim, VICTIM_DMS, client, transaction, victim->timeout_ms);
	if (!answer && victim->hung_up && !is_gone(victim)) {
		victim->hung_up = false;
		answer = victim_await(victim, VICTIM_DMS, client, transaction,
			victim->timeout_ms);
	}
	packet_free(answer);
	victim_release(victim, VICTIM_DMS, client);

	return answer ? 0 : victim_fail("no model");
}

/* Reads whenever the device says that it has something. A right client waits
 * between two reads that bring nothing, and gives up after three seconds; the
 * other has turned round for 1.5 seconds of processor time by then.
 */
static int poll_loop(struct victim *victim)
{
	const struct timespec pause = {.tv_nsec = 50000000};
	uint8_t client = victim_allocate(victim, VICTIM_DMS);
	const clock_t busy = clock() + 3 * CLOCKS_PER_SEC / 2;
	time_t until = time(NULL) + 3;
	uint8_t bytes[256];

	victim_send(victim, VICTIM_DMS, client, DMS_GET_MODEL, NULL);
	while (victim->has_bug ? clock() < busy : time(NULL) < until)
		if (read_once(victim, bytes, sizeof(bytes)) <= 0 &&
			!victim->has_bug)
			nanosleep(&pause, NULL);

	return victim_fail("nothing but noise");
}

/* Gives the device up when poll() speaks of an error. */
static int give_up_on_pollerr(struct victim *victim)
{
	struct pollfd data = {.fd = victim->device, .events = POLLIN};
	struct tlvs request = {.size = 0};
	uint8_t client;

	tlvs_put_u8(&request, 0x01, VICTIM_DMS);
	victim_send(victim, VICTIM_CTL, 0, CTL_ALLOCATE_CID, &request);
	for (int times = 0; times < 2; times++) {
		if (poll(&data, 1, victim->timeout_ms) > 0 &&
			data.revents & (POLLERR | POLLHUP))
			return victim_fail("the device is gone");
		packet_free(victim_receive(victim, victim->timeout_ms));
		client = victim_allocate(victim, VICTIM_DMS);
		get_model_with(victim, client);
		victim_release(victim, VICTIM_DMS, client);
	}

	return 0;
}

static int poll_error(struct victim *victim)
{
	return victim->has_bug ? give_up_on_pollerr(victim) : get_model(victim);
}

/* Asks for the revision, a long text: is it there, the whole of it? */
static bool get_revision(struct victim *victim, uint8_t client, size_t size)
{
	struct packet *answer = victim_call(
		victim, VICTIM_DMS, client, DMS_GET_REVISION, NULL);
	const uint8_t *text = NULL;
	size_t text_size = 0;
	bool is_whole;

	if (answer)
		text = packet_tlv(answer, 0x01, &text_size);
	is_whole = text && text_size == size && memcmp(text, "LONG.", 5) == 0;
	packet_free(answer);

	return is_whole;
}

static int small_pieces(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_DMS);
	bool is_whole = true;

	victim->habits.takes_read_for_frame = victim->has_bug;
	for (int times = 0; times < 3 && is_whole; times++)
		is_whole = get_revision(victim, client, 205);
	victim_release(victim, VICTIM_DMS, client);

	return is_whole ? 0 : victim_fail("no revision");
}

static int two_in_one(struct victim *victim)
{
	victim->habits.takes_read_for_frame = victim->has_bug;

	return get_model(victim);
}

/* Reads into a buffer that is new each time: what is not whole at its end is
 * lost, and the next read begins in the middle.
 */
static int read_2048(struct victim *victim, uint8_t client)
{
	uint8_t buffer[2048];
	ssize_t got;

	victim_send(victim, VICTIM_DMS, client, DMS_GET_REVISION, NULL);
	while ((got = read_once(victim, buffer, sizeof(buffer))) > 0) {
		size_t size = (size_t)got;
		const uint8_t *at = buffer;

		while (size >= QMUX_HEADER && at[0] == 0x01 &&
			size >= 1U + packet_u16(at + 1)) {
			if (at[4] == VICTIM_DMS && at[5] == client)
				return 0;
			size -= 1U + packet_u16(at + 1);
			at += 1 + packet_u16(at + 1);
		}
	}

	return victim_fail("no revision");
}

static int partial_frame(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_DMS);
	int status = 0;

	if (victim->has_bug)
		status = read_2048(victim, client);
	else if (!get_revision(victim, client, 2100))
		status = victim_fail("no revision");
	victim_release(victim, VICTIM_DMS, client);

	return status;
}

/* Allocates an id; with the bug a frame counts only when it says where it is
 * from.
 */
static int frame_flags(struct victim *victim)
{
	struct tlvs request = {.size = 0};
	uint16_t transaction;
	struct packet *answer;

	tlvs_put_u8(&request, 0x01, VICTIM_DMS);
	transaction = victim_send(
		victim, VICTIM_CTL, 0, CTL_ALLOCATE_CID, &request);
	do {
		answer = victim_await(
			victim, VICTIM_CTL, 0, transaction, victim->timeout_ms);
		if (!answer)
			return victim_fail("no answer");
		if (!victim->has_bug || answer->qmux_flags == FROM_MODEM)
			break;
		packet_free(answer);
	} while (true);
	packet_free(answer);

	return 0;
}

/* The frame's length as a machine has it that is big-endian: 12 is 3,072. */
static int take_length_as_it_is(struct victim *victim)
{
	uint8_t bytes[256];
	struct tlvs request = {.size = 0};
	ssize_t got;

	tlvs_put_u8(&request, 0x01, VICTIM_DMS);
	victim_send(victim, VICTIM_CTL, 0, CTL_ALLOCATE_CID, &request);
	while ((got = read_once(victim, bytes, sizeof(bytes))) >= 3) {
		ssize_t length = bytes[1] << 8 | bytes[2];

		if (1 + length <= got)
			return 0;
	}

	return victim_fail("no frame");
}

/* The modem's time, in 1.25 ms: six bytes. */
static bool get_time(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_DMS);
	struct packet *answer = victim_call(
		victim, VICTIM_DMS, client, DMS_GET_TIME, NULL);
	const uint8_t *count = NULL;
	uint64_t time = 0;
	size_t size;

	if (answer)
		count = packet_tlv(answer, 0x01, &size);
	if (count && size >= 6)
		time = packet_u32(count) |
			(uint64_t)packet_u16(count + 4) << 32;
	packet_free(answer);
	victim_release(victim, VICTIM_DMS, client);

	return time > 0 && time >> 44 == 0;
}

/* Asks for the name of the network that is home. */
static bool get_network_name(struct victim *victim)
{
	uint8_t client = victim_allocate(victim, VICTIM_NAS);
	struct packet *answer = victim_call(
		victim, VICTIM_NAS, client, NAS_GET_HOME_NETWORK, NULL);
	struct tlvs request = {.size = 0};
	const uint8_t *network = NULL;
	size_t size = 0;
	int error = -1;

	if (answer)
		network = packet_tlv(answer, 0x01, &size);
	if (network && size >= 4) {
		tlvs_put(&request, 0x01, network, 4);
		error = victim_do(victim, VICTIM_NAS, client, NAS_GET_PLMN_NAME,
			&request);
	}
	packet_free(answer);
	victim_release(victim, VICTIM_NAS, client);

	return error == 0;
}

static int byte_order(struct victim *victim)
{
	if (victim->has_bug)
		return take_length_as_it_is(victim);
	if (!get_time(victim))
		return victim_fail("no time");

	return get_network_name(victim) ? 0 : victim_fail("no name");
}

const struct victim_case victim_cases_frm[] = {
	{"k-wdm-crash-pollloop", poll_loop},
	{"k-wdm-epipe-zero-read", empty_read},
	{"k-wdm-overflow-enobufs", overflow},
	{"k-wdm-short-write", short_write},
	{"lq-big-endian", byte_order},
	{"lq-framing-error-hangup", framing_error},
	{"lq-min-frame-off-by-2", frame_taken_early},
	{"lq-spurious-eagain-hangup", spurious_again},
	{"lq-write-eagain", write_again},
	{"of-partial-frame-lost", partial_frame},
	{"of-qmux-flags", frame_flags},
	{"qcm-coalesced-drop", two_in_one},
	{"qcm-ec20-pollerr", poll_error},
	{"qcm-ep0-64byte", small_pieces},
	{0},
};
