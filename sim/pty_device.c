/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sim/pty_device.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "sim/close_later.h"

/* Clients open for reading and writing. Opened for reading only, our own slave
 * leaves a kind of close event behind that theirs do not.
 */
enum {
	SLAVE_FLAGS = O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC,
	WATCHED = IN_OPEN | IN_CLOSE,
};

static int make_pair(struct pty_device *device)
{
	device->master = posix_openpt(
		O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	if (device->master < 0 || grantpt(device->master) < 0 ||
		unlockpt(device->master) < 0)
		return -errno;

	return 0;
}

/* A pair that was made elsewhere may be in another devpts, where its name means
 * nothing to us. The descriptor always leads to it.
 */
static int watch_slave(struct pty_device *device)
{
	char path[64];

	device->inotify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (device->inotify < 0)
		return -errno;
	snprintf(path, sizeof(path), "/proc/self/fd/%d", device->slave);
	if (inotify_add_watch(device->inotify, path, WATCHED) >= 0)
		return 0;
	if (inotify_add_watch(device->inotify, device->name, WATCHED) >= 0)
		return 0;

	return -errno;
}

static void skip_events(int inotify)
{
	char events[1024];

	while (read(inotify, events, sizeof(events)) > 0)
		continue;
}

/* Whether an open through the master shows depends on the kernel. */
static int learn_own_opens(struct pty_device *device)
{
	struct pty_changes changes = {0};
	int error;

	pty_device_drop(device);
	skip_events(device->inotify);
	error = pty_device_hold(device);
	if (error)
		return error;
	device->own_opens = 0;
	device->own_closes = 0;
	device->clients = 0;
	pty_device_look(device, &changes);
	device->shows_own_opens = changes.opened;

	pty_device_drop(device);
	skip_events(device->inotify);
	device->own_opens = 0;
	device->own_closes = 0;
	device->is_emptied = false;
	device->clients = pty_device_is_deserted(device) ? 0 : 1;

	return 0;
}

static int set_up(struct pty_device *device)
{
	int error;

	if (ptsname_r(device->master, device->name, sizeof(device->name)))
		return -errno;
	error = pty_device_hold(device);
	if (error)
		return error;
	pty_device_make_raw(device);
	error = watch_slave(device);
	if (error)
		return error;

	return learn_own_opens(device);
}

int pty_device_open(struct pty_device *device, int master)
{
	int error = 0;

	*device = (struct pty_device){
		.master = master,
		.slave = -1,
		.inotify = -1,
	};
	if (master < 0)
		error = make_pair(device);
	else if (fcntl(master, F_SETFL, O_RDWR | O_NONBLOCK) < 0)
		error = -errno;
	if (!error)
		error = set_up(device);
	if (error)
		pty_device_close(device);

	return error;
}

static void close_one(int *descriptor)
{
	if (*descriptor >= 0)
		close(*descriptor);
	*descriptor = -1;
}

void pty_device_close(struct pty_device *device)
{
	if (device->inotify >= 0)
		close_later(device->inotify);
	device->inotify = -1;
	close_one(&device->slave);
	close_one(&device->master);
}

int pty_device_hold(struct pty_device *device)
{
	if (device->slave >= 0)
		return 0;
	device->slave = ioctl(device->master, TIOCGPTPEER, SLAVE_FLAGS);
	if (device->slave < 0)
		return -errno;
	if (device->shows_own_opens)
		device->own_opens++;

	return 0;
}

void pty_device_drop(struct pty_device *device)
{
	if (device->slave < 0)
		return;
	close_one(&device->slave);
	device->own_closes++;
}

static void count_open(struct pty_device *device, struct pty_changes *changes)
{
	if (device->own_opens > 0) {
		device->own_opens--;
		return;
	}
	changes->opened = true;
	changes->reborn |= device->is_emptied;
	device->is_emptied = false;
	device->clients++;
}

static void count_close(struct pty_device *device, struct pty_changes *changes,
	bool was_writable)
{
	if (device->own_closes > 0 && !was_writable) {
		device->own_closes--;
		return;
	}
	changes->closed = true;
	if (device->clients > 0)
		device->clients--;
	if (device->clients == 0)
		device->is_emptied = true;
}

void pty_device_look(struct pty_device *device, struct pty_changes *changes)
{
	char bytes[1024];
	ssize_t size;

	do {
		struct inotify_event event;
		size_t at = 0;

		size = read(device->inotify, bytes, sizeof(bytes));
		if (size < 0)
			return;

		while (at + sizeof(event) <= (size_t)size) {
			memcpy(&event, bytes + at, sizeof(event));
			at += sizeof(event) + event.len;
			if (event.mask & IN_OPEN)
				count_open(device, changes);
			if (event.mask & IN_CLOSE)
				count_close(device, changes,
					event.mask & IN_CLOSE_WRITE);
		}
	} while ((size_t)size + sizeof(struct inotify_event) > sizeof(bytes));
}

bool pty_device_is_deserted(const struct pty_device *device)
{
	struct pollfd poll_master = {.fd = device->master, .events = 0};

	return device->slave < 0 && poll(&poll_master, 1, 0) == 1 &&
		(poll_master.revents & POLLHUP);
}

/* The parts that count: the rest may hold anything. */
static bool is_same_mode(const struct termios *a, const struct termios *b)
{
	return a->c_iflag == b->c_iflag && a->c_oflag == b->c_oflag &&
		a->c_cflag == b->c_cflag && a->c_lflag == b->c_lflag &&
		a->c_cc[VMIN] == b->c_cc[VMIN] &&
		a->c_cc[VTIME] == b->c_cc[VTIME];
}

void pty_device_make_raw(const struct pty_device *device)
{
	struct termios now;
	struct termios raw;

	/* On the master these act upon the client side. */
	if (tcgetattr(device->master, &now) < 0)
		return;
	raw = now;
	cfmakeraw(&raw);
	if (!is_same_mode(&raw, &now))
		tcsetattr(device->master, TCSANOW, &raw);
}

bool pty_device_is_unread(const struct pty_device *device)
{
	struct pollfd unread = {.fd = device->slave, .events = POLLIN};

	if (device->slave < 0)
		return true;
	/* What waits for the end of a line is not readable before. */
	pty_device_make_raw(device);

	return poll(&unread, 1, 0) == 1;
}

void pty_device_flush(struct pty_device *device)
{
	/* Looking also moves into the line discipline what is on its way there,
	 * where flushing finds it. And a needless flush makes a client that
	 * polls in that instant see input that is not there.
	 */
	if (device->slave >= 0 && pty_device_is_unread(device))
		tcflush(device->slave, TCIFLUSH);
}
