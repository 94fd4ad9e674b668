/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* control_testing.h - a modem with somebody at its control socket. For tests. */
#pragma once

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "sim/control_protocol.h"
#include "sim/rig.h"

enum {
	SAID_SIZE = 1 << 20
};

struct bench {
	struct rig rig;
	struct control_modem modem;
	struct control *control;
	struct control_talk *talk;
	bool is_stopped;
	char said[SAID_SIZE];
};

static inline void on_line(void *owner, const char *line, size_t size)
{
	struct bench *bench = owner;
	size_t used = strlen(bench->said);

	ck_assert_uint_gt(size, 0);
	ck_assert_int_eq(line[size - 1], '\n');
	ck_assert_uint_lt(used + size, SAID_SIZE);
	memcpy(bench->said + used, line, size);
	bench->said[used + size] = '\0';
}

static inline void on_advance(void *owner)
{
	struct bench *bench = owner;

	rig_wait(&bench->rig, 0);
}

static inline void on_stop(void *owner)
{
	struct bench *bench = owner;

	bench->is_stopped = true;
}

static inline struct bench *open_bench(const char *scenario)
{
	static const struct control_ops ops = {on_advance, on_stop};
	struct bench *bench = calloc(1, sizeof(*bench));

	ck_assert_msg(
		rig_open(&bench->rig, scenario, NULL), "%s", bench->rig.why);
	bench->modem.modem = bench->rig.modem;
	bench->control = control_new(&bench->modem, 1, &ops, bench);
	bench->talk = control_talk_new(bench->control, on_line, bench);

	return bench;
}

static inline void close_bench(struct bench *bench)
{
	control_talk_free(bench->talk);
	control_free(bench->control);
	rig_close(&bench->rig);
	free(bench);
}

static inline bool feed(struct bench *bench, const char *text)
{
	return control_talk_feed(
		bench->talk, (const uint8_t *)text, strlen(text));
}

/* Says a line and compares what comes. */
static inline void expect(
	struct bench *bench, const char *line, const char *said)
{
	bench->said[0] = '\0';
	ck_assert(feed(bench, line));
	ck_assert(feed(bench, "\n"));
	ck_assert_str_eq(bench->said, said);
}
