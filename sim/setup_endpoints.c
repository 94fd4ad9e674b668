/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* setup_endpoints.c - which endpoint of the options is which modem's. */
#include <ctype.h>
#include <errno.h>
#include <string.h>

#include "sim/setup_parts.h"

/* The size of NAME in "NAME=SPEC"; 0: there is no name. */
static size_t name_size(const char *argument)
{
	size_t size = 0;

	while (isalnum((unsigned char)argument[size]) ||
		(size > 0 && argument[size] && strchr("_-", argument[size])))
		size++;

	return argument[size] == '=' ? size : 0;
}

/* The modem that an endpoint names. NULL after a message. */
static struct setup_modem *named_modem(
	struct setup *setup, const char *argument)
{
	size_t size = name_size(argument);

	for (size_t i = 0; i < setup->modem_count; i++) {
		const char *name = setup->modems[i].name;

		if (name && strlen(name) == size &&
			memcmp(name, argument, size) == 0)
			return &setup->modems[i];
	}
	if (!setup->modems[0].name)
		setup_complain("--endpoint %s: the scenario's modem has no "
			       "name",
			argument);
	else
		setup_complain("--endpoint %s: no modem %.*s in %s", argument,
			(int)size, argument, setup->name);

	return NULL;
}

/* The modem of an endpoint without a name. NULL after a message. */
static struct setup_modem *unnamed_modem(struct setup *setup, size_t place)
{
	const struct setup_options *options = &setup->options;
	const char *argument = options->endpoints[place];

	if (setup->modem_count == 1)
		return &setup->modems[0];
	if (options->device) {
		setup_complain("--endpoint %s: say whose, such as %s=%s",
			argument, setup->modems[0].name, argument);
		return NULL;
	}
	if (options->endpoint_count == setup->modem_count)
		return &setup->modems[place];

	setup_complain("%s has %zu modems and there are %zu endpoints: give "
		       "one for each, or name them, such as %s=%s",
		setup->name, setup->modem_count, options->endpoint_count,
		setup->modems[0].name, argument);

	return NULL;
}

static int open_endpoint(
	struct setup_modem *modem, const char *spec, const char *argument)
{
	const char *why = NULL;
	int result = host_open(modem->host, spec, &why);

	if (result == 0)
		return 0;

	setup_complain(
		"--endpoint %s: %s", argument, why ? why : strerror(-result));

	return result == -EINVAL ? VERDICT_USAGE : VERDICT_ENVIRONMENT;
}

/* Names are for all or for none. */
static bool check_names(const struct setup_options *options)
{
	size_t named = 0;

	for (size_t i = 0; i < options->endpoint_count; i++)
		named += name_size(options->endpoints[i]) > 0;
	if (named == 0 || named == options->endpoint_count)
		return true;

	setup_complain("--endpoint: either all have the name of their modem or "
		       "none");

	return false;
}

/* Every modem must be in reach. */
static bool check_reach(const struct setup *setup)
{
	for (size_t i = 0; i < setup->modem_count; i++) {
		const struct setup_modem *modem = &setup->modems[i];

		if (host_endpoint_count(modem->host) > 0)
			continue;
		setup_complain("modem %s has no endpoint: say --endpoint "
			       "%s=SPEC",
			modem->name, modem->name);
		return false;
	}

	return true;
}

static int open_argument(struct setup *setup, size_t place)
{
	const char *argument = setup->options.endpoints[place];
	size_t size = name_size(argument);
	struct setup_modem *modem = size > 0 ? named_modem(setup, argument)
					     : unnamed_modem(setup, place);

	if (!modem)
		return VERDICT_USAGE;

	return open_endpoint(
		modem, argument + (size > 0 ? size + 1 : 0), argument);
}

int setup_open_endpoints(struct setup *setup)
{
	const struct setup_options *options = &setup->options;
	int result = 0;

	if (!check_names(options))
		return VERDICT_USAGE;
	for (size_t i = 0; options->device && i < setup->modem_count; i++) {
		result = open_endpoint(
			&setup->modems[i], options->device, options->device);
		if (result != 0)
			return result;
	}
	for (size_t i = 0; i < options->endpoint_count; i++) {
		result = open_argument(setup, i);
		if (result != 0)
			return result;
	}

	return check_reach(setup) ? 0 : VERDICT_USAGE;
}
