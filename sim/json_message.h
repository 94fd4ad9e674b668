/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* json_message.h - whole messages to and from JSON.
 *
 *	{"service": "DMS", "message": "Set Operating Mode", "id": 46,
 *	 "kind": "request", "client": 1, "transaction": 2,
 *	 "fields": {"mode": "online"}}
 *
 * "fields" holds what the schema knows by name and the rest as "0x99": "hex".
 * Its order says nothing: TLVs are written with the result first and then by
 * ascending id, or as "order" says, a list of ids. When there is more to tell (a
 * TLV twice, one that is malformed or has extra bytes), "tlvs" lists every TLV as
 * it is on the wire; that list is then what counts.
 *
 * Every message, whatever its bytes, becomes the same bytes again, except where
 * personal fields are masked.
 *
 * Ownership: what json_message_new() returns is the caller's reference. Errors:
 * as in json_value.h.
 */
#pragma once

#include <stdio.h>

#include "lib/message.h"
#include "lib/schema.h"
#include "sim/json_value.h"

enum {
	JSON_MESSAGE_DEPTH_MAX = 16, /* of structs and arrays in one another */
};

/* What stands around a message. */
struct json_envelope {
	bool is_sdu;	     /* there is no frame */
	bool is_compound;    /* bit 0 of a service message's flags */
	uint8_t frame_flags; /* of the frame */
	uint16_t vendor;     /* whose messages may be meant, or 0 */
	bool redacts;	     /* personal fields become "***" */
};

struct json_object *json_message_new(
	const struct message *message, const struct json_envelope *envelope);

/* An object for bytes that are no message: {"malformed": ..., "offset": ...,
 * "bytes": ...}. It becomes the same bytes again.
 */
struct json_object *json_message_malformed(
	const char *reason, size_t offset, const uint8_t *bytes, size_t size);

/* Adds the text of `json` on one line, in ASCII only, to a stream. */
void json_message_print(struct json_object *json, FILE *stream);

/* Writes the frame, or the bare message, that `json` describes. */
bool json_message_write(struct json_object *json, struct wire_writer *writer,
	struct json_why *why);

/* The message that an object names by "service", "message" and "id". `schema`
 * is NULL when only the ids are known.
 */
struct json_identity {
	uint16_t service;
	uint16_t id;
	uint16_t vendor;
	enum message_kind kind;
	const struct schema_message *schema;
};

bool json_message_identify(struct json_object *json,
	struct json_identity *identity, struct json_why *why);

/* Reads a TLV's id from a key such as "0x99". */
bool json_tlvs_read_id(const char *key, uint8_t *id);

/* Parts of json_message_write(). */
bool json_source_write_tlv(struct json_object *json,
	const struct schema_tlv *tlv, struct wire_writer *writer,
	struct json_why *why);
bool json_tlvs_write(struct json_object *json,
	const struct json_identity *identity, struct wire_writer *writer,
	struct json_why *why);
