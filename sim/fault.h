/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* fault.h - where the rules that make a good modem misbehave get at messages.
 *
 * What a rule matches and does is the business of whoever keeps the rules: the
 * scripting side (sim/runtime/fault*.lua by way of sim/script_fault.c). The
 * session shows it each message once: a request before it changes any state, a
 * response or an indication before it is framed.
 *
 * Ownership: the session borrows the rules, the rules their owner.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "lib/message.h"
#include "sim/outbox.h"

struct fault_ops {
	/* True: the message goes on as it is, after what was added to `out`.
	 * False: only what was added to `out` does. Times of items are those of
	 * the modem; a message of kind request is one that the modem hears.
	 */
	bool (*filter)(void *owner, unsigned int channel,
		const struct message *message, struct outbox *out);
	void (*opened)(void *owner, unsigned int channel);
};

struct fault_rules {
	const struct fault_ops *ops; /* NULL: there are no rules */
	void *owner;
};

/* Forgets the rules. */
static inline void fault_clear(struct fault_rules *rules)
{
	*rules = (struct fault_rules){0};
}
