/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <stdlib.h>

#include "sim/clients.h"

static uint8_t add(struct clients *clients, uint16_t service)
{
	struct client *client = clients_add(
		clients, service, CLIENTS_PER_SERVICE_MAX);

	return client ? client->id : 0;
}

START_TEST(ids_count_per_service)
{
	struct clients clients = {0};

	ck_assert_uint_eq(add(&clients, 2), 1);
	ck_assert_uint_eq(add(&clients, 3), 1);
	ck_assert_uint_eq(add(&clients, 1), 1);
	ck_assert_uint_eq(add(&clients, 2), 2);
	ck_assert_uint_eq(clients_count(&clients, 2), 2);
	ck_assert_uint_eq(clients_count(&clients, 9), 0);
	for (size_t i = 1; i < clients.count; i++)
		ck_assert(clients.list[i - 1].service * 256 +
				clients.list[i - 1].id <
			clients.list[i].service * 256 + clients.list[i].id);
	clients_free(&clients);
}
END_TEST

START_TEST(the_lowest_free_id_is_given_out)
{
	struct clients clients = {0};

	for (int i = 0; i < 5; i++)
		add(&clients, 2);
	clients_remove(&clients, clients_find(&clients, 2, 4));
	clients_remove(&clients, clients_find(&clients, 2, 2));
	ck_assert_uint_eq(add(&clients, 2), 2);
	ck_assert_uint_eq(add(&clients, 2), 4);
	ck_assert_uint_eq(add(&clients, 2), 6);
	clients_free(&clients);
}
END_TEST

START_TEST(the_limit_is_kept)
{
	struct clients clients = {0};

	ck_assert_ptr_null(clients_add(&clients, 2, 0));
	ck_assert_ptr_nonnull(clients_add(&clients, 2, 1));
	ck_assert_ptr_null(clients_add(&clients, 2, 1));
	ck_assert_ptr_nonnull(clients_add(&clients, 3, 1));
	clients_free(&clients);
}
END_TEST

START_TEST(ids_go_up_to_254)
{
	struct clients clients = {0};

	for (unsigned int i = 1; i <= CLIENTS_PER_SERVICE_MAX; i++)
		ck_assert_uint_eq(add(&clients, 2), i);
	ck_assert_ptr_null(clients_add(&clients, 2, 1000));
	clients_remove(&clients, clients_find(&clients, 2, 254));
	ck_assert_uint_eq(add(&clients, 2), 254);
	clients_free(&clients);
}
END_TEST

START_TEST(what_is_not_there_is_not_found)
{
	struct clients clients = {0};

	ck_assert_ptr_null(clients_find(&clients, 2, 1));
	add(&clients, 2);
	ck_assert_ptr_null(clients_find(&clients, 2, 0));
	ck_assert_ptr_null(clients_find(&clients, 2, 2));
	ck_assert_ptr_null(clients_find(&clients, 2, 255));
	ck_assert_ptr_null(clients_find(&clients, 1, 1));
	ck_assert_ptr_null(clients_find(&clients, 3, 1));
	clients_free(&clients);
	ck_assert_uint_eq(clients.count, 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("clients");
	TCase *tcase = tcase_create("clients");
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, ids_count_per_service);
	tcase_add_test(tcase, the_lowest_free_id_is_given_out);
	tcase_add_test(tcase, the_limit_is_kept);
	tcase_add_test(tcase, ids_go_up_to_254);
	tcase_add_test(tcase, what_is_not_there_is_not_found);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);

	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
