/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* message.h - the header of a QMI message (SDU) and the TLVs behind it.
 *
 * The control service (0) has one byte of transaction id and its own flag
 * values; all other services have two bytes. Source: libqmi.
 *
 * Ownership: a decoded message borrows the caller's bytes.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/status.h"
#include "lib/wire.h"

enum {
	MESSAGE_SERVICE_CTL = 0,
	MESSAGE_CLIENT_BROADCAST = 0xff,
	MESSAGE_TLV_RESULT = 0x02, /* in every response: status and error */
	MESSAGE_HEADER_MAX = 7,
	MESSAGE_TLV_HEADER_SIZE = 3,
};

enum message_kind {
	MESSAGE_REQUEST,
	MESSAGE_RESPONSE,
	MESSAGE_INDICATION,
};

struct message {
	uint16_t service; /* above 0xff on QRTR only */
	uint8_t client;
	enum message_kind kind;
	uint16_t transaction; /* 8 bits in the control service */
	uint16_t id;
	const uint8_t *tlvs; /* the TLV block, as it is on the wire */
	size_t tlvs_size;
};

/* Reads a message. `service` and `client` come from the frame or, on other
 * transports, from the address, and are copied into `message`.
 *
 * STATUS_SHORT_HEADER and STATUS_BAD_KIND leave `message` unset. With
 * STATUS_LENGTH_LIES the header is set, and `tlvs` holds the bytes that are
 * there, up to the claimed length: a caller may answer or show it.
 */
enum status message_decode(uint16_t service, uint8_t client,
	const uint8_t *bytes, size_t size, struct message *message);

/* Writes header and TLV block. Over 65535 bytes of TLVs fail the writer. */
void message_encode(struct wire_writer *writer, const struct message *message);

struct tlv {
	uint8_t type;
	const uint8_t *value;
	size_t size;   /* of the value */
	size_t offset; /* of the TLV's type byte in its TLV block */
};

/* Steps through a TLV block:
 *
 *	struct tlv_walk walk = tlv_walk(message.tlvs, message.tlvs_size);
 *	while (tlv_next(&walk, &tlv) == STATUS_OK)
 *		...
 *
 * tlv_next() returns STATUS_MORE at the end of the block and
 * STATUS_TLV_OVERRUNS when the last TLV is cut short; then `tlv` holds its type
 * and the bytes that are there.
 */
struct tlv_walk {
	struct wire_reader reader;
	size_t size;
};

struct tlv_walk tlv_walk(const uint8_t *tlvs, size_t size);
enum status tlv_next(struct tlv_walk *walk, struct tlv *tlv);

/* Finds the first TLV of that type. A later duplicate does not count, which is
 * how libqmi reads it.
 */
bool tlv_find(const uint8_t *tlvs, size_t size, uint8_t type, struct tlv *tlv);

/* Begins a TLV and returns where its value starts; tlv_end() takes that and
 * sets the length. A value over 65535 bytes fails the writer.
 */
size_t tlv_begin(struct wire_writer *writer, uint8_t type);
void tlv_end(struct wire_writer *writer, size_t value_start);

/* Writes the result TLV: error 0 is success. */
void tlv_put_result(struct wire_writer *writer, uint16_t error);

/* The error of a response, 0 for success. False when there is no whole result
 * TLV.
 */
bool message_result(const struct message *message, uint16_t *error);
