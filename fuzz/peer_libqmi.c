/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* peer_libqmi.c - libqmi's parser under the same engine, as a measure for ours:
 * `make fuzz/peer_libqmi` in a build for fuzzing, then run it like a target.
 */
#include <libqmi-glib.h>
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	GByteArray *bytes = g_byte_array_sized_new((guint)size);
	GError *error = NULL;
	QmiMessage *message;

	g_byte_array_append(bytes, data, (guint)size);
	message = qmi_message_new_from_raw(bytes, &error);
	if (message)
		qmi_message_unref(message);
	g_clear_error(&error);
	g_byte_array_unref(bytes);

	return 0;
}
