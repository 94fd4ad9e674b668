/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* truth_call.c - lets libqmi's own functions make and read messages.
 *
 * The functions of a client hand their request to the device and take the
 * response from it. The functions between client and device are defined here as
 * well, in front of those of the library, so that no device is needed: the
 * request is kept, and the response is what the test wants read.
 */
#include "tests/truth_call.h"

#include <ctype.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#define EXPORTED __attribute__((visibility("default")))

/* A call that is under way. Libqmi's callbacks carry nothing of ours, so it
 * hangs on the thread.
 */
struct exchange {
	QmiMessage *request;  /* what libqmi made, or NULL */
	QmiMessage *response; /* what it is to read; borrowed */
	GAsyncResult *result;
};

static GPrivate under_way;

EXPORTED gboolean qmi_client_is_valid(QmiClient *self)
{
	return TRUE;
}

EXPORTED void qmi_device_command_full(QmiDevice *self, QmiMessage *message,
	QmiMessageContext *context, guint timeout, GCancellable *cancellable,
	GAsyncReadyCallback callback, gpointer user_data)
{
	struct exchange *exchange = g_private_get(&under_way);

	exchange->request = qmi_message_ref(message);
	callback(NULL, NULL, user_data);
}

EXPORTED QmiMessage *qmi_device_command_full_finish(
	QmiDevice *self, GAsyncResult *result, GError **error)
{
	struct exchange *exchange = g_private_get(&under_way);

	return qmi_message_ref(exchange->response);
}

EXPORTED void qmi_device_command_abortable(QmiDevice *self, QmiMessage *message,
	QmiMessageContext *context, guint timeout,
	QmiDeviceCommandAbortableBuildRequestFn build,
	QmiDeviceCommandAbortableParseResponseFn parse, gpointer parse_data,
	GDestroyNotify parse_data_free, GCancellable *cancellable,
	GAsyncReadyCallback callback, gpointer user_data)
{
	qmi_device_command_full(self, message, context, timeout, cancellable,
		callback, user_data);
	if (parse_data_free)
		parse_data_free(parse_data);
}

EXPORTED QmiMessage *qmi_device_command_abortable_finish(
	QmiDevice *self, GAsyncResult *result, GError **error)
{
	return qmi_device_command_full_finish(self, result, error);
}

/* "Get IDs" is "get_ids", as in the names of libqmi's functions. */
static char *symbol(const char *format, const struct schema_message *message)
{
	char *service = g_ascii_strdown(message->service->name, -1);
	char *name = g_ascii_strdown(message->name, -1);
	char *whole;

	for (char *at = name; *at; at++)
		if (!isalnum((unsigned char)*at))
			*at = '_';
	whole = g_strdup_printf(format, service, name);
	g_free(service);
	g_free(name);

	return whole;
}

/* ISO C does not convert a pointer to data into one to a function. */
static bool find(const char *name, void *function)
{
	void *found = dlsym(RTLD_DEFAULT, name);

	memcpy(function, &found, sizeof(found));

	return found != NULL;
}

/* find() of a name made from a message's. */
static bool find_of(const char *format, const struct schema_message *message,
	void *function)
{
	char *name = symbol(format, message);
	bool is_found = find(name, function);

	g_free(name);

	return is_found;
}

static QmiClient *new_client(const struct schema_message *message)
{
	char *service = g_ascii_strdown(message->service->name, -1);
	char *name = g_strdup_printf("qmi_client_%s_get_type", service);
	GType (*get_type)(void);
	QmiClient *client = NULL;

	if (find(name, &get_type))
		client = g_object_new(get_type(), QMI_CLIENT_SERVICE,
			(QmiService)message->service->id, QMI_CLIENT_CID, 3,
			NULL);
	g_free(service);
	g_free(name);

	return client;
}

static void keep_result(GObject *source, GAsyncResult *result, gpointer data)
{
	struct exchange *exchange = data;

	exchange->result = g_object_ref(result);
}

/* Calls the client's function. False: libqmi has none. */
static bool call_client(struct exchange *exchange, QmiClient *client,
	const struct schema_message *message, gpointer input)
{
	void (*function)(QmiClient *, gpointer, guint, GCancellable *,
		GAsyncReadyCallback, gpointer);

	if (!find_of("qmi_client_%s_%s", message, &function))
		return false;

	g_private_set(&under_way, exchange);
	function(client, input, 1, NULL, keep_result, exchange);
	while (!exchange->result)
		g_main_context_iteration(NULL, TRUE);

	return true;
}

/* The output, or NULL when libqmi refused the response. */
static gpointer finish_client(struct exchange *exchange, QmiClient *client,
	const struct schema_message *message, GError **error)
{
	gpointer (*function)(QmiClient *, GAsyncResult *, GError **);

	if (!find_of("qmi_client_%s_%s_finish", message, &function))
		abort();

	return function(client, exchange->result, error);
}

static void exchange_clear(struct exchange *exchange)
{
	if (exchange->request)
		qmi_message_unref(exchange->request);
	g_clear_object(&exchange->result);
}

static struct tlv_walk walk_of(const struct truth_case *test)
{
	return tlv_walk(test->frame + test->header_size,
		test->size - test->header_size);
}

/* Parameters of setters. Libqmi copies no arrays, so they live as long as the
 * input.
 */
struct given {
	const struct call *call;
	union call_value values[CALL_VALUES_MAX];
};

static void given_free(gpointer data)
{
	struct given *given = data;

	call_values_free(given->call, given->values);
	g_free(given);
}

/* A request's input. */
struct input {
	gpointer object;   /* libqmi's, or NULL */
	bool was_set[256]; /* by type of the TLV */
	GPtrArray *given;
};

/* Sets one field of a request. False: there is no setter or it refused. */
static bool set_field(struct truth_tally *tally, const struct truth_case *test,
	struct input *input, const char *group, const struct tlv *tlv)
{
	const struct schema_tlv *schema = schema_tlv_by_id(
		&test->schema->bodies[test->kind], tlv->type);
	const struct call *call = call_find(group, schema->field.name, true);
	struct given *given;
	struct items items = {0};
	bool good = false;

	if (!call)
		return false;
	given = g_new0(struct given, 1);
	given->call = call;
	g_ptr_array_add(input->given, given);
	items_decode(&items, &schema->field, tlv);
	if (!call_values_make(call, &items, given->values))
		truth_differ(tally, "%s %s: another shape for its setter",
			group, schema->field.name);
	else if (!call->run(input->object, given->values, NULL))
		truth_differ(tally, "%s %s: its setter refuses", group,
			schema->field.name);
	else
		good = true;
	items_clear(&items);

	return good;
}

/* Compares what libqmi made with our TLVs; `was_set` says which are there. */
static void compare_request(struct truth_tally *tally,
	const struct truth_case *test, QmiMessage *request, const bool *was_set)
{
	char *name = truth_case_name(test);
	struct tlv_walk walk = walk_of(test);
	struct tlv tlv;

	while (tlv_next(&walk, &tlv) == STATUS_OK) {
		guint16 size = 0;
		const guint8 *bytes;

		if (!was_set[tlv.type])
			continue;
		bytes = qmi_message_get_raw_tlv(request, tlv.type, &size);
		if (!bytes || size != tlv.size ||
			memcmp(bytes, tlv.value, size) != 0)
			truth_differ(tally,
				"%s 0x%02X: libqmi sets it "
				"otherwise",
				name, tlv.type);
		tally->set++;
	}
	if (qmi_message_get_message_id(request) != test->schema->id)
		truth_differ(tally, "%s: libqmi has another id", name);
	g_free(name);
}

/* Fills the input of the request `test`, if libqmi has one. */
static void make_input(struct truth_tally *tally, const struct truth_case *test,
	struct input *input)
{
	char *group = symbol("qmi_message_%s_%s_input", test->schema);
	struct tlv_walk walk = walk_of(test);
	gpointer (*new_input)(void);
	struct tlv tlv;

	if (find_of("qmi_message_%s_%s_input_new", test->schema, &new_input))
		input->object = new_input();
	while (input->object && tlv_next(&walk, &tlv) == STATUS_OK)
		input->was_set[tlv.type] = set_field(
			tally, test, input, group, &tlv);
	g_free(group);
}

/* Compares what one getter returns with our value. A getter may find nothing,
 * since libqmi reads some TLVs only beside a certain error or value; over all
 * rounds it has to find each.
 */
static void get_field(struct truth_tally *tally, const struct truth_case *test,
	const char *group, gpointer output, const struct tlv *tlv)
{
	union call_value values[CALL_VALUES_MAX] = {{0}};
	const struct schema_tlv *schema = schema_tlv_by_id(
		&test->schema->bodies[test->kind], tlv->type);
	const struct call *call = call_find(group, schema->field.name, false);
	struct items items = {0};
	char *what;

	if (!call)
		return;
	what = g_strdup_printf("%s %s", group, schema->field.name);
	items_decode(&items, &schema->field, tlv);
	if (call->run(output, values, NULL)) {
		tally->got++;
		g_hash_table_add(tally->found, g_strdup(what));
		if (!call_values_equal(call, &items, values))
			truth_differ(tally, "%s: its getter has another value",
				what);
	}
	items_clear(&items);
	g_hash_table_add(tally->sought, what);
}

static void compare_output(struct truth_tally *tally,
	const struct truth_case *test, const char *group, gpointer output)
{
	struct tlv_walk walk = walk_of(test);
	struct tlv tlv;

	while (tlv_next(&walk, &tlv) == STATUS_OK)
		if (test->kind != MESSAGE_RESPONSE ||
			tlv.type != MESSAGE_TLV_RESULT)
			get_field(tally, test, group, output, &tlv);
}

/* Frees an input or an output, of which `format` names the function. */
static void unref(const char *format, const struct schema_message *message,
	gpointer object)
{
	void (*function)(gpointer);

	if (object && find_of(format, message, &function))
		function(object);
}

static void compare_response(struct truth_tally *tally,
	const struct truth_case *test, QmiClient *client,
	struct exchange *exchange)
{
	char *group = symbol("qmi_message_%s_%s_output", test->schema);
	GError *error = NULL;
	gpointer output = finish_client(exchange, client, test->schema, &error);

	if (output)
		compare_output(tally, test, group, output);
	else
		truth_differ(tally, "%s: libqmi refuses it: %s", group,
			error->message);
	unref("qmi_message_%s_%s_output_unref", test->schema, output);
	g_clear_error(&error);
	g_free(group);
}

void truth_call_exchange(struct truth_tally *tally,
	const struct truth_case *request, const struct truth_case *response)
{
	QmiClient *client = new_client(request->schema);
	struct exchange exchange = {.response = truth_case_read(response)};
	struct input input = {
		.given = g_ptr_array_new_with_free_func(given_free)};
	GError *error = NULL;

	make_input(tally, request, &input);
	if (client &&
		call_client(&exchange, client, request->schema, input.object)) {
		tally->calls++;
		if (exchange.request) {
			compare_request(tally, request, exchange.request,
				input.was_set);
			compare_response(tally, response, client, &exchange);
		} else {
			char *name = truth_case_name(request);

			finish_client(
				&exchange, client, request->schema, &error);
			truth_differ(tally, "%s: libqmi refuses it: %s", name,
				error->message);
			g_clear_error(&error);
			g_free(name);
		}
	}
	unref("qmi_message_%s_%s_input_unref", request->schema, input.object);
	g_ptr_array_unref(input.given);
	qmi_message_unref(exchange.response);
	exchange_clear(&exchange);
	g_clear_object(&client);
}

/* A signal that is being waited for. */
struct hearing {
	struct truth_tally *tally;
	const struct truth_case *test;
	bool was_heard;
};

static void hear_output(QmiClient *client, gpointer output, gpointer data)
{
	struct hearing *hearing = data;
	char *group = symbol(
		"qmi_indication_%s_%s_output", hearing->test->schema);

	hearing->was_heard = true;
	compare_output(hearing->tally, hearing->test, group, output);
	g_free(group);
}

static void hear_nothing(QmiClient *client, gpointer data)
{
	struct hearing *hearing = data;

	hearing->was_heard = true;
}

void truth_call_indication(struct truth_tally *tally,
	const struct truth_case *test, QmiMessage *message)
{
	struct hearing hearing = {.tally = tally, .test = test};
	QmiClient *client = new_client(test->schema);
	char *name = symbol("%.0s%s", test->schema);
	GSignalQuery query = {0};
	guint signal = client ? g_signal_lookup(g_strdelimit(name, "_", '-'),
					G_OBJECT_TYPE(client))
			      : 0;

	if (signal != 0) {
		g_signal_query(signal, &query);
		g_signal_connect(client, query.signal_name,
			query.n_params > 0 ? G_CALLBACK(hear_output)
					   : G_CALLBACK(hear_nothing),
			&hearing);
		QMI_CLIENT_GET_CLASS(client)->process_indication(
			client, message);
		tally->calls++;
		if (!hearing.was_heard)
			truth_differ(tally,
				"%s %s: libqmi refuses the "
				"indication",
				test->schema->service->name,
				test->schema->name);
	}
	g_clear_object(&client);
	g_free(name);
}
