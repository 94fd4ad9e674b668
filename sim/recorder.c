/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/recorder.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/frame.h"
#include "lib/redact.h"
#include "sim/memory.h"
#include "sim/pcap.h"
#include "sim/setup.h"

enum {
	WHERE_SIZE = 64,
};

struct recorder {
	struct recorder_options options;
	struct importer *importer;
	struct pcap_writer *pcap;
	size_t count; /* of frames */
};

struct recorder *recorder_new(const struct recorder_options *options)
{
	struct recorder *recorder = memory_alloc(sizeof(*recorder));
	int result;

	recorder->options = *options;
	recorder->importer = importer_new(options->vendor);
	if (!recorder->importer) {
		setup_complain("no memory");
		recorder_free(recorder);
		return NULL;
	}
	if (!options->pcap)
		return recorder;
	result = pcap_open(options->pcap, options->start_us, options->redacts,
		options->vendor, &recorder->pcap);
	if (result < 0) {
		setup_complain("%s: %s", options->pcap, strerror(-result));
		recorder_free(recorder);
		return NULL;
	}

	return recorder;
}

void recorder_free(struct recorder *recorder)
{
	if (!recorder)
		return;

	importer_free(recorder->importer);
	pcap_close(recorder->pcap);
	free(recorder);
}

/* A frame, as the scenario shall know it. */
static void import(struct recorder *recorder, uint64_t now_us,
	const uint8_t *bytes, size_t size)
{
	char where[WHERE_SIZE];
	struct import_note note = {
		.where = where,
		.made_up = "",
		.has_time = true,
		.time_us = now_us,
	};
	struct message message;
	struct frame frame;
	enum status status;
	size_t used;

	snprintf(where, sizeof(where), "frame %zu", recorder->count);
	status = frame_decode(bytes, size, &frame, &used);
	if (status == STATUS_OK)
		status = message_decode(frame.service, frame.client, frame.body,
			frame.body_size, &message);
	if (status == STATUS_OK || status == STATUS_LENGTH_LIES)
		importer_add(recorder->importer, &message, &note);
	if (status != STATUS_OK) {
		char text[2 * WHERE_SIZE];

		snprintf(text, sizeof(text), "%s: %.60s", where,
			status_text(status));
		importer_miss(recorder->importer, text);
	}
}

void recorder_add(struct recorder *recorder, uint64_t now_us, bool from_host,
	const uint8_t *bytes, size_t size)
{
	uint8_t *copy = memory_alloc(size);

	recorder->count++;
	if (recorder->pcap)
		pcap_write(recorder->pcap, now_us - recorder->options.start_us,
			0, from_host, bytes, size);
	memcpy(copy, bytes, size);
	if (recorder->options.redacts)
		redact_frames(copy, size, recorder->options.vendor);
	import(recorder, now_us, copy, size);
	free(copy);
}

void recorder_noise(struct recorder *recorder, bool from_host, size_t size)
{
	char text[WHERE_SIZE];

	snprintf(text, sizeof(text),
		"after frame %zu: %zu bytes of the %s that begin no frame",
		recorder->count, size, from_host ? "host" : "modem");
	importer_miss(recorder->importer, text);
}

bool recorder_write(struct recorder *recorder,
	const struct import_options *options, FILE *stream)
{
	bool is_good = importer_write(recorder->importer, options, stream);
	int result = pcap_close(recorder->pcap);

	recorder->pcap = NULL;
	if (!is_good && importer_failure(recorder->importer))
		setup_complain("%s", importer_failure(recorder->importer));
	if (result < 0)
		setup_complain(
			"%s: %s", recorder->options.pcap, strerror(-result));
	fprintf(stderr, "qmimic: %s\n", importer_summary(recorder->importer));

	return is_good && result == 0;
}
