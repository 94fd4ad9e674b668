/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* fault.h - rules that make a good modem misbehave.
 *
 * A rule has a match and an effect. Rules are checked in order; the first whose
 * match holds acts, later ones do not see that message. A rule acts at one of
 * the session's fault points: on a request before it changes any state, on a
 * response or indication going out, on its bytes, or on the endpoint.
 *
 * Ownership: the list owns its rules and what they point to.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/message.h"

enum fault_effect {
	FAULT_DROP,    /* the message is lost */
	FAULT_DELAY,   /* it comes `delay_us` later */
	FAULT_ERROR,   /* a request is answered with `error`, unheard by the
			* modem; a response becomes that error */
	FAULT_RAW,     /* `raw` goes on the wire in its place */
	FAULT_HANG_UP, /* the client's connection ends in its place */
};

struct fault_match {
	bool any_message; /* else `service` and `message` must be equal */
	uint16_t service;
	uint16_t message;
	enum message_kind kind;
	int client;	    /* -1: any */
	unsigned int nth;   /* only the nth match counts; 0: all */
	unsigned int times; /* acts at most so often; 0: always */
};

struct fault_rule {
	struct fault_rule *next;
	struct fault_match match;
	enum fault_effect effect;
	uint64_t delay_us;
	uint16_t error;
	uint8_t *raw;
	size_t raw_size;
	char *label;	      /* where it was written: "x.lua:12" */
	unsigned int matched; /* how often the match held */
	unsigned int acted;
};

struct fault_rules {
	struct fault_rule *first;
};

/* Appends a copy of `rule`, `raw` and `label` included. */
void fault_add(struct fault_rules *rules, const struct fault_rule *rule);
void fault_clear(struct fault_rules *rules);

/* The rule that acts on `message` now, counted as having acted, or NULL. */
const struct fault_rule *fault_find(
	struct fault_rules *rules, const struct message *message);

const char *fault_effect_name(enum fault_effect effect);
