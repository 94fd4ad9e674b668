/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The interface is that of polkit's reference manual, "D-Bus API": the interface
 * org.freedesktop.PolicyKit1.Authority.
 */
#include "sim/bus_authority.h"

#include <dbus/dbus.h>
#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define NAME "org.freedesktop.PolicyKit1"
#define AUTHORITY NAME ".Authority"
#define PROPERTIES "org.freedesktop.DBus.Properties"

/* What is used of libdbus. */
#define FUNCTIONS(X) \
	X(dbus_bus_register) \
	X(dbus_bus_request_name) \
	X(dbus_connection_flush) \
	X(dbus_connection_open_private) \
	X(dbus_connection_pop_message) \
	X(dbus_connection_read_write) \
	X(dbus_connection_send) \
	X(dbus_connection_set_exit_on_disconnect) \
	X(dbus_message_get_type) \
	X(dbus_message_is_method_call) \
	X(dbus_message_iter_append_basic) \
	X(dbus_message_iter_close_container) \
	X(dbus_message_iter_get_arg_type) \
	X(dbus_message_iter_get_basic) \
	X(dbus_message_iter_init) \
	X(dbus_message_iter_init_append) \
	X(dbus_message_iter_next) \
	X(dbus_message_iter_open_container) \
	X(dbus_message_new_error) \
	X(dbus_message_new_method_return) \
	X(dbus_message_unref)

#define FIELD(name) __typeof__(name) *name;

struct library {
	FUNCTIONS(FIELD)
};

struct authority {
	struct library dbus;
	DBusConnection *connection;
};

static const char *load(struct library *library)
{
	void *opened = dlopen("libdbus-1.so.3", RTLD_NOW | RTLD_LOCAL);

	if (!opened)
		return "libdbus-1.so.3 is not installed";

#define LOAD(name) \
	*(void **)&library->name = dlsym(opened, #name); \
	if (!library->name) \
		return "libdbus-1.so.3 has no " #name;
	FUNCTIONS(LOAD)
#undef LOAD

	return NULL;
}

static const struct property {
	const char *name;
	const char *text; /* NULL: a number */
	dbus_uint32_t number;
} properties[] = {
	{"BackendName", "qmimic", 0},
	{"BackendVersion", "0", 0},
	{"BackendFeatures", NULL, 0},
};

enum {
	PROPERTY_COUNT = sizeof(properties) / sizeof(properties[0]),
};

static void put_value(const struct library *dbus, DBusMessageIter *to,
	const struct property *property)
{
	DBusMessageIter variant;

	if (property->text) {
		dbus->dbus_message_iter_open_container(
			to, DBUS_TYPE_VARIANT, "s", &variant);
		dbus->dbus_message_iter_append_basic(
			&variant, DBUS_TYPE_STRING, &property->text);
	} else {
		dbus->dbus_message_iter_open_container(
			to, DBUS_TYPE_VARIANT, "u", &variant);
		dbus->dbus_message_iter_append_basic(
			&variant, DBUS_TYPE_UINT32, &property->number);
	}
	dbus->dbus_message_iter_close_container(to, &variant);
}

/* AuthorizationResult: is_authorized, is_challenge, details. */
static void put_permission(const struct library *dbus, DBusMessage *answer)
{
	static const dbus_bool_t is_authorized = TRUE;
	static const dbus_bool_t is_challenge = FALSE;
	DBusMessageIter all;
	DBusMessageIter result;
	DBusMessageIter details;

	dbus->dbus_message_iter_init_append(answer, &all);
	dbus->dbus_message_iter_open_container(
		&all, DBUS_TYPE_STRUCT, NULL, &result);
	dbus->dbus_message_iter_append_basic(
		&result, DBUS_TYPE_BOOLEAN, &is_authorized);
	dbus->dbus_message_iter_append_basic(
		&result, DBUS_TYPE_BOOLEAN, &is_challenge);
	dbus->dbus_message_iter_open_container(
		&result, DBUS_TYPE_ARRAY, "{ss}", &details);
	dbus->dbus_message_iter_close_container(&result, &details);
	dbus->dbus_message_iter_close_container(&all, &result);
}

static void put_properties(const struct library *dbus, DBusMessage *answer)
{
	DBusMessageIter all;
	DBusMessageIter list;
	DBusMessageIter entry;

	dbus->dbus_message_iter_init_append(answer, &all);
	dbus->dbus_message_iter_open_container(
		&all, DBUS_TYPE_ARRAY, "{sv}", &list);
	for (size_t i = 0; i < PROPERTY_COUNT; i++) {
		dbus->dbus_message_iter_open_container(
			&list, DBUS_TYPE_DICT_ENTRY, NULL, &entry);
		dbus->dbus_message_iter_append_basic(
			&entry, DBUS_TYPE_STRING, &properties[i].name);
		put_value(dbus, &entry, &properties[i]);
		dbus->dbus_message_iter_close_container(&list, &entry);
	}
	dbus->dbus_message_iter_close_container(&all, &list);
}

/* The property that a Get asks for, or NULL. */
static const struct property *asked(
	const struct library *dbus, DBusMessage *request)
{
	DBusMessageIter at;
	const char *name;

	if (!dbus->dbus_message_iter_init(request, &at) ||
		!dbus->dbus_message_iter_next(&at) ||
		dbus->dbus_message_iter_get_arg_type(&at) != DBUS_TYPE_STRING)
		return NULL;
	dbus->dbus_message_iter_get_basic(&at, &name);
	for (size_t i = 0; i < PROPERTY_COUNT; i++)
		if (strcmp(properties[i].name, name) == 0)
			return &properties[i];

	return NULL;
}

/* Returns the answer to a method call, or NULL when memory is short. */
static DBusMessage *answer_to(const struct library *dbus, DBusMessage *request)
{
	const struct property *property = NULL;
	DBusMessage *answer = dbus->dbus_message_new_method_return(request);
	DBusMessageIter all;

	if (!answer)
		return NULL;
	if (dbus->dbus_message_is_method_call(
		    request, AUTHORITY, "CheckAuthorization")) {
		put_permission(dbus, answer);
		return answer;
	}
	if (dbus->dbus_message_is_method_call(
		    request, AUTHORITY, "CancelCheckAuthorization"))
		return answer;
	if (dbus->dbus_message_is_method_call(request, PROPERTIES, "GetAll")) {
		put_properties(dbus, answer);
		return answer;
	}
	if (dbus->dbus_message_is_method_call(request, PROPERTIES, "Get"))
		property = asked(dbus, request);
	if (property) {
		dbus->dbus_message_iter_init_append(answer, &all);
		put_value(dbus, &all, property);
		return answer;
	}
	dbus->dbus_message_unref(answer);

	return dbus->dbus_message_new_error(request, DBUS_ERROR_UNKNOWN_METHOD,
		"this authority allows everything and knows nothing else");
}

static void serve(const struct authority *self)
{
	const struct library *dbus = &self->dbus;

	while (dbus->dbus_connection_read_write(self->connection, -1)) {
		DBusMessage *request;

		while ((request = dbus->dbus_connection_pop_message(
				self->connection))) {
			DBusMessage *answer = NULL;

			if (dbus->dbus_message_get_type(request) ==
				DBUS_MESSAGE_TYPE_METHOD_CALL)
				answer = answer_to(dbus, request);
			if (answer) {
				dbus->dbus_connection_send(
					self->connection, answer, NULL);
				dbus->dbus_message_unref(answer);
			}
			dbus->dbus_message_unref(request);
		}
		dbus->dbus_connection_flush(self->connection);
	}
}

const char *authority_run(const char *address, int told)
{
	struct authority self;
	const char *why = load(&self.dbus);

	if (why)
		return why;
	self.connection = self.dbus.dbus_connection_open_private(address, NULL);
	if (!self.connection ||
		!self.dbus.dbus_bus_register(self.connection, NULL))
		return "the bus takes no connection";
	self.dbus.dbus_connection_set_exit_on_disconnect(
		self.connection, FALSE);
	if (self.dbus.dbus_bus_request_name(self.connection, NAME,
		    DBUS_NAME_FLAG_DO_NOT_QUEUE,
		    NULL) != DBUS_REQUEST_NAME_REPLY_PRIMARY_OWNER)
		return "the bus refuses the name " NAME;
	dprintf(told, AUTHORITY_READY "\n");
	serve(&self);

	return NULL;
}
