/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/trace.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "lib/text.h"
#include "sim/memory.h"
#include "sim/pcap.h"

static void put_line(struct trace *trace, const char *head, const char *text)
{
	FILE *streams[] = {trace->stream, trace->copy};

	for (size_t i = 0; i < sizeof(streams) / sizeof(streams[0]); i++) {
		if (!streams[i])
			continue;
		fprintf(streams[i], "%4" PRIu64 ".%06" PRIu64 " %s%s\n",
			trace->now_us / 1000000, trace->now_us % 1000000, head,
			text);
		fflush(streams[i]);
	}
}

enum {
	TRACE_HEAD_SIZE = 64
};

static void write_head(
	char *head, const struct trace_tap *tap, const char *arrow)
{
	snprintf(head, TRACE_HEAD_SIZE, "%s%s%s ", tap->name ? tap->name : "",
		tap->name ? " " : "", arrow);
}

static void on_message(void *owner, uint64_t now_us, unsigned int channel,
	bool is_from_host, const struct message *message)
{
	static const enum text_detail details[] = {
		TEXT_LINE, TEXT_FIELDS, TEXT_RAW};
	const struct trace_tap *tap = owner;
	struct trace *trace = tap->trace;
	struct text_options options = {
		.detail = details[trace->verbosity > 2 ? 2 : trace->verbosity],
		.vendor = tap->vendor,
		.redact = trace->redacts,
	};
	char head[TRACE_HEAD_SIZE];
	char *text;
	size_t size;

	trace->messages++;
	trace->now_us = now_us;
	if (!trace->stream && !trace->copy)
		return;

	write_head(head, tap, is_from_host ? "->" : "<-");
	size = text_message(NULL, 0, message, &options) + 1;
	text = memory_alloc(size);
	text_message(text, size, message, &options);
	put_line(trace, head, text);
	free(text);
	(void)channel;
}

static void on_bytes(void *owner, uint64_t now_us, unsigned int channel,
	bool is_from_host, const uint8_t *bytes, size_t size)
{
	const struct trace_tap *tap = owner;
	struct pcap_writer *const *captures = tap->trace->captures;

	for (size_t i = 0; i < TRACE_CAPTURES_MAX; i++)
		if (captures[i])
			pcap_write(captures[i], now_us,
				tap->number << PCAP_MODEM_SHIFT | channel,
				is_from_host, bytes, size);
}

static void on_note(
	void *owner, uint64_t now_us, unsigned int channel, const char *text)
{
	const struct trace_tap *tap = owner;
	char head[TRACE_HEAD_SIZE];

	(void)channel;
	tap->trace->now_us = now_us;
	write_head(head, tap, "--");
	if (tap->trace->shows_notes)
		put_line(tap->trace, head, text);
}

const struct observer trace_observer = {
	.message = on_message,
	.bytes = on_bytes,
	.note = on_note,
};

void trace_print(void *owner, const char *text, size_t size)
{
	struct trace *trace = owner;
	char *line = memory_alloc(size + 1);

	if (trace->clock && *trace->clock > trace->now_us)
		trace->now_us = *trace->clock;
	for (size_t i = 0; i < size; i++)
		line[i] = text[i] >= ' ' && text[i] != 0x7f ? text[i] : '?';
	put_line(trace, "-- ", line);
	free(line);
}
