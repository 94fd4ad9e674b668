/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sim/at_port.h"

#include <errno.h>
#include <ev.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "sim/memory.h"
#include "sim/pty_device.h"
#include "sim/pty_link.h"

enum {
	READ_SIZE = 1024,
	BACKSPACE = 0x08,
};

struct at_port {
	struct ev_loop *loop;
	struct pty_device device;
	ev_io reading;
	ev_io writing;
	const struct at_events *events;
	void *owner;
	char *path;
	bool echoes;
	bool is_too_long;
	size_t used; /* of `line` */
	char line[AT_LINE_MAX + 1];
	size_t waiting; /* in `out` */
	char out[AT_WAITING_MAX];
};

static void flush(struct at_port *port)
{
	size_t sent = 0;
	ssize_t size = 1;

	while (sent < port->waiting && size > 0) {
		size = write(port->device.master, port->out + sent,
			port->waiting - sent);
		if (size > 0)
			sent += (size_t)size;
	}
	port->waiting -= sent;
	memmove(port->out, port->out + sent, port->waiting);
	if (port->waiting > 0)
		ev_io_start(port->loop, &port->writing);
	else
		ev_io_stop(port->loop, &port->writing);
}

void at_port_send(struct at_port *port, const char *text, size_t size)
{
	if (size > sizeof(port->out) - port->waiting)
		return;

	memcpy(port->out + port->waiting, text, size);
	port->waiting += size;
	flush(port);
}

static void end_line(struct at_port *port)
{
	const bool is_too_long = port->is_too_long;
	const size_t size = is_too_long ? 0 : port->used;

	port->line[size] = '\0';
	port->used = 0;
	port->is_too_long = false;
	port->events->line(port->owner, port, port->line, size, is_too_long);
}

static void take(struct at_port *port, char c)
{
	if (port->echoes)
		at_port_send(port, &c, 1);
	if (c == '\r') {
		end_line(port);
	} else if (c == BACKSPACE) {
		if (port->used > 0)
			port->used--;
	} else if (c == '\n' && port->used == 0) {
		return; /* the second half of an end */
	} else if (port->used == AT_LINE_MAX) {
		port->is_too_long = true;
	} else {
		port->line[port->used++] = c;
	}
}

static void on_readable(struct ev_loop *loop, ev_io *watcher, int events)
{
	struct at_port *port = watcher->data;
	char bytes[READ_SIZE];
	ssize_t size = read(port->device.master, bytes, sizeof(bytes));

	(void)loop;
	(void)events;
	/* Programs take a serial port for themselves and rely on their close to
	 * end that, but our slave keeps the terminal, and its mark with it.
	 */
	ioctl(port->device.slave, TIOCNXCL);
	for (ssize_t i = 0; i < size; i++)
		take(port, bytes[i]);
}

static void on_writable(struct ev_loop *loop, ev_io *watcher, int events)
{
	(void)loop;
	(void)events;
	flush(watcher->data);
}

int at_port_open(struct ev_loop *loop, const char *path,
	const struct at_events *events, void *owner, struct at_port **port)
{
	struct at_port *made = memory_alloc(sizeof(*made));
	int error = pty_device_open(&made->device, -1);

	if (!error) {
		/* A slave of our own, so that the PTY never hangs up. */
		error = pty_device_hold(&made->device);
		if (!error && path)
			error = pty_link_make(path, made->device.name, NULL);
		if (error)
			pty_device_close(&made->device);
	}
	if (error) {
		free(made);
		return error;
	}

	made->loop = loop;
	made->events = events;
	made->owner = owner;
	made->path = path ? memory_string(path) : NULL;
	made->echoes = true; /* V.250, 6.2.4 */
	ev_io_init(&made->reading, on_readable, made->device.master, EV_READ);
	ev_io_init(&made->writing, on_writable, made->device.master, EV_WRITE);
	made->reading.data = made;
	made->writing.data = made;
	ev_io_start(loop, &made->reading);
	*port = made;

	return 0;
}

void at_port_close(struct at_port *port)
{
	if (!port)
		return;

	ev_io_stop(port->loop, &port->reading);
	ev_io_stop(port->loop, &port->writing);
	if (port->path)
		pty_link_remove(port->path, port->device.name);
	pty_device_close(&port->device);
	free(port->path);
	free(port);
}

const char *at_port_name(const struct at_port *port)
{
	return port->device.name;
}

bool at_port_echoes(const struct at_port *port)
{
	return port->echoes;
}

void at_port_set_echo(struct at_port *port, bool echoes)
{
	port->echoes = echoes;
}
