/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tests/victim/dialog.h"

#include <assert.h>
#include <stdlib.h>

static void put_hex(struct tlvs *tlvs, const char *text)
{
	char *end;

	for (;;) {
		unsigned long byte = strtoul(text, &end, 16);

		if (end == text)
			break;
		assert(tlvs->size < sizeof(tlvs->bytes) && byte <= 0xff);
		tlvs->bytes[tlvs->size++] = (uint8_t)byte;
		text = end;
	}
}

int dialog_ask(struct dialog *dialog, uint8_t service, uint16_t message,
	const char *tlvs)
{
	struct tlvs request = {.size = 0};

	if (service != VICTIM_CTL && dialog->clients[service] == 0)
		dialog->clients[service] = victim_allocate(
			dialog->victim, service);
	put_hex(&request, tlvs);
	packet_free(dialog->last);
	dialog->last = victim_call(dialog->victim, service,
		dialog->clients[service], message, &request);

	return dialog->last ? packet_error(dialog->last) : -1;
}

const uint8_t *dialog_tlv(const struct dialog *dialog, uint8_t id, size_t size)
{
	size_t got = 0;
	const uint8_t *value = dialog->last ? packet_tlv(dialog->last, id, &got)
					    : NULL;

	return got >= size ? value : NULL;
}

int dialog_end(struct dialog *dialog, int status)
{
	packet_free(dialog->last);
	for (unsigned int service = 1; service < 256; service++)
		if (dialog->clients[service] != 0)
			victim_release(dialog->victim, (uint8_t)service,
				dialog->clients[service]);

	return status;
}
