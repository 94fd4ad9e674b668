/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* relay.c - a proxy that keeps account of ids and requests. */
#include <limits.h>
#include <poll.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "tests/victim/relay.h"

enum {
	CTL_ALLOCATE = 0x22,
	CTL_RELEASE = 0x23,
	CTL_PROXY_OPEN = 0xFF00,
	QMUX_HEADER = 6,
	CTL_HEADER = 12,
	CLIENTS_MAX = 8,
	DEVICES_MAX = 2,
	EVERYBODY = 0xFF,
	TLV_HEADER = 3,
	RESULT_SIZE = 4,
};

static const char name[] = "qmimic-victim-proxy";

struct device {
	struct victim link; /* `device` is -1: not open */
	char path[PATH_MAX];
};

struct client {
	int socket; /* -1: a free place */
	struct device *device;
	uint8_t bytes[4096];
	size_t size;
};

struct request {
	struct request *next;
	struct client *client; /* NULL: it has left */
	struct device *device;
	uint8_t service;
	uint8_t id;
	uint16_t sent;
	uint16_t asked;
};

struct relay {
	int listener;
	enum relay_mistake mistake;
	struct device devices[DEVICES_MAX];
	struct client clients[CLIENTS_MAX];
	struct request *requests;
	struct client *owners[256][256]; /* by service and id */
};

static bool is_used(const struct relay *relay, const struct device *device)
{
	for (size_t i = 0; i < CLIENTS_MAX; i++)
		if (relay->clients[i].socket >= 0 &&
			relay->clients[i].device == device)
			return true;
	if (relay->mistake == RELAY_MISTAKE_CLOSES_EARLY)
		return false;
	for (struct request *at = relay->requests; at; at = at->next)
		if (at->device == device && at->service == VICTIM_CTL)
			return true;

	return false;
}

/* Forgets the requests of a device, or only whose they were. */
static void forget(
	struct relay *relay, struct device *device, struct client *client)
{
	struct request **at = &relay->requests;

	while (*at) {
		struct request *request = *at;

		if (request->client == client)
			request->client = NULL;
		if (request->device == device) {
			*at = request->next;
			free(request);
		} else {
			at = &request->next;
		}
	}
}

static void close_unused(struct relay *relay)
{
	for (size_t i = 0; i < DEVICES_MAX; i++) {
		struct device *device = &relay->devices[i];

		if (device->link.device < 0 || is_used(relay, device))
			continue;
		victim_close(&device->link);
		device->link.ctl_transaction = 0;
		forget(relay, device, NULL);
	}
}

static void disconnect(struct relay *relay, struct client *client)
{
	close(client->socket);
	client->socket = -1;
	client->size = 0;
	client->device = NULL;
	for (size_t service = 0; service < 256; service++)
		for (size_t id = 0; id < 256; id++)
			if (relay->owners[service][id] == client)
				relay->owners[service][id] = NULL;
	forget(relay, NULL, client);
	close_unused(relay);
}

static void send_to(
	const struct client *client, const uint8_t *frame, size_t size)
{
	if (client->socket >= 0)
		send(client->socket, frame, size, MSG_NOSIGNAL);
}

/* Opens the device of that path, unless it is open. */
static struct device *open_device(struct relay *relay, const char *path)
{
	struct device *unused = NULL;
	char real[PATH_MAX];

	if (relay->mistake == RELAY_MISTAKE_OPENS_TWICE ||
		!realpath(path, real))
		snprintf(real, sizeof(real), "%s", path);
	for (size_t i = 0; i < DEVICES_MAX; i++) {
		struct device *device = &relay->devices[i];

		if (device->link.device < 0)
			unused = device;
		else if (strcmp(device->path, real) == 0)
			return device;
	}
	if (!unused)
		return NULL;
	snprintf(unused->path, sizeof(unused->path), "%s", real);
	unused->link.path = unused->path;
	unused->link.hung_up = false;

	return victim_open(&unused->link) ? unused : NULL;
}

static void name_device(struct relay *relay, struct client *client, size_t size)
{
	const uint8_t answer[] = {0x01, 18, 0, 0x80, 0, 0, 0x01,
		client->bytes[7], 0x00, 0xFF, 7, 0, 0x02, 4, 0, 0, 0, 0, 0};
	char path[PATH_MAX] = "";
	size_t start = CTL_HEADER + TLV_HEADER;

	if (size > start && size - start < sizeof(path))
		memcpy(path, client->bytes + start, size - start);
	client->device = open_device(relay, path);
	if (client->device)
		send_to(client, answer, sizeof(answer));
}

/* The number under which a request goes to the device. */
static uint16_t number(struct relay *relay, const struct request *request)
{
	struct victim *link = &request->device->link;

	if (request->service != VICTIM_CTL ||
		relay->mistake == RELAY_MISTAKE_KEEPS_TRANSACTIONS)
		return request->asked;
	if (++link->ctl_transaction == 0 &&
		relay->mistake != RELAY_MISTAKE_ZERO)
		link->ctl_transaction = 1;

	return link->ctl_transaction;
}

static void forward(struct relay *relay, struct client *client, size_t size)
{
	struct request *request = calloc(1, sizeof(*request));
	struct request **end = &relay->requests;
	uint8_t *frame = client->bytes;

	request->client = client;
	request->device = client->device;
	request->service = frame[4];
	request->id = frame[5];
	if (request->service == VICTIM_CTL) {
		request->asked = frame[7];
		request->sent = number(relay, request);
		frame[7] = (uint8_t)request->sent;
		if (packet_u16(frame + 8) == CTL_RELEASE)
			relay->owners[frame[15]][frame[16]] = NULL;
	} else {
		request->asked = packet_u16(frame + 7);
		request->sent = number(relay, request);
		if (relay->mistake != RELAY_MISTAKE_NOT_OWNED &&
			relay->mistake != RELAY_MISTAKE_LOSES_TRACK)
			relay->owners[request->service][request->id] = client;
	}
	while (*end)
		end = &(*end)->next;
	*end = request;
	victim_write(&client->device->link, frame, size);
}

static void read_client(struct relay *relay, struct client *client)
{
	ssize_t got = read(client->socket, client->bytes + client->size,
		sizeof(client->bytes) - client->size);

	if (got <= 0) {
		disconnect(relay, client);
		return;
	}
	client->size += (size_t)got;
	while (client->size >= CTL_HEADER) {
		size_t size = 1U + packet_u16(client->bytes + 1);

		if (client->size < size)
			break;
		if (client->bytes[4] == VICTIM_CTL &&
			packet_u16(client->bytes + 8) == CTL_PROXY_OPEN)
			name_device(relay, client, size);
		else if (client->device)
			forward(relay, client, size);
		client->size -= size;
		memmove(client->bytes, client->bytes + size, client->size);
	}
}

/* Remembers whose the id is that was given out. With the mistake, the place in
 * the result, which was read before, is taken for that in this TLV.
 */
static void track(
	struct relay *relay, struct client *client, const struct packet *answer)
{
	size_t at = relay->mistake == RELAY_MISTAKE_LOSES_TRACK ? RESULT_SIZE
								: 0;
	size_t size;
	const uint8_t *given = packet_tlv(answer, 0x01, &size);

	if (packet_error(answer) == 0 && given && size >= at + 2)
		relay->owners[given[at]][given[at + 1]] = client;
}

static bool is_answer(const struct relay *relay, const struct request *request,
	const struct packet *packet)
{
	if (request->service != packet->service ||
		request->id != packet->client)
		return false;
	if (relay->mistake == RELAY_MISTAKE_KEEPS_TRANSACTIONS)
		return (uint8_t)request->sent == (uint8_t)packet->transaction;

	return request->sent == packet->transaction;
}

static void pass_answer(
	struct relay *relay, const struct device *device, struct packet *packet)
{
	struct request **at = &relay->requests;
	struct request *request;

	while (*at &&
		((*at)->device != device || !is_answer(relay, *at, packet)))
		at = &(*at)->next;
	request = *at;
	if (!request)
		return;

	*at = request->next;
	if (request->client) {
		packet->frame[7] = (uint8_t)request->asked;
		if (relay->mistake == RELAY_MISTAKE_KEEPS_TRANSACTIONS &&
			packet->service != VICTIM_CTL)
			packet->frame[8] = 0;
		if (packet->service == VICTIM_CTL &&
			packet->message == CTL_ALLOCATE)
			track(relay, request->client, packet);
		send_to(request->client, packet->frame, packet->frame_size);
	}
	free(request);
}

static bool concerns(const struct relay *relay, const struct client *client,
	const struct packet *packet)
{
	struct client *const *owners = relay->owners[packet->service];

	if (packet->client != EVERYBODY)
		return owners[packet->client] == client;
	if (relay->mistake == RELAY_MISTAKE_NO_BROADCAST)
		return false;
	for (size_t id = 0; id < 256; id++)
		if (owners[id] == client)
			return true;

	return false;
}

static void read_device(struct relay *relay, struct device *device)
{
	struct packet *packet;

	while ((packet = victim_receive(&device->link, 0))) {
		if (packet->kind == PACKET_RESPONSE)
			pass_answer(relay, device, packet);
		for (size_t i = 0; i < CLIENTS_MAX; i++)
			if (packet->kind == PACKET_INDICATION &&
				relay->clients[i].socket >= 0 &&
				concerns(relay, &relay->clients[i], packet))
				send_to(&relay->clients[i], packet->frame,
					packet->frame_size);
		packet_free(packet);
	}
	close_unused(relay);
}

static void accept_client(struct relay *relay)
{
	int socket = accept(relay->listener, NULL, NULL);

	for (size_t i = 0; i < CLIENTS_MAX; i++)
		if (relay->clients[i].socket < 0) {
			relay->clients[i].socket = socket;
			return;
		}
	close(socket);
}

/* Waits, and does what there is to be done. */
static void serve(struct relay *relay)
{
	struct pollfd polled[1 + DEVICES_MAX + CLIENTS_MAX] = {
		{.fd = relay->listener, .events = POLLIN},
	};
	struct pollfd *devices = polled + 1;
	struct pollfd *clients = devices + DEVICES_MAX;

	for (size_t i = 0; i < DEVICES_MAX; i++) {
		devices[i].fd = relay->devices[i].link.device;
		devices[i].events = POLLIN;
	}
	for (size_t i = 0; i < CLIENTS_MAX; i++) {
		clients[i].fd = relay->clients[i].socket;
		clients[i].events = POLLIN;
	}
	poll(polled, 1 + DEVICES_MAX + CLIENTS_MAX, -1);
	if (polled[0].revents)
		accept_client(relay);
	for (size_t i = 0; i < DEVICES_MAX; i++)
		if (devices[i].revents)
			read_device(relay, &relay->devices[i]);
	for (size_t i = 0; i < CLIENTS_MAX; i++)
		if (clients[i].revents)
			read_client(relay, &relay->clients[i]);
}

static int listen_at(const char *address_name)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) +
		1 + strlen(address_name));
	int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	memcpy(address.sun_path + 1, address_name, strlen(address_name));
	if (bind(listener, (struct sockaddr *)&address, size) < 0 ||
		listen(listener, CLIENTS_MAX) < 0) {
		perror("the relay's socket");
		exit(EXIT_FAILURE);
	}

	return listener;
}

pid_t relay_start(struct victim *victim, enum relay_mistake mistake)
{
	struct relay *relay = calloc(1, sizeof(*relay));
	pid_t process;

	relay->listener = listen_at(name);
	relay->mistake = mistake;
	for (size_t i = 0; i < DEVICES_MAX; i++) {
		relay->devices[i].link.device = -1;
		relay->devices[i].link.timeout_ms = victim->timeout_ms;
	}
	for (size_t i = 0; i < CLIENTS_MAX; i++)
		relay->clients[i].socket = -1;
	relay->devices[0].link = *victim;
	if (!realpath(victim->path, relay->devices[0].path))
		exit(EXIT_FAILURE);
	process = fork();
	if (process == 0)
		for (;;)
			serve(relay);
	victim_close(victim);
	close(relay->listener);
	free(relay);

	return process;
}
