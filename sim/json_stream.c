/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/json_stream.h"

#include <errno.h>
#include <string.h>

#include "sim/setup.h"

enum {
	CHUNK = 1 << 16,
	VALUE_MAX = 16 << 20, /* bytes of one value's text */
	NESTING_MAX = 40,
};

struct stream {
	const char *name;
	bool (*object)(void *owner, struct json_object *json, size_t line);
	void *owner;
	struct json_tokener *parser;
	size_t line;
	size_t start;	/* line where the value begins */
	size_t pending; /* bytes of the value that is not complete */
	bool is_blank;	/* nothing but blanks since the last value */
};

static void count(struct stream *stream, const char *text, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		if (text[i] == '\n')
			stream->line++;
		if (strchr(" \t\r\n", text[i]) || !stream->is_blank)
			continue;
		stream->is_blank = false;
		stream->start = stream->line;
	}
	stream->pending += size;
}

static bool refuse(const struct stream *stream, const char *reason)
{
	setup_complain("%s: line %zu: %s", stream->name, stream->line, reason);

	return false;
}

/* Reads all values that end in this chunk. */
static bool feed(struct stream *stream, const char *text, size_t size)
{
	while (size > 0) {
		struct json_object *json = json_tokener_parse_ex(
			stream->parser, text, (int)size);
		enum json_tokener_error error = json_tokener_get_error(
			stream->parser);
		size_t used = json_tokener_get_parse_end(stream->parser);
		bool goes_on = true;

		count(stream, text, used);
		if (error != json_tokener_success &&
			error != json_tokener_continue)
			return refuse(stream, json_tokener_error_desc(error));
		if (error == json_tokener_success) {
			goes_on = stream->object(
				stream->owner, json, stream->start);
			json_object_put(json);
			stream->pending = 0;
			stream->is_blank = true;
		}
		if (!goes_on)
			return false;
		if (stream->pending > VALUE_MAX)
			return refuse(stream, "this value is too long");
		text += used;
		size -= used;
	}

	return true;
}

bool json_stream(FILE *file, const char *name,
	bool (*object)(void *owner, struct json_object *json, size_t line),
	void *owner)
{
	struct stream stream = {
		.name = name,
		.object = object,
		.owner = owner,
		.parser = json_tokener_new_ex(NESTING_MAX),
		.line = 1,
		.is_blank = true,
	};
	static char text[CHUNK];
	bool is_good = stream.parser != NULL;
	size_t size;

	json_tokener_set_flags(stream.parser,
		JSON_TOKENER_STRICT | JSON_TOKENER_ALLOW_TRAILING_CHARS);
	while (is_good && (size = fread(text, 1, CHUNK, file)) > 0)
		is_good = feed(&stream, text, size);
	if (is_good && ferror(file)) {
		setup_complain("%s: %s", name, strerror(errno));
		is_good = false;
	}
	/* A number is complete only when something follows it. */
	if (is_good && !stream.is_blank)
		is_good = feed(&stream, " ", 1);
	if (is_good && !stream.is_blank)
		is_good = refuse(&stream, "the last value is not complete");
	json_tokener_free(stream.parser);

	return is_good;
}
