/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* truth_call.h - libqmi's setters and getters, as tests/truth_headers.lua found
 * them in its headers.
 *
 * A value in C is described by a tree of types; structs and arrays have the
 * layout of libqmi's headers.
 */
#pragma once

#include <stddef.h>

#include "tests/truth.h"
#include "tests/truth_items.h"

enum call_kind {
	CALL_NUMBER, /* integers, enums and gboolean */
	CALL_REAL,
	CALL_TEXT,
	CALL_ARRAY, /* a GArray of `element` */
	CALL_STRUCT,
};

struct call_type {
	enum call_kind kind;
	size_t size;
	const struct call_type *element;
	const struct call_member *members;
	size_t count;
};

struct call_member {
	const char *name;
	const struct call_type *type;
	size_t offset;
};

/* A parameter of a setter or getter. */
union call_value {
	guint64 number;
	gdouble real;
	const gchar *text;
	GArray *array;
};

/* One setter or getter. */
struct call {
	const char *group; /* "qmi_message_dms_get_ids_output" */
	const char *field; /* "imei" */
	bool is_setter;
	gboolean (*run)(
		gpointer self, union call_value *values, GError **error);
	const struct call_type *const *types;
	size_t count; /* of parameters */
};

enum {
	CALL_VALUES_MAX = 64,
};

/* Ends with a group of NULL. */
extern const struct call calls[];

/* The setter or getter for a TLV, or NULL. */
const struct call *call_find(
	const char *group, const char *field, bool is_setter);

/* Turns items into the parameters of a setter. False: they do not fit; what was
 * made is to be freed all the same.
 */
bool call_values_make(const struct call *call, const struct items *items,
	union call_value *values);
void call_values_free(const struct call *call, union call_value *values);

/* Compares what a getter returned with our items. */
bool call_values_equal(const struct call *call, const struct items *items,
	const union call_value *values);
