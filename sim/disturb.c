/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sim/disturb.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

void disturb_path(const char *socket, char path[DISTURB_PATH_SIZE])
{
	int length = snprintf(path, DISTURB_PATH_SIZE, "%s.calls", socket);

	if (length < 0 || length >= DISTURB_PATH_SIZE)
		path[0] = '\0';
}

int disturb_open(const char *socket, struct disturb_board **board)
{
	char path[DISTURB_PATH_SIZE];
	int file;
	void *map;
	int error = 0;

	disturb_path(socket, path);
	if (!path[0])
		return -ENAMETOOLONG;
	file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (file < 0)
		return -errno;
	if (ftruncate(file, sizeof(**board)) < 0)
		error = -errno;
	map = mmap(NULL, sizeof(**board), PROT_READ | PROT_WRITE, MAP_SHARED,
		file, 0);
	if (error == 0 && map == MAP_FAILED)
		error = -errno;
	close(file);
	if (error) {
		unlink(path);
		return error;
	}
	*board = map;

	return 0;
}

void disturb_close(const char *socket, struct disturb_board *board)
{
	char path[DISTURB_PATH_SIZE];

	if (!board)
		return;
	munmap(board, sizeof(*board));
	disturb_path(socket, path);
	unlink(path);
}

int disturb_order(
	struct disturb_board *board, const struct disturbance *disturbance)
{
	uint32_t next = atomic_load(&board->next[disturbance->call]);
	struct disturb_order *order =
		&board->orders[disturbance->call][next % DISTURB_ORDERS];

	if (atomic_load(&order->left) > 0)
		return -ENOSPC;

	order->error = disturbance->error;
	order->limit = disturbance->limit;
	order->events = disturbance->events;
	atomic_store(&order->left, disturbance->count);
	atomic_store(&board->next[disturbance->call], next + 1);

	return 0;
}
