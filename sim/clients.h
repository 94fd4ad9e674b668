/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* clients.h - the client ids that a modem has given out.
 *
 * A client id is one byte, counted per service: 1 to 254. 0 belongs to the
 * control service and 0xff means everybody. The lowest free id is given out
 * first.
 *
 * Ownership: a struct client lives until it is removed; adding or removing one
 * moves the others.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	CLIENTS_PER_SERVICE_MAX = 254
};

struct client {
	uint16_t service;
	uint8_t id;
	unsigned int channel; /* where it was last heard */
	bool is_left;	      /* that channel has closed since */
	uint64_t since_us;    /* when the id was given out */
	uint64_t requests;    /* how many it has made */
};

/* Sorted by service, then by id. */
struct clients {
	struct client *list;
	size_t count;
	size_t room;
};

void clients_free(struct clients *clients);

/* Gives out an id, at most `limit` of that service. NULL: none is left. */
struct client *clients_add(
	struct clients *clients, uint16_t service, unsigned int limit);

/* Gives out that very id, which must be free. */
struct client *clients_insert(
	struct clients *clients, uint16_t service, uint8_t id);

struct client *clients_find(
	const struct clients *clients, uint16_t service, uint8_t id);

/* `client` is one of the list. */
void clients_remove(struct clients *clients, struct client *client);

size_t clients_count(const struct clients *clients, uint16_t service);
