/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* truth_values.c - our items as the parameters of libqmi's functions and back. */
#include <string.h>

#include "tests/truth_call.h"

/* Items being taken one after the other. */
struct items_walk {
	const struct items *items;
	size_t next;
	bool failed;
};

static const struct item *take(struct items_walk *walk)
{
	static const struct item none;

	if (walk->failed || walk->next >= walk->items->count) {
		walk->failed = true;
		return &none;
	}

	return &walk->items->list[walk->next++];
}

static double real_of(const struct item *item)
{
	return item->field ? decode_real(item->field, item->number) : 0;
}

static char *text_of(const struct item *item)
{
	return g_strndup(
		(const char *)(item->bytes ? item->bytes : (const uint8_t *)""),
		item->size);
}

static void make(
	struct items_walk *walk, const struct call_type *type, void *place);

static void clear(const struct call_type *type, void *place)
{
	if (type->kind == CALL_TEXT) {
		g_free(*(gchar **)place);
	} else if (type->kind == CALL_ARRAY) {
		GArray *array = *(GArray **)place;

		for (guint i = 0; array && i < array->len; i++)
			clear(type->element,
				array->data + i * type->element->size);
		if (array)
			g_array_unref(array);
	} else if (type->kind == CALL_STRUCT) {
		for (size_t i = 0; i < type->count; i++)
			clear(type->members[i].type,
				(char *)place + type->members[i].offset);
	}
}

static GArray *make_array(struct items_walk *walk, const struct call_type *type)
{
	const struct item *item = take(walk);
	GArray *array = g_array_new(FALSE, TRUE, (guint)type->element->size);
	uint64_t count = item->kind == ITEM_COUNT ? item->number : 0;

	if (item->kind != ITEM_COUNT)
		walk->failed = true;
	g_array_set_size(array, (guint)count);
	for (uint64_t i = 0; i < count && !walk->failed; i++)
		make(walk, type->element,
			array->data + i * type->element->size);

	return array;
}

static void make(
	struct items_walk *walk, const struct call_type *type, void *place)
{
	double real;

	switch (type->kind) {
	case CALL_NUMBER: /* the host is little endian, as the test says */
		memcpy(place, &take(walk)->number, type->size);
		return;
	case CALL_REAL:
		real = real_of(take(walk));
		if (type->size == sizeof(float))
			*(float *)place = (float)real;
		else
			*(double *)place = real;
		return;
	case CALL_TEXT:
		*(gchar **)place = text_of(take(walk));
		return;
	case CALL_ARRAY:
		*(GArray **)place = make_array(walk, type);
		return;
	case CALL_STRUCT:
		for (size_t i = 0; i < type->count; i++)
			make(walk, type->members[i].type,
				(char *)place + type->members[i].offset);
		return;
	}
}

bool call_values_make(const struct call *call, const struct items *items,
	union call_value *values)
{
	struct items_walk walk = {.items = items};

	memset(values, 0, CALL_VALUES_MAX * sizeof(*values));
	for (size_t i = 0; i < call->count; i++) {
		const struct call_type *type = call->types[i];

		if (type->kind == CALL_REAL)
			values[i].real = real_of(take(&walk));
		else if (type->kind != CALL_STRUCT)
			make(&walk, type, &values[i]);
		else
			walk.failed = true;
	}

	return !walk.failed && walk.next == items->count;
}

void call_values_free(const struct call *call, union call_value *values)
{
	for (size_t i = 0; i < call->count; i++)
		if (call->types[i]->kind != CALL_STRUCT)
			clear(call->types[i], &values[i]);
}

/* Whether a number of libqmi's, in a place of `size` bytes, has the bytes of
 * the one on the wire.
 */
static bool is_number(const struct item *item, uint64_t number, size_t size)
{
	size_t wire = item->field ? item->field->size : 1;
	size_t bytes = wire < size ? wire : size;

	return item->kind != ITEM_VALUE
		? item->number == number
		: memcmp(&item->number, &number, bytes) == 0;
}

static bool is_text(const struct item *item, const gchar *text)
{
	return text && item->kind == ITEM_VALUE && item->bytes &&
		strlen(text) == item->size &&
		memcmp(text, item->bytes, item->size) == 0;
}

static void check(struct items_walk *walk, const struct call_type *type,
	const void *place)
{
	const struct item *item;
	const GArray *array;
	uint64_t number = 0;
	double real;

	switch (type->kind) {
	case CALL_NUMBER:
		memcpy(&number, place, type->size);
		if (!is_number(take(walk), number, type->size))
			walk->failed = true;
		return;
	case CALL_REAL:
		real = type->size == sizeof(float)
			? (double)*(const float *)place
			: *(const double *)place;
		item = take(walk);
		if (item->field &&
			(real < real_of(item) || real > real_of(item)))
			walk->failed = true;
		return;
	case CALL_TEXT:
		if (!is_text(take(walk), *(gchar *const *)place))
			walk->failed = true;
		return;
	case CALL_ARRAY:
		array = *(GArray *const *)place;
		item = take(walk);
		if (!array || item->kind != ITEM_COUNT ||
			item->number != array->len)
			walk->failed = true;
		for (guint i = 0; !walk->failed && i < array->len; i++)
			check(walk, type->element,
				array->data + i * type->element->size);
		return;
	case CALL_STRUCT:
		for (size_t i = 0; i < type->count; i++)
			check(walk, type->members[i].type,
				(const char *)place + type->members[i].offset);
		return;
	}
}

bool call_values_equal(const struct call *call, const struct items *items,
	const union call_value *values)
{
	static const struct call_type real = {
		CALL_REAL, sizeof(double), NULL, NULL, 0};
	struct items_walk walk = {.items = items};

	for (size_t i = 0; i < call->count; i++) {
		const struct call_type *type = call->types[i];

		check(&walk, type->kind == CALL_REAL ? &real : type,
			&values[i]);
	}

	return !walk.failed && walk.next == items->count;
}

const struct call *call_find(
	const char *group, const char *field, bool is_setter)
{
	for (const struct call *call = calls; call->group; call++) {
		char *folded[2];
		bool same;

		if (call->is_setter != is_setter ||
			strcmp(call->group, group) != 0)
			continue;
		folded[0] = truth_fold(call->field);
		folded[1] = truth_fold(field);
		same = strcmp(folded[0], folded[1]) == 0;
		g_free(folded[0]);
		g_free(folded[1]);
		if (same)
			return call;
	}

	return NULL;
}
