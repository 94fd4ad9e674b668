/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/control.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sim/memory.h"
#include "sim/unix_listener.h"

enum {
	CONNECTIONS_MAX = 64,
	READ_SIZE = 65536,
};

struct connection {
	struct connection *next;
	struct control_server *server;
	struct control_talk *talk;
	ev_io input;
	ev_io output;
	int descriptor;
	char *unsent;
	size_t unsent_size;
	bool is_over; /* to be freed when nothing of it is being used */
};

struct control_server {
	struct ev_loop *loop;
	struct control *control;
	struct unix_listener listener;
	char *path;
	ev_io accepts;
	ev_prepare prepare;
	struct connection *connections;
	size_t count;
};

/* Writes as much as the reader takes now. */
static void flush(struct connection *connection)
{
	size_t done = 0;

	while (done < connection->unsent_size) {
		ssize_t sent = send(connection->descriptor,
			connection->unsent + done,
			connection->unsent_size - done,
			MSG_DONTWAIT | MSG_NOSIGNAL);

		if (sent < 0 && errno == EINTR)
			continue;
		if (sent < 0 && errno != EAGAIN)
			connection->is_over = true;
		if (sent < 0)
			break;
		done += (size_t)sent;
	}
	connection->unsent_size -= done;
	if (connection->unsent_size > 0) {
		memmove(connection->unsent, connection->unsent + done,
			connection->unsent_size);
		ev_io_start(connection->server->loop, &connection->output);
	} else {
		ev_io_stop(connection->server->loop, &connection->output);
	}
}

static void send_line(void *owner, const char *line, size_t size)
{
	struct connection *connection = owner;

	if (connection->unsent_size + size > CONTROL_OUTPUT_MAX) {
		connection->is_over = true;
		return;
	}
	connection->unsent = memory_grow(
		connection->unsent, connection->unsent_size + size, 1);
	memcpy(connection->unsent + connection->unsent_size, line, size);
	connection->unsent_size += size;
	flush(connection);
}

static void close_connection(struct connection *connection)
{
	struct control_server *server = connection->server;
	struct connection **link = &server->connections;

	while (*link != connection)
		link = &(*link)->next;
	*link = connection->next;
	server->count--;
	ev_io_stop(server->loop, &connection->input);
	ev_io_stop(server->loop, &connection->output);
	control_talk_free(connection->talk);
	close(connection->descriptor);
	free(connection->unsent);
	free(connection);
}

static void on_writable(struct ev_loop *loop, ev_io *watcher, int events)
{
	struct connection *connection = watcher->data;

	(void)loop;
	(void)events;
	flush(connection);
	if (connection->is_over)
		close_connection(connection);
}

static void on_readable(struct ev_loop *loop, ev_io *watcher, int events)
{
	struct connection *connection = watcher->data;
	uint8_t bytes[READ_SIZE];
	ssize_t got = read(connection->descriptor, bytes, sizeof(bytes));

	(void)loop;
	(void)events;
	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (got <= 0 ||
		!control_talk_feed(connection->talk, bytes, (size_t)got))
		connection->is_over = true;
	if (connection->is_over)
		close_connection(connection);
}

static bool is_trusted(int descriptor)
{
	struct ucred peer;
	socklen_t size = sizeof(peer);

	return getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &size) ==
		0 &&
		(peer.uid == 0 || peer.uid == geteuid());
}

static void on_connection(struct ev_loop *loop, ev_io *watcher, int events)
{
	struct control_server *server = watcher->data;
	int descriptor = accept4(server->listener.descriptor, NULL, NULL,
		SOCK_NONBLOCK | SOCK_CLOEXEC);
	struct connection *connection;

	(void)events;
	if (descriptor < 0)
		return;
	if (server->count == CONNECTIONS_MAX || !is_trusted(descriptor)) {
		close(descriptor);
		return;
	}

	connection = memory_alloc(sizeof(*connection));
	connection->server = server;
	connection->descriptor = descriptor;
	connection->talk = control_talk_new(
		server->control, send_line, connection);
	ev_io_init(&connection->input, on_readable, descriptor, EV_READ);
	connection->input.data = connection;
	ev_io_init(&connection->output, on_writable, descriptor, EV_WRITE);
	connection->output.data = connection;
	connection->next = server->connections;
	server->connections = connection;
	server->count++;
	ev_io_start(loop, &connection->input);
}

/* Once round the loop: something may have happened that somebody awaits. */
static void on_prepare(struct ev_loop *loop, ev_prepare *prepare, int events)
{
	struct control_server *server = prepare->data;
	struct connection *connection = server->connections;

	(void)loop;
	(void)events;
	control_check(server->control);
	while (connection) {
		struct connection *next = connection->next;

		if (connection->is_over)
			close_connection(connection);
		connection = next;
	}
}

int control_open(struct ev_loop *loop, const char *path,
	struct control *control, struct control_server **server,
	const char **why)
{
	struct control_server *new = memory_alloc(sizeof(*new));
	int result = unix_listener_open(&new->listener, path, false);

	*server = NULL;
	if (result < 0) {
		*why = unix_listener_explain_path(result);
		free(new);
		return result;
	}

	new->loop = loop;
	new->control = control;
	new->path = memory_string(path);
	ev_io_init(&new->accepts, on_connection, new->listener.descriptor,
		EV_READ);
	new->accepts.data = new;
	ev_io_start(loop, &new->accepts);
	ev_prepare_init(&new->prepare, on_prepare);
	new->prepare.data = new;
	ev_prepare_start(loop, &new->prepare);
	*server = new;

	return 0;
}

void control_close(struct control_server *server)
{
	if (!server)
		return;

	ev_io_stop(server->loop, &server->accepts);
	ev_prepare_stop(server->loop, &server->prepare);
	while (server->connections)
		close_connection(server->connections);
	unix_listener_close(&server->listener, server->path);
	free(server->path);
	free(server);
}
