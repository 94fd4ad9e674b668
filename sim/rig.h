/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* rig.h - a modem on virtual time, for tests and fuzzing.
 *
 * A rig is a session around a script modem whose scenario is a text in the
 * test, called "s.lua". What the session notes and what scenarios print is kept
 * as text, a line each.
 *
 * Ownership: the rig owns everything; `output` holds the last thing taken.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/message.h"
#include "sim/script.h"
#include "sim/session.h"

enum {
	RIG_TEXT_SIZE = 16384,
};

struct rig {
	struct fault_rules rules;
	struct script *script;
	struct script_modem *modem;
	struct session *session;
	uint64_t now_us;
	char *why; /* the modem could not be made */
	char notes[RIG_TEXT_SIZE];
	char points
		[RIG_TEXT_SIZE]; /* "ok TEXT (WHERE)", or "not ok", "note", see rig_finish() */
	uint16_t transaction;
	struct outbox_item *output; /* the last one taken */
	bool is_message;	    /* it is one whole frame, see `message` */
	struct message message;
};

/* Makes the modem. `limits` NULL: the default. False: `why` says why; close the
 * rig all the same.
 */
bool rig_open(struct rig *rig, const char *scenario,
	const struct sandbox_limits *limits);
void rig_close(struct rig *rig);

/* A client opens `channel`, sends bytes, closes. */
void rig_connect(
	struct rig *rig, unsigned int channel, enum channel_dialect dialect);
void rig_receive(struct rig *rig, unsigned int channel, const uint8_t *bytes,
	size_t size);
void rig_disconnect(struct rig *rig, unsigned int channel);

/* Lets time pass. */
void rig_wait(struct rig *rig, uint64_t us);

/* The frame of a request. Returns its size. */
size_t rig_frame(uint8_t *buffer, size_t room, const struct message *request);

/* Sends a request on a channel with a new transaction id. */
void rig_request(struct rig *rig, unsigned int channel, uint16_t service,
	uint8_t client, uint16_t id);

/* The same with TLVs. */
void rig_send(
	struct rig *rig, unsigned int channel, const struct message *request);

/* Takes the next output into `output`. False: there is none. */
bool rig_take(struct rig *rig);

/* Takes the next output, which must be the response to the last request, and
 * returns its error. 0xffff: there is no such response.
 */
uint16_t rig_error(struct rig *rig);

/* Sends CTL Allocate CID and returns the id; 0 when it was refused. */
uint8_t rig_allocate(struct rig *rig, unsigned int channel, uint8_t service);

/* Ends the story and collects the points. */
void rig_finish(struct rig *rig);
