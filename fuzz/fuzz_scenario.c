/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* fuzz_scenario.c - a stranger's scenario: it is refused in words, or it makes a
 * modem that can be used for a while; it never takes the process along.
 */
#include <string.h>

#include "fuzz/require.h"
#include "sim/rig.h"

static void use(struct rig *rig)
{
	uint8_t client;

	rig_connect(rig, 0, CHANNEL_PLAIN);
	client = rig_allocate(rig, 0, 2);
	while (rig_take(rig))
		;
	rig_request(rig, 0, 2, client, 0x25);
	for (int i = 0; i < 1000 && rig_take(rig); i++)
		;
	rig_wait(rig, 10 * 1000 * 1000);
	for (int i = 0; i < 1000 && rig_take(rig); i++)
		;
	rig_disconnect(rig, 0);
	rig_finish(rig);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sandbox_limits limits = {
		.memory = (size_t)4 << 20,
		.instructions = 200000,
	};
	char *text = malloc(size + 1);
	struct rig rig;

	require(text);
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	if (rig_open(&rig, text, &limits))
		use(&rig);
	else
		require(rig.why && rig.why[0]);
	rig_close(&rig);
	free(text);

	return 0;
}
