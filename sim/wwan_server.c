/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/wwan_server.h"

#include <errno.h>
#include <ev.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "sim/memory.h"

enum {
	CONNECTIONS_MAX = 256,
	REQUEST_MAX = 4096,
	PATTERN_SIZE = 65536,
	BACKLOG = 4096, /* more than a loop's turn can bring: libslirp blocks */
};

#define IDLE_S 60.0 /* a connection on which nothing moves ends */
#define RETRY_S 0.1 /* no descriptor was left */
#define BYTES_MAX (UINT64_C(1) << 40)

struct connection {
	struct wwan_server *server;
	struct connection *next;
	ev_io reading;
	ev_io writing;
	ev_timer idle;
	bool has_request;
	size_t used; /* of the request */
	char request[REQUEST_MAX];
	uint64_t to_read; /* what is left of a body */
	uint64_t has_read;
	char head[512];
	size_t head_size;
	size_t head_sent;
	uint64_t to_send; /* what is left of the answer's bytes */
	uint64_t has_sent;
};

struct wwan_server {
	struct ev_loop *loop;
	char *path;
	ev_io listening;
	ev_timer retry;
	struct connection *connections;
	size_t count;
	bool is_full;
	char pattern[PATTERN_SIZE];
};

static void end(struct connection *connection)
{
	struct wwan_server *server = connection->server;
	struct connection **link = &server->connections;

	while (*link != connection)
		link = &(*link)->next;
	*link = connection->next;
	ev_io_stop(server->loop, &connection->reading);
	ev_io_stop(server->loop, &connection->writing);
	ev_timer_stop(server->loop, &connection->idle);
	close(connection->reading.fd);
	free(connection);
	if (server->count-- == CONNECTIONS_MAX) {
		server->is_full = false;
		ev_io_start(server->loop, &server->listening);
	}
}

/* Everything has been sent: the client's end is awaited, so that bytes that it
 * still sends do not make the kernel drop the answer.
 */
static void finish(struct connection *connection)
{
	ev_io_stop(connection->server->loop, &connection->writing);
	shutdown(connection->writing.fd, SHUT_WR);
	if (!ev_is_active(&connection->reading))
		end(connection);
}

/* Sends once; the next turn of the loop goes on. */
static void send_some(struct connection *connection)
{
	const char *bytes = connection->head + connection->head_sent;
	size_t size = connection->head_size - connection->head_sent;
	ssize_t sent;

	if (size == 0) {
		size_t at = (size_t)(connection->has_sent % PATTERN_SIZE);

		bytes = connection->server->pattern + at;
		size = PATTERN_SIZE - at;
		if (size > connection->to_send)
			size = (size_t)connection->to_send;
	}
	if (size == 0) {
		finish(connection);
		return;
	}
	sent = send(connection->writing.fd, bytes, size, MSG_NOSIGNAL);
	if (sent < 0) {
		if (errno != EAGAIN && errno != EINTR)
			end(connection);
		return;
	}
	ev_timer_again(connection->server->loop, &connection->idle);
	if (connection->head_sent < connection->head_size) {
		connection->head_sent += (size_t)sent;
	} else {
		connection->to_send -= (uint64_t)sent;
		connection->has_sent += (uint64_t)sent;
	}
}

static void on_writable(struct ev_loop *loop, ev_io *watcher, int events)
{
	(void)loop;
	(void)events;
	send_some(watcher->data);
}

/* Begins an answer: a text, or without one `size` bytes of the pattern. */
static void answer(struct connection *connection, const char *status,
	const char *text, uint64_t size)
{
	connection->head_size = (size_t)snprintf(connection->head,
		sizeof(connection->head),
		"HTTP/1.1 %s\r\nServer: qmimic\r\nContent-Type: %s\r\n"
		"Content-Length: %" PRIu64 "\r\nConnection: close\r\n\r\n%s",
		status, text ? "text/plain" : "application/octet-stream",
		text ? (uint64_t)strlen(text) : size, text ? text : "");
	connection->to_send = text ? 0 : size;
	ev_io_start(connection->server->loop, &connection->writing);
}

static void answer_sink(struct connection *connection)
{
	char text[32];

	snprintf(text, sizeof(text), "%" PRIu64 "\n", connection->has_read);
	answer(connection, "200 OK", text, 0);
}

static bool read_number(const char *text, const char *ends, uint64_t *number)
{
	char *end;

	errno = 0;
	*number = strtoull(text, &end, 10);

	return *text >= '0' && *text <= '9' && errno == 0 &&
		*number <= BYTES_MAX && strchr(ends, *end);
}

/* The body's size as the request's head says; 0 when it says nothing. */
static uint64_t content_length(const char *head)
{
	static const char name[] = "\r\nContent-Length:";
	uint64_t size = 0;

	for (; *head; head++)
		if (strncasecmp(head, name, sizeof(name) - 1) == 0) {
			head += sizeof(name) - 1;
			head += strspn(head, " \t");
			return read_number(head, " \r", &size) ? size : 0;
		}

	return 0;
}

/* The head of the request is complete; `extra` bytes of a body came with it. */
static void take_request(struct connection *connection, size_t extra)
{
	const char *request = connection->request;
	uint64_t size;

	connection->has_request = true;
	if (strncmp(request, "GET /bytes/", 11) == 0) {
		if (read_number(request + 11, " ", &size))
			answer(connection, "200 OK", NULL, size);
		else
			answer(connection, "400 Bad Request",
				"/bytes/ wants a number, at most 2^40\n", 0);
	} else if (strncmp(request, "POST /sink ", 11) == 0) {
		size = content_length(request);
		connection->has_read = extra < size ? extra : size;
		connection->to_read = size - connection->has_read;
		if (connection->to_read == 0)
			answer_sink(connection);
	} else if (strncmp(request, "GET / ", 6) == 0) {
		answer(connection, "200 OK",
			"The gateway of a simulated network: GET /bytes/N, "
			"POST /sink\n",
			0);
	} else {
		answer(connection, "404 Not Found",
			"there are GET /bytes/N and POST /sink\n", 0);
	}
}

/* Reads the head. Returns false when there cannot be a good one. */
static bool read_head(
	struct connection *connection, const char *bytes, size_t size)
{
	char *blank;

	if (connection->used + size >= REQUEST_MAX)
		size = REQUEST_MAX - 1 - connection->used;
	memcpy(connection->request + connection->used, bytes, size);
	connection->used += size;
	connection->request[connection->used] = '\0';
	blank = strstr(connection->request, "\r\n\r\n");
	if (!blank)
		return connection->used < REQUEST_MAX - 1;

	blank += 4;
	size = connection->used - (size_t)(blank - connection->request);
	*blank = '\0';
	take_request(connection, size);

	return true;
}

static void on_readable(struct ev_loop *loop, ev_io *watcher, int events)
{
	struct connection *connection = watcher->data;
	char bytes[REQUEST_MAX / 2];
	ssize_t size = recv(watcher->fd, bytes, sizeof(bytes), 0);

	(void)events;
	if (size < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (size <= 0) {
		/* A client that only sends no more still wants its answer. */
		ev_io_stop(loop, watcher);
		if (size < 0 || !ev_is_active(&connection->writing))
			end(connection);
		return;
	}
	ev_timer_again(loop, &connection->idle);
	if (!connection->has_request) {
		if (!read_head(connection, bytes, (size_t)size))
			end(connection);
	} else if (connection->to_read > 0) {
		uint64_t part = (uint64_t)size < connection->to_read
			? (uint64_t)size
			: connection->to_read;

		connection->has_read += part;
		connection->to_read -= part;
		if (connection->to_read == 0)
			answer_sink(connection);
	}
}

static void on_idle(struct ev_loop *loop, ev_timer *timer, int events)
{
	(void)loop;
	(void)events;
	end(timer->data);
}

static void begin(struct wwan_server *server, int descriptor)
{
	struct connection *connection = memory_alloc(sizeof(*connection));

	connection->server = server;
	connection->next = server->connections;
	server->connections = connection;
	server->count++;
	ev_io_init(&connection->reading, on_readable, descriptor, EV_READ);
	ev_io_init(&connection->writing, on_writable, descriptor, EV_WRITE);
	ev_init(&connection->idle, on_idle);
	connection->idle.repeat = IDLE_S;
	connection->reading.data = connection;
	connection->writing.data = connection;
	connection->idle.data = connection;
	ev_io_start(server->loop, &connection->reading);
	ev_timer_again(server->loop, &connection->idle);
}

static void on_connection(struct ev_loop *loop, ev_io *watcher, int events)
{
	struct wwan_server *server = watcher->data;
	int descriptor;

	(void)events;
	while (server->count < CONNECTIONS_MAX) {
		descriptor = accept4(
			watcher->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
		if (descriptor < 0)
			break;
		begin(server, descriptor);
	}
	if (server->count == CONNECTIONS_MAX) {
		server->is_full = true;
		ev_io_stop(loop, watcher);
	} else if (errno != EAGAIN && errno != EINTR && errno != ECONNABORTED) {
		server->is_full = true;
		ev_io_stop(loop, watcher);
		ev_timer_again(loop, &server->retry);
	}
}

static void on_retry(struct ev_loop *loop, ev_timer *timer, int events)
{
	struct wwan_server *server = timer->data;

	(void)events;
	ev_timer_stop(loop, timer);
	server->is_full = server->count == CONNECTIONS_MAX;
	if (!server->is_full)
		ev_io_start(loop, &server->listening);
}

static int listen_at(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int descriptor;
	int error;

	if (strlen(path) >= sizeof(address.sun_path))
		return -ENAMETOOLONG;
	strcpy(address.sun_path, path);
	descriptor = socket(
		AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (descriptor < 0)
		return -errno;
	if (bind(descriptor, (struct sockaddr *)&address, sizeof(address)) ==
			0 &&
		listen(descriptor, BACKLOG) == 0)
		return descriptor;
	error = -errno;
	close(descriptor);

	return error;
}

int wwan_server_open(
	struct ev_loop *loop, const char *path, struct wwan_server **server)
{
	int descriptor = listen_at(path);
	struct wwan_server *new;

	if (descriptor < 0)
		return descriptor;
	new = memory_alloc(sizeof(*new));
	new->loop = loop;
	new->path = memory_string(path);
	for (size_t i = 0; i < PATTERN_SIZE; i++)
		new->pattern[i] = (char)('a' + i % 26);
	ev_io_init(&new->listening, on_connection, descriptor, EV_READ);
	new->listening.data = new;
	ev_io_start(loop, &new->listening);
	ev_init(&new->retry, on_retry);
	new->retry.repeat = RETRY_S;
	new->retry.data = new;
	*server = new;

	return 0;
}

void wwan_server_close(struct wwan_server *server)
{
	if (!server)
		return;
	while (server->connections)
		end(server->connections);
	ev_io_stop(server->loop, &server->listening);
	ev_timer_stop(server->loop, &server->retry);
	close(server->listening.fd);
	unlink(server->path);
	free(server->path);
	free(server);
}

bool wwan_server_is_full(const struct wwan_server *server)
{
	return server->is_full;
}
