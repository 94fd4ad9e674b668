/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/words.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/schema.h"
#include "sim/setup.h"

static bool parse(const char *text, unsigned long most, uint16_t *value)
{
	unsigned long number;
	char *end;

	errno = 0;
	number = strtoul(text, &end, 0);
	if (text[0] < '0' || text[0] > '9' || *end != '\0' || errno != 0 ||
		number > most)
		return false;
	*value = (uint16_t)number;

	return true;
}

bool words_number(
	const char *option, const char *text, uint16_t most, uint16_t *value)
{
	if (parse(text, most, value))
		return true;

	setup_complain(
		"%s %s: expected a number from 0 to %u", option, text, most);

	return false;
}

bool words_usb(const char *option, const char *text, uint16_t *vendor,
	uint16_t *product)
{
	unsigned int ids[2];
	int used = 0;

	if (sscanf(text, "%4x:%4x%n", &ids[0], &ids[1], &used) == 2 &&
		text[used] == '\0' && ids[0] != 0) {
		*vendor = (uint16_t)ids[0];
		*product = (uint16_t)ids[1];
		return true;
	}
	setup_complain(
		"%s %s: say VENDOR:PRODUCT, such as 1199:9071", option, text);

	return false;
}

static const char *candidate(const void *owner, size_t index)
{
	(void)owner;

	return index < schema_service_count ? schema_services[index]->name
					    : NULL;
}

bool words_service(const char *text, uint16_t *service)
{
	const struct schema_service *found = schema_service_by_name(text);
	const char *nearest;

	if (found) {
		*service = found->id;
		return true;
	}
	if (parse(text, 0xffff, service))
		return true;

	nearest = schema_nearest(text, candidate, NULL);
	setup_complain("--service %s: no such service%s%s%s", text,
		nearest ? "; did you mean " : "", nearest ? nearest : "",
		nearest ? "?" : "; see qmimic schema");

	return false;
}

int words_finish(int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;

	setup_complain("standard output: %s", strerror(errno));

	return VERDICT_ENVIRONMENT;
}
