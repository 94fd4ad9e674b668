/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* modems.c - what many modems in one process cost: memory, and the time of a
 * message, beside one modem alone.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "sim/builtin.h"
#include "sim/memory.h"
#include "sim/script.h"
#include "sim/session.h"

enum {
	MODEMS = 1000,
	MESSAGES = 200000,
	GOAL_MIB = 64
};

struct fleet {
	struct script *script;
	struct script_modem **modems;
	struct session **sessions;
	struct fault_rules rules;
	size_t count;
};

static uint64_t now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);

	return (uint64_t)now.tv_sec * 1000000000U + (uint64_t)now.tv_nsec;
}

static double resident_mib(void)
{
	FILE *file = fopen("/proc/self/statm", "r");
	unsigned long total = 0;
	unsigned long resident = 0;

	if (!file || fscanf(file, "%lu %lu", &total, &resident) != 2)
		resident = 0;
	if (file)
		fclose(file);

	return (double)resident * (double)sysconf(_SC_PAGESIZE) / (1 << 20);
}

static void exchange(struct session *session, const uint8_t *bytes, size_t size)
{
	struct outbox_item *item;
	size_t answers = 0;

	session_received(session, 1000, 0, bytes, size);
	while ((item = session_take(session, 1000))) {
		answers += item->size > 0;
		outbox_item_free(item);
	}
	if (answers != 1) {
		fputs("bench: a modem gave no answer\n", stderr);
		exit(1);
	}
}

/* CTL Allocate CID for DMS, so that client 1 exists. */
static const uint8_t allocate[] = {0x01, 0x0f, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x01, 0x22, 0x00, 0x04, 0x00, 0x01, 0x01, 0x00, 0x02};
static const uint8_t get_ids[] = {0x01, 0x0c, 0x00, 0x00, 0x02, 0x01, 0x00,
	0x01, 0x00, 0x25, 0x00, 0x00, 0x00};

static void fleet_open(struct fleet *fleet, size_t count)
{
	static const struct observer nobody;
	const struct builtin_file *file = builtin_find("default.lua");
	struct script_options options = {.limits = sandbox_default_limits()};
	char *why = NULL;

	*fleet = (struct fleet){.count = count};
	fleet->modems = memory_alloc(count * sizeof(struct script_modem *));
	fleet->sessions = memory_alloc(count * sizeof(struct session *));
	fleet->script = script_new(&options, &why);
	for (size_t i = 0; i < count; i++) {
		fleet->modems[i] = script_modem_new(fleet->script, file->name,
			file->text, &fleet->rules, &why);
		if (!fleet->modems[i]) {
			fprintf(stderr, "bench: %s\n", why);
			exit(1);
		}
		fleet->sessions[i] = session_new(
			script_modem_core(fleet->modems[i]), &fleet->rules,
			&nobody, NULL);
		session_opened(fleet->sessions[i], 0, 0, CHANNEL_PLAIN);
		session_advance(fleet->sessions[i], 0);
		exchange(fleet->sessions[i], allocate, sizeof(allocate));
	}
}

static void fleet_close(struct fleet *fleet)
{
	for (size_t i = 0; i < fleet->count; i++) {
		session_free(fleet->sessions[i]);
		script_modem_free(fleet->modems[i]);
	}
	script_free(fleet->script);
	fault_clear(&fleet->rules);
	free(fleet->modems);
	free(fleet->sessions);
}

static int by_value(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a;
	uint32_t y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* Times every message; `times` is sorted afterwards. */
static void measure(struct fleet *fleet, uint32_t *times)
{
	uint32_t random = 1;

	for (size_t i = 0; i < MESSAGES; i++) {
		struct session *session;
		uint64_t start;

		random = random * 1664525 + 1013904223;
		session = fleet->sessions[(random >> 8) % fleet->count];
		start = now_ns();
		exchange(session, get_ids, sizeof(get_ids));
		times[i] = (uint32_t)(now_ns() - start);
	}
	qsort(times, MESSAGES, sizeof(*times), by_value);
}

static double at(const uint32_t *times, double part)
{
	return times[(size_t)(part * (MESSAGES - 1))] / 1000.0;
}

int main(void)
{
	uint32_t *times = memory_alloc(MESSAGES * sizeof(*times));
	struct fleet one;
	struct fleet many;
	double median_one;
	double median_many;
	double mib;

	fleet_open(&one, 1);
	measure(&one, times);
	measure(&one, times);
	median_one = at(times, 0.5);
	printf("1 modem:     median %.2f us a message, 99.9%% within %.2f us\n",
		median_one, at(times, 0.999));
	fleet_close(&one);

	fleet_open(&many, MODEMS);
	mib = resident_mib();
	measure(&many, times);
	median_many = at(times, 0.5);
	printf("%d modems: median %.2f us a message, 99.9%% within %.2f us, "
	       "slowest %.2f us\n",
		MODEMS, median_many, at(times, 0.999), at(times, 1.0));
	printf("ratio of the medians %.2f (goal: at most 1.5)\n",
		median_many / median_one);
	printf("%d modems take %.1f MiB resident in all, %.1f after the "
	       "messages (goal: under %d)\n",
		MODEMS, mib, resident_mib(), GOAL_MIB);
	fleet_close(&many);
	free(times);

	return 0;
}
