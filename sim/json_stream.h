/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* json_stream.h - JSON objects from a file, one after the other.
 *
 * Errors: a callback that returns false ends the reading. Bad JSON ends it after
 * a message that names the line.
 */
#pragma once

#include <json-c/json.h>
#include <stdbool.h>
#include <stdio.h>

/* Calls `object` for every value; it borrows the value. `line` is where the
 * value begins. True when all of the stream was read and good.
 */
bool json_stream(FILE *stream, const char *name,
	bool (*object)(void *owner, struct json_object *json, size_t line),
	void *owner);
