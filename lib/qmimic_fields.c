/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/decode.h"
#include "lib/encode.h"
#include "lib/qmimic_convert.h"

const struct schema_body *qmimic_body(const struct qmimic_message *message)
{
	enum message_kind kind = (enum message_kind)message->kind;
	const struct schema_message *found = schema_message_by_id(
		message->service, kind, message->id, message->vendor);

	return found ? &found->bodies[kind] : NULL;
}

const struct qmimic_field *qmimic_field_of_tlv(
	const struct qmimic_message *message, uint8_t type)
{
	const struct schema_body *body = qmimic_body(message);
	const struct schema_tlv *tlv = body ? schema_tlv_by_id(body, type)
					    : NULL;

	return tlv ? public_field(&tlv->field) : NULL;
}

const struct qmimic_field *qmimic_field_by_name(
	const struct qmimic_message *message, const char *name, uint8_t *type)
{
	const struct schema_body *body = qmimic_body(message);
	const struct schema_tlv *tlv = body ? schema_tlv_by_name(body, name)
					    : NULL;

	if (!tlv)
		return NULL;
	*type = tlv->id;

	return public_field(&tlv->field);
}

const char *qmimic_field_name(const struct qmimic_field *field)
{
	return inner_field(field)->name;
}

enum qmimic_type qmimic_field_type(const struct qmimic_field *field)
{
	const struct schema_field *inner = inner_field(field);

	switch ((enum schema_type)inner->type) {
	case SCHEMA_UINT:
		return QMIMIC_UNSIGNED;
	case SCHEMA_INT:
		return QMIMIC_SIGNED;
	case SCHEMA_FLOAT:
		return QMIMIC_FLOAT;
	case SCHEMA_STRING:
		return QMIMIC_STRING;
	case SCHEMA_ARRAY:
		return inner->sequence || !schema_is_bytes(inner)
			? QMIMIC_ARRAY
			: QMIMIC_STRING;
	case SCHEMA_STRUCT:
		break;
	}

	return QMIMIC_STRUCT;
}

const char *qmimic_field_unit(const struct qmimic_field *field)
{
	return inner_field(field)->unit;
}

bool qmimic_field_is_personal(const struct qmimic_field *field)
{
	return inner_field(field)->personal;
}

const struct qmimic_field *qmimic_field_member(
	const struct qmimic_field *field, size_t index)
{
	const struct schema_field *inner = inner_field(field);
	size_t count = 0;

	if (inner->type == SCHEMA_STRUCT)
		count = inner->member_count;
	else if (inner->type == SCHEMA_ARRAY)
		count = 1;

	return index < count ? public_field(&inner->members[index]) : NULL;
}

const char *qmimic_field_value_name(
	const struct qmimic_field *field, uint64_t value)
{
	const struct schema_values *values = inner_field(field)->values;

	return values ? schema_value_name(values, value) : NULL;
}

bool qmimic_field_value_by_name(
	const struct qmimic_field *field, const char *name, uint64_t *value)
{
	const struct schema_values *values = inner_field(field)->values;

	return values && schema_value_by_name(values, name, value);
}

double qmimic_field_real(const struct qmimic_field *field, uint64_t bits)
{
	return decode_real(inner_field(field), bits);
}

/* A public visitor in the clothes of an inner one. */
struct guest_visitor {
	const struct qmimic_visitor *visitor;
	void *owner;
};

static void visit_tlv(void *owner, const struct tlv *tlv,
	const struct schema_tlv *schema, enum status status, bool repeated)
{
	const struct guest_visitor *guest = owner;
	const struct qmimic_tlv outer = public_tlv(tlv);

	if (guest->visitor->tlv)
		guest->visitor->tlv(guest->owner, &outer,
			schema ? public_field(&schema->field) : NULL,
			public_status(status), repeated);
}

static void visit_number(
	void *owner, const struct schema_field *field, uint64_t value)
{
	const struct guest_visitor *guest = owner;

	if (guest->visitor->number)
		guest->visitor->number(
			guest->owner, public_field(field), value);
}

static void visit_bytes(void *owner, const struct schema_field *field,
	const uint8_t *bytes, size_t size)
{
	const struct guest_visitor *guest = owner;

	if (guest->visitor->bytes)
		guest->visitor->bytes(
			guest->owner, public_field(field), bytes, size);
}

static void visit_open(void *owner, const struct schema_field *field,
	size_t count, uint8_t sequence)
{
	const struct guest_visitor *guest = owner;

	if (guest->visitor->open)
		guest->visitor->open(
			guest->owner, public_field(field), count, sequence);
}

static void visit_close(void *owner, const struct schema_field *field)
{
	const struct guest_visitor *guest = owner;

	if (guest->visitor->close)
		guest->visitor->close(guest->owner, public_field(field));
}

static void visit_extra(void *owner, const uint8_t *bytes, size_t size)
{
	const struct guest_visitor *guest = owner;

	if (guest->visitor->extra)
		guest->visitor->extra(guest->owner, bytes, size);
}

static void visit_end(void *owner, const struct tlv *tlv)
{
	const struct guest_visitor *guest = owner;
	const struct qmimic_tlv outer = public_tlv(tlv);

	if (guest->visitor->tlv_end)
		guest->visitor->tlv_end(guest->owner, &outer);
}

enum qmimic_status qmimic_decode(const struct qmimic_message *message,
	const struct qmimic_visitor *visitor, void *owner)
{
	static const struct visitor visits = {
		.tlv = visit_tlv,
		.number = visit_number,
		.bytes = visit_bytes,
		.open = visit_open,
		.close = visit_close,
		.extra = visit_extra,
		.tlv_end = visit_end,
	};
	struct guest_visitor guest = {visitor, owner};

	return public_status(decode_tlvs(message->tlvs, message->tlvs_size,
		qmimic_body(message), &visits, &guest));
}

/* The same for a source. */
struct guest_source {
	const struct qmimic_source *source;
	void *owner;
};

static bool ask_number(
	void *owner, const struct schema_field *field, uint64_t *value)
{
	const struct guest_source *guest = owner;

	return guest->source->number(guest->owner, public_field(field), value);
}

static bool ask_bytes(void *owner, const struct schema_field *field,
	const uint8_t **bytes, size_t *size)
{
	const struct guest_source *guest = owner;

	return guest->source->bytes(
		guest->owner, public_field(field), bytes, size);
}

static bool ask_open(void *owner, const struct schema_field *field,
	size_t *count, uint8_t *sequence)
{
	const struct guest_source *guest = owner;

	return guest->source->open(
		guest->owner, public_field(field), count, sequence);
}

static bool ask_select(
	void *owner, const struct schema_field *field, size_t index)
{
	const struct guest_source *guest = owner;

	return guest->source->select(guest->owner, public_field(field), index);
}

static bool ask_close(void *owner, const struct schema_field *field)
{
	const struct guest_source *guest = owner;

	return guest->source->close(guest->owner, public_field(field));
}

static enum qmimic_status put_tlv(struct wire_writer *writer,
	const struct schema_tlv *tlv, struct guest_source *guest)
{
	static const struct source asks = {
		.number = ask_number,
		.bytes = ask_bytes,
		.open = ask_open,
		.select = ask_select,
		.close = ask_close,
	};
	size_t start = tlv_begin(writer, tlv->id);
	enum status status = encode_field(
		writer, &tlv->field, &asks, guest, NULL);

	if (status != STATUS_OK)
		return public_status(status);
	if (writer->size - start > UINT16_MAX)
		return QMIMIC_TOO_LONG;
	tlv_end(writer, start);

	return writer->failed ? QMIMIC_NO_SPACE : QMIMIC_OK;
}

enum qmimic_status qmimic_encode_tlv(struct qmimic_buffer *buffer,
	const struct qmimic_message *message, uint8_t type,
	const struct qmimic_source *source, void *owner)
{
	const struct schema_body *body = qmimic_body(message);
	const struct schema_tlv *tlv = body ? schema_tlv_by_id(body, type)
					    : NULL;
	struct wire_writer writer = qmimic_writer(buffer);
	struct guest_source guest = {source, owner};
	enum qmimic_status status;

	if (!tlv)
		return QMIMIC_UNKNOWN;
	status = put_tlv(&writer, tlv, &guest);

	return status == QMIMIC_OK ? qmimic_appended(&writer, buffer) : status;
}

enum qmimic_status qmimic_encode_tlvs(struct qmimic_buffer *buffer,
	const struct qmimic_message *message,
	const struct qmimic_source *source, void *owner)
{
	const struct schema_body *body = qmimic_body(message);
	struct wire_writer writer = qmimic_writer(buffer);
	struct guest_source guest = {source, owner};

	if (!body)
		return QMIMIC_UNKNOWN;

	for (size_t i = 0; i < body->count; i++) {
		const struct schema_tlv *tlv = &body->tlvs[i];
		enum qmimic_status status;

		if (!source->wants(owner, tlv->id, public_field(&tlv->field)))
			continue;
		status = put_tlv(&writer, tlv, &guest);
		if (status != QMIMIC_OK)
			return status;
	}

	return qmimic_appended(&writer, buffer);
}
