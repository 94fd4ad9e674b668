/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* ctl_request.h - the words of `qmimic ctl` as requests of the control socket,
 * and its answers as text.
 */
#pragma once

#include <json-c/json.h>
#include <stdbool.h>
#include <stdio.h>

struct ctl_command {
	const char *name;
	const char *arguments; /* for people */
	const char *summary;
	int least; /* how many arguments it takes */
	int most;
	/* Adds the arguments to the request. NULL: it takes none. Returns what
	 * is wrong, or NULL.
	 */
	const char *(*add)(
		struct json_object *request, int argc, char *const *argv);
};

/* The list ends with an entry without name. */
extern const struct ctl_command ctl_commands[];

const struct ctl_command *ctl_command_find(const char *name);

/* Makes a request of words, which begin with the command's name. On failure NULL
 * after a message; the caller frees what is returned.
 */
struct json_object *ctl_request(int argc, char *const *argv);

/* Prints what a command has given. */
void ctl_print(struct json_object *result, FILE *stream);

/* Adds NAME=VALUE, where NAME may have dots, to an object. False: there is no
 * "=", or no name.
 */
bool ctl_add_assignment(struct json_object *object, const char *word);
