/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sim/endpoint_unix.h"

#include <errno.h>
#include <ev.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sim/disturb.h"
#include "sim/send_queue.h"
#include "sim/unix_server.h"

#define PROXY_NAME "qmi-proxy"

/* Between two tries to accept while descriptors are short, in seconds. */
#define ACCEPT_AGAIN 0.1

/* Returns whether the endpoint still exists. */
static bool tell(struct server *server,
	void (*event)(void *owner, unsigned int channel), unsigned int channel)
{
	bool is_freed = false;

	server->is_freed = &is_freed;
	event(server->endpoint.owner, channel);
	if (!is_freed)
		server->is_freed = NULL;

	return !is_freed;
}

static void disconnect(struct client *client)
{
	struct server *server = client->server;

	if (client->descriptor < 0)
		return;
	ev_io_stop(server->loop, &client->input);
	ev_io_stop(server->loop, &client->output);
	close(client->descriptor);
	client->descriptor = -1;
	send_queue_free(&client->queue);
	ev_timer_start(server->loop, &server->gone);
}

static struct client *find_client(struct server *server, unsigned int channel)
{
	struct client *client = server->clients;

	while (client && client->channel != channel)
		client = client->next;

	return client;
}

static void listen_again(struct server *server)
{
	if (server->listener.descriptor >= 0 &&
		server->client_count < CLIENTS_MAX)
		ev_io_start(server->loop, &server->accepts);
}

static struct client *take_gone(struct server *server)
{
	struct client **link = &server->clients;
	struct client *client;

	while (*link && (*link)->descriptor >= 0)
		link = &(*link)->next;
	client = *link;
	if (client) {
		*link = client->next;
		server->client_count--;
	}

	return client;
}

static void on_gone(struct ev_loop *loop, ev_timer *watcher, int events)
{
	struct server *server = watcher->data;
	struct client *client;

	while ((client = take_gone(server))) {
		unsigned int channel = client->channel;

		free(client);
		if (!tell(server, server->endpoint.events->closed, channel))
			return;
	}
	listen_again(server);
}

static void on_input(struct ev_loop *loop, ev_io *watcher, int events)
{
	struct client *client = watcher->data;
	struct server *server = client->server;
	ssize_t size = read(client->descriptor, server->bytes, READ_SIZE);

	if (size > 0)
		server->endpoint.events->received(server->endpoint.owner,
			client->channel, server->bytes, (size_t)size);
	else if (size == 0 || (errno != EAGAIN && errno != EINTR))
		disconnect(client);
}

/* Returns how much the kernel took, or -errno. */
static ssize_t write_some(
	struct client *client, const uint8_t *bytes, size_t size)
{
	ssize_t written = send(client->descriptor, bytes, size, MSG_NOSIGNAL);

	if (written >= 0)
		return written;

	return errno == EAGAIN || errno == EINTR ? 0 : -errno;
}

static void on_output(struct ev_loop *loop, ev_io *watcher, int events)
{
	struct client *client = watcher->data;
	struct server *server = client->server;

	while (!send_queue_is_empty(&client->queue)) {
		size_t size;
		const uint8_t *bytes = send_queue_head(&client->queue, &size);
		ssize_t written = write_some(client, bytes, size);

		if (written < 0) {
			client->is_deaf = true;
			send_queue_clear(&client->queue);
			break;
		}
		if (written == 0)
			break;
		send_queue_take(&client->queue, (size_t)written);
	}
	if (send_queue_is_empty(&client->queue))
		ev_io_stop(loop, watcher);
	if (client->was_full &&
		client->queue.end - client->queue.start < SEND_QUEUE_MAX / 2) {
		client->was_full = false;
		server->endpoint.events->writable(
			server->endpoint.owner, client->channel);
	}
}

static int add_client(struct server *server, int descriptor)
{
	struct client *client = calloc(1, sizeof(*client));

	if (!client) {
		close(descriptor);
		return -ENOMEM;
	}
	client->server = server;
	client->descriptor = descriptor;
	client->channel = ++server->last_channel;
	client->next = server->clients;
	server->clients = client;
	server->client_count++;
	ev_io_init(&client->input, on_input, descriptor, EV_READ);
	ev_io_init(&client->output, on_output, descriptor, EV_WRITE);
	client->input.data = client->output.data = client;
	if (!server->is_paused)
		ev_io_start(server->loop, &client->input);

	return 0;
}

static void on_accept(struct ev_loop *loop, ev_io *watcher, int events)
{
	struct server *server = watcher->data;
	int descriptor = accept4(server->listener.descriptor, NULL, NULL,
		SOCK_NONBLOCK | SOCK_CLOEXEC);

	if (descriptor >= 0 && add_client(server, descriptor) == 0) {
		if (server->client_count >= CLIENTS_MAX)
			ev_io_stop(loop, watcher);
		tell(server, server->endpoint.events->opened,
			server->last_channel);
		return;
	}
	if (descriptor < 0 &&
		(errno == EAGAIN || errno == EINTR || errno == ECONNABORTED))
		return;

	/* The connection stays pending, and would wake us all the time. */
	ev_io_stop(loop, watcher);
	ev_timer_start(loop, &server->accept_again);
}

static void on_accept_again(struct ev_loop *loop, ev_timer *watcher, int events)
{
	listen_again(watcher->data);
}

static void on_adopted(struct ev_loop *loop, ev_timer *watcher, int events)
{
	struct server *server = watcher->data;
	struct client *client = find_client(server, 1);

	if (!tell(server, server->endpoint.events->opened, 1))
		return;
	if (!server->is_paused && client->descriptor >= 0)
		ev_io_start(loop, &client->input);
}

static int server_send(struct endpoint *endpoint, unsigned int channel,
	const uint8_t *bytes, size_t size)
{
	struct server *server = server_of(endpoint);
	struct client *client = find_client(server, channel);
	ssize_t written = 0;
	int error;

	if (!client || client->descriptor < 0 || client->is_deaf)
		return -ENOTCONN;
	if (size > SEND_QUEUE_MAX / 2)
		return -EMSGSIZE;
	if (send_queue_is_empty(&client->queue)) {
		written = write_some(client, bytes, size);
		if (written < 0) {
			client->is_deaf = true;
			return -ENOTCONN;
		}
		if ((size_t)written == size)
			return 0;
	}

	error = send_queue_put(&client->queue, bytes, size);
	client->was_full |= error == -EAGAIN;
	if (!error && written > 0)
		send_queue_take(&client->queue, (size_t)written);
	ev_io_start(server->loop, &client->output);

	return error;
}

static void server_hang_up(struct endpoint *endpoint, unsigned int channel)
{
	struct client *client = find_client(server_of(endpoint), channel);

	if (client)
		disconnect(client);
}

static void set_reading(struct client *client)
{
	struct server *server = client->server;

	if (client->descriptor < 0)
		return;
	if (server->is_paused || client->is_held)
		ev_io_stop(server->loop, &client->input);
	else
		ev_io_start(server->loop, &client->input);
}

static void server_pause(struct endpoint *endpoint, bool is_paused)
{
	struct server *server = server_of(endpoint);
	struct client *client;

	server->is_paused = is_paused;
	for (client = server->clients; client; client = client->next)
		set_reading(client);
}

static void server_hold(
	struct endpoint *endpoint, unsigned int channel, bool is_held)
{
	struct client *client = find_client(server_of(endpoint), channel);

	if (!client)
		return;
	client->is_held = is_held;
	set_reading(client);
}

static void stop_listening(struct server *server)
{
	ev_io_stop(server->loop, &server->accepts);
	ev_timer_stop(server->loop, &server->accept_again);
	unix_listener_close(&server->listener, server->name);
}

static int server_vanish(struct endpoint *endpoint)
{
	struct server *server = server_of(endpoint);
	struct client *client;

	if (!server->name)
		return -EOPNOTSUPP;
	stop_listening(server);
	for (client = server->clients; client; client = client->next)
		disconnect(client);

	return 0;
}

static int server_come_back(struct endpoint *endpoint)
{
	struct server *server = server_of(endpoint);
	int error;

	if (!server->name)
		return -EOPNOTSUPP;
	if (server->listener.descriptor >= 0)
		return 0;
	error = unix_listener_open(
		&server->listener, server->name, server->is_abstract);
	if (error)
		return error;
	ev_io_set(&server->accepts, server->listener.descriptor, EV_READ);
	listen_again(server);

	return 0;
}

static void server_close(struct endpoint *endpoint)
{
	struct server *server = server_of(endpoint);
	struct client *client;

	if (server->is_freed)
		*server->is_freed = true;
	disturb_close(server->name, server->board);
	stop_listening(server);
	for (client = server->clients; client; client = client->next)
		disconnect(client);
	ev_timer_stop(server->loop, &server->gone);
	ev_timer_stop(server->loop, &server->adopted);
	while ((client = take_gone(server)))
		free(client);
	free(server->name);
	free(server);
}

static int preload_disturb(
	struct endpoint *endpoint, const struct disturbance *disturbance)
{
	struct server *server = server_of(endpoint);
	int error = 0;

	if (!server->board)
		error = disturb_open(server->name, &server->board);

	return error ? error : disturb_order(server->board, disturbance);
}

static struct server *server_new(struct ev_loop *loop,
	const struct endpoint_ops *ops, const struct endpoint_events *events,
	void *owner)
{
	struct server *server = calloc(1, sizeof(*server));

	if (!server)
		return NULL;
	server->endpoint.ops = ops;
	server->endpoint.events = events;
	server->endpoint.owner = owner;
	server->loop = loop;
	server->listener.descriptor = -1;
	ev_init(&server->accepts, on_accept);
	ev_timer_init(&server->accept_again, on_accept_again, ACCEPT_AGAIN, 0);
	ev_timer_init(&server->gone, on_gone, 0, 0);
	ev_timer_init(&server->adopted, on_adopted, 0, 0);
	server->accepts.data = server;
	server->accept_again.data = server;
	server->gone.data = server;
	server->adopted.data = server;

	return server;
}

static int open_named(struct server *server, const char *name, bool is_abstract,
	struct endpoint **endpoint)
{
	int error = -ENOMEM;

	if (!server)
		return error;
	server->name = strdup(name);
	server->is_abstract = is_abstract;
	server->endpoint.address = server->name;
	if (server->name)
		error = server_come_back(&server->endpoint);
	if (error) {
		server_close(&server->endpoint);
		return error;
	}
	*endpoint = &server->endpoint;

	return 0;
}

static int unix_open(struct ev_loop *loop, const char *address,
	const struct endpoint_events *events, void *owner,
	struct endpoint **endpoint)
{
	return open_named(server_new(loop, &endpoint_unix, events, owner),
		address, false, endpoint);
}

static int preload_open(struct ev_loop *loop, const char *address,
	const struct endpoint_events *events, void *owner,
	struct endpoint **endpoint)
{
	return open_named(server_new(loop, &endpoint_preload, events, owner),
		address, false, endpoint);
}

static int proxy_open(struct ev_loop *loop, const char *address,
	const struct endpoint_events *events, void *owner,
	struct endpoint **endpoint)
{
	bool is_abstract = !address || !strchr(address, '/');

	return open_named(server_new(loop, &endpoint_proxy, events, owner),
		address ? address : PROXY_NAME, is_abstract, endpoint);
}

int endpoint_unix_adopt(struct ev_loop *loop, int descriptor,
	const struct endpoint_events *events, void *owner,
	struct endpoint **endpoint)
{
	struct server *server = server_new(loop, &endpoint_unix, events, owner);

	if (!server || fcntl(descriptor, F_SETFL, O_RDWR | O_NONBLOCK) < 0 ||
		add_client(server, descriptor) < 0) {
		close(descriptor);
		if (server)
			server_close(&server->endpoint);
		return -ENOMEM;
	}
	ev_timer_start(loop, &server->adopted);
	*endpoint = &server->endpoint;

	return 0;
}

/* What the three kinds have in common. */
#define SERVER_OPERATIONS \
	.send = server_send, .hang_up = server_hang_up, .pause = server_pause, \
	.hold = server_hold, .vanish = server_vanish, \
	.come_back = server_come_back, .close = server_close

const struct endpoint_ops endpoint_unix = {
	.name = "unix",
	.argument = "PATH",
	.summary = "a stream socket that carries QMUX",
	.framing = FRAMING_QMUX,
	.open = unix_open,
	.explain = unix_listener_explain_path,
	SERVER_OPERATIONS,
};

const struct endpoint_ops endpoint_preload = {
	.name = "preload",
	.argument = "PATH",
	.summary = "the socket behind the device file that LD_PRELOAD fakes",
	.framing = FRAMING_QMUX,
	.open = preload_open,
	.disturb = preload_disturb,
	.explain = unix_listener_explain_path,
	SERVER_OPERATIONS,
};

const struct endpoint_ops endpoint_proxy = {
	.name = "proxy",
	.argument = "[NAME|PATH]",
	.summary = "the abstract socket of qmi-proxy, or another socket",
	.framing = FRAMING_QMUX,
	.open = proxy_open,
	.explain = unix_listener_explain_name,
	SERVER_OPERATIONS,
};
