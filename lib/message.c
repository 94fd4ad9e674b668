/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/message.h"

/* Flag values of the header's first byte, for the control service and for the
 * others. Bit 0 of a service message means "compound" and is ignored, as libqmi
 * does.
 */
enum {
	CTL_REQUEST = 0x00,
	CTL_RESPONSE = 0x01,
	CTL_INDICATION = 0x02,
	SERVICE_COMPOUND = 0x01,
	SERVICE_REQUEST = 0x00,
	SERVICE_RESPONSE = 0x02,
	SERVICE_INDICATION = 0x04,
};

static bool kind_of_flags(bool is_ctl, uint8_t flags, enum message_kind *kind)
{
	if (!is_ctl)
		flags = (uint8_t)(flags & ~SERVICE_COMPOUND);

	if (flags == CTL_REQUEST)
		*kind = MESSAGE_REQUEST;
	else if (flags == (is_ctl ? CTL_RESPONSE : SERVICE_RESPONSE))
		*kind = MESSAGE_RESPONSE;
	else if (flags == (is_ctl ? CTL_INDICATION : SERVICE_INDICATION))
		*kind = MESSAGE_INDICATION;
	else
		return false;

	return true;
}

static uint8_t flags_of_kind(bool is_ctl, enum message_kind kind)
{
	switch (kind) {
	case MESSAGE_REQUEST:
		return is_ctl ? CTL_REQUEST : SERVICE_REQUEST;
	case MESSAGE_RESPONSE:
		return is_ctl ? CTL_RESPONSE : SERVICE_RESPONSE;
	case MESSAGE_INDICATION:
		return is_ctl ? CTL_INDICATION : SERVICE_INDICATION;
	}

	return 0;
}

enum status message_decode(uint16_t service, uint8_t client,
	const uint8_t *bytes, size_t size, struct message *message)
{
	struct wire_reader reader = wire_reader(bytes, size);
	bool is_ctl = service == MESSAGE_SERVICE_CTL;
	struct message read = {.service = service, .client = client};
	uint8_t flags = wire_u8(&reader);
	size_t length;

	read.transaction = (uint16_t)wire_uint(&reader, is_ctl ? 1 : 2);
	read.id = wire_u16(&reader);
	length = wire_u16(&reader);
	if (reader.failed)
		return STATUS_SHORT_HEADER;
	if (!kind_of_flags(is_ctl, flags, &read.kind))
		return STATUS_BAD_KIND;

	read.tlvs = reader.bytes;
	read.tlvs_size = length < reader.left ? length : reader.left;
	*message = read;

	return length == reader.left ? STATUS_OK : STATUS_LENGTH_LIES;
}

void message_encode(struct wire_writer *writer, const struct message *message)
{
	bool is_ctl = message->service == MESSAGE_SERVICE_CTL;

	if (message->tlvs_size > 0xffff) {
		writer->failed = true;
		return;
	}

	wire_put_u8(writer, flags_of_kind(is_ctl, message->kind));
	wire_put_uint(writer, message->transaction, is_ctl ? 1 : 2);
	wire_put_u16(writer, message->id);
	wire_put_u16(writer, (uint16_t)message->tlvs_size);
	wire_put_bytes(writer, message->tlvs, message->tlvs_size);
}

struct tlv_walk tlv_walk(const uint8_t *tlvs, size_t size)
{
	return (struct tlv_walk){wire_reader(tlvs, size), size};
}

enum status tlv_next(struct tlv_walk *walk, struct tlv *tlv)
{
	struct wire_reader *reader = &walk->reader;
	size_t size;

	if (reader->left == 0)
		return STATUS_MORE;

	tlv->offset = walk->size - reader->left;
	tlv->type = wire_u8(reader);
	size = wire_u16(reader);
	tlv->size = size < reader->left ? size : reader->left;
	tlv->value = wire_skip(reader, tlv->size);
	if (reader->failed || tlv->size < size) {
		if (reader->failed)
			tlv->size = 0;
		reader->left = 0;
		return STATUS_TLV_OVERRUNS;
	}

	return STATUS_OK;
}

bool tlv_find(const uint8_t *tlvs, size_t size, uint8_t type, struct tlv *tlv)
{
	struct tlv_walk walk = tlv_walk(tlvs, size);

	while (tlv_next(&walk, tlv) == STATUS_OK)
		if (tlv->type == type)
			return true;

	return false;
}

size_t tlv_begin(struct wire_writer *writer, uint8_t type)
{
	wire_put_u8(writer, type);
	wire_put_u16(writer, 0);

	return writer->size;
}

void tlv_end(struct wire_writer *writer, size_t value_start)
{
	if (writer->failed)
		return;
	if (writer->size - value_start > 0xffff) {
		writer->failed = true;
		return;
	}

	wire_patch_uint(writer, value_start - 2, writer->size - value_start, 2);
}

void tlv_put_result(struct wire_writer *writer, uint16_t error)
{
	size_t value = tlv_begin(writer, MESSAGE_TLV_RESULT);

	wire_put_u16(writer, error == 0 ? 0 : 1);
	wire_put_u16(writer, error);
	tlv_end(writer, value);
}

bool message_result(const struct message *message, uint16_t *error)
{
	struct wire_reader reader;
	struct tlv tlv;

	if (!tlv_find(message->tlvs, message->tlvs_size, MESSAGE_TLV_RESULT,
		    &tlv))
		return false;

	reader = wire_reader(tlv.value, tlv.size);
	wire_u16(&reader);
	*error = wire_u16(&reader);

	return !reader.failed;
}
