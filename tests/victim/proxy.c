/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* proxy.c - a small proxy that can make the mistakes of qmi-proxy. */
#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/victim/proxy.h"

enum {
	CTL_GET_VERSION_INFO = 0x21,
	CTL_PROXY_OPEN = 0xFF00,
	QMUX_HEADER = 6,
	CLIENTS_MAX = 8,
	CLIENT_BUFFER = 1 << 17,
};

static const char own_name[] = "qmimic-victim-proxy";
static const char qmi_proxy_name[] = "qmi-proxy";

struct client {
	struct client *next;
	unsigned int references;
	int socket;   /* -1: it has left */
	char *device; /* NULL: not named yet */
	uint8_t bytes[4096];
	size_t size;
	uint8_t naming; /* the transaction of the request that did */
};

struct request {
	struct request *next;
	struct client *client;
	uint8_t service;
	uint8_t id;
	uint16_t sent;
	uint16_t asked;
};

struct proxy {
	struct victim *device;
	int listener;
	enum proxy_mistake mistake;
	struct client *clients;
	struct request *requests;
	uint8_t opening; /* the transaction that opens the device, or 0 */
	bool is_open;
};

static void take(const struct proxy *proxy, struct client *client)
{
	if (proxy->mistake != PROXY_MISTAKE_REFERENCES)
		client->references++;
}

static void let_go(struct client *client)
{
	if (--client->references > 0)
		return;
	free(client->device);
	free(client);
}

static void give_back(const struct proxy *proxy, struct client *client)
{
	if (proxy->mistake != PROXY_MISTAKE_REFERENCES)
		let_go(client);
}

/* A client of the device has left: without another it is closed. */
static void close_if_unused(struct proxy *proxy, const char *device)
{
	unsigned int users = 0;

	for (struct client *at = proxy->clients; at; at = at->next)
		if (proxy->mistake == PROXY_MISTAKE_NULL_DEVICE || at->device)
			users += strcmp(at->device, device) == 0;
	if (users > 0)
		return;
	if (proxy->mistake == PROXY_MISTAKE_GHOST)
		assert(proxy->is_open);
	proxy->is_open = false;
}

static void disconnect(struct proxy *proxy, struct client *client)
{
	struct client **at = &proxy->clients;

	if (client->socket < 0)
		return;
	close(client->socket);
	client->socket = -1;
	while (*at != client)
		at = &(*at)->next;
	*at = client->next;
	if (client->device)
		close_if_unused(proxy, client->device);
	let_go(client);
}

static void send_to(struct proxy *proxy, struct client *client,
	const uint8_t *frame, size_t size)
{
	if (client->socket >= 0 &&
		send(client->socket, frame, size, MSG_NOSIGNAL) < 0)
		disconnect(proxy, client);
}

/* Says that the device is open. */
static void answer_naming(struct proxy *proxy, struct client *client)
{
	const uint8_t answer[] = {0x01, 18, 0, 0x80, 0, 0, 0x01, client->naming,
		0x00, 0xFF, 7, 0, 0x02, 4, 0, 0, 0, 0, 0};

	client->naming = 0;
	send_to(proxy, client, answer, sizeof(answer));
}

static void name_device(
	struct proxy *proxy, struct client *client, const uint8_t *frame)
{
	if (!client->device)
		client->device = strdup(proxy->device->path);
	client->naming = frame[7];
	if (proxy->is_open)
		answer_naming(proxy, client);
	else if (proxy->opening == 0)
		proxy->opening = (uint8_t)victim_send(proxy->device, VICTIM_CTL,
			0, CTL_GET_VERSION_INFO, NULL);
}

static void forward(
	struct proxy *proxy, struct client *client, uint8_t *frame, size_t size)
{
	struct request *request = calloc(1, sizeof(*request));

	request->client = client;
	take(proxy, client);
	request->service = frame[4];
	request->id = frame[5];
	request->asked = request->sent = frame[7];
	if (request->service == VICTIM_CTL) {
		if (++proxy->device->ctl_transaction == 0)
			proxy->device->ctl_transaction = 1;
		request->sent = frame[7] = proxy->device->ctl_transaction;
	} else {
		request->asked = request->sent = packet_u16(frame + 7);
	}
	request->next = proxy->requests;
	proxy->requests = request;
	victim_write(proxy->device, frame, size);
}

/* Acts upon all frames that have come from a client. */
static void parse(struct proxy *proxy, struct client *client)
{
	take(proxy, client);
	while (client->size >= QMUX_HEADER + 6) {
		size_t size = 1U + packet_u16(client->bytes + 1);
		bool is_naming = client->bytes[4] == VICTIM_CTL &&
			packet_u16(client->bytes + 8) == CTL_PROXY_OPEN;

		if (client->size < size)
			break;
		if (is_naming)
			name_device(proxy, client, client->bytes);
		else
			forward(proxy, client, client->bytes, size);
		client->size -= size;
		memmove(client->bytes, client->bytes + size, client->size);
	}
	give_back(proxy, client);
}

static void read_client(struct proxy *proxy, struct client *client)
{
	ssize_t got = read(client->socket, client->bytes + client->size,
		sizeof(client->bytes) - client->size);

	if (got <= 0) {
		disconnect(proxy, client);
		return;
	}
	client->size += (size_t)got;
	parse(proxy, client);
}

static void end_opening(struct proxy *proxy)
{
	proxy->opening = 0;
	proxy->is_open = true;
	for (struct client *at = proxy->clients; at; at = at->next)
		if (at->naming)
			answer_naming(proxy, at);
}

static void pass_on(struct proxy *proxy, struct packet *packet)
{
	struct request **at = &proxy->requests;

	while (*at) {
		struct request *request = *at;

		if (request->service == packet->service &&
			request->id == packet->client &&
			request->sent == packet->transaction) {
			packet->frame[7] = (uint8_t)request->asked;
			send_to(proxy, request->client, packet->frame,
				packet->frame_size);
			give_back(proxy, request->client);
			*at = request->next;
			free(request);
			return;
		}
		at = &request->next;
	}
}

static void read_device(struct proxy *proxy)
{
	struct packet *packet;

	while ((packet = victim_receive(proxy->device, 0))) {
		if (packet->service == VICTIM_CTL && proxy->opening != 0 &&
			packet->transaction == proxy->opening)
			end_opening(proxy);
		else if (packet->kind == PACKET_RESPONSE)
			pass_on(proxy, packet);
		packet_free(packet);
	}
}

static void accept_client(struct proxy *proxy)
{
	struct client *client = calloc(1, sizeof(*client));

	client->references = 1;
	client->socket = accept(proxy->listener, NULL, NULL);
	client->next = proxy->clients;
	proxy->clients = client;
}

static void serve(struct proxy *proxy)
{
	struct pollfd polled[2 + CLIENTS_MAX] = {
		{.fd = proxy->device->device, .events = POLLIN},
		{.fd = proxy->listener, .events = POLLIN},
	};
	struct client *clients[CLIENTS_MAX];
	nfds_t count = 0;

	for (struct client *at = proxy->clients; at && count < CLIENTS_MAX;
		at = at->next) {
		polled[2 + count].fd = at->socket;
		polled[2 + count].events = POLLIN;
		clients[count++] = at;
	}
	poll(polled, 2 + count, -1);
	if (polled[0].revents)
		read_device(proxy);
	else if (polled[1].revents)
		accept_client(proxy);
	else
		for (nfds_t i = 0; i < count; i++)
			if (polled[2 + i].revents) {
				read_client(proxy, clients[i]);
				break;
			}
}

static socklen_t address_of(struct sockaddr_un *address, const char *name)
{
	memset(address, 0, sizeof(*address));
	address->sun_family = AF_UNIX;
	memcpy(address->sun_path + 1, name, strlen(name));

	return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 +
		strlen(name));
}

pid_t proxy_start(struct victim *victim, enum proxy_mistake mistake)
{
	struct proxy proxy = {.device = victim, .mistake = mistake};
	struct sockaddr_un address;
	socklen_t size = address_of(&address, own_name);
	pid_t process;

	proxy.listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (bind(proxy.listener, (struct sockaddr *)&address, size) < 0 ||
		listen(proxy.listener, CLIENTS_MAX) < 0) {
		perror("the proxy's socket");
		exit(EXIT_FAILURE);
	}
	process = fork();
	if (process == 0)
		for (;;)
			serve(&proxy);
	close(proxy.listener);
	close(victim->device);
	victim->device = -1;

	return process;
}

bool proxy_end(pid_t proxy)
{
	int status;

	kill(proxy, SIGTERM);
	if (waitpid(proxy, &status, 0) != proxy)
		return false;

	return WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM;
}

bool proxy_connect(const struct victim *victim, struct victim *client)
{
	struct sockaddr_un address;
	socklen_t size = address_of(
		&address, victim->proxy ? qmi_proxy_name : own_name);

	*client = (struct victim){
		.device = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0),
		.path = victim->path,
		.timeout_ms = victim->timeout_ms,
		.bytes = malloc(CLIENT_BUFFER),
	};

	return connect(client->device, (struct sockaddr *)&address, size) == 0;
}

uint16_t proxy_name_device(struct victim *client)
{
	struct tlvs request = {.size = 0};

	tlvs_put_text(&request, 0x01, client->path);

	return victim_send(client, VICTIM_CTL, 0, CTL_PROXY_OPEN, &request);
}

bool proxy_enter(const struct victim *victim, struct victim *client)
{
	struct packet *answer;
	bool is_open;

	if (!proxy_connect(victim, client))
		return false;
	answer = victim_await(client, VICTIM_CTL, 0, proxy_name_device(client),
		victim->timeout_ms);
	is_open = answer && packet_error(answer) == 0;
	packet_free(answer);

	return is_open;
}
