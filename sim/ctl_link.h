/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* ctl_link.h - a connection of `qmimic ctl` to a control socket.
 *
 * Errors: -errno; a line that cannot be read is -EPROTO.
 */
#pragma once

#include <json-c/json.h>
#include <stddef.h>

struct ctl_link {
	int descriptor;
	char *line; /* what has been read */
	size_t size;
};

int ctl_link_open(struct ctl_link *link, const char *path);
void ctl_link_close(struct ctl_link *link);

/* Sends a request and waits for its answer, which the caller frees. */
int ctl_link_ask(struct ctl_link *link, struct json_object *request,
	struct json_object **answer);
