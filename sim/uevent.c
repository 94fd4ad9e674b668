/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/uevent.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/netlink.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

enum {
	UDEV_GROUP = 2, /* 1 is the kernel's */
};

static const uint32_t magic = 0xfeedcafe;
static const uint32_t mixer = 0x5bd1e995;

uint32_t uevent_hash(const char *text)
{
	size_t left = strlen(text);
	uint32_t hash = (uint32_t)left;
	uint32_t word = 0;

	for (; left >= sizeof(word); left -= sizeof(word)) {
		memcpy(&word, text, sizeof(word));
		word *= mixer;
		word ^= word >> 24;
		hash = hash * mixer ^ word * mixer;
		text += sizeof(word);
	}
	word = 0;
	for (size_t i = 0; i < left; i++)
		word |= (uint32_t)(unsigned char)text[i] << 8 * i;
	if (left > 0)
		hash = (hash ^ word) * mixer;
	hash ^= hash >> 13;
	hash *= mixer;

	return hash ^ hash >> 15;
}

void uevent_put(struct uevent *event, const char *format, ...)
{
	char *to = event->properties + event->size;
	const size_t space = sizeof(event->properties) - event->size;
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(to, space, format, arguments);
	va_end(arguments);
	if (length < 0 || (size_t)length >= space) {
		event->is_too_big = true;
		return;
	}
	event->size += (size_t)length + 1;
	if (strncmp(to, "DEVTYPE=", 8) == 0)
		snprintf(event->devtype, sizeof(event->devtype), "%s", to + 8);
}

void uevent_put_lines(
	struct uevent *event, const char *text, const char *prefix)
{
	const size_t skipped = strlen(prefix);

	while (*text) {
		const size_t length = strcspn(text, "\n");

		if (length > skipped && strncmp(text, prefix, skipped) == 0)
			uevent_put(event, "%.*s", (int)(length - skipped),
				text + skipped);
		text += length + (text[length] == '\n');
	}
}

void uevent_begin(struct uevent *event, const char *action, const char *path,
	const char *subsystem)
{
	*event = (struct uevent){0};
	snprintf(event->subsystem, sizeof(event->subsystem), "%s", subsystem);
	uevent_put(event, "ACTION=%s", action);
	uevent_put(event, "DEVPATH=%s", path);
	uevent_put(event, "SUBSYSTEM=%s", subsystem);
}

/* Numbers are in the machine's order, except for what the kernel compares. */
void uevent_header(const struct uevent *event, uint8_t *bytes)
{
	const uint32_t numbers[] = {htonl(magic), UEVENT_HEADER_SIZE,
		UEVENT_HEADER_SIZE, (uint32_t)event->size,
		htonl(uevent_hash(event->subsystem)),
		*event->devtype ? htonl(uevent_hash(event->devtype)) : 0, 0, 0};

	memcpy(bytes, "libudev", 8);
	memcpy(bytes + 8, numbers, sizeof(numbers));
}

int uevent_open(void)
{
	int opened = socket(
		AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_KOBJECT_UEVENT);

	return opened < 0 ? -errno : opened;
}

int uevent_send(int socket, const struct uevent *event)
{
	uint8_t header[UEVENT_HEADER_SIZE];
	struct sockaddr_nl address = {
		.nl_family = AF_NETLINK, .nl_groups = UDEV_GROUP};
	struct iovec parts[] = {{header, sizeof(header)},
		{(void *)(uintptr_t)event->properties, event->size}};
	struct msghdr message = {.msg_name = &address,
		.msg_namelen = sizeof(address),
		.msg_iov = parts,
		.msg_iovlen = 2};

	if (event->is_too_big)
		return -EMSGSIZE;
	uevent_header(event, header);
	if (sendmsg(socket, &message, MSG_NOSIGNAL) >= 0)
		return 0;

	return errno == ECONNREFUSED ? 0 : -errno; /* nobody listens */
}
