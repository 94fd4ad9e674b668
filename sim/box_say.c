/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "sim/box_inner.h"

static int send_message(
	int control, const struct box_message *message, int descriptor)
{
	union {
		char bytes[CMSG_SPACE(sizeof(int))];
		struct cmsghdr aligned;
	} extra = {0};
	struct iovec part = {(void *)(uintptr_t)message, sizeof(*message)};
	struct msghdr header = {.msg_iov = &part, .msg_iovlen = 1};
	ssize_t sent;

	if (descriptor >= 0) {
		struct cmsghdr *first;

		header.msg_control = extra.bytes;
		header.msg_controllen = sizeof(extra.bytes);
		first = CMSG_FIRSTHDR(&header);
		first->cmsg_level = SOL_SOCKET;
		first->cmsg_type = SCM_RIGHTS;
		first->cmsg_len = CMSG_LEN(sizeof(int));
		memcpy(CMSG_DATA(first), &descriptor, sizeof(descriptor));
	}
	do
		sent = sendmsg(control, &header, MSG_NOSIGNAL);
	while (sent < 0 && errno == EINTR);

	return sent < 0 ? -errno : 0;
}

int box_say(int control, enum box_say say, int value, int descriptor)
{
	struct box_message message = {.say = (int32_t)say, .value = value};

	return send_message(control, &message, descriptor);
}

void box_say_text(int control, enum box_say say, enum box_part part,
	const char *format, ...)
{
	struct box_message message = {
		.say = (int32_t)say, .value = (int32_t)part};
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(message.text, sizeof(message.text), format, arguments);
	va_end(arguments);
	send_message(control, &message, -1);
}
