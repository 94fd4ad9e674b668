/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/close_later.h"

#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

void close_later(int descriptor)
{
	union {
		char bytes[CMSG_SPACE(2 * sizeof(int))];
		struct cmsghdr aligned;
	} extra = {0};
	struct iovec part = {(void *)(uintptr_t) "", 1};
	struct msghdr header = {.msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = extra.bytes,
		.msg_controllen = sizeof(extra.bytes)};
	struct cmsghdr *first = CMSG_FIRSTHDR(&header);
	int inside[2];
	int pair[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0) {
		inside[0] = pair[0];
		inside[1] = descriptor;
		first->cmsg_level = SOL_SOCKET;
		first->cmsg_type = SCM_RIGHTS;
		first->cmsg_len = CMSG_LEN(sizeof(inside));
		memcpy(CMSG_DATA(first), inside, sizeof(inside));
		sendmsg(pair[1], &header, MSG_NOSIGNAL | MSG_DONTWAIT);
		close(pair[0]);
		close(pair[1]);
	}
	close(descriptor);
}
