/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include <ev.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/echo_server.h"

static void put(uint8_t *frame, size_t size, uint8_t service, uint32_t n)
{
	memset(frame, 0, size);
	frame[0] = 1;
	frame[1] = (uint8_t)(size - 1);
	frame[2] = (uint8_t)((size - 1) >> 8);
	frame[4] = service;
	memcpy(frame + 6, &n, 4);
}

static int client(const char *address, void *data)
{
	for (uint32_t i = 0; i < 20000; i++) {
		uint8_t frame[16], got[4096];
		int fd = open(address, O_RDWR | O_NOCTTY | O_NONBLOCK);
		struct pollfd p = {fd, POLLIN, 0};
		ssize_t n;
		if (fd < 0) {
			perror("open");
			return 1;
		}
		put(frame, sizeof frame, ECHO_SERVICE, i);
		if (write(fd, frame, sizeof frame) != sizeof frame)
			return 2;
		if (poll(&p, 1, 3000) != 1) {
			fprintf(stderr, "no answer %u\n", i);
			return 3;
		}
		n = read(fd, got, sizeof got);
		frame[3] = 0x80;
		if (n != sizeof frame || memcmp(frame, got, sizeof frame)) {
			uint32_t k;
			memcpy(&k, got + 6, 4);
			fprintf(stderr,
				"wrong %zd at %u: %u %m revents %x again %d\n",
				n, i, k, (unsigned)p.revents, poll(&p, 1, 100));
			return 4;
		}
		close(fd);
	}
	return 0;
}

int main(void)
{
	struct echo_server server;
	const char *why = echo_server_open(&server, ev_default_loop(0), "pty");
	int r;
	if (why) {
		puts(why);
		return 1;
	}
	r = echo_server_run(&server, client, NULL);
	printf("%d opened %u closed %u frames %u\n", r, server.opened_count,
		server.closed_count, server.frame_count);
	echo_server_close(&server);
	ev_loop_destroy(ev_default_loop(0));
	return r;
}
