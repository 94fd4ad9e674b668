/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* fault_cases.c - plays tests/fault_cases.txt: fault rules, what a client does,
 * and all that comes of it. For tests only.
 *
 * A case of the file begins with "# TEXT". Lines after it are "rules:" for the
 * list of fault rules, perhaps "expect:" for the list of expectations, and
 * "do:" for the steps; then come the lines that are expected. Steps are letters
 * and numbers:
 *
 *	m1, m2   DMS Get Model from client 1 (channel 0) or 2 (channel 1)
 *	d1       DMS Get IDs from client 1
 *	a3, r3   CTL Allocate CID of a service, Release CID of its client 1
 *	i0       the scenario indicates DMS Event Report to all clients
 *	n0       the same with NAS Serving System
 *	o2, c2   opens and closes a channel
 *	w500     waits so many milliseconds
 *
 * An output is a line: the time in milliseconds, the channel, and the message
 * when it is one whole and honest frame ("response 2/1 0022 01:4142": client,
 * transaction, id, TLVs without a leading result of success), else the bytes, or the
 * action. After the last step a minute passes. "--print" writes what comes
 * instead of comparing it. Every case is played twice and must be the same.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/frame.h"
#include "sim/memory.h"
#include "sim/rig.h"

enum {
	MS = 1000,
	SHOWN_MAX = 48, /* bytes of one output */
};

static const char scenario_head[] =
	"return scenario { on = {"
	" ['DMS Get Model'] = { model = 'AB' },"
	" ['DMS Get IDs'] = { imei = '123', esn = '0' },"
	" ['DMS 0x5500'] = function(modem)"
	" modem:indicate('DMS Event Report', { power_state ="
	" { power_state_flags = 1, battery_level = 50 } }) return {} end,"
	" ['DMS 0x5501'] = function(modem)"
	" modem:indicate('NAS Serving System', { serving_system = {"
	" registration_state = 'registered', cs_attach_state = 0,"
	" ps_attach_state = 0, selected_network = '3gpp',"
	" radio_interfaces = { 'lte' } } }) return {} end },\n"
	" faults = {";

static void put_hex(FILE *stream, const uint8_t *bytes, size_t size)
{
	for (size_t i = 0; i < size && i < SHOWN_MAX; i++)
		fprintf(stream, "%02x", bytes[i]);
	if (size > SHOWN_MAX)
		fprintf(stream, "... (%zu)", size);
}

static void put_tlvs(FILE *stream, const struct message *message)
{
	struct tlv_walk walk = tlv_walk(message->tlvs, message->tlvs_size);
	bool is_first = true;
	struct tlv tlv;
	enum status status;

	while ((status = tlv_next(&walk, &tlv)) == STATUS_OK) {
		if (tlv.type == MESSAGE_TLV_RESULT && tlv.size == 4 &&
			memcmp(tlv.value, "\0\0\0\0", 4) == 0 && is_first) {
			is_first = false;
			continue;
		}
		is_first = false;
		fprintf(stream, " %02x:", tlv.type);
		put_hex(stream, tlv.value, tlv.size);
	}
	if (status != STATUS_MORE)
		fputs(" (cut)", stream);
	if (message->kind == MESSAGE_RESPONSE &&
		!tlv_find(message->tlvs, message->tlvs_size, MESSAGE_TLV_RESULT,
			&tlv))
		fputs(" (no result)", stream);
}

static bool is_honest(const struct rig *rig)
{
	const struct outbox_item *item = rig->output;

	return rig->is_message && item->bytes[3] == FRAME_FROM_MODEM;
}

static void take_all(struct rig *rig, FILE *stream)
{
	static const char *const actions[] = {"", "", "hang_up", "pause",
		"resume", "vanish", "come_back", "signal", "disturb"};
	static const char *const kinds[] = {
		"request", "response", "indication"};

	while (rig_take(rig)) {
		const struct outbox_item *item = rig->output;

		fprintf(stream, "%5u ", (unsigned int)(rig->now_us / MS));
		if (item->kind <= OUTBOX_HANG_UP)
			fprintf(stream, "%u ", item->channel);
		if (item->kind > OUTBOX_BYTES) {
			fputs(actions[item->kind], stream);
		} else if (is_honest(rig)) {
			fprintf(stream, "%s %u/%u %04x",
				kinds[rig->message.kind], rig->message.client,
				rig->message.transaction, rig->message.id);
			if (rig->message.service != 2)
				fprintf(stream, " of %u", rig->message.service);
			put_tlvs(stream, &rig->message);
		} else {
			put_hex(stream, item->bytes, item->size);
		}
		fputc('\n', stream);
	}
}

static void wait_and_take(struct rig *rig, unsigned int ms, FILE *stream)
{
	uint64_t end = rig->now_us + (uint64_t)ms * MS;

	take_all(rig, stream);
	while (rig->now_us < end) {
		uint64_t next = session_advance(rig->session, rig->now_us);

		if (next > end)
			next = end;
		rig_wait(rig, next > rig->now_us ? next - rig->now_us : 1);
		take_all(rig, stream);
	}
}

static void ask(struct rig *rig, unsigned int client, uint16_t id)
{
	rig_request(rig, client == 2 ? 1 : 0, 2, (uint8_t)client, id);
}

static void ctl(struct rig *rig, uint16_t id, unsigned int service)
{
	uint8_t tlv[] = {0x01, 1, 0, (uint8_t)service, 1};
	bool releases = id == 0x23;

	tlv[1] = releases ? 2 : 1;
	rig_send(rig, 0,
		&(struct message){
			.id = id, .tlvs = tlv, .tlvs_size = releases ? 5 : 4});
}

static void do_step(
	struct rig *rig, char what, unsigned int number, FILE *stream)
{
	switch (what) {
	case 'm':
		ask(rig, number, 0x22);
		break;
	case 'd':
		ask(rig, number, 0x25);
		break;
	case 'a':
		ctl(rig, 0x22, number);
		break;
	case 'r':
		ctl(rig, 0x23, number);
		break;
	case 'i':
		ask(rig, 1, 0x5500);
		break;
	case 'n':
		ask(rig, 1, 0x5501);
		break;
	case 'o':
		rig_connect(rig, number, CHANNEL_PLAIN);
		break;
	case 'c':
		rig_disconnect(rig, number);
		break;
	case 'w':
		wait_and_take(rig, number, stream);
		break;
	default:
		fprintf(stream, "no step %c\n", what);
	}
	take_all(rig, stream);
}

static void do_steps(struct rig *rig, const char *steps, FILE *stream)
{
	unsigned int number;
	char what;
	int used;

	while (sscanf(steps, " %c%u%n", &what, &number, &used) == 2) {
		do_step(rig, what, number, stream);
		steps += used;
	}
	wait_and_take(rig, 60000, stream);
}

/* What comes of a case, as text that the caller frees. */
static char *play(const char *rules, const char *steps)
{
	const char *expect = strstr(rules, "\nexpect:");
	char *scenario = memory_format("%s%.*s\n },\nexpect = {%s } }",
		scenario_head,
		(int)(expect ? expect - rules : (ptrdiff_t)strlen(rules)),
		rules, expect ? expect + strlen("\nexpect:") : "");
	char *text = NULL;
	size_t size;
	FILE *stream = open_memstream(&text, &size);
	struct rig *rig = memory_alloc(sizeof(*rig));

	if (rig_open(rig, scenario, NULL)) {
		rig_connect(rig, 0, CHANNEL_PLAIN);
		rig_connect(rig, 1, CHANNEL_PLAIN);
		clients_add(&script_modem_core(rig->modem)->clients, 2, 255)
			->channel = 0;
		clients_add(&script_modem_core(rig->modem)->clients, 2, 255)
			->channel = 1;
		do_steps(rig, steps, stream);
		rig_finish(rig);
		fputs(rig->points, stream);
	} else {
		fprintf(stream, "%s\n", rig->why);
	}
	rig_close(rig);
	free(rig);
	free(scenario);
	fclose(stream);

	return text;
}

/* Cuts off a piece up to `end`, which is replaced; NULL: there is none. */
static char *cut(char **rest, const char *end)
{
	char *piece = *rest;
	char *found = piece ? strstr(piece, end) : NULL;

	if (!found)
		return NULL;
	*found = '\0';
	*rest = found + strlen(end);

	return piece;
}

static bool run_case(char *text, unsigned int number, bool prints)
{
	char *rest = text;
	char *title = cut(&rest, "\nrules:");
	char *rules = cut(&rest, "\ndo:");
	char *steps = cut(&rest, "\n");
	char *first = steps ? play(rules, steps) : NULL;
	char *second = steps ? play(rules, steps) : NULL;
	bool is_good = first && strcmp(first, rest) == 0;
	bool is_same = first && strcmp(first, second) == 0;

	if (!first)
		printf("not ok %u - a case lacks rules or steps: %s\n", number,
			text);
	else if (prints)
		printf("# %s\nrules:%s\ndo:%s\n%s\n", title, rules, steps,
			first);
	else
		printf("%sok %u - %s%s\n", is_good && is_same ? "" : "not ",
			number, title, is_same ? "" : ", the same again");
	if (first && !is_good && !prints)
		fprintf(stderr, "%s\nwanted:\n%sgot:\n%s", title, rest, first);
	free(first);
	free(second);

	return is_good && is_same;
}

static char *read_text(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *text = memory_alloc(1 << 20);

	if (!file || fread(text, 1, (1 << 20) - 1, file) == 0) {
		fprintf(stderr, "fault_cases: cannot read %s\n", path);
		exit(3);
	}
	fclose(file);

	return text;
}

int main(int argc, char **argv)
{
	bool prints = argc > 1 && strcmp(argv[1], "--print") == 0;
	const char *path = getenv("FAULT_CASES");
	char *text = read_text(path ? path : "tests/fault_cases.txt");
	char *next = strstr(text, "\n# ");
	unsigned int number = 0;
	int failed = 0;

	while (next) {
		char *begin = next + strlen("\n# ");

		next = strstr(begin, "\n\n# ");
		if (next)
			*++next = '\0'; /* the case keeps its newline */
		failed += !run_case(begin, ++number, prints);
		if (next)
			*next = '\n';
	}
	if (!prints)
		printf("1..%u\n", number);
	free(text);

	return failed && !prints ? 1 : 0;
}
