/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* testing.h - what the unit tests share.
 *
 * Ownership: testing_copy() returns memory that the caller frees.
 */
#pragma once

#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Runs the only test case of a program; returns its exit status. */
static inline int testing_run(const char *name, TCase *tests)
{
	Suite *suite = suite_create(name);
	SRunner *runner = srunner_create(suite);
	int failed;

	suite_add_tcase(suite, tests);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);

	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* A copy of exactly `size` bytes, so that sanitizers see what reads past it. */
static inline uint8_t *testing_copy(const void *bytes, size_t size)
{
	uint8_t *copy = malloc(size);

	ck_assert(copy != NULL || size == 0);
	if (size > 0)
		memcpy(copy, bytes, size);

	return copy;
}
