/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* schema_names.c - looks services and messages up by name, and guesses what a
 * misspelt name means. The other half of schema.h.
 */
#include "lib/schema.h"

#include <string.h>

enum {
	NAME_MAX_SIZE = 96, /* of a folded name that is compared for likeness */
};

/* Names compare by their folded form: lower case, no blanks or underscores.
 * Only ASCII counts, whatever the locale.
 */
static bool is_skipped(char c)
{
	return c == ' ' || c == '\t' || c == '_';
}

static char fold(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The rest of `name` behind `prefix`, or NULL when it does not begin so. */
static const char *fold_after(const char *name, const char *prefix)
{
	for (;;) {
		while (is_skipped(*name))
			name++;
		while (is_skipped(*prefix))
			prefix++;
		if (*prefix == '\0')
			return name;
		if (fold(*name) != fold(*prefix))
			return NULL;
		name++;
		prefix++;
	}
}

/* A name that is folded, with a NUL. Longer names are cut; `size` is that of
 * the whole name.
 */
struct folded {
	char text[NAME_MAX_SIZE + 1];
	size_t size;
};

static void fold_append(struct folded *folded, const char *name)
{
	for (; *name != '\0'; name++) {
		if (is_skipped(*name))
			continue;
		if (folded->size < NAME_MAX_SIZE)
			folded->text[folded->size] = fold(*name);
		folded->size++;
	}
	folded->text[folded->size < NAME_MAX_SIZE ? folded->size
						  : NAME_MAX_SIZE] = '\0';
}

static size_t min3(size_t a, size_t b, size_t c)
{
	size_t least = a < b ? a : b;

	return least < c ? least : c;
}

/* How many letters must be added, dropped, changed or swapped with their
 * neighbour to make one name the other. Both are NAME_MAX_SIZE at most.
 */
static size_t distance(const struct folded *a, const struct folded *b)
{
	uint8_t rows[3][NAME_MAX_SIZE + 1];
	uint8_t *before = rows[0];
	uint8_t *last = rows[1];
	uint8_t *row = rows[2];
	size_t i;
	size_t j;

	for (j = 0; j <= b->size; j++)
		last[j] = (uint8_t)j;

	for (i = 1; i <= a->size; i++) {
		uint8_t *oldest = before;

		row[0] = (uint8_t)i;
		for (j = 1; j <= b->size; j++) {
			size_t same = a->text[i - 1] == b->text[j - 1];
			size_t cost = min3(last[j] + 1u, row[j - 1] + 1u,
				last[j - 1] + 1u - same);

			if (i > 1 && j > 1 &&
				a->text[i - 1] == b->text[j - 2] &&
				a->text[i - 2] == b->text[j - 1] &&
				before[j - 2] + 1u < cost)
				cost = before[j - 2] + 1u;
			row[j] = (uint8_t)cost;
		}
		before = last;
		last = row;
		row = oldest;
	}

	return last[b->size];
}

/* The search for the best of many candidates. */
struct search {
	struct folded wanted;
	size_t best; /* the distance to stay below */
};

/* One letter in four may be wrong, and one more. */
static struct search search_begin(const char *name)
{
	struct search search = {.best = 0};

	fold_append(&search.wanted, name);
	if (search.wanted.size > 0 && search.wanted.size <= NAME_MAX_SIZE)
		search.best = search.wanted.size / 4 + 2;

	return search;
}

/* Whether this candidate is nearer than those before it. */
static bool search_try(struct search *search, const struct folded *candidate)
{
	size_t this;

	if (search->best == 0 || candidate->size > NAME_MAX_SIZE)
		return false;
	if (candidate->size >= search->wanted.size + search->best ||
		search->wanted.size >= candidate->size + search->best)
		return false;

	this = distance(&search->wanted, candidate);
	/* A name of which nothing is left is not near. */
	if (this >= search->best || this >= search->wanted.size)
		return false;
	search->best = this;

	return true;
}

const char *schema_nearest(const char *name,
	const char *(*candidate)(const void *owner, size_t index),
	const void *owner)
{
	struct search search = search_begin(name);
	const char *nearest = NULL;
	const char *text;
	size_t index;

	for (index = 0; (text = candidate(owner, index)) != NULL; index++) {
		struct folded folded = {.size = 0};

		fold_append(&folded, text);
		if (search_try(&search, &folded))
			nearest = text;
	}

	return nearest;
}

const struct schema_service *schema_service_by_name(const char *name)
{
	size_t i;

	for (i = 0; i < schema_service_count; i++) {
		const char *rest = fold_after(name, schema_services[i]->name);

		if (rest != NULL && *rest == '\0')
			return schema_services[i];
	}

	return NULL;
}

/* The message `index` of a service, requests or indications; NULL after the
 * last.
 */
static const struct schema_message *message_at(
	const struct schema_service *service, enum message_kind kind,
	size_t index)
{
	if (kind == MESSAGE_INDICATION)
		return index < service->indication_count
			? &service->indications[index]
			: NULL;

	return index < service->message_count ? &service->messages[index]
					      : NULL;
}

/* How well a message of `has` serves one who wants `wants`. */
static int vendor_rank(uint16_t has, uint16_t wants)
{
	if (has == wants)
		return 3;

	return has == 0 ? 2 : 1;
}

/* Of the service's messages called `name`, the best for the vendor. */
static const struct schema_message *named_message(
	const struct schema_service *service, enum message_kind kind,
	const char *name, uint16_t vendor)
{
	const struct schema_message *found = NULL;
	const struct schema_message *message;
	int best = 0;
	size_t i;

	for (i = 0; (message = message_at(service, kind, i)) != NULL; i++) {
		const char *rest = fold_after(name, message->name);
		int rank = vendor_rank(message->vendor, vendor);

		if (rest != NULL && *rest == '\0' && rank > best) {
			best = rank;
			found = message;
		}
	}

	return found;
}

const struct schema_message *schema_message_by_name(
	const char *name, enum message_kind kind, uint16_t vendor)
{
	size_t i;

	/* A service's name may begin with another's, as IMSA with IMS. */
	for (i = 0; i < schema_service_count; i++) {
		const struct schema_service *service = schema_services[i];
		const char *rest = fold_after(name, service->name);
		const struct schema_message *message;

		if (rest == NULL)
			continue;
		message = named_message(service, kind, rest, vendor);
		if (message != NULL)
			return message;
	}

	return NULL;
}

const struct schema_message *schema_message_nearest(
	const char *name, enum message_kind kind)
{
	struct search search = search_begin(name);
	const struct schema_message *nearest = NULL;
	const struct schema_message *message;
	size_t i;
	size_t j;

	for (i = 0; i < schema_service_count; i++) {
		const struct schema_service *service = schema_services[i];

		for (j = 0; (message = message_at(service, kind, j)) != NULL;
			j++) {
			struct folded folded = {.size = 0};

			fold_append(&folded, service->name);
			fold_append(&folded, message->name);
			if (search_try(&search, &folded))
				nearest = message;
		}
	}

	return nearest;
}
