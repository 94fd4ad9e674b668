/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tests/truth.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	STRING_MAX = 24,
	ELEMENTS_MAX = 4,
};

/* The source of one field. */
struct inventor {
	struct truth_random *random;
	uint8_t bytes[65536];
};

/* SplitMix64. */
uint64_t truth_random_next(struct truth_random *random)
{
	uint64_t mixed = random->state += 0x9e3779b97f4a7c15;

	mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
	mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;

	return mixed ^ (mixed >> 31);
}

size_t truth_random_below(struct truth_random *random, size_t count)
{
	return (size_t)(truth_random_next(random) % count);
}

static uint64_t invent_flags(
	struct truth_random *random, const struct schema_values *values)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < values->count; i++)
		if (truth_random_below(random, 3) == 0)
			sum |= values->values[i].value;

	return sum;
}

/* Small numbers that every float holds exactly. */
static uint64_t invent_real(
	struct truth_random *random, const struct schema_field *field)
{
	double real = (double)truth_random_below(random, 20001) / 8 - 1250;
	float single = (float)real;
	uint32_t bits32;
	uint64_t bits64;

	memcpy(&bits32, &single, sizeof(bits32));
	memcpy(&bits64, &real, sizeof(bits64));

	return field->size == 4 ? bits32 : bits64;
}

static bool invent_number(
	void *owner, const struct schema_field *field, uint64_t *value)
{
	struct inventor *inventor = owner;
	struct truth_random *random = inventor->random;
	const struct schema_values *values = field->values;

	if (field->type == SCHEMA_FLOAT)
		*value = invent_real(random, field);
	else if (field->meaning == MEANING_BOOL)
		*value = truth_random_below(random, 2);
	else if (field->meaning == MEANING_FLAGS)
		*value = invent_flags(random, values);
	else if (field->meaning == MEANING_ENUM)
		*value = values->values[truth_random_below(
						random, values->count)]
				 .value;
	else if (truth_random_below(random, 4) == 0)
		*value = truth_random_below(random, 2) ? UINT64_MAX : 0;
	else
		*value = truth_random_next(random);

	return true;
}

/* Letters and digits, which are the same in every alphabet and in libqmi's
 * text. Byte arrays get any byte.
 */
static bool invent_bytes(void *owner, const struct schema_field *field,
	const uint8_t **bytes, size_t *size)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmn"
				      "opqrstuvwxyz0123456789";
	struct inventor *inventor = owner;
	size_t count = field->fixed > 0
		? field->fixed
		: truth_random_below(inventor->random, STRING_MAX + 1);

	for (size_t i = 0; i < count; i++) {
		uint64_t random = truth_random_next(inventor->random);

		inventor->bytes[i] = field->type == SCHEMA_STRING
			? (uint8_t)letters[random % (sizeof(letters) - 1)]
			: (uint8_t)random;
	}
	*bytes = inventor->bytes;
	*size = count;

	return true;
}

static bool invent_count(void *owner, const struct schema_field *field,
	size_t *count, uint8_t *sequence)
{
	struct inventor *inventor = owner;

	if (field->fixed == 0)
		*count = truth_random_below(inventor->random, ELEMENTS_MAX + 1);
	*sequence = (uint8_t)truth_random_next(inventor->random);

	return true;
}

static bool go_on(void *owner, const struct schema_field *field, size_t index)
{
	return true;
}

static bool leave(void *owner, const struct schema_field *field)
{
	return true;
}

static const struct source source = {
	.number = invent_number,
	.bytes = invent_bytes,
	.open = invent_count,
	.select = go_on,
	.close = leave,
};

void truth_random_field(struct truth_random *random, struct wire_writer *writer,
	const struct schema_field *field)
{
	struct inventor *inventor = g_new(struct inventor, 1);

	inventor->random = random;
	if (encode_field(writer, field, &source, inventor, NULL) != STATUS_OK)
		abort();
	g_free(inventor);
}
