/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/ctl_link.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "sim/memory.h"

enum {
	READ_SIZE = 65536
};

int ctl_link_open(struct ctl_link *link, const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int error = 0;

	*link = (struct ctl_link){.descriptor = -1};
	if (strlen(path) >= sizeof(address.sun_path))
		return -ENAMETOOLONG;
	strcpy(address.sun_path, path);
	link->descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (link->descriptor < 0)
		return -errno;
	if (connect(link->descriptor, (const struct sockaddr *)&address,
		    sizeof(address)) < 0)
		error = -errno;
	if (error)
		ctl_link_close(link);

	return error;
}

void ctl_link_close(struct ctl_link *link)
{
	if (link->descriptor >= 0)
		close(link->descriptor);
	free(link->line);
	*link = (struct ctl_link){.descriptor = -1};
}

static int send_all(struct ctl_link *link, const char *text, size_t size)
{
	while (size > 0) {
		ssize_t sent = send(link->descriptor, text, size, MSG_NOSIGNAL);

		if (sent < 0 && errno == EINTR)
			continue;
		if (sent < 0)
			return -errno;
		text += sent;
		size -= (size_t)sent;
	}

	return 0;
}

/* Reads until there is a whole line; returns its size with the end, or -errno.
 */
static ssize_t read_line(struct ctl_link *link)
{
	char *end = NULL;
	size_t seen = 0;

	for (;;) {
		ssize_t got;

		if (link->size > seen)
			end = memchr(
				link->line + seen, '\n', link->size - seen);
		if (end)
			return end + 1 - link->line;
		seen = link->size;
		link->line = memory_grow(link->line, link->size + READ_SIZE, 1);
		got = recv(link->descriptor, link->line + link->size, READ_SIZE,
			0);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got < 0 ? -errno : -ECONNRESET;
		link->size += (size_t)got;
	}
}

int ctl_link_ask(struct ctl_link *link, struct json_object *request,
	struct json_object **answer)
{
	const char *text = json_object_to_json_string_ext(
		request, JSON_C_TO_STRING_PLAIN);
	struct json_tokener *tokener;
	ssize_t size;
	int error = send_all(link, text, strlen(text));

	*answer = NULL;
	if (error == 0)
		error = send_all(link, "\n", 1);
	if (error)
		return error;
	size = read_line(link);
	if (size < 0)
		return (int)size;

	tokener = json_tokener_new_ex(256);
	*answer = json_tokener_parse_ex(tokener, link->line, (int)size);
	json_tokener_free(tokener);
	link->size -= (size_t)size;
	memmove(link->line, link->line + size, link->size);

	return json_object_is_type(*answer, json_type_object) ? 0 : -EPROTO;
}
