/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* fuzz_import.c - whatever is imported, a scenario comes out, and it loads.
 *
 * The input is frames in a row; bytes between them are what could not be read.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lauxlib.h>

#include "fuzz/require.h"
#include "lib/frame.h"
#include "lib/message.h"
#include "sim/script_import.h"

static void add(struct importer *importer, const struct frame *frame, size_t at)
{
	struct message message;
	char where[32];
	struct import_note note = {
		.where = where,
		.made_up = frame->flags & 1 ? "info, imei" : "",
		.is_rebuilt = (frame->flags & 2) != 0,
		.has_time = true,
		.time_us = at * 1000,
	};
	enum status status = message_decode(frame->service, frame->client,
		frame->body, frame->body_size, &message);

	snprintf(where, sizeof(where), "byte %zu", at);
	if (status == STATUS_OK || status == STATUS_LENGTH_LIES)
		importer_add(importer, &message, &note);
}

/* What was written is Lua. */
static void load(const char *text, size_t size)
{
	lua_State *lua = luaL_newstate();

	require(luaL_loadbufferx(lua, text, size, "=import", "t") == LUA_OK);
	lua_close(lua);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct import_options options = {
		.source = "a\nrecording",
		.preset = "generic",
		.version = "0",
		.keeps_delays = size % 2 == 0,
	};
	struct importer *importer = importer_new(0x1199);
	const uint8_t *at = data;
	size_t left = size;
	char *text = NULL;
	size_t text_size = 0;
	FILE *stream = open_memstream(&text, &text_size);

	require(importer != NULL && stream != NULL);
	while (left > 0) {
		struct frame frame;
		size_t used;

		if (frame_decode(at, left, &frame, &used) == STATUS_OK) {
			add(importer, &frame, (size_t)(at - data));
		} else {
			char noise[2] = {(char)*at, '\0'};

			importer_miss(importer, noise);
			used = 1;
		}
		at += used;
		left -= used;
	}
	require(importer_write(importer, &options, stream));
	fclose(stream);
	load(text, text_size);
	free(text);
	importer_free(importer);

	return 0;
}
