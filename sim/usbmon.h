/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* usbmon.h - what a USB modem and its host say, out of Linux's usbmon captures.
 *
 * QMI goes through the control pipe: SEND_ENCAPSULATED_COMMAND carries a frame
 * to the modem, GET_ENCAPSULATED_RESPONSE fetches one. A fetch is two events, of
 * which only the first says what it is and only the second has the bytes; those
 * under way are remembered. Where the interface speaks MBIM, QMI is inside its
 * messages and is taken out of them.
 *
 * Ownership: a payload borrows the packet's bytes. Errors: what is cut short or
 * is something else gives no payload; `problem` says so where QMI is lost.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/pcap_read.h"

enum {
	USBMON_LINK = 189,	   /* DLT_USB_LINUX */
	USBMON_LINK_MMAPPED = 220, /* DLT_USB_LINUX_MMAPPED */
	USBMON_FETCHES_MAX = 256,
};

struct usbmon_fetch {
	uint64_t id;
	uint32_t device; /* bus and device */
};

struct usbmon {
	struct usbmon_fetch fetches[USBMON_FETCHES_MAX];
	size_t next; /* the one to forget */
};

struct usbmon_payload {
	const uint8_t *bytes; /* frames */
	size_t size;
	enum pcap_direction direction;
	const char *problem; /* or NULL */
};

/* False: the packet is not about QMI. */
bool usbmon_read(struct usbmon *usbmon, const struct pcap_packet *packet,
	struct usbmon_payload *payload);
