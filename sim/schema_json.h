/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* schema_json.h - the tables of the schema as JSON.
 *
 * Ownership: what these return is the caller's reference.
 */
#pragma once

#include <json-c/json.h>

#include "lib/schema.h"

/* {"services": [...]} with all services. */
struct json_object *schema_json(void);

struct json_object *schema_json_service(const struct schema_service *service);
struct json_object *schema_json_message(const struct schema_message *message);
