/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The functions of libc that read, write and wait: here a client meets what the
 * modem's fault rules have ordered (sim/disturb.h).
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "sim/disturb.h"
#include "sim/preload.h"

/* What a program compiled with _FORTIFY_SOURCE calls; no header has them. */
ssize_t __read_chk(int descriptor, void *bytes, size_t size, size_t room);
int __poll_chk(struct pollfd *list, nfds_t count, int timeout, size_t size);
int __ppoll_chk(struct pollfd *list, nfds_t count,
	const struct timespec *timeout, const sigset_t *mask, size_t size);

static struct disturb_board *open_board(void)
{
	const char *socket = getenv("QMIMIC_SOCKET");
	struct disturb_board *board;
	char path[DISTURB_PATH_SIZE];
	void *map;
	long file;

	if (!socket)
		return NULL;
	disturb_path(socket, path);
	file = syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC);
	if (file < 0)
		return NULL;
	/* It is still being made, and nothing is ordered. */
	if (lseek((int)file, 0, SEEK_END) < (off_t)sizeof(*board)) {
		close((int)file);
		return NULL;
	}
	map = mmap(NULL, sizeof(*board), PROT_READ | PROT_WRITE, MAP_SHARED,
		(int)file, 0);
	close((int)file);

	board = map == MAP_FAILED ? NULL : map;

	return board;
}

/* Uses up one call of the oldest order. */
static bool use(struct disturb_board *board, enum disturb_call call,
	struct disturbance *found)
{
	uint32_t next = atomic_load(&board->next[call]);

	for (uint32_t i = 0; i < DISTURB_ORDERS; i++) {
		struct disturb_order *order =
			&board->orders[call][(next + i) % DISTURB_ORDERS];
		uint32_t left = atomic_load(&order->left);

		found->error = order->error;
		found->limit = order->limit;
		found->events = order->events;
		while (left > 0)
			if (atomic_compare_exchange_weak(
				    &order->left, &left, left - 1))
				return true;
	}

	return false;
}

/* What is ordered for a call, if anything is. */
static bool ordered(enum disturb_call call, struct disturbance *found)
{
	int saved = errno;
	struct disturb_board *board = open_board();
	bool is_found = board && use(board, call, found);

	if (board)
		munmap(board, sizeof(*board));
	errno = saved;

	return is_found;
}

/* Whether a read or write fails, or how much it may carry at most. */
static bool fails(int descriptor, enum disturb_call call, size_t *size)
{
	struct disturbance found;

	if (!getenv("QMIMIC_SOCKET") || !preload_is_modem(descriptor) ||
		!ordered(call, &found))
		return false;
	if (found.error != 0) {
		errno = (int)found.error;
		return true;
	}
	if (found.limit < *size)
		*size = found.limit;

	return false;
}

PRELOAD_SHOWN ssize_t read(int descriptor, void *bytes, size_t size)
{
	size_t all = size;

	if (fails(descriptor, DISTURB_READ, &size))
		return -1;
	if (size == 0 && all > 0)
		return 0;

	return PRELOAD_NEXT(read)(descriptor, bytes, size);
}

PRELOAD_SHOWN ssize_t __read_chk(
	int descriptor, void *bytes, size_t size, size_t room)
{
	size_t all = size;

	if (fails(descriptor, DISTURB_READ, &size))
		return -1;
	if (size == 0 && all > 0)
		return 0;

	return PRELOAD_NEXT(__read_chk)(descriptor, bytes, size, room);
}

PRELOAD_SHOWN ssize_t write(int descriptor, const void *bytes, size_t size)
{
	size_t all = size;

	if (fails(descriptor, DISTURB_WRITE, &size))
		return -1;
	if (size == 0 && all > 0)
		return 0;

	return PRELOAD_NEXT(write)(descriptor, bytes, size);
}

static struct pollfd *find_modem(struct pollfd *list, nfds_t count)
{
	if (!getenv("QMIMIC_SOCKET"))
		return NULL;
	for (nfds_t i = 0; i < count; i++)
		if (list[i].fd >= 0 && preload_is_modem(list[i].fd))
			return &list[i];

	return NULL;
}

/* Returns what the modem's descriptor is to show, or 0. */
static short disturbed(const struct pollfd *modem)
{
	struct disturbance found;

	if (!modem || !ordered(DISTURB_POLL, &found))
		return 0;

	return (short)found.events;
}

/* A poll that says at once what it was ordered to. */
static int only(
	struct pollfd *list, nfds_t count, struct pollfd *modem, short events)
{
	for (nfds_t i = 0; i < count; i++)
		list[i].revents = 0;
	modem->revents = events;

	return 1;
}

/* The same when the modem has something to say and the order came with it. */
static int after(struct pollfd *modem, int result)
{
	short events;

	if (result <= 0 || !modem || modem->revents == 0)
		return result;
	events = disturbed(modem);
	if (events)
		modem->revents = events;

	return result;
}

PRELOAD_SHOWN int poll(struct pollfd *list, nfds_t count, int timeout)
{
	struct pollfd *modem = find_modem(list, count);
	short events = disturbed(modem);

	if (events)
		return only(list, count, modem, events);

	return after(modem, PRELOAD_NEXT(poll)(list, count, timeout));
}

PRELOAD_SHOWN int __poll_chk(
	struct pollfd *list, nfds_t count, int timeout, size_t size)
{
	struct pollfd *modem = find_modem(list, count);
	short events = disturbed(modem);

	if (events)
		return only(list, count, modem, events);

	return after(
		modem, PRELOAD_NEXT(__poll_chk)(list, count, timeout, size));
}

PRELOAD_SHOWN int ppoll(struct pollfd *list, nfds_t count,
	const struct timespec *timeout, const sigset_t *mask)
{
	struct pollfd *modem = find_modem(list, count);
	short events = disturbed(modem);

	if (events)
		return only(list, count, modem, events);

	return after(modem, PRELOAD_NEXT(ppoll)(list, count, timeout, mask));
}

PRELOAD_SHOWN int __ppoll_chk(struct pollfd *list, nfds_t count,
	const struct timespec *timeout, const sigset_t *mask, size_t size)
{
	struct pollfd *modem = find_modem(list, count);
	short events = disturbed(modem);

	if (events)
		return only(list, count, modem, events);

	return after(modem,
		PRELOAD_NEXT(__ppoll_chk)(list, count, timeout, mask, size));
}
