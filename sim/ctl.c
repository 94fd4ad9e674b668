/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* ctl.c - the control service: the answers that do not depend on a scenario.
 *
 * Sources of the messages: libqmi's inventory, Gobi API, oFono.
 */
#include "sim/modem.h"

enum ctl_message {
	CTL_SET_INSTANCE_ID = 0x0020,
	CTL_GET_VERSION_INFO = 0x0021,
	CTL_ALLOCATE_CID = 0x0022,
	CTL_RELEASE_CID = 0x0023,
	CTL_SET_DATA_FORMAT = 0x0026,
	CTL_SYNC = 0x0027,
	CTL_INTERNAL_PROXY_OPEN = 0xff00,
};

static struct wire_reader find(
	const struct modem_request *request, uint8_t type)
{
	struct tlv tlv;

	if (!tlv_find(request->message->tlvs, request->message->tlvs_size, type,
		    &tlv))
		return (struct wire_reader){.failed = true};

	return wire_reader(tlv.value, tlv.size);
}

static uint16_t set_instance_id(const struct modem *modem,
	const struct modem_request *request, struct wire_writer *tlvs)
{
	struct wire_reader reader = find(request, 0x01);
	uint8_t instance = wire_u8(&reader);
	size_t value;

	if (reader.failed)
		return modem->config.missing_argument_error;

	value = tlv_begin(tlvs, 0x01);
	wire_put_u16(tlvs, instance);
	tlv_end(tlvs, value);

	return MODEM_SUCCESS;
}

static uint16_t get_version_info(
	const struct modem *modem, struct wire_writer *tlvs)
{
	const struct modem_config *config = &modem->config;
	size_t value = tlv_begin(tlvs, 0x01);
	uint8_t count = 0;

	wire_put_u8(tlvs, 0);
	for (size_t i = 0; i < config->service_count; i++) {
		if (config->services[i].id > 0xff)
			continue; /* these exist on QRTR only */
		wire_put_u8(tlvs, (uint8_t)config->services[i].id);
		wire_put_u16(tlvs, config->services[i].major);
		wire_put_u16(tlvs, config->services[i].minor);
		count++;
	}
	wire_patch_uint(tlvs, value, count, 1);
	tlv_end(tlvs, value);

	return MODEM_SUCCESS;
}

static void put_client(struct wire_writer *tlvs, uint16_t service, uint8_t id)
{
	size_t value = tlv_begin(tlvs, 0x01);

	wire_put_u8(tlvs, (uint8_t)service);
	wire_put_u8(tlvs, id);
	tlv_end(tlvs, value);
}

static uint16_t allocate(struct modem *modem,
	const struct modem_request *request, struct wire_writer *tlvs)
{
	struct wire_reader reader = find(request, 0x01);
	const struct modem_service *service;
	struct client *client;
	uint8_t id = wire_u8(&reader);

	if (reader.failed)
		return modem->config.missing_argument_error;
	service = modem_service(modem, id);
	if (!service || id == MESSAGE_SERVICE_CTL)
		return MODEM_INVALID_SERVICE_TYPE;
	if (modem->clients.count >= modem->config.client_limit)
		return MODEM_CLIENT_IDS_EXHAUSTED;
	client = clients_add(&modem->clients, id, service->limit);
	if (!client)
		return MODEM_CLIENT_IDS_EXHAUSTED;

	client->channel = request->channel;
	client->since_us = modem->now_us;
	put_client(tlvs, id, client->id);

	return MODEM_SUCCESS;
}

static uint16_t release(struct modem *modem,
	const struct modem_request *request, struct wire_writer *tlvs)
{
	struct wire_reader reader = find(request, 0x01);
	uint8_t service = wire_u8(&reader);
	uint8_t id = wire_u8(&reader);
	struct client *client;

	if (reader.failed)
		return modem->config.missing_argument_error;
	client = clients_find(&modem->clients, service, id);
	if (!client)
		return MODEM_INVALID_CLIENT_ID;

	clients_remove(&modem->clients, client);
	modem->brain->client_gone(modem->owner, service, id);
	put_client(tlvs, service, id);

	return MODEM_SUCCESS;
}

static uint16_t set_data_format(struct modem *modem,
	const struct modem_request *request, struct wire_writer *tlvs)
{
	struct wire_reader format = find(request, 0x01);
	struct wire_reader protocol = find(request, 0x10);
	uint8_t has_qos_header = wire_u8(&format);
	uint16_t link_protocol = wire_u16(&protocol);
	size_t value;

	if (format.failed)
		return modem->config.missing_argument_error;
	if (!protocol.failed) {
		if (link_protocol != MODEM_LINK_802_3 &&
			(link_protocol != MODEM_LINK_RAW_IP ||
				modem->config.refuses_raw_ip))
			return MODEM_INVALID_DATA_FORMAT;
		modem->link_protocol = link_protocol;
	}

	modem->has_qos_header = has_qos_header != 0;
	value = tlv_begin(tlvs, 0x10);
	wire_put_u16(tlvs, modem->link_protocol);
	tlv_end(tlvs, value);

	return MODEM_SUCCESS;
}

/* What is wrong with the TLVs of a message that the modem knows. */
static uint16_t check(const struct modem_request *request)
{
	switch (request->message->id) {
	case CTL_SET_INSTANCE_ID:
	case CTL_GET_VERSION_INFO:
	case CTL_ALLOCATE_CID:
	case CTL_RELEASE_CID:
	case CTL_SET_DATA_FORMAT:
	case CTL_SYNC:
		return request->tlv_error;
	}

	return MODEM_SUCCESS;
}

uint16_t ctl_answer(struct modem *modem, const struct modem_request *request,
	struct wire_writer *tlvs)
{
	uint16_t error = check(request);

	if (error != MODEM_SUCCESS)
		return error;

	switch (request->message->id) {
	case CTL_SET_INSTANCE_ID:
		return set_instance_id(modem, request, tlvs);
	case CTL_GET_VERSION_INFO:
		return get_version_info(modem, tlvs);
	case CTL_ALLOCATE_CID:
		return allocate(modem, request, tlvs);
	case CTL_RELEASE_CID:
		return release(modem, request, tlvs);
	case CTL_SET_DATA_FORMAT:
		return set_data_format(modem, request, tlvs);
	case CTL_SYNC:
		modem_forget_clients(modem);
		return MODEM_SUCCESS;
	case CTL_INTERNAL_PROXY_OPEN:
		return request->is_proxy ? request->tlv_error
					 : modem->config.unknown_message_error;
	}

	return modem->config.unknown_message_error;
}
