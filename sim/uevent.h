/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* uevent.h - the messages by which udev tells programs of devices.
 *
 * libudev's programs listen to netlink group 2, on which udevd sends what the
 * kernel has told it together with its own properties, behind a header by which
 * the kernel can filter. systemd, src/libsystemd/sd-device/device-monitor.c.
 *
 * Errors: what does not fit sets `is_too_big` and such a message is not sent.
 * Other functions return 0 or -errno.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	UEVENT_HEADER_SIZE = 40,
	UEVENT_PROPERTIES_MAX = 3072,
	UEVENT_WORD_SIZE = 32,
};

struct uevent {
	char subsystem[UEVENT_WORD_SIZE];
	char devtype[UEVENT_WORD_SIZE];		/* "": none */
	char properties[UEVENT_PROPERTIES_MAX]; /* KEY=VALUE and a NUL each */
	size_t size;				/* of the properties */
	bool is_too_big;
};

/* Begins a message that says what happens to /sys + `path`. */
void uevent_begin(struct uevent *event, const char *action, const char *path,
	const char *subsystem);

/* Adds KEY=VALUE. DEVTYPE is what the kernel can filter by besides the
 * subsystem.
 */
void uevent_put(struct uevent *event, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Adds every line of `text` that begins with `prefix`, without it. */
void uevent_put_lines(
	struct uevent *event, const char *text, const char *prefix);

/* Writes the header of UEVENT_HEADER_SIZE bytes. */
void uevent_header(const struct uevent *event, uint8_t *bytes);

/* MurmurHash2 with the seed 0, which the filters use. */
uint32_t uevent_hash(const char *text);

/* A socket that sends in the calling network namespace, or -errno. */
int uevent_open(void);

int uevent_send(int socket, const struct uevent *event);
