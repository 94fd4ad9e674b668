/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/ctl_request.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/memory.h"
#include "sim/setup.h"

/* A word as JSON: a number, true, false, null, a list or an object, else a
 * string.
 */
static struct json_object *value_of(const char *word)
{
	struct json_tokener *tokener = json_tokener_new();
	size_t size = strlen(word);
	struct json_object *value = NULL;
	bool is_good = false;

	json_tokener_set_flags(tokener, JSON_TOKENER_STRICT);
	if (size > 0 && size < INT_MAX) {
		value = json_tokener_parse_ex(tokener, word, (int)size + 1);
		is_good = json_tokener_get_error(tokener) ==
				json_tokener_success &&
			json_tokener_get_parse_end(tokener) == size;
	}
	json_tokener_free(tokener);
	if (is_good)
		return value;

	json_object_put(value);

	return json_object_new_string(word);
}

static void add_text(
	struct json_object *request, const char *name, const char *text)
{
	json_object_object_add(request, name, json_object_new_string(text));
}

bool ctl_add_assignment(struct json_object *object, const char *word)
{
	const char *equals = strchr(word, '=');
	char *path;
	char *name;
	char *dot;

	if (!equals || equals == word)
		return false;

	path = memory_string(word);
	path[equals - word] = '\0';
	for (name = path; (dot = strchr(name, '.')); name = dot + 1) {
		struct json_object *inner = NULL;

		*dot = '\0';
		if (!json_object_object_get_ex(object, name, &inner) ||
			!json_object_is_type(inner, json_type_object)) {
			inner = json_object_new_object();
			json_object_object_add(object, name, inner);
		}
		object = inner;
	}
	json_object_object_add(object, name, value_of(equals + 1));
	free(path);

	return true;
}

static const char *add_assignments(struct json_object *request,
	const char *name, int argc, char *const *argv)
{
	struct json_object *object = json_object_new_object();

	json_object_object_add(request, name, object);
	for (int i = 0; i < argc; i++)
		if (!ctl_add_assignment(object, argv[i]))
			return "write NAME=VALUE";

	return NULL;
}

static const char *add_state(
	struct json_object *request, int argc, char *const *argv)
{
	if (argc > 0)
		add_text(request, "path", argv[0]);

	return NULL;
}

static const char *add_sms(
	struct json_object *request, int argc, char *const *argv)
{
	(void)argc;
	add_text(request, "from", argv[0]);
	add_text(request, "text", argv[1]);

	return NULL;
}

static const char *add_call(
	struct json_object *request, int argc, char *const *argv)
{
	if (argc > 0)
		add_text(request, "from", argv[0]);

	return NULL;
}

static const char *add_signal(
	struct json_object *request, int argc, char *const *argv)
{
	return add_assignments(request, "values", argc, argv);
}

static const char *add_number(
	struct json_object *request, const char *name, const char *word)
{
	struct json_object *value = value_of(word);

	json_object_object_add(request, name, value);
	if (json_object_is_type(value, json_type_int) ||
		json_object_is_type(value, json_type_double))
		return NULL;

	return "a number is wanted";
}

static const char *add_slot(
	struct json_object *request, int argc, char *const *argv)
{
	return argc > 0 ? add_number(request, "slot", argv[0]) : NULL;
}

static const char *add_card(
	struct json_object *request, int argc, char *const *argv)
{
	if (argc > 0 && !strchr(argv[0], '=')) {
		const char *why = add_number(request, "slot", argv[0]);

		if (why)
			return why;
		argc--;
		argv++;
	}

	return argc > 0 ? add_assignments(request, "changes", argc, argv)
			: NULL;
}

static const char *add_seconds(
	struct json_object *request, int argc, char *const *argv)
{
	return argc > 0 ? add_number(request, "seconds", argv[0]) : NULL;
}

static const char *add_code(
	struct json_object *request, int argc, char *const *argv)
{
	(void)argc;
	add_text(request, "code", argv[0]);

	return NULL;
}

static const char *add_rule(
	struct json_object *request, int argc, char *const *argv)
{
	(void)argc;
	add_text(request, "rule", argv[0]);

	return NULL;
}

static const char *add_rule_name(
	struct json_object *request, int argc, char *const *argv)
{
	struct json_object *value = value_of(argv[0]);
	bool is_number = json_object_is_type(value, json_type_int);

	(void)argc;
	json_object_put(value);
	if (is_number)
		return add_number(request, "number", argv[0]);
	add_text(request, "name", argv[0]);

	return NULL;
}

/* message NAME | state PATH | lua CODE, then further arguments. */
static const char *add_wait(
	struct json_object *request, int argc, char *const *argv)
{
	if (strcmp(argv[0], "message") != 0 && strcmp(argv[0], "state") != 0 &&
		strcmp(argv[0], "lua") != 0)
		return "wait for: message NAME, state PATH or lua CODE";
	add_text(request, argv[0], argv[1]);
	for (int i = 2; i < argc; i++)
		if (!ctl_add_assignment(request, argv[i]))
			return "after what to wait for, write NAME=VALUE: "
			       "within, equals, client, request.FIELD";

	return NULL;
}

/* The file to write is the caller's business. */
static const char *add_nothing(
	struct json_object *request, int argc, char *const *argv)
{
	(void)request;
	(void)argc;
	(void)argv;

	return NULL;
}

static const char *add_snapshot(
	struct json_object *request, int argc, char *const *argv)
{
	struct json_object *snapshot = json_object_from_file(argv[0]);

	(void)argc;
	if (!snapshot)
		return access(argv[0], R_OK) < 0
			? json_util_get_last_err() /* names the file */
			: "the file is no JSON, or is cut short";
	json_object_object_add(request, "snapshot", snapshot);

	return NULL;
}

enum {
	ANY = 64 /* arguments */
};

const struct ctl_command ctl_commands[] = {
	{"modems", "", "list the modems", 0, 0, NULL},
	{"state", "[PATH]", "show the world, or a part: network.registration",
		0, 1, add_state},
	{"clients", "", "list the client ids that are given out", 0, 0, NULL},
	{"sms", "FROM TEXT", "a message comes in", 2, 2, add_sms},
	{"call", "[FROM]", "somebody calls", 0, 1, add_call},
	{"signal", "NAME=VALUE...", "change the signal: rsrp=-110 lte.snr=3", 1,
		ANY, add_signal},
	{"lose", "", "no network is in reach", 0, 0, NULL},
	{"return", "", "networks are in reach again", 0, 0, NULL},
	{"sim-remove", "[SLOT]", "pull the card", 0, 1, add_slot},
	{"sim-insert", "[SLOT] [NAME=VALUE...]", "put a card in", 0, ANY,
		add_card},
	{"fault-add", "RULE", "add a fault rule, a Lua table", 1, 1, add_rule},
	{"fault-list", "", "list the fault rules", 0, 0, NULL},
	{"fault-remove", "NUMBER|NAME", "take a fault rule away", 1, 1,
		add_rule_name},
	{"lua", "CODE", "run Lua as the scenario could, with `modem`", 1, 1,
		add_code},
	{"wait", "message NAME|state PATH|lua CODE [NAME=VALUE...]",
		"wait until it happens, within=10 seconds", 2, ANY, add_wait},
	{"vanish", "", "take the device away", 0, 0, NULL},
	{"come-back", "", "bring the device back", 0, 0, NULL},
	{"hang-up", "", "end every client's connection", 0, 0, NULL},
	{"reboot", "[SECONDS]", "restart the modem", 0, 1, add_seconds},
	{"snapshot", "[FILE]", "write down what the modem is", 0, 1,
		add_nothing},
	{"restore", "FILE", "make the modem what it was", 1, 1, add_snapshot},
	{"stop", "", "end the run", 0, 0, NULL},
	{0},
};

const struct ctl_command *ctl_command_find(const char *name)
{
	for (const struct ctl_command *command = ctl_commands; command->name;
		command++)
		if (strcmp(command->name, name) == 0)
			return command;

	return NULL;
}

struct json_object *ctl_request(int argc, char *const *argv)
{
	const struct ctl_command *command = ctl_command_find(argv[0]);
	struct json_object *request;
	const char *why = NULL;

	if (!command) {
		setup_complain(
			"%s: no such command; see qmimic ctl --help", argv[0]);
		return NULL;
	}
	if (argc - 1 < command->least || argc - 1 > command->most) {
		setup_complain("usage: %s%s%s", command->name,
			*command->arguments ? " " : "", command->arguments);
		return NULL;
	}

	request = json_object_new_object();
	add_text(request, "command", command->name);
	if (command->add)
		why = command->add(request, argc - 1, argv + 1);
	if (!why)
		return request;

	setup_complain("%s: %s", command->name, why);
	json_object_put(request);

	return NULL;
}

void ctl_print(struct json_object *result, FILE *stream)
{
	switch (json_object_get_type(result)) {
	case json_type_null:
		return;
	case json_type_string:
		fwrite(json_object_get_string(result), 1,
			(size_t)json_object_get_string_len(result), stream);
		fputc('\n', stream);
		return;
	case json_type_boolean:
	case json_type_double:
	case json_type_int:
	case json_type_object:
	case json_type_array:
		fprintf(stream, "%s\n",
			json_object_to_json_string_ext(result,
				JSON_C_TO_STRING_PRETTY |
					JSON_C_TO_STRING_SPACED |
					JSON_C_TO_STRING_NOSLASHESCAPE));
		return;
	}
}
