/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* schema.h - tables that describe every message of every service.
 *
 * The tables are constant and made by lib/schema/compile.lua from
 * lib/schema/<service>.lua when the project is built. Everything a pointer here
 * leads to lives as long as the program.
 *
 * Names: services as "DMS", messages as "Get IDs", fields and enum values in
 * snake_case. A full message name is "DMS Get IDs".
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/message.h"

/* What the bytes look like. */
enum schema_type {
	SCHEMA_UINT,   /* unsigned integer of `size` bytes, 1 to 8 */
	SCHEMA_INT,    /* two's complement of `size` bytes, 1 to 8 */
	SCHEMA_FLOAT,  /* IEEE 754 of `size` bytes, 4 or 8 */
	SCHEMA_STRING, /* bytes; see `prefix` and `fixed` */
	SCHEMA_ARRAY,  /* of members[0]; see `prefix`, `fixed`, `sequence` */
	SCHEMA_STRUCT, /* members in order, without padding */
};

/* What a value stands for. */
enum schema_meaning {
	MEANING_NONE,  /* a number, or bytes that are text in UTF-8 or ASCII */
	MEANING_BOOL,  /* 0 and 1 */
	MEANING_ENUM,  /* one of `values` */
	MEANING_FLAGS, /* a sum of `values` */
	MEANING_ASCII, /* strings and byte arrays: */
	MEANING_UCS2,  /* UCS-2, little endian */
	MEANING_GSM7,  /* GSM 03.38 default alphabet, packed into septets */
	MEANING_BCD,   /* digits, low nibble first, 0xf ends (ICCID, numbers) */
	MEANING_PLMN,  /* three bytes of BCD: MCC and MNC after TS 24.008 */
	MEANING_IPV4,  /* u32, or 4 bytes */
	MEANING_IPV6,  /* 16 bytes, or 8 big-endian u16 */
};

struct schema_value {
	uint64_t value;
	const char *name;
};

/* An enum or a set of flags. Values ascend. */
struct schema_values {
	const char *name;
	const struct schema_value *values;
	size_t count;
};

struct schema_field {
	const char *name; /* "" for the element of an array */
	uint8_t type;	  /* enum schema_type */
	uint8_t meaning;  /* enum schema_meaning */
	uint8_t size;	  /* of a number, in bytes */
	uint8_t prefix;	  /* bytes of size or count before it: 0, 1, 2 or 4.
			  * 0 with `fixed` 0: up to the end of the TLV */
	uint16_t fixed;	  /* elements of an array or bytes of a string */
	bool big_endian;
	bool sequence; /* one byte of sequence number follows the count */
	bool personal; /* names a person, a card or a place: redact */
	uint8_t member_count;
	const struct schema_field *members;
	const struct schema_values *values;
	const char *unit; /* "dBm", or NULL */
};

struct schema_tlv {
	uint8_t id;
	bool optional; /* in requests: the modem answers without it */
	struct schema_field field;
};

/* The TLVs of one direction, ids ascending. The result TLV of responses is
 * implied and not listed.
 */
struct schema_body {
	const struct schema_tlv *tlvs;
	size_t count;
};

struct schema_message {
	uint16_t id;
	uint16_t vendor; /* USB vendor id, or 0 for all */
	const char *name;
	const char *source; /* of the facts, or NULL for libqmi's inventory */
	const struct schema_service *service;
	struct schema_body bodies[3]; /* by enum message_kind */
};

struct schema_service {
	uint16_t id;
	const char *name;
	const char *title;		       /* "device management" */
	const char *summary;		       /* a sentence or two */
	const struct schema_message *messages; /* requests and responses */
	size_t message_count;
	const struct schema_message *indications;
	size_t indication_count;
};

/* All services, ids ascending. */
extern const struct schema_service *const schema_services[];
extern const size_t schema_service_count;

/* The protocol's errors, in CamelCase: 3 is "Internal". */
extern const struct schema_values schema_errors;

const struct schema_service *schema_service_by_id(uint16_t id);

/* Names compare without regard to case. */
const struct schema_service *schema_service_by_name(const char *name);

/* A message of exactly that vendor goes before one of vendor 0; a message of
 * another vendor is not found. NULL: unknown.
 */
const struct schema_message *schema_message_by_id(
	uint16_t service, enum message_kind kind, uint16_t id, uint16_t vendor);

/* `name` is a full name such as "DMS Get IDs". When several vendors use one
 * name, the one of `vendor` wins. Case, blanks and underscores do not matter.
 */
const struct schema_message *schema_message_by_name(
	const char *name, enum message_kind kind, uint16_t vendor);

/* The full name most like `name`, for "did you mean"; NULL when none is near.
 * `kind` as above.
 */
const struct schema_message *schema_message_nearest(
	const char *name, enum message_kind kind);

/* The candidate most like `name`, or NULL when none is near. The callback
 * returns candidate `index`, NULL after the last.
 */
const char *schema_nearest(const char *name,
	const char *(*candidate)(const void *owner, size_t index),
	const void *owner);

const struct schema_tlv *schema_tlv_by_id(
	const struct schema_body *body, uint8_t id);
const struct schema_tlv *schema_tlv_by_name(
	const struct schema_body *body, const char *name);
const struct schema_field *schema_member_by_name(
	const struct schema_field *field, const char *name);

/* The name of `value`, or NULL. */
const char *schema_value_name(
	const struct schema_values *values, uint64_t value);
bool schema_value_by_name(
	const struct schema_values *values, const char *name, uint64_t *value);

/* True for an array of plain bytes, which visitors and sources handle as one
 * string instead of element by element.
 */
bool schema_is_bytes(const struct schema_field *field);

/* Writes the wire signature of a field, as tools that compare schemas expect
 * it: "u8", "str8", "{u16,str}", "arr8(u32)". Bools, enums and flags are their
 * integer; a struct in a struct is flat; a struct of one member is that member.
 * Returns the length without the final NUL; the text is cut to fit `size`.
 * `is_tlv`: the field is a whole TLV; otherwise it is a member, and a struct is
 * written flat.
 */
size_t schema_signature(
	const struct schema_field *field, bool is_tlv, char *text, size_t size);
