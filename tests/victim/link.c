/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* link.c - bytes, packets and transactions of the victim. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "tests/victim/victim.h"

enum {
	MARKER = 0x01,
	QMUX_HEADER = 6,
	CTL_HEADER = 6,
	SERVICE_HEADER = 7,
	CTL_ALLOCATE = 0x22,
	CTL_RELEASE = 0x23,
	BUFFER_SIZE = 1 << 17,
};

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);

	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool victim_open(struct victim *victim)
{
	struct termios raw;

	victim->device = open(victim->path, O_RDWR | O_NOCTTY | O_NONBLOCK);
	if (victim->device < 0)
		return false;

	if (tcgetattr(victim->device, &raw) == 0) {
		cfmakeraw(&raw);
		tcsetattr(victim->device, TCSANOW, &raw);
	}
	victim->hung_up = false;
	if (!victim->bytes)
		victim->bytes = malloc(BUFFER_SIZE);
	victim->size = 0;

	return true;
}

void victim_close(struct victim *victim)
{
	while (victim->waiting) {
		struct packet *packet = victim->waiting;

		victim->waiting = packet->next;
		packet_free(packet);
	}
	free(victim->bytes);
	victim->bytes = NULL;
	if (victim->device >= 0)
		close(victim->device);
	victim->device = -1;
}

void victim_write(struct victim *victim, const void *bytes, size_t size)
{
	const uint8_t *at = bytes;

	while (size > 0 && !victim->hung_up) {
		struct pollfd room = {.fd = victim->device, .events = POLLOUT};
		ssize_t written = write(victim->device, at, size);

		if (written > 0) {
			at += written;
			size -= (size_t)written;
		} else if (errno != EAGAIN ||
			poll(&room, 1, victim->timeout_ms) <= 0) {
			victim->hung_up = true;
		}
	}
}

uint16_t victim_send(struct victim *victim, uint8_t service, uint8_t client,
	uint16_t message, const struct tlvs *tlvs)
{
	uint8_t frame[QMUX_HEADER + SERVICE_HEADER + sizeof(tlvs->bytes)] = {
		MARKER, 0, 0, 0, service, client};
	size_t size = QMUX_HEADER;
	size_t tlvs_size = tlvs ? tlvs->size : 0;
	uint16_t transaction;

	frame[size++] = 0;
	if (service == VICTIM_CTL) {
		if (++victim->ctl_transaction == 0)
			victim->ctl_transaction = 1;
		transaction = victim->ctl_transaction;
		frame[size++] = (uint8_t)transaction;
	} else {
		if (++victim->transaction == 0)
			victim->transaction = 1;
		transaction = victim->transaction;
		frame[size++] = (uint8_t)transaction;
		frame[size++] = (uint8_t)(transaction >> 8);
	}
	frame[size++] = (uint8_t)message;
	frame[size++] = (uint8_t)(message >> 8);
	frame[size++] = (uint8_t)tlvs_size;
	frame[size++] = (uint8_t)(tlvs_size >> 8);
	if (tlvs)
		memcpy(frame + size, tlvs->bytes, tlvs_size);
	size += tlvs_size;
	frame[1] = (uint8_t)(size - 1);
	frame[2] = (uint8_t)((size - 1) >> 8);
	victim_write(victim, frame, size);

	return transaction;
}

/* A response says so in bit 0 of CTL's flags and in bit 1 of a service's, an
 * indication in the bit above.
 */
static enum packet_kind kind_of(uint8_t service, uint8_t flags)
{
	unsigned int bits = service == VICTIM_CTL ? flags : flags >> 1;

	if (bits & 2)
		return PACKET_INDICATION;

	return bits & 1 ? PACKET_RESPONSE : PACKET_REQUEST;
}

/* Makes a packet of a whole frame; NULL when it is too short for one. */
static struct packet *packet_new(const uint8_t *bytes, size_t size)
{
	bool is_ctl = size > 4 && bytes[4] == VICTIM_CTL;
	size_t header = QMUX_HEADER + (is_ctl ? CTL_HEADER : SERVICE_HEADER);
	struct packet *packet;
	const uint8_t *at;

	if (size < header)
		return NULL;

	packet = calloc(1, sizeof(*packet));
	packet->frame = malloc(size);
	memcpy(packet->frame, bytes, size);
	packet->frame_size = size;
	packet->qmux_flags = bytes[3];
	packet->service = bytes[4];
	packet->client = bytes[5];
	packet->flags = bytes[6];
	packet->kind = kind_of(packet->service, packet->flags);
	packet->transaction = is_ctl ? bytes[7] : packet_u16(bytes + 7);
	at = packet->frame + header - 4;
	packet->message = packet_u16(at);
	packet->tlvs_length = packet_u16(at + 2);
	packet->tlvs = packet->frame + header;
	packet->tlvs_size = size - header;
	if (packet->tlvs_length < packet->tlvs_size)
		packet->tlvs_size = packet->tlvs_length;

	return packet;
}

static void drop_bytes(struct victim *victim, size_t size)
{
	victim->size -= size;
	memmove(victim->bytes, victim->bytes + size, victim->size);
}

/* Passes over a byte that begins no frame. */
static void skip_noise(struct victim *victim)
{
	if (victim->noise_size < sizeof(victim->noise))
		victim->noise[victim->noise_size++] = victim->bytes[0];
	drop_bytes(victim, 1);
}

/* Cuts the next packet off what was read, or NULL when more must come. */
static struct packet *next_packet(struct victim *victim)
{
	while (victim->size > 0) {
		size_t length;
		struct packet *packet;

		if (victim->bytes[0] != MARKER) {
			if (victim->habits.hangs_up_on_noise) {
				victim->hung_up = true;
				return NULL;
			}
			skip_noise(victim);
			continue;
		}
		if (victim->size < 3)
			return NULL;
		length = packet_u16(victim->bytes + 1);
		if (length < QMUX_HEADER - 1) {
			skip_noise(victim);
			continue;
		}
		if (victim->size < 1 + length) {
			if (victim->habits.takes_read_for_frame)
				victim->size = 0;
			return NULL;
		}
		packet = packet_new(victim->bytes, 1 + length);
		drop_bytes(victim,
			victim->habits.takes_read_for_frame ? victim->size
							    : 1 + length);
		if (packet)
			return packet;
	}

	return NULL;
}

/* Reads once. False: nothing came in time, or the modem is gone. */
static bool read_more(struct victim *victim, int timeout_ms)
{
	struct pollfd data = {.fd = victim->device, .events = POLLIN};
	ssize_t got;

	if (victim->hung_up || poll(&data, 1, timeout_ms) <= 0)
		return false;

	got = read(victim->device, victim->bytes + victim->size,
		BUFFER_SIZE - victim->size);
	if (got > 0)
		victim->size += (size_t)got;
	else if (got == 0 || errno != EAGAIN)
		victim->hung_up = true;

	return got > 0 || !victim->hung_up;
}

/* The next packet off the wire, whatever was kept. */
static struct packet *receive(struct victim *victim, int64_t until_ms)
{
	for (;;) {
		struct packet *packet = next_packet(victim);
		int64_t left = until_ms - now_ms();

		if (packet)
			return packet;
		if (!read_more(victim, left > 0 ? (int)left : 0))
			return NULL;
	}
}

struct packet *victim_receive(struct victim *victim, int timeout_ms)
{
	struct packet *packet = victim->waiting;

	if (packet) {
		victim->waiting = packet->next;
		return packet;
	}

	return receive(victim, now_ms() + timeout_ms);
}

static void keep(struct victim *victim, struct packet *packet)
{
	struct packet **end = &victim->waiting;

	while (*end)
		end = &(*end)->next;
	packet->next = NULL;
	*end = packet;
}

struct packet *victim_await(struct victim *victim, uint8_t service,
	uint8_t client, uint16_t transaction, int timeout_ms)
{
	int64_t until_ms = now_ms() + timeout_ms;
	struct packet *packet;

	while ((packet = receive(victim, until_ms)) != NULL) {
		if (packet->kind == PACKET_RESPONSE &&
			packet->service == service &&
			packet->client == client &&
			packet->transaction == transaction)
			return packet;
		keep(victim, packet);
	}

	return NULL;
}

struct packet *victim_call(struct victim *victim, uint8_t service,
	uint8_t client, uint16_t message, const struct tlvs *tlvs)
{
	uint16_t transaction = victim_send(
		victim, service, client, message, tlvs);

	return victim_await(
		victim, service, client, transaction, victim->timeout_ms);
}

int victim_do(struct victim *victim, uint8_t service, uint8_t client,
	uint16_t message, const struct tlvs *tlvs)
{
	struct packet *answer = victim_call(
		victim, service, client, message, tlvs);
	int error = answer ? packet_error(answer) : -1;

	packet_free(answer);

	return error;
}

uint8_t *victim_ask(struct victim *victim, uint8_t service, uint8_t client,
	uint16_t message, uint8_t id, size_t *size)
{
	struct packet *answer = victim_call(
		victim, service, client, message, NULL);
	uint8_t *copy = packet_copy(answer, id, size);

	packet_free(answer);

	return copy;
}

struct packet *victim_indication(struct victim *victim, uint8_t service,
	uint16_t message, int timeout_ms)
{
	int64_t until_ms = now_ms() + timeout_ms;
	struct packet **at = &victim->waiting;

	for (;;) {
		struct packet *packet = *at;

		if (!packet) {
			packet = receive(victim, until_ms);
			if (!packet)
				return NULL;
			keep(victim, packet);
			continue;
		}
		if (packet->kind == PACKET_INDICATION &&
			packet->service == service &&
			packet->message == message) {
			*at = packet->next;
			return packet;
		}
		at = &packet->next;
	}
}

uint8_t victim_allocate(struct victim *victim, uint8_t service)
{
	struct tlvs request = {.size = 0};
	struct packet *answer;
	const uint8_t *given;
	size_t size;
	uint8_t client = 0;

	tlvs_put_u8(&request, 0x01, service);
	answer = victim_call(victim, VICTIM_CTL, 0, CTL_ALLOCATE, &request);
	if (!answer)
		return 0;

	given = packet_tlv(answer, 0x01, &size);
	if (packet_error(answer) == 0 && given && size >= 2 &&
		given[0] == service && given[1] != 0xFF)
		client = given[1];
	packet_free(answer);

	return client;
}

bool victim_release(struct victim *victim, uint8_t service, uint8_t client)
{
	struct tlvs request = {.size = 0};
	uint8_t given[] = {service, client};

	tlvs_put(&request, 0x01, given, sizeof(given));

	return victim_do(victim, VICTIM_CTL, 0, CTL_RELEASE, &request) == 0;
}
