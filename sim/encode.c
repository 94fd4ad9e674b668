/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* encode.c - `qmimic encode`: makes the bytes of a message. */
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "lib/frame.h"
#include "sim/command.h"
#include "sim/encode_words.h"
#include "sim/hex.h"
#include "sim/json_stream.h"
#include "sim/memory.h"
#include "sim/setup.h"
#include "sim/words.h"

static const char help[] =
	"Usage: qmimic encode [OPTIONS] NAME [FIELD=VALUE...]\n"
	"       qmimic encode [OPTIONS] --json FILE\n"
	"Prints the bytes of a message as hex, such as\n"
	"  qmimic encode 'DMS Set Operating Mode' mode=online\n"
	"NAME may be a service and a number, as in 'DMS 0x5556', and FIELD a\n"
	"TLV's number, as in 0x99=0a0b. Parts of fields are named with dots,\n"
	"as in info.state=on and list.0.id=1, or VALUE is JSON.\n\n"
	"  --kind KIND          request, response or indication\n"
	"  --error NAME         make a response that fails with this error\n"
	"  --client ID          client id [1; the control service: 0]\n"
	"  --transaction ID     transaction id [1]\n"
	"  --vendor ID          know this USB vendor's messages: 0x1199\n"
	"  --partial            mandatory fields may be missing\n"
	"  --sdu                leave out the QMUX frame\n"
	"  --binary             write bytes, not hex\n"
	"  --json FILE          make what `qmimic decode --json` has printed;\n"
	"                       - is the standard input\n"
	"  -h, --help           show this text\n\n"
	"Exit status: 0, or 1 when a message cannot be made.\n";

struct encoder {
	struct encode_words words;
	const char *json; /* file, or NULL */
	uint16_t client;
	uint16_t transaction;
	bool has_client;
	bool has_transaction;
	bool is_sdu;
	bool is_binary;
	uint8_t *buffer;
	bool failed;
};

enum {
	BUFFER_SIZE = 1 << 20, /* `decode` reads inputs of that size */
};

static void print(const struct encoder *encoder, size_t size)
{
	size_t room = 3 * size + 1;
	struct sink sink;

	if (encoder->is_binary) {
		fwrite(encoder->buffer, 1, size, stdout);
		return;
	}

	sink = sink_of(memory_alloc(room), room);
	hex_put(&sink, encoder->buffer, size, ':');
	sink_end(&sink);
	puts(sink.text);
	free(sink.text);
}

/* What options say goes before what the message says. */
static void apply_options(
	const struct encoder *encoder, struct json_object *json)
{
	if (!json_object_is_type(json, json_type_object))
		return;
	if (encoder->has_client)
		json_object_object_add(
			json, "client", json_object_new_int(encoder->client));
	if (encoder->has_transaction)
		json_object_object_add(json, "transaction",
			json_object_new_int(encoder->transaction));
	if (encoder->words.vendor != 0)
		json_object_object_add(json, "vendor",
			json_object_new_int(encoder->words.vendor));
	if (encoder->is_sdu)
		json_object_object_add(
			json, "sdu", json_object_new_boolean(true));
}

static bool encode_json(
	struct encoder *encoder, struct json_object *json, struct json_why *why)
{
	struct wire_writer writer = wire_writer(encoder->buffer, BUFFER_SIZE);

	apply_options(encoder, json);
	if (!json_message_write(json, &writer, why))
		return false;
	print(encoder, writer.size);

	return true;
}

static bool encode_object(void *owner, struct json_object *json, size_t line)
{
	struct encoder *encoder = owner;
	struct json_why why = {""};

	if (!encode_json(encoder, json, &why)) {
		setup_complain("line %zu: %s", line, why.text);
		encoder->failed = true;
	}

	return true;
}

static int encode_file(struct encoder *encoder)
{
	bool is_stdin = strcmp(encoder->json, "-") == 0;
	FILE *file = is_stdin ? stdin : fopen(encoder->json, "rbe");

	if (!file) {
		setup_complain("%s: %s", encoder->json, strerror(errno));
		return VERDICT_USAGE;
	}

	if (!json_stream(file, is_stdin ? "standard input" : encoder->json,
		    encode_object, encoder))
		encoder->failed = true;
	if (!is_stdin)
		fclose(file);

	return encoder->failed ? VERDICT_FAILED : VERDICT_GOOD;
}

static int encode_name(struct encoder *encoder)
{
	struct json_why why = {""};
	struct json_object *json = encode_words(&encoder->words, &why);
	bool is_good = json != NULL && encode_json(encoder, json, &why);

	json_object_put(json);
	if (is_good)
		return VERDICT_GOOD;
	setup_complain("%s: %s", encoder->words.name, why.text);

	return VERDICT_FAILED;
}

/* False: the option or its argument is bad; a message has been printed. */
static bool read_option(struct encoder *encoder, int option)
{
	switch (option) {
	case 'k':
		encoder->words.kind = optarg;
		return true;
	case 'e':
		encoder->words.error = optarg;
		return true;
	case 'c':
		encoder->has_client = true;
		return words_number("--client", optarg, 0xff, &encoder->client);
	case 't':
		encoder->has_transaction = true;
		return words_number(
			"--transaction", optarg, 0xffff, &encoder->transaction);
	case 'V':
		return words_number(
			"--vendor", optarg, 0xffff, &encoder->words.vendor);
	case 'p':
		encoder->words.is_partial = true;
		return true;
	case 's':
		encoder->is_sdu = true;
		return true;
	case 'b':
		encoder->is_binary = true;
		return true;
	case 'j':
		encoder->json = optarg;
		return true;
	}

	return false;
}

/* What is left of the arguments: a name and fields, unless there is a file. */
static bool read_words(struct encoder *encoder, int argc, char **argv)
{
	if (encoder->json && optind < argc) {
		setup_complain(
			"--json says the message, not also %s", argv[optind]);
		return false;
	}
	if (encoder->json && (encoder->words.kind || encoder->words.error)) {
		setup_complain("--kind and --error do not go with --json");
		return false;
	}
	if (encoder->json)
		return true;
	if (optind == argc) {
		setup_complain(
			"say which message: qmimic encode 'DMS Get IDs'");
		return false;
	}
	encoder->words.name = argv[optind];
	encoder->words.fields = argv + optind + 1;
	encoder->words.field_count = argc - optind - 1;

	return true;
}

int encode_main(int argc, char **argv)
{
	static const struct option long_options[] = {
		{"kind", required_argument, NULL, 'k'},
		{"error", required_argument, NULL, 'e'},
		{"client", required_argument, NULL, 'c'},
		{"transaction", required_argument, NULL, 't'},
		{"vendor", required_argument, NULL, 'V'},
		{"partial", no_argument, NULL, 'p'},
		{"sdu", no_argument, NULL, 's'},
		{"binary", no_argument, NULL, 'b'},
		{"json", required_argument, NULL, 'j'},
		{"help", no_argument, NULL, 'h'},
		{0},
	};
	struct encoder encoder = {0};
	int option;
	int status;

	while ((option = getopt_long(argc, argv, "h", long_options, NULL)) !=
		-1) {
		if (option == 'h') {
			fputs(help, stdout);
			return VERDICT_GOOD;
		}
		if (!read_option(&encoder, option))
			return VERDICT_USAGE;
	}
	if (!read_words(&encoder, argc, argv))
		return VERDICT_USAGE;

	encoder.buffer = memory_alloc(BUFFER_SIZE);
	status = encoder.json ? encode_file(&encoder) : encode_name(&encoder);
	free(encoder.buffer);

	return words_finish(status);
}
