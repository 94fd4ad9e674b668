/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* location_client.c - does with libqmi what ModemManager 1.20 does for its
 * location interface (src/mm-shared-qmi.c), by PDS and by LOC, and prints TAP.
 *
 *	location_client DEVICE
 *
 * As ModemManager does, it listens for an indication only after the response.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <libqmi-glib.h>

enum {
	TIMEOUT_S = 10,
	SESSION = 0x10
};

/* One thing that is awaited, and what an indication has said. */
struct waiting {
	GMainLoop *loop;
	GAsyncResult *result;
	QmiLocIndicationStatus status;
	char text[128];
	bool has_come;
};

struct test {
	struct waiting waiting;
	QmiDevice *device;
	QmiClient *client;
	int checks;
	int failures;
};

static void check(
	struct test *test, bool is_good, const char *name, GError *error)
{
	printf("%sok %d - %s\n", is_good ? "" : "not ", ++test->checks, name);
	if (!is_good) {
		test->failures++;
		printf("# %s\n", error ? error->message : "not as it should");
	}
	if (error)
		g_error_free(error);
}

static void come(struct waiting *waiting)
{
	waiting->has_come = true;
	g_main_loop_quit(waiting->loop);
}

static gboolean is_late(gpointer data)
{
	struct waiting *waiting = data;

	g_main_loop_quit(waiting->loop);

	return G_SOURCE_CONTINUE;
}

/* Runs until come(), or false when that takes too long. */
static bool await(struct waiting *waiting)
{
	guint timer = g_timeout_add_seconds(TIMEOUT_S, is_late, waiting);

	waiting->has_come = false;
	g_main_loop_run(waiting->loop);
	g_source_remove(timer);

	return waiting->has_come;
}

static void answered(GObject *source, GAsyncResult *result, gpointer data)
{
	struct waiting *waiting = data;

	(void)source;
	g_set_object(&waiting->result, result);
	come(waiting);
}

static void open_device(struct test *test, const char *path)
{
	struct waiting *waiting = &test->waiting;
	GError *error = NULL;
	GFile *file = g_file_new_for_path(path);

	qmi_device_new(file, NULL, answered, waiting);
	if (await(waiting))
		test->device = qmi_device_new_finish(waiting->result, &error);
	g_object_unref(file);
	check(test, test->device != NULL, "the device is there", error);
	if (!test->device)
		return;

	error = NULL;
	qmi_device_open(test->device, QMI_DEVICE_OPEN_FLAGS_EXPECT_INDICATIONS,
		TIMEOUT_S, NULL, answered, waiting);
	check(test,
		await(waiting) &&
			qmi_device_open_finish(
				test->device, waiting->result, &error),
		"it can be opened", error);
}

static void begin(struct test *test, QmiService service, const char *name)
{
	GError *error = NULL;

	qmi_device_allocate_client(test->device, service, QMI_CID_NONE,
		TIMEOUT_S, NULL, answered, &test->waiting);
	test->client = NULL;
	if (await(&test->waiting))
		test->client = qmi_device_allocate_client_finish(
			test->device, test->waiting.result, &error);
	check(test, test->client != NULL, name, error);
}

static void end(struct test *test)
{
	GError *error = NULL;

	qmi_device_release_client(test->device, test->client,
		QMI_DEVICE_RELEASE_CLIENT_FLAGS_RELEASE_CID, TIMEOUT_S, NULL,
		answered, &test->waiting);
	check(test,
		await(&test->waiting) &&
			qmi_device_release_client_finish(
				test->device, test->waiting.result, &error),
		"the client is released", error);
	g_clear_object(&test->client);
}

/* ASK(pds, set_event_report, PdsSetEventReport, input): sends a request and
 * checks that it succeeds; then `output` is its answer, to be given back by
 * DONE(pds, set_event_report). Used once in a block.
 */
#define ASK(service, name, Name, input) \
	QmiMessage##Name##Output *output = NULL; \
	GError *error = NULL; \
	qmi_client_##service##_##name((gpointer)test->client, input, \
		TIMEOUT_S, NULL, answered, &test->waiting); \
	if (await(&test->waiting)) \
		output = qmi_client_##service##_##name##_finish( \
			(gpointer)test->client, test->waiting.result, &error); \
	check(test, \
		output &&qmi_message_##service##_##name##_output_get_result( \
			output, &error), \
		#service "_" #name, error)
#define DONE(service, name) \
	if (output) \
	qmi_message_##service##_##name##_output_unref(output)

/* A sentence with a fix: "GGA", and quality 1 in its seventh field. */
static void hear(struct waiting *waiting, const char *nmea)
{
	if (nmea && strstr(nmea, "GGA,") && strstr(nmea, ",E,1,")) {
		snprintf(waiting->text, sizeof(waiting->text), "%s", nmea);
		come(waiting);
	}
}

static void pds_event(QmiClientPds *client,
	QmiIndicationPdsEventReportOutput *output, struct waiting *waiting)
{
	const char *nmea = NULL;

	(void)client;
	qmi_indication_pds_event_report_output_get_nmea_position(
		output, &nmea, NULL);
	hear(waiting, nmea);
}

static void loc_nmea(QmiClientLoc *client, QmiIndicationLocNmeaOutput *output,
	struct waiting *waiting)
{
	const char *nmea = NULL;

	(void)client;
	qmi_indication_loc_nmea_output_get_nmea_string(output, &nmea, NULL);
	hear(waiting, nmea);
}

static void check_fix(struct test *test)
{
	check(test,
		await(&test->waiting) &&
			strstr(test->waiting.text,
				",1030.000000,N,02015.000000,E,1,07,"),
		"a sentence says where it is", NULL);
}

static void pds_set_service(struct test *test, bool is_on)
{
	QmiMessagePdsSetGpsServiceStateInput *input =
		qmi_message_pds_set_gps_service_state_input_new();

	qmi_message_pds_set_gps_service_state_input_set_state(
		input, is_on, NULL);
	ASK(pds, set_gps_service_state, PdsSetGpsServiceState, input);
	DONE(pds, set_gps_service_state);
	qmi_message_pds_set_gps_service_state_input_unref(input);
}

static void pds_track(struct test *test)
{
	QmiMessagePdsSetAutoTrackingStateInput *input =
		qmi_message_pds_set_auto_tracking_state_input_new();

	qmi_message_pds_set_auto_tracking_state_input_set_state(
		input, TRUE, NULL);
	ASK(pds, set_auto_tracking_state, PdsSetAutoTrackingState, input);
	DONE(pds, set_auto_tracking_state);
	qmi_message_pds_set_auto_tracking_state_input_unref(input);
}

static void pds_listen(struct test *test)
{
	QmiMessagePdsSetEventReportInput *input =
		qmi_message_pds_set_event_report_input_new();

	qmi_message_pds_set_event_report_input_set_nmea_position_reporting(
		input, TRUE, NULL);
	ASK(pds, set_event_report, PdsSetEventReport, input);
	DONE(pds, set_event_report);
	qmi_message_pds_set_event_report_input_unref(input);
	g_signal_connect(test->client, "event-report", G_CALLBACK(pds_event),
		&test->waiting);
	check_fix(test);
}

static void pds_set_server(struct test *test, const char *wide, guint size)
{
	QmiMessagePdsSetAgpsConfigInput *input =
		qmi_message_pds_set_agps_config_input_new();
	GArray *url = g_array_new(FALSE, FALSE, 1);

	g_array_append_vals(url, wide, size);
	qmi_message_pds_set_agps_config_input_set_network_mode(
		input, QMI_PDS_NETWORK_MODE_UMTS, NULL);
	qmi_message_pds_set_agps_config_input_set_location_server_url(
		input, url, NULL);
	ASK(pds, set_agps_config, PdsSetAgpsConfig, input);
	DONE(pds, set_agps_config);
	g_array_unref(url);
	qmi_message_pds_set_agps_config_input_unref(input);
}

static void pds_get_server(struct test *test, const char *wide, guint size)
{
	QmiMessagePdsGetAgpsConfigInput *input =
		qmi_message_pds_get_agps_config_input_new();
	GArray *url = NULL;

	qmi_message_pds_get_agps_config_input_set_network_mode(
		input, QMI_PDS_NETWORK_MODE_UMTS, NULL);
	ASK(pds, get_agps_config, PdsGetAgpsConfig, input);
	if (output)
		qmi_message_pds_get_agps_config_output_get_location_server_url(
			output, &url, NULL);
	check(test, url && url->len == size && !memcmp(url->data, wide, size),
		"the location server is as it was set", NULL);
	DONE(pds, get_agps_config);
	qmi_message_pds_get_agps_config_input_unref(input);
}

static void by_pds(struct test *test)
{
	static const char wide[] = {0, 's', 0, '.', 0, 'x', 0, ':', 0, '1'};

	begin(test, QMI_SERVICE_PDS, "a client of PDS");
	pds_set_server(test, wide, sizeof(wide));
	pds_get_server(test, wide, sizeof(wide));
	pds_set_service(test, true);
	pds_track(test);
	pds_listen(test);
	pds_set_service(test, false);
	end(test);
}

/* Indications of LOC that only have a status. */
#define STATUS_OF(name) \
	static void loc_##name(QmiClientLoc *client, gpointer output, \
		struct waiting *waiting) \
	{ \
		(void)client; \
		if (qmi_indication_loc_##name##_output_get_indication_status( \
			    output, &waiting->status, NULL)) \
			come(waiting); \
	}

STATUS_OF(set_server)
STATUS_OF(inject_predicted_orbits_data)

static void loc_source(QmiClientLoc *client,
	QmiIndicationLocGetPredictedOrbitsDataSourceOutput *output,
	struct waiting *waiting)
{
	GArray *servers = NULL;

	(void)client;
	if (!qmi_indication_loc_get_predicted_orbits_data_source_output_get_server_list(
		    output, &servers, NULL) ||
		servers->len == 0)
		return;
	snprintf(waiting->text, sizeof(waiting->text), "%s",
		g_array_index(servers, char *, 0));
	come(waiting);
}

static void loc_server(QmiClientLoc *client,
	QmiIndicationLocGetServerOutput *output, struct waiting *waiting)
{
	const char *url = NULL;

	(void)client;
	if (!qmi_indication_loc_get_server_output_get_url(output, &url, NULL))
		return;
	snprintf(waiting->text, sizeof(waiting->text), "%s", url);
	come(waiting);
}

/* Waits for an indication from now on. */
static bool listen_for(
	struct test *test, const char *signal, GCallback callback)
{
	gulong id = g_signal_connect(
		test->client, signal, callback, &test->waiting);
	bool has_come = await(&test->waiting);

	g_signal_handler_disconnect(test->client, id);

	return has_come;
}

static bool is_told(struct test *test, const char *signal, GCallback callback)
{
	test->waiting.status = QMI_LOC_INDICATION_STATUS_TIMEOUT;

	return listen_for(test, signal, callback) &&
		test->waiting.status == QMI_LOC_INDICATION_STATUS_SUCCESS;
}

static void loc_set_server_url(struct test *test)
{
	QmiMessageLocSetServerInput *input =
		qmi_message_loc_set_server_input_new();

	qmi_message_loc_set_server_input_set_server_type(
		input, QMI_LOC_SERVER_TYPE_UMTS_SLP, NULL);
	qmi_message_loc_set_server_input_set_url(input, "slp.example:1", NULL);
	ASK(loc, set_server, LocSetServer, input);
	DONE(loc, set_server);
	qmi_message_loc_set_server_input_unref(input);
	check(test, is_told(test, "set-server", G_CALLBACK(loc_set_server)),
		"the server is set", NULL);
}

static void loc_get_server_url(struct test *test)
{
	QmiMessageLocGetServerInput *input =
		qmi_message_loc_get_server_input_new();

	qmi_message_loc_get_server_input_set_server_type(
		input, QMI_LOC_SERVER_TYPE_UMTS_SLP, NULL);
	qmi_message_loc_get_server_input_set_server_address_type(input,
		QMI_LOC_SERVER_ADDRESS_TYPE_IPV4 |
			QMI_LOC_SERVER_ADDRESS_TYPE_URL,
		NULL);
	ASK(loc, get_server, LocGetServer, input);
	DONE(loc, get_server);
	qmi_message_loc_get_server_input_unref(input);
	check(test,
		listen_for(test, "get-server", G_CALLBACK(loc_server)) &&
			!strcmp(test->waiting.text, "slp.example:1"),
		"and is as it was set", NULL);
}

static void loc_get_source(struct test *test)
{
	ASK(loc, get_predicted_orbits_data_source,
		LocGetPredictedOrbitsDataSource, NULL);
	DONE(loc, get_predicted_orbits_data_source);
	check(test,
		listen_for(test, "get-predicted-orbits-data-source",
			G_CALLBACK(loc_source)) &&
			strstr(test->waiting.text, "http://"),
		"orbits come from servers", NULL);
}

/* Two parts of 1,000 bytes. */
static void loc_inject(struct test *test, guint16 part)
{
	QmiMessageLocInjectPredictedOrbitsDataInput *input =
		qmi_message_loc_inject_predicted_orbits_data_input_new();
	GArray *data = g_array_new(FALSE, TRUE, 1);

	g_array_set_size(data, 1000);
	qmi_message_loc_inject_predicted_orbits_data_input_set_total_size(
		input, 2000, NULL);
	qmi_message_loc_inject_predicted_orbits_data_input_set_total_parts(
		input, 2, NULL);
	qmi_message_loc_inject_predicted_orbits_data_input_set_part_number(
		input, part, NULL);
	qmi_message_loc_inject_predicted_orbits_data_input_set_part_data(
		input, data, NULL);
	ASK(loc, inject_predicted_orbits_data, LocInjectPredictedOrbitsData,
		input);
	DONE(loc, inject_predicted_orbits_data);
	g_array_unref(data);
	qmi_message_loc_inject_predicted_orbits_data_input_unref(input);
	check(test,
		is_told(test, "inject-predicted-orbits-data",
			G_CALLBACK(loc_inject_predicted_orbits_data)),
		"a part is taken", NULL);
}

static void loc_start(struct test *test)
{
	QmiMessageLocStartInput *input = qmi_message_loc_start_input_new();

	qmi_message_loc_start_input_set_session_id(input, SESSION, NULL);
	qmi_message_loc_start_input_set_intermediate_report_state(
		input, QMI_LOC_INTERMEDIATE_REPORT_STATE_DISABLE, NULL);
	qmi_message_loc_start_input_set_fix_recurrence_type(input,
		QMI_LOC_FIX_RECURRENCE_TYPE_REQUEST_PERIODIC_FIXES, NULL);
	ASK(loc, start, LocStart, input);
	DONE(loc, start);
	qmi_message_loc_start_input_unref(input);
}

static void loc_listen(struct test *test)
{
	QmiMessageLocRegisterEventsInput *input =
		qmi_message_loc_register_events_input_new();

	qmi_message_loc_register_events_input_set_event_registration_mask(
		input, QMI_LOC_EVENT_REGISTRATION_FLAG_NMEA, NULL);
	ASK(loc, register_events, LocRegisterEvents, input);
	DONE(loc, register_events);
	qmi_message_loc_register_events_input_unref(input);
	g_signal_connect(
		test->client, "nmea", G_CALLBACK(loc_nmea), &test->waiting);
	check_fix(test);
}

static void loc_stop(struct test *test)
{
	QmiMessageLocStopInput *input = qmi_message_loc_stop_input_new();

	qmi_message_loc_stop_input_set_session_id(input, SESSION, NULL);
	ASK(loc, stop, LocStop, input);
	DONE(loc, stop);
	qmi_message_loc_stop_input_unref(input);
}

static void by_loc(struct test *test)
{
	begin(test, QMI_SERVICE_LOC, "a client of LOC");
	loc_get_source(test);
	loc_inject(test, 1);
	loc_inject(test, 2);
	loc_set_server_url(test);
	loc_get_server_url(test);
	loc_start(test);
	loc_listen(test);
	loc_stop(test);
	end(test);
}

int main(int argc, char **argv)
{
	struct test test = {0};

	if (argc != 2) {
		fprintf(stderr, "usage: location_client DEVICE\n");
		return 99;
	}
	test.waiting.loop = g_main_loop_new(NULL, FALSE);
	open_device(&test, argv[1]);
	if (test.failures == 0) {
		by_pds(&test);
		by_loc(&test);
	}
	printf("1..%d\n", test.checks);

	g_clear_object(&test.device);
	g_clear_object(&test.waiting.result);
	g_main_loop_unref(test.waiting.loop);

	return test.failures != 0;
}
