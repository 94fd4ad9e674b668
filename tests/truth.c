/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* truth.c - compares the schema with libqmi-glib, message by message.
 *
 * usage: truth [LIST]
 *
 * LIST, by default tests/truth.list, holds the disagreements that are known,
 * with the reason. One that is not listed fails the test, and so does a listed
 * one that no longer happens. Prints TAP.
 */
#include "tests/truth.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	ROUNDS = 48,
	SEED = 20221121,
};

/* A few rounds with everything, one with the least, then any. */
static enum truth_extent extent_of(int round)
{
	if (round == 0)
		return TRUTH_MUST;

	return round < 5 ? TRUTH_ALL : TRUTH_SOME;
}

/* Libqmi reads some fields of a response only beside one of these errors. */
static uint16_t error_of(int round)
{
	static const char *const names[] = {"None", "CallFailed", "None",
		"ExtendedInternal", "None", "OutOfCall", "None", "WmsCauseCode",
		"None", "AckNotSent"};
	const char *name = names[round % (int)G_N_ELEMENTS(names)];
	uint64_t error = 0;

	if (strcmp(name, "None") != 0 &&
		!schema_value_by_name(&schema_errors, name, &error))
		abort();

	return (uint16_t)error;
}

static uint64_t seed_of(
	const struct schema_message *schema, enum message_kind kind)
{
	return SEED ^ (uint64_t)schema->id << 32 ^
		(uint64_t)schema->service->id << 48 ^
		(uint64_t)schema->vendor << 8 ^ (uint64_t)kind;
}

/* Reads and writes one direction of a message. False: libqmi does not know it.
 */
static bool compare_kind(struct truth_tally *tally,
	const struct schema_message *schema, enum message_kind kind)
{
	struct truth_case *test = g_new0(struct truth_case, 1);
	struct truth_random random = {seed_of(schema, kind)};
	bool is_known = true;

	for (int round = 0; round < ROUNDS && is_known; round++) {
		QmiMessage *message;

		truth_case_build(test, &random, schema, kind, extent_of(round));
		message = truth_case_read(test);
		is_known = truth_print_compare(tally, test, message);
		if (is_known) {
			truth_write_compare(tally, test);
			tally->frames++;
		}
		if (is_known && kind == MESSAGE_INDICATION)
			truth_call_indication(tally, test, message);
		qmi_message_unref(message);
	}
	if (is_known) {
		truth_probe_tlvs(tally, schema, kind);
		tally->messages++;
	} else {
		tally->only_ours++;
	}
	g_free(test);

	return is_known;
}

static void compare_message(
	struct truth_tally *tally, const struct schema_message *schema)
{
	struct truth_case *request = g_new0(struct truth_case, 1);
	struct truth_case *response = g_new0(struct truth_case, 1);
	struct truth_random random = {seed_of(schema, MESSAGE_REQUEST)};
	bool is_callable = compare_kind(tally, schema, MESSAGE_REQUEST) &&
		schema->service->id != MESSAGE_SERVICE_CTL;

	/* The setters of the control service are not installed. */
	compare_kind(tally, schema, MESSAGE_RESPONSE);
	for (int round = 0; round < ROUNDS && is_callable; round++) {
		truth_case_build(request, &random, schema, MESSAGE_REQUEST,
			extent_of(round));
		response->error = error_of(round);
		truth_case_build(response, &random, schema, MESSAGE_RESPONSE,
			extent_of(round));
		truth_call_exchange(tally, request, response);
	}
	g_free(request);
	g_free(response);
}

static void compare_service(
	struct truth_tally *tally, const struct schema_service *service)
{
	for (size_t i = 0; i < service->message_count; i++)
		compare_message(tally, &service->messages[i]);
	for (size_t i = 0; i < service->indication_count; i++)
		compare_kind(
			tally, &service->indications[i], MESSAGE_INDICATION);
	truth_probe_messages(tally, service);
}

static void compare_all(struct truth_tally *tally)
{
	/* Services above 255 have no frames that libqmi 1.32 could read. */
	for (size_t i = 0; i < schema_service_count; i++)
		if (schema_services[i]->id <= 0xff)
			compare_service(tally, schema_services[i]);
	truth_probe_errors(tally);
	truth_tally_finish(tally);
}

/* Prints what is in `left` and not in `right`; returns how much. */
static size_t print_missing(
	const char *title, GHashTable *left, GHashTable *right)
{
	GList *keys = g_list_sort(
		g_hash_table_get_keys(left), (GCompareFunc)strcmp);
	size_t count = 0;

	for (GList *key = keys; key; key = key->next) {
		if (g_hash_table_contains(right, key->data))
			continue;
		printf("# %s: %s\n", title, (const char *)key->data);
		count++;
	}
	g_list_free(keys);

	return count;
}

/* The list is true for one version only. */
static bool is_version_of_list(void)
{
	return QMI_CHECK_VERSION(1, 32, 0) && !QMI_CHECK_VERSION(1, 33, 0);
}

static int report(struct truth_tally *tally)
{
	const char *skip = is_version_of_list() ? ""
						: " # SKIP the list is of 1.32";
	size_t unlisted = print_missing(
		"not listed", tally->seen, tally->known);
	size_t gone = print_missing("no longer so", tally->known, tally->seen);
	size_t differ = g_hash_table_size(tally->seen);

	printf("# libqmi %d.%d.%d: %zu requests, responses and indications in "
	       "%zu messages: %zu values; %zu calls, %zu fields set and %zu "
	       "got; "
	       "%zu disagreements; %zu that only the schema has\n",
		QMI_MAJOR_VERSION, QMI_MINOR_VERSION, QMI_MICRO_VERSION,
		tally->messages, tally->frames, tally->values, tally->calls,
		tally->set, tally->got, differ, tally->only_ours);
	printf("%s 1 - libqmi reads and writes as the schema says%s\n",
		unlisted == 0 ? "ok" : "not ok", skip);
	printf("%s 2 - every listed disagreement is still there%s\n",
		gone == 0 ? "ok" : "not ok", skip);
	printf("%s 3 - there was something to compare\n",
		tally->messages > 500 && tally->values > 50000 ? "ok"
							       : "not ok");
	puts("1..3");

	return (*skip != '\0' || (unlisted == 0 && gone == 0)) &&
			tally->messages > 500
		? EXIT_SUCCESS
		: EXIT_FAILURE;
}

int main(int argc, char **argv)
{
	const char *folder = getenv("srcdir");
	char *list = argc > 1 ? g_strdup(argv[1])
			      : g_build_filename(folder ? folder : ".",
					"tests/truth.list", NULL);
	struct truth_tally tally;
	int status;

	qmi_utils_set_show_personal_info(TRUE);
	truth_tally_open(&tally, list);
	compare_all(&tally);
	status = report(&tally);
	truth_tally_close(&tally);
	g_free(list);

	return status;
}
