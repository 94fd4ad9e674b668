/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sim/endpoint.h"

#include <errno.h>
#include <string.h>

#include "sim/endpoint_fd.h"
#include "sim/endpoint_pty.h"
#include "sim/endpoint_unix.h"

const struct endpoint_ops *const endpoint_kinds[] = {
	&endpoint_pty,
	&endpoint_unix,
	&endpoint_proxy,
	&endpoint_preload,
	&endpoint_fd,
	NULL,
};

static const struct endpoint_ops *find_kind(const char *spec, size_t size)
{
	const struct endpoint_ops *const *kind = endpoint_kinds;

	while (*kind &&
		(strlen((*kind)->name) != size ||
			memcmp((*kind)->name, spec, size) != 0))
		kind++;

	return *kind;
}

static const char *explain(const struct endpoint_ops *kind, int error)
{
	const char *why = kind->explain ? kind->explain(error) : NULL;

	return why ? why : strerror(-error);
}

int endpoint_open(struct ev_loop *loop, const char *spec,
	const struct endpoint_events *events, void *owner,
	struct endpoint **endpoint, const char **why)
{
	size_t size = strcspn(spec, ":");
	const char *address = spec[size] ? spec + size + 1 : NULL;
	const struct endpoint_ops *kind = find_kind(spec, size);
	int error;

	*endpoint = NULL;
	if (!kind) {
		*why = "no such kind of endpoint; there are pty[:PATH], "
		       "unix:PATH, proxy, preload:PATH and fd:N";
		return -EINVAL;
	}
	if (address && !*address)
		address = NULL;
	if (!address && kind->argument && kind->argument[0] != '[') {
		*why = "the address is missing, as in unix:PATH or fd:N";
		return -EINVAL;
	}

	error = kind->open(loop, address, events, owner, endpoint);
	if (error)
		*why = explain(kind, error);

	return error;
}
