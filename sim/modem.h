/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* modem.h - the modem: client ids, the control service, and who answers what.
 *
 * The modem takes messages and appends messages to its outbox. It knows no
 * framing, no file descriptor and no clock: `now_us`, in microseconds since the
 * modem was made, is set by its session before every call.
 *
 * The control service is answered here; all other services by the modem's
 * brain, which the scripting side provides.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/message.h"
#include "lib/schema.h"
#include "sim/clients.h"
#include "sim/outbox.h"

enum {
	MODEM_SERVICES_MAX = 64
};
enum {
	MODEM_NEVER = UINT64_MAX >> 1
}; /* a time that does not come */

/* The format of data, in the numbers of CTL Set Data Format. */
enum modem_link {
	MODEM_LINK_802_3 = 1,
	MODEM_LINK_RAW_IP = 2,
};

/* Errors that the modem itself gives, by their number in the protocol. */
enum modem_error {
	MODEM_SUCCESS = 0,
	MODEM_MALFORMED_MESSAGE = 1,
	MODEM_INTERNAL = 3,
	MODEM_CLIENT_IDS_EXHAUSTED = 5,
	MODEM_INVALID_CLIENT_ID = 7,
	MODEM_MISSING_ARGUMENT = 17,
	MODEM_INVALID_SERVICE_TYPE = 31,
	MODEM_INVALID_DATA_FORMAT = 45,
	MODEM_INVALID_QMI_COMMAND = 71,
};

struct modem_service {
	uint16_t id;
	uint16_t major;
	uint16_t minor;
	uint8_t limit; /* of client ids, at most CLIENTS_PER_SERVICE_MAX */
};

/* What a preset says about the parts that are answered in C. */
struct modem_config {
	struct modem_service services[MODEM_SERVICES_MAX]; /* ids ascend */
	size_t service_count;
	unsigned int client_limit; /* of all services together */
	uint16_t vendor;	   /* USB ids */
	uint16_t product;
	bool drops_clients;	 /* ids end when the host closes (DTR quirk) */
	bool counts_indications; /* their transaction ids count from 1 */
	bool refuses_raw_ip;	 /* CTL Set Data Format takes 802.3 only */
	uint16_t unknown_message_error;
	uint16_t missing_argument_error;
	uint16_t malformed_error;
};

/* A request on its way to an answer. `schema` is NULL when the message is not
 * known. Everything here is borrowed for the length of the call.
 */
struct modem_request {
	unsigned int channel;
	bool is_proxy; /* the channel speaks qmi-proxy's dialect */
	const struct message *message;
	const struct schema_message *schema;
	uint16_t error;	    /* what is wrong with it in any case, or 0 */
	uint16_t tlv_error; /* what is wrong with its TLVs, if it is known */
};

/* Who answers. Each call may append to the modem's outbox. */
struct modem_brain {
	/* Answers, or gives the error that the request carries. */
	void (*request)(void *owner, const struct modem_request *request);
	/* The id is not valid any more: forget what belongs to it. */
	void (*client_gone)(void *owner, uint16_t service, uint8_t id);
	/* The client's channel is closing; its ids may live on. */
	void (*channel_closed)(void *owner, unsigned int channel);
	/* Returns when it next wants to be called, or MODEM_NEVER. */
	uint64_t (*advance)(void *owner, uint64_t now_us);
};

struct modem {
	struct modem_config config;
	const struct modem_brain *brain; /* borrowed */
	void *owner;			 /* of the brain */
	struct clients clients;
	struct outbox outbox;
	uint64_t now_us;
	bool is_woken; /* by something else than its session */
	uint16_t indication_transaction;
	uint16_t link_protocol; /* enum modem_link; WDA changes it too */
	bool has_qos_header;
};

void modem_init(struct modem *modem, const struct modem_config *config,
	const struct modem_brain *brain, void *owner);
void modem_release(struct modem *modem);

/* Answers a request. `status` is what message_decode() said: with
 * STATUS_LENGTH_LIES, and when the TLVs do not add up, the answer is an error.
 */
void modem_receive(struct modem *modem, unsigned int channel, bool is_proxy,
	const struct message *message, enum status status);

/* The host has closed a channel. */
void modem_close_channel(struct modem *modem, unsigned int channel);

/* Forgets all client ids, as CTL Sync does. */
void modem_forget_clients(struct modem *modem);

/* Forgets all that does not outlive a reboot: ids, unless they are kept, and what
 * CTL Set Data Format has agreed on.
 */
void modem_restart(struct modem *modem, bool keeps_ids);

/* Takes an id away and tells its client so (CTL Revoke Client ID). False: the
 * id is not given out.
 */
bool modem_revoke(struct modem *modem, uint16_t service, uint8_t id);

/* Appends a response. `tlvs` holds the whole block, result TLV included. */
void modem_reply(struct modem *modem, const struct modem_request *request,
	const uint8_t *tlvs, size_t size);
void modem_reply_error(struct modem *modem, const struct modem_request *request,
	uint16_t error);

/* Appends an indication. The client is an id of that service, or
 * MESSAGE_CLIENT_BROADCAST; an id that is not given out is sent all the same,
 * to every channel.
 */
void modem_indicate(struct modem *modem, uint16_t service, uint8_t client,
	uint16_t id, const uint8_t *tlvs, size_t size);

/* The default answer of the control service: writes the response's TLVs
 * without the result and returns the error, 0 for success.
 */
uint16_t ctl_answer(struct modem *modem, const struct modem_request *request,
	struct wire_writer *tlvs);

const struct modem_service *modem_service(
	const struct modem *modem, uint16_t id);
