/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* box_inner.h - what the files of the box share with each other.
 *
 * The caller and the processes of the box talk over a SOCK_SEQPACKET pair, one
 * struct box_message each time.
 *
 * Errors: functions return 0 or -errno.
 */
#pragma once

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "sim/box.h"

#define BOX_BUS_ADDRESS "unix:path=/run/dbus/system_bus_socket"

/* The parts that a machine may refuse. */
enum box_part {
	BOX_PART_USER,	  /* user namespace */
	BOX_PART_MOUNT,	  /* mount namespace and the mounts in it */
	BOX_PART_PID,	  /* pid namespace */
	BOX_PART_PROC,	  /* a fresh /proc */
	BOX_PART_NET,	  /* network namespace */
	BOX_PART_TUN,	  /* /dev/net/tun */
	BOX_PART_VETH,	  /* a pair of virtual Ethernet devices */
	BOX_PART_DEVPTS,  /* an instance of devpts */
	BOX_PART_DEVICE,  /* /dev/cdc-wdm0 */
	BOX_PART_SYSFS,	  /* the tree behind /sys */
	BOX_PART_UDEV,	  /* /run/udev */
	BOX_PART_PRELOAD, /* the library */
	BOX_PART_RUN,	  /* /run and the daemons' folders */
	BOX_PART_BUS,	  /* the system bus */
};

enum box_say {
	BOX_SAY_MISSING,     /* value: part; text: the report's line */
	BOX_SAY_REFUSED,     /* the same, and the attempt is over */
	BOX_SAY_NETWORK,     /* value: enum box_network, perhaps with
			      * BOX_NETWORK_RAW_IP, and the modem's number from
			      * BOX_MODEM_SHIFT; carries a descriptor unless the
			      * device stays the same */
	BOX_SAY_READY,	     /* the sender's pid is the supervisor's */
	BOX_SAY_COMMAND,     /* the sender's pid is the command's */
	BOX_SAY_EXEC_FAILED, /* value: errno */
	BOX_SAY_EXITED,	     /* value: status */
	BOX_SAY_SIGNAL,	     /* to the supervisor; value: the signal */
	BOX_SAY_DEVICE,	     /* to the supervisor; value: the modem's number;
			      * text: the device's new path outside, or
			      * nothing: it is gone */
	BOX_SAY_END,	     /* to the supervisor: end everything */
};

/* The parts of the value of BOX_SAY_NETWORK. */
enum {
	BOX_NETWORK_KIND = 0x7f,
	BOX_NETWORK_RAW_IP = 0x80, /* the host speaks raw IP */
	BOX_MODEM_SHIFT = 8,
};

struct box_message {
	int32_t say;
	int32_t value;
	char text[BOX_LINE_SIZE];
};

/* One attempt at a box: which parts to try. */
struct box_plan {
	const struct box_config *config;
	bool has_namespaces;
	bool has_user;	     /* with a user namespace */
	bool has_pid;	     /* with a pid namespace and a fresh /proc */
	bool has_net;	     /* set by the keeper */
	int control;	     /* the box's end of the socket pair */
	int caller;	     /* pidfd of the caller, or -1 */
	int keeper;	     /* pidfd of the keeper, or -1; set by the keeper */
	sigset_t mask;	     /* signals that the command shall have blocked */
	const char *record;  /* file that lists the running box, or NULL */
	const char *library; /* preload tier: what to preload */
	const char *tree;    /* preload tier: the directory it shows */
	enum box_network networks[BOX_MODEMS_MAX]; /* set by the supervisor */
	bool is_raw_ip[BOX_MODEMS_MAX]; /* as the host was told last */
	int terminals; /* the folder of the device outside; set by mounting */
	bool is_unplugged[BOX_MODEMS_MAX]; /* the modem is away */
	dev_t devices[BOX_MODEMS_MAX]; /* of /dev/cdc-wdm; set by mounting */
	dev_t at_number; /* of /dev/ttyUSB2, or 0; set by mounting */
	uint64_t events; /* how many uevents have been sent */
};

/* Sends a message; `descriptor` of -1 sends none. */
int box_say(int control, enum box_say say, int value, int descriptor);
void box_say_text(int control, enum box_say say, enum box_part part,
	const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Makes the caller's user the root of a new user namespace. */
int box_become_root(void);

/* The keeper's whole life; does not return. */
_Noreturn void box_keeper(struct box_plan *plan);

/* The supervisor's whole life; does not return. */
_Noreturn void box_supervisor(struct box_plan *plan);

/* Lets go of the caller's terminal, pipes and working directory, so that only
 * the command holds them.
 */
void box_let_go(void);

/* Kills and reaps all children of the calling subreaper, and theirs. */
void box_kill_children(void);

/* Mounts /proc, /dev, /sys and /run/udev in the calling mount namespace. Has
 * said BOX_SAY_REFUSED when it fails.
 */
int box_mounts(struct box_plan *plan);

/* Opens the folder that the device is in, before /dev is covered. */
int box_open_terminals(const char *device);

/* Puts the device that has this path outside in the place of a modem's
 * /dev/cdc-wdm; "" unplugs the modem, and the next path plugs it in again. The
 * folder must be the one of the first device.
 */
void box_place_device(struct box_plan *plan, size_t modem, const char *path);

/* The configuration of a box whose first modem is the one of that number. */
struct box_config box_config_of(const struct box_config *config, size_t modem);

/* Unplugs and plugs a modem in the box's /sys, /run/udev and network, and
 * tells its programs as udev would. The device file is the caller's matter.
 */
void box_unplug(struct box_plan *plan, size_t modem);
void box_plug(struct box_plan *plan, size_t modem);

/* The device file has another number: says so in /sys and /run/udev. */
void box_renumber(struct box_plan *plan, size_t modem);

/* Shows the real counters of a modem's wwan in the covered /sys. */
void box_bind_counters(size_t modem);

/* Binds what a descriptor stands for on a file or directory. */
int box_bind(int descriptor, const char *path, unsigned long flags);

/* Covers a directory with an empty one; returns a descriptor of it. */
int box_cover(const char *path);

/* Covers a directory with one that has the same entries, except for those that
 * are named: these become empty directories, even where there are none. The last
 * name is NULL.
 */
int box_mirror(const char *path, ...) __attribute__((sentinel));

/* Binds what a descriptor stands for on a file, which is made. */
int box_bind_file(int descriptor, const char *path);

/* Brings loopback up, and makes the interfaces of all modems. */
void box_make_network(struct box_plan *plan);

/* Makes a modem's wwan and sends its descriptor to the caller. */
void box_make_interface(struct box_plan *plan, size_t modem);

/* Tells the caller of a modem's wwan; `descriptor` of -1: as before. */
void box_say_network(const struct box_plan *plan, size_t modem, int descriptor);

/* Opens what tells when the host writes to raw_ip of a modem: a descriptor that
 * becomes readable, or -1.
 */
int box_open_raw_ip(const struct box_plan *plan);

/* Watches the files of modems that are plugged in. */
void box_watch_raw_ip(struct box_plan *plan, int watch);

/* Follows what was written: makes a modem's wwan the other kind of device. */
void box_follow_raw_ip(struct box_plan *plan, int watch);

/* Starts the system bus and what answers on it, and waits until it can be used.
 * Has said BOX_SAY_REFUSED when it fails.
 */
int box_start_bus(const struct box_plan *plan);

/* Sets the variables that tell the command where things are. */
void box_environment(const struct box_plan *plan);

/* A sentence part that says why the kernel refused namespaces. */
const char *box_namespace_hint(int error);
