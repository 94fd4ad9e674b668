/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/modem.h"

#include "lib/decode.h"

enum {
	LINK_PROTOCOL_AT_START = 1 /* 802.3 */
};

void modem_init(struct modem *modem, const struct modem_config *config,
	const struct modem_brain *brain, void *owner)
{
	*modem = (struct modem){
		.config = *config,
		.brain = brain,
		.owner = owner,
		.link_protocol = MODEM_LINK_802_3,
	};
	outbox_init(&modem->outbox);
}

void modem_release(struct modem *modem)
{
	outbox_clear(&modem->outbox);
	clients_free(&modem->clients);
}

const struct modem_service *modem_service(
	const struct modem *modem, uint16_t id)
{
	for (size_t i = 0; i < modem->config.service_count; i++)
		if (modem->config.services[i].id == id)
			return &modem->config.services[i];

	return NULL;
}

void modem_reply(struct modem *modem, const struct modem_request *request,
	const uint8_t *tlvs, size_t size)
{
	struct message response = *request->message;

	response.kind = MESSAGE_RESPONSE;
	response.tlvs = tlvs;
	response.tlvs_size = size;
	outbox_add_message(&modem->outbox, request->channel, &response);
}

void modem_reply_error(struct modem *modem, const struct modem_request *request,
	uint16_t error)
{
	uint8_t bytes[MESSAGE_TLV_HEADER_SIZE + 4];
	struct wire_writer writer = wire_writer(bytes, sizeof(bytes));

	tlv_put_result(&writer, error);
	modem_reply(modem, request, bytes, writer.size);
}

void modem_indicate(struct modem *modem, uint16_t service, uint8_t client,
	uint16_t id, const uint8_t *tlvs, size_t size)
{
	struct client *known = clients_find(&modem->clients, service, client);
	struct message indication = {
		.service = service,
		.client = client,
		.kind = MESSAGE_INDICATION,
		.id = id,
		.tlvs = tlvs,
		.tlvs_size = size,
	};

	if (modem->config.counts_indications && service != MESSAGE_SERVICE_CTL)
		indication.transaction = ++modem->indication_transaction;
	outbox_add_message(&modem->outbox, known ? known->channel : CHANNEL_ALL,
		&indication);
}

/* Checks the TLVs against the schema: what the modem would say of them before
 * it looks at any value.
 */
static uint16_t check_tlvs(const struct modem *modem,
	const struct message *message, const struct schema_body *body)
{
	struct tlv_walk walk = tlv_walk(message->tlvs, message->tlvs_size);
	const struct schema_tlv *schema;
	enum status status;
	struct tlv tlv;

	while ((status = tlv_next(&walk, &tlv)) == STATUS_OK) {
		schema = schema_tlv_by_id(body, tlv.type);
		if (schema &&
			decode_check(&schema->field, tlv.value, tlv.size,
				NULL) != STATUS_OK)
			return modem->config.malformed_error;
	}
	if (status != STATUS_MORE)
		return modem->config.malformed_error;

	for (size_t i = 0; i < body->count; i++)
		if (!body->tlvs[i].optional &&
			!tlv_find(message->tlvs, message->tlvs_size,
				body->tlvs[i].id, &tlv))
			return modem->config.missing_argument_error;

	return MODEM_SUCCESS;
}

/* Notes that a client has spoken. */
static uint16_t check_client(
	struct modem *modem, const struct modem_request *request)
{
	const struct message *message = request->message;
	struct client *client;

	if (message->service == MESSAGE_SERVICE_CTL)
		return MODEM_SUCCESS;

	client = clients_find(
		&modem->clients, message->service, message->client);
	if (!client)
		return MODEM_INVALID_CLIENT_ID;

	client->channel = request->channel;
	client->is_left = false;
	client->requests++;

	return MODEM_SUCCESS;
}

void modem_receive(struct modem *modem, unsigned int channel, bool is_proxy,
	const struct message *message, enum status status)
{
	static const struct schema_body nothing = {0};
	struct modem_request request = {
		.channel = channel,
		.is_proxy = is_proxy,
		.message = message,
		.schema = schema_message_by_id(message->service,
			MESSAGE_REQUEST, message->id, modem->config.vendor),
	};

	request.error = check_client(modem, &request);
	if (request.error == MODEM_SUCCESS && status != STATUS_OK)
		request.error = modem->config.malformed_error;
	request.tlv_error = check_tlvs(modem, message,
		request.schema ? &request.schema->bodies[MESSAGE_REQUEST]
			       : &nothing);
	modem->brain->request(modem->owner, &request);
}

static void remove_client(struct modem *modem, struct client *client)
{
	uint16_t service = client->service;
	uint8_t id = client->id;

	clients_remove(&modem->clients, client);
	modem->brain->client_gone(modem->owner, service, id);
}

void modem_close_channel(struct modem *modem, unsigned int channel)
{
	modem->brain->channel_closed(modem->owner, channel);
	for (size_t i = modem->clients.count; i-- > 0;) {
		struct client *client = &modem->clients.list[i];

		if (client->channel != channel)
			continue;
		client->is_left = true;
		if (modem->config.drops_clients)
			remove_client(modem, client);
	}
}

void modem_forget_clients(struct modem *modem)
{
	while (modem->clients.count > 0)
		remove_client(
			modem, &modem->clients.list[modem->clients.count - 1]);
}

void modem_restart(struct modem *modem, bool keeps_ids)
{
	if (!keeps_ids)
		modem_forget_clients(modem);
	modem->indication_transaction = 0;
	modem->link_protocol = LINK_PROTOCOL_AT_START;
	modem->has_qos_header = false;
}

bool modem_revoke(struct modem *modem, uint16_t service, uint8_t id)
{
	struct client *client = clients_find(&modem->clients, service, id);
	const struct schema_message *schema = schema_message_by_name(
		"CTL Revoke Client ID", MESSAGE_INDICATION, 0);
	uint8_t bytes[MESSAGE_TLV_HEADER_SIZE + 2];
	struct wire_writer writer = wire_writer(bytes, sizeof(bytes));
	size_t value = tlv_begin(&writer, 0x01);
	struct message indication = {
		.kind = MESSAGE_INDICATION,
		.id = schema->id,
		.tlvs = bytes,
	};

	if (!client)
		return false;

	wire_put_u8(&writer, (uint8_t)service);
	wire_put_u8(&writer, id);
	tlv_end(&writer, value);
	indication.tlvs_size = writer.size;
	outbox_add_message(&modem->outbox, client->channel, &indication);
	remove_client(modem, client);

	return true;
}
