/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/fault.h"

#include <stdlib.h>
#include <string.h>

#include "sim/memory.h"

void fault_add(struct fault_rules *rules, const struct fault_rule *rule)
{
	struct fault_rule *copy = memory_alloc(sizeof(*copy));
	struct fault_rule **end = &rules->first;

	*copy = *rule;
	copy->next = NULL;
	copy->label = memory_string(rule->label ? rule->label : "");
	copy->raw = memory_alloc(rule->raw_size + 1);
	if (rule->raw_size > 0)
		memcpy(copy->raw, rule->raw, rule->raw_size);

	while (*end)
		end = &(*end)->next;
	*end = copy;
}

void fault_clear(struct fault_rules *rules)
{
	while (rules->first) {
		struct fault_rule *rule = rules->first;

		rules->first = rule->next;
		free(rule->raw);
		free(rule->label);
		free(rule);
	}
}

static bool matches(
	const struct fault_match *match, const struct message *message)
{
	if (match->kind != message->kind)
		return false;
	if (match->client >= 0 && match->client != message->client)
		return false;
	if (match->any_message)
		return true;

	return match->service == message->service &&
		match->message == message->id;
}

const struct fault_rule *fault_find(
	struct fault_rules *rules, const struct message *message)
{
	for (struct fault_rule *rule = rules->first; rule; rule = rule->next) {
		if (!matches(&rule->match, message))
			continue;
		rule->matched++;
		if (rule->match.nth && rule->matched != rule->match.nth)
			continue;
		if (rule->match.times && rule->acted >= rule->match.times)
			continue;
		rule->acted++;
		return rule;
	}

	return NULL;
}

const char *fault_effect_name(enum fault_effect effect)
{
	switch (effect) {
	case FAULT_DROP:
		return "drop";
	case FAULT_DELAY:
		return "delay";
	case FAULT_ERROR:
		return "error";
	case FAULT_RAW:
		return "raw";
	case FAULT_HANG_UP:
		return "hang_up";
	}

	return "unknown";
}
