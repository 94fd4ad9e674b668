/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* modem_test.c - the control service and client ids, as clients see them. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "sim/rig.h"

enum {
	CTL = 0,
	WDS = 1,
	DMS = 2,
	NAS = 3,
	GET_IDS = 0x25,
	SET_OPERATING_MODE = 0x2e,
	ALLOCATE = 0x22,
	RELEASE = 0x23,
	SET_DATA_FORMAT = 0x26,
	SYNC = 0x27,
	PROXY_OPEN = 0xff00,
};

static const char generic[] = "return scenario {}";

static void open_rig(struct rig *rig, const char *scenario)
{
	bool is_open = rig_open(rig, scenario, NULL);

	ck_assert_msg(is_open, "%s", rig->why);
	rig_connect(rig, 0, CHANNEL_PLAIN);
}

/* Sends a request with those TLVs and returns the error of its response. */
static uint16_t call(struct rig *rig, struct message request,
	const uint8_t *tlvs, size_t size)
{
	request.tlvs = tlvs;
	request.tlvs_size = size;
	rig_send(rig, 0, &request);

	return rig_error(rig);
}

static uint16_t ctl(
	struct rig *rig, uint16_t id, const uint8_t *tlvs, size_t size)
{
	return call(rig, (struct message){.id = id}, tlvs, size);
}

static uint16_t get_ids(struct rig *rig, unsigned int channel, uint8_t client)
{
	rig_request(rig, channel, DMS, client, GET_IDS);

	return rig_error(rig);
}

static uint16_t release(struct rig *rig, uint8_t service, uint8_t client)
{
	const uint8_t tlv[] = {0x01, 2, 0, service, client};

	return ctl(rig, RELEASE, tlv, sizeof(tlv));
}

START_TEST(version_info_lists_the_services)
{
	/* What GobiNet sends besides: all services, please. */
	static const uint8_t all[] = {0x01, 1, 0, 0xff};
	struct rig rig;
	struct tlv list;

	open_rig(&rig,
		"return scenario { modem = preset 'generic' {"
		" services = { DMS = { 1, 14 }, [0x190] = { 2, 3 } } } }");
	ck_assert_uint_eq(ctl(&rig, 0x21, all, sizeof(all)), 0);
	ck_assert(
		tlv_find(rig.message.tlvs, rig.message.tlvs_size, 0x01, &list));
	ck_assert_uint_eq(list.size, 1 + 5 * (size_t)list.value[0]);
	for (size_t i = 1; i + 5 < list.size; i += 5)
		ck_assert_uint_lt(list.value[i], list.value[i + 5]);
	ck_assert_uint_eq(list.value[1], CTL);
	ck_assert_mem_eq(&list.value[11], "\x02\x01\x00\x0e\x00", 5);
	rig_close(&rig);
}
END_TEST

START_TEST(an_id_is_given_used_and_released)
{
	struct rig rig;

	open_rig(&rig, generic);
	ck_assert_uint_eq(get_ids(&rig, 0, 1), MODEM_INVALID_CLIENT_ID);
	ck_assert_uint_eq(rig_allocate(&rig, 0, DMS), 1);
	ck_assert_uint_eq(rig_allocate(&rig, 0, DMS), 2);
	ck_assert_uint_eq(rig_allocate(&rig, 0, NAS), 1);
	ck_assert_uint_eq(get_ids(&rig, 0, 1), 0);
	ck_assert_uint_eq(rig.message.client, 1);
	ck_assert_uint_eq(rig.message.id, GET_IDS);
	ck_assert_uint_eq(release(&rig, DMS, 1), 0);
	ck_assert_uint_eq(get_ids(&rig, 0, 1), MODEM_INVALID_CLIENT_ID);
	ck_assert_uint_eq(get_ids(&rig, 0, 2), 0);
	ck_assert_uint_eq(release(&rig, DMS, 1), MODEM_INVALID_CLIENT_ID);
	ck_assert_uint_eq(release(&rig, CTL, 0), MODEM_INVALID_CLIENT_ID);
	ck_assert_uint_eq(release(&rig, 0x77, 1), MODEM_INVALID_CLIENT_ID);
	rig_close(&rig);
}
END_TEST

START_TEST(unknown_ids_are_refused)
{
	static const uint8_t ids[] = {0, 2, 0xfe, 0xff};
	struct rig rig;

	open_rig(&rig, generic);
	rig_allocate(&rig, 0, DMS);
	for (size_t i = 0; i < sizeof(ids); i++) {
		ck_assert_uint_eq(
			get_ids(&rig, 0, ids[i]), MODEM_INVALID_CLIENT_ID);
		ck_assert_uint_eq(rig.message.client, ids[i]);
	}
	rig_request(&rig, 0, 0xe5, 1, 0x20);
	ck_assert_uint_eq(rig_error(&rig), MODEM_INVALID_CLIENT_ID);
	rig_close(&rig);
}
END_TEST

START_TEST(the_control_service_notes_a_client)
{
	struct rig rig;

	open_rig(&rig, generic);
	rig_request(&rig, 0, CTL, 5, 0x21);
	ck_assert_uint_eq(rig_error(&rig), 0);
	ck_assert_ptr_nonnull(strstr(rig.notes, "this is for client 5"));
	rig_close(&rig);
}
END_TEST

START_TEST(services_that_are_not_there_give_no_ids)
{
	static const uint8_t services[] = {CTL, 0x77, 0xff};
	struct rig rig;

	open_rig(&rig, generic);
	for (size_t i = 0; i < sizeof(services); i++) {
		const uint8_t tlv[] = {0x01, 1, 0, services[i]};

		ck_assert_uint_eq(ctl(&rig, ALLOCATE, tlv, sizeof(tlv)),
			MODEM_INVALID_SERVICE_TYPE);
	}
	rig_close(&rig);
}
END_TEST

START_TEST(ids_run_out_per_service)
{
	static const uint8_t dms[] = {0x01, 1, 0, DMS};
	struct rig rig;

	open_rig(&rig,
		"return scenario { modem = preset 'generic' { clients = {"
		" per_service = 3, limits = { NAS = 1, WDS = 0 } } } }");
	for (unsigned int i = 1; i <= 3; i++)
		ck_assert_uint_eq(rig_allocate(&rig, 0, DMS), i);
	ck_assert_uint_eq(ctl(&rig, ALLOCATE, dms, sizeof(dms)),
		MODEM_CLIENT_IDS_EXHAUSTED);
	ck_assert_uint_eq(rig_allocate(&rig, 0, NAS), 1);
	ck_assert_uint_eq(rig_allocate(&rig, 0, NAS), 0);
	ck_assert_uint_eq(rig_allocate(&rig, 0, WDS), 0);
	ck_assert_uint_eq(release(&rig, DMS, 2), 0);
	ck_assert_uint_eq(rig_allocate(&rig, 0, DMS), 2);
	rig_close(&rig);
}
END_TEST

START_TEST(ids_run_out_in_all)
{
	static const uint8_t nas[] = {0x01, 1, 0, NAS};
	struct rig rig;

	open_rig(&rig,
		"return scenario { modem = preset 'generic' {"
		" clients = { total = 2 } } }");
	ck_assert_uint_eq(rig_allocate(&rig, 0, DMS), 1);
	ck_assert_uint_eq(rig_allocate(&rig, 0, WDS), 1);
	ck_assert_uint_eq(ctl(&rig, ALLOCATE, nas, sizeof(nas)),
		MODEM_CLIENT_IDS_EXHAUSTED);
	ck_assert_uint_eq(release(&rig, DMS, 1), 0);
	ck_assert_uint_eq(rig_allocate(&rig, 0, NAS), 1);
	rig_close(&rig);
}
END_TEST

START_TEST(all_254_ids_work)
{
	struct rig rig;

	open_rig(&rig,
		"return scenario { modem = preset 'generic' { clients = {"
		" per_service = 254, total = 1000 } } }");
	for (unsigned int i = 1; i <= 254; i++)
		ck_assert_uint_eq(rig_allocate(&rig, 0, DMS), i);
	ck_assert_uint_eq(rig_allocate(&rig, 0, DMS), 0);
	ck_assert_uint_eq(get_ids(&rig, 0, 254), 0);
	rig_close(&rig);
}
END_TEST

START_TEST(sync_forgets_all_ids)
{
	struct rig rig;

	open_rig(&rig, generic);
	rig_allocate(&rig, 0, DMS);
	rig_allocate(&rig, 0, NAS);
	ck_assert_uint_eq(ctl(&rig, SYNC, NULL, 0), 0);
	ck_assert_uint_eq(get_ids(&rig, 0, 1), MODEM_INVALID_CLIENT_ID);
	ck_assert_uint_eq(script_modem_audit(rig.modem, NULL, NULL), 0);
	ck_assert_uint_eq(rig_allocate(&rig, 0, DMS), 1);
	rig_close(&rig);
}
END_TEST

/* The link protocol that the last response names. */
static unsigned int protocol(const struct rig *rig)
{
	struct tlv tlv;

	if (!tlv_find(rig->message.tlvs, rig->message.tlvs_size, 0x10, &tlv) ||
		tlv.size != 2)
		return 0;

	return tlv.value[0] + 256U * tlv.value[1];
}

START_TEST(the_data_format_is_kept)
{
	static const uint8_t raw_ip[] = {0x01, 1, 0, 0, 0x10, 2, 0, 2, 0};
	static const uint8_t same[] = {0x01, 1, 0, 1};
	static const uint8_t odd[] = {0x01, 1, 0, 0, 0x10, 2, 0, 7, 0};
	static const uint8_t protocol_only[] = {0x10, 2, 0, 1, 0};
	struct rig rig;

	open_rig(&rig, generic);
	ck_assert_uint_eq(ctl(&rig, SET_DATA_FORMAT, same, sizeof(same)), 0);
	ck_assert_uint_eq(protocol(&rig), 1);
	ck_assert_uint_eq(
		ctl(&rig, SET_DATA_FORMAT, raw_ip, sizeof(raw_ip)), 0);
	ck_assert_uint_eq(protocol(&rig), 2);
	ck_assert_uint_eq(ctl(&rig, SET_DATA_FORMAT, odd, sizeof(odd)),
		MODEM_INVALID_DATA_FORMAT);
	ck_assert_uint_eq(ctl(&rig, SET_DATA_FORMAT, protocol_only,
				  sizeof(protocol_only)),
		MODEM_MISSING_ARGUMENT);
	ck_assert_uint_eq(ctl(&rig, SET_DATA_FORMAT, same, sizeof(same)), 0);
	ck_assert_uint_eq(protocol(&rig), 2);
	rig_close(&rig);
}
END_TEST

START_TEST(raw_ip_can_be_refused)
{
	static const uint8_t raw_ip[] = {0x01, 1, 0, 0, 0x10, 2, 0, 2, 0};
	static const uint8_t ethernet[] = {0x01, 1, 0, 0, 0x10, 2, 0, 1, 0};
	struct rig rig;

	open_rig(&rig,
		"return scenario { modem = preset 'generic' {"
		" quirks = { refuses_raw_ip = true } } }");
	ck_assert_uint_eq(ctl(&rig, SET_DATA_FORMAT, raw_ip, sizeof(raw_ip)),
		MODEM_INVALID_DATA_FORMAT);
	ck_assert_uint_eq(
		ctl(&rig, SET_DATA_FORMAT, ethernet, sizeof(ethernet)), 0);
	ck_assert_uint_eq(protocol(&rig), 1);
	rig_close(&rig);
}
END_TEST

START_TEST(the_proxy_dialect_has_its_own_message)
{
	static const uint8_t path[] = {0x01, 3, 0, '/', 'd', 'x'};
	struct rig rig;

	open_rig(&rig, generic);
	ck_assert_uint_eq(ctl(&rig, PROXY_OPEN, path, sizeof(path)),
		MODEM_INVALID_QMI_COMMAND);
	rig_disconnect(&rig, 0);
	rig_connect(&rig, 0, CHANNEL_PROXY);
	ck_assert_uint_eq(ctl(&rig, PROXY_OPEN, path, sizeof(path)), 0);
	ck_assert_uint_eq(
		ctl(&rig, PROXY_OPEN, NULL, 0), MODEM_MISSING_ARGUMENT);
	rig_close(&rig);
}
END_TEST

START_TEST(ids_survive_a_close)
{
	struct rig rig;

	open_rig(&rig, generic);
	rig_allocate(&rig, 0, DMS);
	rig_disconnect(&rig, 0);
	ck_assert_ptr_nonnull(strstr(rig.notes, "keeps: DMS client 1"));
	rig_connect(&rig, 1, CHANNEL_PLAIN);
	ck_assert_uint_eq(get_ids(&rig, 1, 1), 0);
	ck_assert_uint_eq(rig.output->channel, 1);
	rig_close(&rig);
}
END_TEST

START_TEST(ids_can_end_with_the_connection)
{
	struct rig rig;

	open_rig(&rig,
		"return scenario { modem = preset 'generic' {"
		" clients = { survive_close = false } } }");
	rig_connect(&rig, 1, CHANNEL_PLAIN);
	rig_allocate(&rig, 0, DMS);
	rig_allocate(&rig, 1, DMS);
	rig_disconnect(&rig, 0);
	ck_assert_uint_eq(get_ids(&rig, 1, 1), MODEM_INVALID_CLIENT_ID);
	ck_assert_uint_eq(get_ids(&rig, 1, 2), 0);
	rig_close(&rig);
}
END_TEST

START_TEST(an_id_can_be_revoked)
{
	struct modem *modem;
	struct rig rig;
	struct tlv tlv;

	open_rig(&rig, generic);
	modem = script_modem_core(rig.modem);
	rig_allocate(&rig, 0, DMS);
	ck_assert(!modem_revoke(modem, DMS, 2));
	ck_assert(modem_revoke(modem, DMS, 1));
	rig_wait(&rig, 0);
	ck_assert(rig_take(&rig));
	ck_assert(rig.is_message);
	ck_assert_int_eq(rig.message.kind, MESSAGE_INDICATION);
	ck_assert_uint_eq(rig.message.service, CTL);
	ck_assert_uint_eq(rig.message.id, 0x24);
	ck_assert_uint_eq(rig.message.transaction, 0);
	ck_assert(
		tlv_find(rig.message.tlvs, rig.message.tlvs_size, 0x01, &tlv));
	ck_assert_mem_eq(tlv.value, "\x02\x01", 2);
	ck_assert_uint_eq(get_ids(&rig, 0, 1), MODEM_INVALID_CLIENT_ID);
	rig_close(&rig);
}
END_TEST

START_TEST(an_indication_goes_where_its_client_is)
{
	struct modem *modem;
	struct rig rig;

	open_rig(&rig, generic);
	modem = script_modem_core(rig.modem);
	rig_connect(&rig, 1, CHANNEL_PLAIN);
	rig_allocate(&rig, 1, DMS);
	modem_indicate(modem, DMS, 1, 1, NULL, 0);
	rig_wait(&rig, 0);
	ck_assert(rig_take(&rig));
	ck_assert_uint_eq(rig.output->channel, 1);
	ck_assert_uint_eq(rig.message.client, 1);
	ck_assert(!rig_take(&rig));

	modem_indicate(modem, DMS, MESSAGE_CLIENT_BROADCAST, 1, NULL, 0);
	rig_wait(&rig, 0);
	for (int i = 0; i < 2; i++) {
		ck_assert(rig_take(&rig));
		ck_assert_uint_eq(rig.message.client, 0xff);
	}
	ck_assert(!rig_take(&rig));
	rig_close(&rig);
}
END_TEST

START_TEST(indications_can_be_counted)
{
	struct modem *modem;
	struct rig rig;

	open_rig(&rig,
		"return scenario { modem = preset 'generic' {"
		" quirks = { counts_indications = true } } }");
	modem = script_modem_core(rig.modem);
	for (unsigned int i = 1; i <= 3; i++) {
		modem_indicate(modem, DMS, 0xff, 1, NULL, 0);
		rig_wait(&rig, 0);
		ck_assert(rig_take(&rig));
		ck_assert_uint_eq(rig.message.transaction, i);
	}
	modem_indicate(modem, CTL, 0, SYNC, NULL, 0);
	rig_wait(&rig, 0);
	ck_assert(rig_take(&rig));
	ck_assert_uint_eq(rig.message.transaction, 0);
	rig_close(&rig);
}
END_TEST

START_TEST(missing_and_malformed_tlvs_are_refused)
{
	static const uint8_t empty[] = {0x01, 0, 0};
	static const uint8_t overrun[] = {0x01, 9, 0, 1};
	static const uint8_t cut[] = {0x01, 1};
	static const uint8_t rest[] = {0x01, 1, 0, 0, 0x77};
	static const struct message set_mode = {
		.service = DMS, .client = 1, .id = SET_OPERATING_MODE};
	static const struct message allocate = {.id = ALLOCATE};
	const struct message *requests[] = {&set_mode, &allocate};
	struct rig rig;

	open_rig(&rig, generic);
	rig_allocate(&rig, 0, DMS);
	for (size_t i = 0; i < 2; i++) {
		ck_assert_uint_eq(call(&rig, *requests[i], NULL, 0),
			MODEM_MISSING_ARGUMENT);
		ck_assert_uint_eq(
			call(&rig, *requests[i], empty, sizeof(empty)),
			MODEM_MALFORMED_MESSAGE);
		ck_assert_uint_eq(
			call(&rig, *requests[i], overrun, sizeof(overrun)),
			MODEM_MALFORMED_MESSAGE);
		ck_assert_uint_eq(call(&rig, *requests[i], cut, sizeof(cut)),
			MODEM_MALFORMED_MESSAGE);
		ck_assert_uint_eq(call(&rig, *requests[i], rest, sizeof(rest)),
			MODEM_MALFORMED_MESSAGE);
	}
	rig_close(&rig);
}
END_TEST

START_TEST(an_unknown_message_is_that_before_all)
{
	static const uint8_t overrun[] = {0x01, 9, 0, 1};
	struct rig rig;

	open_rig(&rig, generic);
	rig_allocate(&rig, 0, DMS);
	ck_assert_uint_eq(
		call(&rig,
			(struct message){
				.service = DMS, .client = 1, .id = 0x7777},
			overrun, sizeof(overrun)),
		MODEM_INVALID_QMI_COMMAND);
	ck_assert_uint_eq(ctl(&rig, 0x7777, overrun, sizeof(overrun)),
		MODEM_INVALID_QMI_COMMAND);
	ck_assert_uint_eq(ctl(&rig, 0x28, NULL, 0), MODEM_INVALID_QMI_COMMAND);
	rig_close(&rig);
}
END_TEST

START_TEST(the_preset_chooses_the_errors)
{
	static const uint8_t empty[] = {0x01, 0, 0};
	struct rig rig;

	open_rig(&rig,
		"return scenario { modem = preset 'generic' { errors = {"
		" unknown_message = 'NotSupported', malformed = 3,"
		" missing_argument = 'InvalidArgument' } } }");
	ck_assert_uint_eq(ctl(&rig, 0x7777, NULL, 0), 94);
	ck_assert_uint_eq(ctl(&rig, PROXY_OPEN, NULL, 0), 94);
	ck_assert_uint_eq(ctl(&rig, ALLOCATE, NULL, 0), 48);
	ck_assert_uint_eq(ctl(&rig, ALLOCATE, empty, sizeof(empty)), 3);
	rig_close(&rig);
}
END_TEST

static void add_more(TCase *tcase)
{
	tcase_add_test(tcase, the_proxy_dialect_has_its_own_message);
	tcase_add_test(tcase, ids_survive_a_close);
	tcase_add_test(tcase, ids_can_end_with_the_connection);
	tcase_add_test(tcase, an_id_can_be_revoked);
	tcase_add_test(tcase, an_indication_goes_where_its_client_is);
	tcase_add_test(tcase, indications_can_be_counted);
	tcase_add_test(tcase, missing_and_malformed_tlvs_are_refused);
	tcase_add_test(tcase, an_unknown_message_is_that_before_all);
	tcase_add_test(tcase, the_preset_chooses_the_errors);
}

int main(void)
{
	Suite *suite = suite_create("modem");
	TCase *tcase = tcase_create("modem");
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, version_info_lists_the_services);
	tcase_add_test(tcase, an_id_is_given_used_and_released);
	tcase_add_test(tcase, unknown_ids_are_refused);
	tcase_add_test(tcase, the_control_service_notes_a_client);
	tcase_add_test(tcase, services_that_are_not_there_give_no_ids);
	tcase_add_test(tcase, ids_run_out_per_service);
	tcase_add_test(tcase, ids_run_out_in_all);
	tcase_add_test(tcase, all_254_ids_work);
	tcase_add_test(tcase, sync_forgets_all_ids);
	tcase_add_test(tcase, the_data_format_is_kept);
	tcase_add_test(tcase, raw_ip_can_be_refused);
	add_more(tcase);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);

	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
