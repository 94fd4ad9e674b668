/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* schema_dict.h - the schema as a dictionary for libFuzzer and AFL.
 *
 * Both read the same form: a name, an equals sign and bytes in quotes.
 */
#pragma once

#include <stdio.h>

#include "lib/schema.h"

/* Words of all services, or of `only` when it is not NULL. */
void schema_dict(FILE *stream, const struct schema_service *only);
