/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/text.h"

#include "lib/text_fields.h"
#include "lib/text_value.h"

static void put_name(struct text_printer *printer,
	const struct message *message, const struct schema_message *schema)
{
	const struct schema_service *service;

	service = schema ? schema->service
			 : schema_service_by_id(message->service);
	if (service) {
		sink_put_text(&printer->sink, service->name);
	} else {
		TEXT_PUT(printer, "service ");
		text_put_hex(&printer->sink, message->service,
			message->service > 0xff ? 4 : 2);
		TEXT_PUT(printer, " message");
	}

	TEXT_PUT(printer, " ");
	if (schema)
		sink_put_text(&printer->sink, schema->name);
	else
		text_put_hex(&printer->sink, message->id, 4);
}

static void put_kind(struct text_printer *printer, enum message_kind kind)
{
	switch (kind) {
	case MESSAGE_REQUEST:
		TEXT_PUT(printer, " request");
		break;
	case MESSAGE_RESPONSE:
		TEXT_PUT(printer, " response");
		break;
	case MESSAGE_INDICATION:
		TEXT_PUT(printer, " indication");
		break;
	}
}

/* The line about the header. */
static void put_header(
	struct text_printer *printer, const struct message *message)
{
	TEXT_PUT(printer, "\n  service ");
	text_put_hex(&printer->sink, message->service,
		message->service > 0xff ? 4 : 2);
	TEXT_PUT(printer, ", client ");
	text_put_unsigned(&printer->sink, message->client);
	TEXT_PUT(printer, ", transaction ");
	text_put_unsigned(&printer->sink, message->transaction);
	TEXT_PUT(printer, ", message ");
	text_put_hex(&printer->sink, message->id, 4);
	TEXT_PUT(printer, ", ");
	text_put_unsigned(&printer->sink, message->tlvs_size);
	TEXT_PUT(printer, " bytes of TLVs");
}

size_t text_message(char *text, size_t size, const struct message *message,
	const struct text_options *options)
{
	const struct schema_message *schema = schema_message_by_id(
		message->service, message->kind, message->id, options->vendor);
	struct text_printer printer;

	printer.sink = sink_of(text, size);
	printer.options = options;
	printer.message = message;
	printer.is_long = options->detail != TEXT_LINE;
	printer.is_started = false;

	put_name(&printer, message, schema);
	put_kind(&printer, message->kind);
	if (printer.is_long)
		put_header(&printer, message);
	decode_tlvs(message->tlvs, message->tlvs_size,
		schema ? &schema->bodies[message->kind] : NULL, &text_visitor,
		&printer);

	return sink_end(&printer.sink);
}

size_t text_name(
	char *text, size_t size, const struct message *message, uint16_t vendor)
{
	struct text_printer printer = {.sink = sink_of(text, size)};

	put_name(&printer, message,
		schema_message_by_id(
			message->service, message->kind, message->id, vendor));

	return sink_end(&printer.sink);
}
