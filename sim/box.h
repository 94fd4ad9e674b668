/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* box.h - runs a command where it finds the modem as a device of the machine.
 *
 * The command sees a private /dev/cdc-wdm0, /sys, /run/udev, wwan0 and abstract
 * sockets of its own; it is unmodified and needs no rights. The simulator stays
 * outside and must have opened its endpoint before. What the machine refuses is
 * left out part by part, and each part left out gives a line of the report; a
 * machine that refuses namespaces gets a preloaded library instead.
 *
 * Processes: the keeper stays in the caller's mount namespace and removes what
 * the box made; the supervisor is the first process of the box and forwards
 * signals. Both end with the box, and the box ends with the command or with
 * the caller, whichever comes first and however it ends.
 *
 * Ownership: the configuration is borrowed during box_start() only. A box is
 * freed with box_free(), which ends it when it still runs.
 *
 * Errors: functions return 0 or -errno; box_start() says why in the report.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum {
	BOX_LINES_MAX = 16,
	BOX_LINE_SIZE = 256,
	BOX_MODEMS_MAX = 16,
	BOX_STATUS_FAILED = 125,    /* qmimic itself failed */
	BOX_STATUS_NOT_RUN = 126,   /* the command cannot be executed */
	BOX_STATUS_NOT_FOUND = 127, /* the command does not exist */
	BOX_STATUS_SIGNALLED = 128, /* plus the signal that ended it */
};

enum box_tier {
	BOX_TIER_NONE,	     /* nothing works here */
	BOX_TIER_NAMESPACES, /* namespaces, perhaps with parts missing */
	BOX_TIER_PRELOAD,    /* LD_PRELOAD */
};

/* How wwan0 reaches the simulator. */
enum box_network {
	BOX_NETWORK_NONE,
	BOX_NETWORK_TUN,    /* each read and write is one IP packet */
	BOX_NETWORK_TAP,    /* each read and write is one Ethernet frame */
	BOX_NETWORK_PACKET, /* a packet socket: Ethernet frames of a veth */
};

/* What tells a further modem from the first; see struct box_config. */
struct box_modem {
	const char *device;
	const char *socket;
	uint16_t vendor;
	uint16_t product;
	uint8_t interface_number;
	const char *manufacturer;
	const char *product_name;
	const char *serial;
};

/* What the command shall see. Texts may be NULL where that is said. */
struct box_config {
	const char *name;   /* of this run, for `qmimic enter`; NULL: qmimic */
	const char *device; /* the slave of the PTY, such as /dev/pts/3 */
	const char *at_device;	  /* the PTY of the AT port, in the same folder;
				* it becomes /dev/ttyUSB2; NULL: there is none */
	uint8_t at_interface;	  /* of the AT port */
	const char *socket;	  /* unix socket with QMUX, for preload; NULL */
	const char *proxy_socket; /* unix socket that acts as qmi-proxy; NULL */
	uint16_t vendor;	  /* USB ids */
	uint16_t product;
	uint8_t interface_number; /* of the QMI interface, such as 4 */
	const char *manufacturer; /* USB strings; NULL: neutral ones */
	const char *product_name;
	const char *serial;
	const struct box_modem *more; /* /dev/cdc-wdm1, wwan1 and so on */
	size_t more_count;	      /* less than BOX_MODEMS_MAX */
	const char *scratch;	/* a directory to remove with all that is in it
			      * when a box that started ends, even when the
			      * caller is killed; NULL */
	const char *control;	/* path of the control socket; NULL */
	const char *clock;	/* library that changes the clocks; NULL */
	double speed;		/* seconds of those clocks in a real one */
	bool wants_network;	/* make wwan0 */
	bool wants_bus;		/* start a system bus; needs namespaces */
	bool avoids_namespaces; /* go to the preload tier at once */
	char *const *argv;	/* the command; argv[0] is looked up in PATH */
};

/* What is missing and why, one sentence a line. */
struct box_report {
	enum box_tier tier;
	size_t count;
	char lines[BOX_LINES_MAX][BOX_LINE_SIZE];
};

struct box;

/* Starts the command. Blocks for a few milliseconds, until the box is complete
 * and the command about to be executed; on failure the report says why and
 * nothing is left running. Without `socket` only namespaces are tried.
 */
int box_start(const struct box_config *config, struct box **box,
	struct box_report *report);

/* Becomes readable when box_update() has something to do. Owned by the box. */
int box_fd(const struct box *box);

/* Takes in what the box says, without blocking. Returns true once the box has
 * ended and all its processes are gone; box_status() is final then.
 */
bool box_update(struct box *box);

/* As a shell would say it: 0 to 255, 128 plus the signal's number, 126 and 127
 * when the command could not be executed. Valid once box_update() was true.
 */
int box_status(const struct box *box);

/* The errno of an execution that failed, else 0. */
int box_exec_error(const struct box *box);

/* The command as the caller sees it; 0 when not known. */
pid_t box_pid(const struct box *box);

/* The simulator's side of wwan0, wwan1 and so on; `modem` counts from 0. The
 * descriptor does not block. It is owned by the box unless taken:
 * box_take_network() hands it over once, -1 when there is none, and
 * box_close_network() closes it faster than close() would.
 *
 * A modem that is plugged in again has another device, and so has a command that
 * writes to /sys/class/net/wwan0/qmi/raw_ip: after box_update() there is a
 * descriptor to take again, or, where the device stays the same, only
 * box_is_raw_ip() has changed.
 */
enum box_network box_network(const struct box *box, size_t modem);
bool box_is_raw_ip(const struct box *box, size_t modem);
int box_take_network(struct box *box, size_t modem);
void box_close_network(int descriptor);

/* Sends a signal to the command. A signal that the terminal has sent to the
 * whole process group already is not sent twice, so a caller may pass on all
 * that it gets.
 */
int box_signal(struct box *box, int signo);

/* The endpoint of a modem, counted from 0, has a new PTY: its /dev/cdc-wdm
 * becomes that one. NULL: the modem is unplugged, with all that shows it in /sys,
 * /run/udev and the network; the next device plugs it in. The command's programs
 * are told as by udev. The device must be in the same folder as the first.
 * Nothing to do in the preload tier.
 */
int box_set_device(struct box *box, size_t modem, const char *device);

/* Ends the box and every process in it; box_update() will say so. */
void box_kill(struct box *box);

/* Ends the box when it runs, waits for its end, frees it. NULL is fine. */
void box_free(struct box *box);
