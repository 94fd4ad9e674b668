/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* schema_index.h - the generated index of services, for schema.c only.
 *
 * Constant, like everything it leads to.
 */
#pragma once

#include "lib/schema.h"

/* The service of every 8-bit id, or NULL. Larger ids are found in
 * schema_services[].
 */
extern const struct schema_service *const schema_service_slots[256];
