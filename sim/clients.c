/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/clients.h"

#include <stdlib.h>
#include <string.h>

#include "sim/memory.h"

void clients_free(struct clients *clients)
{
	free(clients->list);
	*clients = (struct clients){0};
}

/* The first position whose client does not come before (service, id). */
static size_t position(
	const struct clients *clients, uint16_t service, uint8_t id)
{
	size_t i = 0;

	while (i < clients->count &&
		(clients->list[i].service < service ||
			(clients->list[i].service == service &&
				clients->list[i].id < id)))
		i++;

	return i;
}

struct client *clients_find(
	const struct clients *clients, uint16_t service, uint8_t id)
{
	size_t i = position(clients, service, id);

	if (i == clients->count || clients->list[i].service != service ||
		clients->list[i].id != id)
		return NULL;

	return &clients->list[i];
}

size_t clients_count(const struct clients *clients, uint16_t service)
{
	size_t count = 0;

	for (size_t i = 0; i < clients->count; i++)
		count += clients->list[i].service == service;

	return count;
}

static uint8_t lowest_free_id(const struct clients *clients, uint16_t service)
{
	uint8_t id = 1;

	while (clients_find(clients, service, id))
		id++;

	return id;
}

struct client *clients_insert(
	struct clients *clients, uint16_t service, uint8_t id)
{
	size_t i = position(clients, service, id);
	struct client *client;

	if (clients->count == clients->room) {
		clients->room = clients->room ? 2 * clients->room : 8;
		clients->list = memory_grow(
			clients->list, clients->room, sizeof(*clients->list));
	}

	client = &clients->list[i];
	memmove(client + 1, client, (clients->count - i) * sizeof(*client));
	clients->count++;
	*client = (struct client){.service = service, .id = id};

	return client;
}

struct client *clients_add(
	struct clients *clients, uint16_t service, unsigned int limit)
{
	size_t taken = clients_count(clients, service);

	if (taken >= limit || taken >= CLIENTS_PER_SERVICE_MAX)
		return NULL;

	return clients_insert(
		clients, service, lowest_free_id(clients, service));
}

void clients_remove(struct clients *clients, struct client *client)
{
	size_t i = (size_t)(client - clients->list);

	clients->count--;
	memmove(client, client + 1, (clients->count - i) * sizeof(*client));
}
