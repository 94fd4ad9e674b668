/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* qmimic.h - reads and writes messages of the QMI modem protocol.
 *
 * A byte stream carries frames, a frame carries a message, a message carries
 * TLVs, and a schema that is built into the library tells what their bytes mean:
 *
 *	qmimic_frame_decode(bytes, size, &frame, &used);
 *	qmimic_message_decode(frame.service, frame.client, frame.body,
 *		frame.body_size, &message);
 *	qmimic_text(text, sizeof(text), &message, QMIMIC_TEXT_FIELDS, false);
 *
 * On transports without frames (QRTR, GobiNet) begin with the message.
 *
 * Ownership: nothing here allocates. What is decoded borrows the caller's bytes,
 * which must outlive it; what is encoded goes into the caller's buffer. Fields
 * and names belong to the library and live as long as it is loaded.
 *
 * Errors: an enum qmimic_status, never an abort, whatever the bytes are.
 *
 * Units: sizes and offsets are in bytes.
 *
 * Threads: there is no state, so every function may run in any thread.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#	define QMIMIC_API __attribute__((visibility("default")))
#else
#	define QMIMIC_API
#endif

enum qmimic_status {
	QMIMIC_OK,
	QMIMIC_MORE,	       /* the bytes are a good beginning: send more */
	QMIMIC_BAD_MARKER,     /* a frame does not begin with 0x01 */
	QMIMIC_BAD_LENGTH,     /* a frame is shorter than its own header */
	QMIMIC_SHORT_HEADER,   /* a message ends inside its own header */
	QMIMIC_BAD_KIND,       /* no request, response or indication */
	QMIMIC_LENGTH_LIES,    /* TLV length field and TLV bytes differ */
	QMIMIC_TLV_OVERRUNS,   /* a TLV claims more than the message has */
	QMIMIC_VALUE_OVERRUNS, /* a field claims more than its TLV has */
	QMIMIC_TOO_LONG,       /* a value is too long for its field */
	QMIMIC_TOO_SHORT,      /* an array has too few elements */
	QMIMIC_NO_SPACE,       /* the output buffer is full */
	QMIMIC_BAD_SOURCE,     /* the source of values gave up */
	QMIMIC_UNKNOWN,	       /* the schema does not have it */
};

/* Half a sentence about a status, such as "more bytes are needed". */
QMIMIC_API const char *qmimic_status_text(enum qmimic_status status);

/* The version of the library: "1.2.3". */
QMIMIC_API const char *qmimic_version(void);

/* Where encoded bytes go. A function that appends lets `used` grow, or returns
 * QMIMIC_NO_SPACE and leaves it as it was.
 */
struct qmimic_buffer {
	uint8_t *bytes;
	size_t size;
	size_t used;
};

/* Frames: QMUX, what cdc-wdm devices carry. */

struct qmimic_frame {
	uint8_t flags; /* 0x00 from the host, 0x80 from the modem */
	uint8_t service;
	uint8_t client;
	const uint8_t *body; /* the message */
	size_t body_size;    /* 65530 at most */
};

/* Reads the frame at the beginning of `bytes` and sets `used` to its size.
 *
 * QMIMIC_MORE: the frame is incomplete and `used` is 0. QMIMIC_BAD_MARKER and
 * QMIMIC_BAD_LENGTH: no frame begins here and `used` is 1, the byte to drop
 * before trying again.
 */
QMIMIC_API enum qmimic_status qmimic_frame_decode(const uint8_t *bytes,
	size_t size, struct qmimic_frame *frame, size_t *used);

/* Appends a frame. QMIMIC_TOO_LONG: the body is. */
QMIMIC_API enum qmimic_status qmimic_frame_encode(
	struct qmimic_buffer *buffer, const struct qmimic_frame *frame);

/* Messages. */

enum qmimic_kind {
	QMIMIC_REQUEST,
	QMIMIC_RESPONSE,
	QMIMIC_INDICATION,
};

struct qmimic_message {
	uint16_t service; /* above 255 on QRTR only */
	uint8_t client;
	enum qmimic_kind kind;
	uint16_t transaction; /* 8 bits in the control service, 0 */
	uint16_t id;
	uint16_t vendor; /* USB vendor id such as 0x1199, or 0; see below */
	const uint8_t *tlvs;
	size_t tlvs_size; /* 65535 at most */
};

/* Reads a message. Service and client come from the frame or the address. Some
 * messages exist with one vendor only: `vendor` is not on the wire and is set to
 * 0, and the caller who knows the device sets it before asking for names,
 * fields or text.
 *
 * QMIMIC_SHORT_HEADER and QMIMIC_BAD_KIND leave `message` as it is. With
 * QMIMIC_LENGTH_LIES it is set and `tlvs` holds what is there.
 */
QMIMIC_API enum qmimic_status qmimic_message_decode(uint16_t service,
	uint8_t client, const uint8_t *bytes, size_t size,
	struct qmimic_message *message);

/* Appends a message with its TLVs. QMIMIC_TOO_LONG: these are. */
QMIMIC_API enum qmimic_status qmimic_message_encode(
	struct qmimic_buffer *buffer, const struct qmimic_message *message);

/* The error of a response, 0 for success. False when the message has no whole
 * result TLV.
 */
QMIMIC_API bool qmimic_message_result(
	const struct qmimic_message *message, uint16_t *error);

/* TLVs. */

struct qmimic_tlv {
	uint8_t type;
	const uint8_t *value;
	size_t size;   /* of the value */
	size_t offset; /* of the TLV in its message's TLVs */
};

/* Steps through TLVs. `*position` is 0 for the first call. QMIMIC_MORE: there
 * are no more. QMIMIC_TLV_OVERRUNS: the last one is cut short, `tlv` holds what
 * is there, and the next call returns QMIMIC_MORE.
 */
QMIMIC_API enum qmimic_status qmimic_tlv_next(
	const struct qmimic_message *message, size_t *position,
	struct qmimic_tlv *tlv);

/* Finds the first TLV of a type. */
QMIMIC_API bool qmimic_tlv_find(const struct qmimic_message *message,
	uint8_t type, struct qmimic_tlv *tlv);

/* Appends a TLV with the given bytes, or the result TLV of a response. */
QMIMIC_API enum qmimic_status qmimic_tlv_encode(
	struct qmimic_buffer *buffer, const struct qmimic_tlv *tlv);
QMIMIC_API enum qmimic_status qmimic_tlv_encode_result(
	struct qmimic_buffer *buffer, uint16_t error);

/* Names. */

/* Writes "DMS Get IDs", or numbers for a message that is not known. Returns the
 * length of the whole name without its NUL; the text is cut to fit.
 */
QMIMIC_API size_t qmimic_message_name(
	char *text, size_t size, const struct qmimic_message *message);

/* Sets kind, service and id of the message called "DMS Get IDs". Case, blanks
 * and underscores do not matter; `vendor` chooses where several have one name.
 */
QMIMIC_API bool qmimic_message_by_name(const char *name, enum qmimic_kind kind,
	struct qmimic_message *message);

/* "NoEffect" for 26; NULL for a number without a name. */
QMIMIC_API const char *qmimic_error_name(uint16_t error);
QMIMIC_API bool qmimic_error_by_name(const char *name, uint16_t *error);

/* Fields: the schema of a TLV and of the values inside it. */

struct qmimic_field;

enum qmimic_type {
	QMIMIC_UNSIGNED,
	QMIMIC_SIGNED,
	QMIMIC_FLOAT,
	QMIMIC_STRING, /* bytes; a byte array is one too */
	QMIMIC_ARRAY,
	QMIMIC_STRUCT,
};

/* The field of a TLV, by its type or by its name, which sets `type`. NULL when
 * message or TLV are unknown.
 */
QMIMIC_API const struct qmimic_field *qmimic_field_of_tlv(
	const struct qmimic_message *message, uint8_t type);
QMIMIC_API const struct qmimic_field *qmimic_field_by_name(
	const struct qmimic_message *message, const char *name, uint8_t *type);

QMIMIC_API const char *qmimic_field_name(const struct qmimic_field *field);
QMIMIC_API enum qmimic_type qmimic_field_type(const struct qmimic_field *field);

/* "dBm", or NULL. */
QMIMIC_API const char *qmimic_field_unit(const struct qmimic_field *field);

/* Whether it names a person, a card or a place. */
QMIMIC_API bool qmimic_field_is_personal(const struct qmimic_field *field);

/* The members of a struct; an array has one, its element. NULL past the end. */
QMIMIC_API const struct qmimic_field *qmimic_field_member(
	const struct qmimic_field *field, size_t index);

/* The name of a value of an enum or of one flag, and back. */
QMIMIC_API const char *qmimic_field_value_name(
	const struct qmimic_field *field, uint64_t value);
QMIMIC_API bool qmimic_field_value_by_name(
	const struct qmimic_field *field, const char *name, uint64_t *value);

/* What a float's bits mean. */
QMIMIC_API double qmimic_field_real(
	const struct qmimic_field *field, uint64_t bits);

/* Decoding. Entries of a visitor may be NULL. */

struct qmimic_visitor {
	/* A TLV begins. When `field` is NULL (unknown) or `status` is not
	 * QMIMIC_OK (malformed), no values follow. `repeated`: a TLV of that
	 * type came before.
	 */
	void (*tlv)(void *owner, const struct qmimic_tlv *tlv,
		const struct qmimic_field *field, enum qmimic_status status,
		bool repeated);

	/* Signed numbers are sign extended, floats are passed as bits. */
	void (*number)(
		void *owner, const struct qmimic_field *field, uint64_t value);
	void (*bytes)(void *owner, const struct qmimic_field *field,
		const uint8_t *bytes, size_t size);

	/* A struct or an array with `count` members or elements. `sequence` is
	 * the number of an array that is sent in pieces, else 0.
	 */
	void (*open)(void *owner, const struct qmimic_field *field,
		size_t count, uint8_t sequence);
	void (*close)(void *owner, const struct qmimic_field *field);

	/* Bytes behind the last field of a TLV. */
	void (*extra)(void *owner, const uint8_t *bytes, size_t size);
	void (*tlv_end)(void *owner, const struct qmimic_tlv *tlv);
};

/* Walks a message in the order of its bytes. Returns QMIMIC_OK, or
 * QMIMIC_TLV_OVERRUNS when the last TLV is cut short; the visitor hears of that
 * one as well. The result TLV of responses comes without a field.
 */
QMIMIC_API enum qmimic_status qmimic_decode(
	const struct qmimic_message *message,
	const struct qmimic_visitor *visitor, void *owner);

/* Encoding. All entries of a source are needed, but `wants` only for whole
 * messages. Each returns false to give up.
 */
struct qmimic_source {
	/* Whether a TLV shall be written; asked in ascending order. */
	bool (*wants)(
		void *owner, uint8_t type, const struct qmimic_field *field);

	/* Values, as a visitor hears them; bytes are borrowed until the next
	 * call.
	 */
	bool (*number)(
		void *owner, const struct qmimic_field *field, uint64_t *value);
	bool (*bytes)(void *owner, const struct qmimic_field *field,
		const uint8_t **bytes, size_t *size);

	/* Enters a struct or an array. An array wants its count and, where it
	 * has one, its sequence number. Then `select` comes before each member
	 * or element, and `close` last.
	 */
	bool (*open)(void *owner, const struct qmimic_field *field,
		size_t *count, uint8_t *sequence);
	bool (*select)(
		void *owner, const struct qmimic_field *field, size_t index);
	bool (*close)(void *owner, const struct qmimic_field *field);
};

/* Appends one TLV of a message: its service, kind, id and vendor count. */
QMIMIC_API enum qmimic_status qmimic_encode_tlv(struct qmimic_buffer *buffer,
	const struct qmimic_message *message, uint8_t type,
	const struct qmimic_source *source, void *owner);

/* Appends the TLVs of a message for which the source says that it wants them.
 * Their bytes are what `tlvs` of a message to be encoded points to; those of a
 * response begin with its result (qmimic_tlv_encode_result).
 */
QMIMIC_API enum qmimic_status qmimic_encode_tlvs(struct qmimic_buffer *buffer,
	const struct qmimic_message *message,
	const struct qmimic_source *source, void *owner);

/* Printing. */

enum qmimic_text {
	QMIMIC_TEXT_LINE,   /* all on one line */
	QMIMIC_TEXT_FIELDS, /* a line for every field */
	QMIMIC_TEXT_RAW,    /* and every TLV's bytes in hex */
};

/* Prints a message and returns the length of the whole text without its NUL;
 * the text is cut to fit `size`, and holds printable characters only. `redact`:
 * personal fields are shown as "***".
 */
QMIMIC_API size_t qmimic_text(char *text, size_t size,
	const struct qmimic_message *message, enum qmimic_text detail,
	bool redact);

#ifdef __cplusplus
}
#endif
