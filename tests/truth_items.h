/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* truth_items.h - flat lists of the values in a TLV, ours and libqmi's.
 *
 * Structs vanish; an array becomes its count and its elements. Bytes become an
 * array of numbers.
 *
 * Ownership: a list owns its texts and borrows bytes and fields.
 */
#pragma once

#include "tests/truth.h"

enum item_kind {
	ITEM_VALUE,
	ITEM_COUNT,
	ITEM_SEQUENCE,
};

struct item {
	enum item_kind kind;
	char *name;			  /* "" where there is none */
	const struct schema_field *field; /* of ours; NULL for a plain byte */
	uint64_t number;
	const uint8_t *bytes; /* of a string of ours */
	size_t size;
	char *text; /* of libqmi's */
};

/* Begins as zeros. */
struct items {
	struct item *list;
	size_t count;
	size_t room;
};

/* Takes over `text`. Returns the place of the new item. */
size_t items_add_text(
	struct items *items, const char *name, enum item_kind kind, char *text);

/* Adds what our decoder hears of a TLV. */
void items_decode(struct items *items, const struct schema_field *field,
	const struct tlv *bytes);

/* Tells of every difference; `what` names the TLV. */
void items_compare(struct truth_tally *tally, const char *what,
	const struct items *ours, const struct items *theirs);

void items_clear(struct items *items);
