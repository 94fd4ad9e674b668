/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* session_testing.h - what the tests of the session share. */
#pragma once

#include <check.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "lib/frame.h"
#include "sim/rig.h"

enum {
	DMS = 2,
	GET_IDS = 0x25,
	VERSION_INFO_SIZE = 12,
	MS = 1000, /* microseconds */
};

/* CTL Get Version Info, as libqmi sends it. */
static const uint8_t version_info[VERSION_INFO_SIZE] = {
	0x01, 0x0b, 0x00, 0x00, 0x00, 0x00, /* frame: to the control service */
	0x00, 0x09, 0x21, 0x00, 0x00, 0x00, /* request, transaction 9 */
};

static inline void open_rig(struct rig *rig, const char *scenario)
{
	bool is_open = rig_open(rig, scenario, NULL);

	ck_assert_msg(is_open, "%s", rig->why);
	rig_connect(rig, 0, CHANNEL_PLAIN);
}

static inline bool has_note(const struct rig *rig, const char *text)
{
	return strstr(rig->notes, text) != NULL;
}

/* The next output is the answer to `version_info`. */
static inline void expect_version_info(struct rig *rig)
{
	ck_assert(rig_take(rig));
	ck_assert(rig->is_message);
	ck_assert_int_eq(rig->message.kind, MESSAGE_RESPONSE);
	ck_assert_uint_eq(rig->message.id, 0x21);
	ck_assert_uint_eq(rig->message.transaction, 9);
	ck_assert_uint_eq(rig->output->bytes[3], FRAME_FROM_MODEM);
}

static inline void expect_nothing(struct rig *rig)
{
	ck_assert(!rig_take(rig));
}
