/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* fuzz_fault.c - a stranger's fault rules and the bytes that they meet. The input
 * is the text of a list of rules, a NUL, and what a client writes.
 */
#include <stdio.h>
#include <string.h>

#include "fuzz/require.h"
#include "sim/rig.h"

static void take(struct rig *rig)
{
	for (int i = 0; i < 2000 && rig_take(rig); i++)
		require(rig->output->size < 64U << 20);
}

static void use(struct rig *rig, const uint8_t *bytes, size_t size)
{
	rig_connect(rig, 0, CHANNEL_PLAIN);
	rig_connect(rig, 1, CHANNEL_PLAIN);
	rig_allocate(rig, 0, 2);
	rig_allocate(rig, 1, 3);
	rig_request(rig, 0, 2, 1, 0x22);
	rig_request(rig, 0, 2, 1, 0x25);
	rig_request(rig, 1, 3, 1, 0x4d);
	take(rig);
	rig_receive(rig, 0, bytes, size);
	take(rig);
	rig_wait(rig, 30 * 1000 * 1000);
	take(rig);
	rig_disconnect(rig, 1);
	rig_finish(rig);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char head[] = "return scenario { faults = {";
	static const char tail[] = "\n} }";
	struct sandbox_limits limits = {
		.memory = (size_t)8 << 20,
		.instructions = 400000,
	};
	size_t rules = 0;
	char *text;
	struct rig rig;

	while (rules < size && data[rules])
		rules++;
	text = malloc(rules + sizeof(head) + sizeof(tail));
	require(text);
	memcpy(text, head, sizeof(head));
	if (rules > 0)
		memcpy(text + sizeof(head) - 1, data, rules);
	memcpy(text + sizeof(head) - 1 + rules, tail, sizeof(tail));
	if (rules < size)
		rules++; /* the NUL */
	if (rig_open(&rig, text, &limits))
		use(&rig, data + rules, size - rules);
	else
		require(rig.why && rig.why[0]);
	rig_close(&rig);
	free(text);

	return 0;
}
