/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/control_protocol.h"

#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/memory.h"
#include "sim/script_control.h"

enum {
	JSON_DEPTH_MAX = 64
};

struct control {
	const struct control_modem *modems;
	size_t count;
	const struct control_ops *ops;
	void *owner;
	struct control_talk *talks;
	uint64_t last_token;
	size_t waiting; /* how many commands have their outcome later */
};

/* A command whose outcome comes later. */
struct wait {
	struct wait *next;
	uint64_t token;
	struct script_modem *modem;
	struct json_object *id;
};

struct control_talk {
	struct control_talk *next;
	struct control *control;
	struct wait *waits;
	void (*send)(void *owner, const char *line, size_t size);
	void *owner;
	char *line;
	size_t size;
};

struct control *control_new(const struct control_modem *modems, size_t count,
	const struct control_ops *ops, void *owner)
{
	struct control *control = memory_alloc(sizeof(*control));

	control->modems = modems;
	control->count = count;
	control->ops = ops;
	control->owner = owner;

	return control;
}

void control_free(struct control *control)
{
	free(control);
}

struct control_talk *control_talk_new(struct control *control,
	void (*send)(void *owner, const char *line, size_t size), void *owner)
{
	struct control_talk *talk = memory_alloc(sizeof(*talk));

	talk->control = control;
	talk->send = send;
	talk->owner = owner;
	talk->next = control->talks;
	control->talks = talk;

	return talk;
}

static void drop_wait(struct control_talk *talk, struct wait **link)
{
	struct wait *wait = *link;

	*link = wait->next;
	talk->control->waiting--;
	json_object_put(wait->id);
	free(wait);
}

void control_talk_free(struct control_talk *talk)
{
	struct control_talk **link;

	if (!talk)
		return;

	while (talk->waits) {
		script_control_cancel(talk->waits->modem, talk->waits->token);
		drop_wait(talk, &talk->waits);
	}
	for (link = &talk->control->talks; *link != talk;)
		link = &(*link)->next;
	*link = talk->next;
	free(talk->line);
	free(talk);
}

/* Sends {"id": ..., "ok": ..., "result" or "error": ...}. Takes `value`. */
static void answer(struct control_talk *talk, struct json_object *id, bool ok,
	struct json_object *value)
{
	struct json_object *line = json_object_new_object();
	const char *text;
	char *whole;

	if (id)
		json_object_object_add(line, "id", json_object_get(id));
	json_object_object_add(line, "ok", json_object_new_boolean(ok));
	json_object_object_add(line, ok ? "result" : "error", value);
	text = json_object_to_json_string_ext(
		line, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE);
	whole = memory_format("%s\n", text);
	talk->send(talk->owner, whole, strlen(whole));
	free(whole);
	json_object_put(line);
}

static void refuse(
	struct control_talk *talk, struct json_object *id, const char *why)
{
	answer(talk, id, false, json_object_new_string(why));
}

static void answer_result(struct control_talk *talk, struct json_object *id,
	const struct script_result *result)
{
	if (result->outcome == SCRIPT_DONE)
		answer(talk, id, true, json_object_get(result->value));
	else
		refuse(talk, id, result->why);
}

/* What a request says, taken apart. */
struct request {
	struct json_object *id;	       /* borrowed, or NULL */
	struct json_object *arguments; /* the request without what is below */
	const char *command;
	const struct control_modem *modem;
};

static struct json_object *list_modems(const struct control *control)
{
	struct json_object *list = json_object_new_array();

	for (size_t i = 0; i < control->count; i++) {
		const struct control_modem *modem = &control->modems[i];
		struct json_object *item = json_object_new_object();

		if (modem->name)
			json_object_object_add(item, "name",
				json_object_new_string(modem->name));
		if (modem->device)
			json_object_object_add(item, "device",
				json_object_new_string(modem->device));
		json_object_object_add(item, "preset",
			json_object_new_string(
				script_modem_device(modem->modem)->name));
		json_object_array_add(list, item);
	}

	return list;
}

/* Commands that are not a modem's. False: it is none of them. */
static bool own_command(
	struct control_talk *talk, const struct request *request)
{
	struct control *control = talk->control;

	if (strcmp(request->command, "modems") == 0) {
		answer(talk, request->id, true, list_modems(control));
		return true;
	}
	if (strcmp(request->command, "stop") != 0)
		return false;
	if (control->ops->stop) {
		answer(talk, request->id, true, NULL);
		control->ops->stop(control->owner);
	} else {
		refuse(talk, request->id, "this run cannot be stopped so");
	}

	return true;
}

static void carry_out(struct control_talk *talk, const struct request *request)
{
	struct control *control = talk->control;
	uint64_t token = ++control->last_token;
	struct script_result result;

	control->ops->advance(control->owner); /* so that the time is right */
	result = script_control(request->modem->modem, token, request->command,
		request->arguments);
	if (result.outcome == SCRIPT_LATER) {
		struct wait *wait = memory_alloc(sizeof(*wait));

		wait->token = token;
		wait->modem = request->modem->modem;
		wait->id = json_object_get(request->id);
		wait->next = talk->waits;
		talk->waits = wait;
		control->waiting++;
	} else {
		answer_result(talk, request->id, &result);
	}
	json_object_put(result.value);
	free(result.why);
	control->ops->advance(control->owner);
}

/* The modem that a request names; the only one where it names none. */
static const struct control_modem *find_modem(const struct control *control,
	struct json_object *name, const char **why)
{
	*why = "there are several modems: say which, as in \"modem\": \"NAME\"";
	if (!name)
		return control->count == 1 ? &control->modems[0] : NULL;
	*why = "modem must be a name";
	if (!json_object_is_type(name, json_type_string))
		return NULL;

	*why = "there is no modem of that name; see the command modems";
	for (size_t i = 0; i < control->count; i++)
		if (control->modems[i].name &&
			strcmp(control->modems[i].name,
				json_object_get_string(name)) == 0)
			return &control->modems[i];

	return NULL;
}

static bool is_known_command_of_own(const char *command)
{
	return strcmp(command, "modems") == 0 || strcmp(command, "stop") == 0;
}

static void take_object(struct control_talk *talk, struct json_object *line)
{
	struct request request = {.arguments = line};
	struct json_object *command = NULL;
	struct json_object *modem = NULL;
	const char *why;

	json_object_object_get_ex(line, "id", &request.id);
	if (!json_object_object_get_ex(line, "command", &command) ||
		!json_object_is_type(command, json_type_string)) {
		refuse(talk, request.id,
			"a request has a command, such as "
			"{\"command\": \"modems\"}");
		return;
	}
	request.command = json_object_get_string(command);
	json_object_object_get_ex(line, "modem", &modem);
	request.modem = find_modem(talk->control, modem, &why);
	if (!request.modem && !is_known_command_of_own(request.command)) {
		refuse(talk, request.id, why);
		return;
	}

	/* What is left are the arguments; the others are still needed. */
	json_object_get(request.id);
	json_object_get(command);
	json_object_object_del(line, "id");
	json_object_object_del(line, "command");
	json_object_object_del(line, "modem");
	if (!own_command(talk, &request))
		carry_out(talk, &request);
	json_object_put(request.id);
	json_object_put(command);
}

static bool is_blank(const char *line, size_t size)
{
	while (size > 0 &&
		(line[size - 1] == ' ' || line[size - 1] == '\t' ||
			line[size - 1] == '\r'))
		size--;

	return size == 0;
}

static void take_line(struct control_talk *talk, const char *line, size_t size)
{
	struct json_tokener *tokener = json_tokener_new_ex(JSON_DEPTH_MAX);
	struct json_object *json;
	enum json_tokener_error error;
	size_t end;
	char why[160];

	json_tokener_set_flags(
		tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
	json = json_tokener_parse_ex(tokener, line, (int)size);
	error = json_tokener_get_error(tokener);
	end = json_tokener_get_parse_end(tokener);
	if (error == json_tokener_success && !is_blank(line + end, size - end))
		error = json_tokener_error_parse_unexpected;
	if (error != json_tokener_success) {
		snprintf(why, sizeof(why), "not JSON at byte %zu: %s", end + 1,
			error == json_tokener_continue
				? "the end is missing"
				: json_tokener_error_desc(error));
		refuse(talk, NULL, why);
	} else if (!json_object_is_type(json, json_type_object)) {
		refuse(talk, NULL,
			"a request is an object: {\"command\": ...}");
	} else {
		take_object(talk, json);
	}
	json_object_put(json);
	json_tokener_free(tokener);
}

bool control_talk_feed(
	struct control_talk *talk, const uint8_t *bytes, size_t size)
{
	while (size > 0) {
		const uint8_t *end = memchr(bytes, '\n', size);
		size_t part = end ? (size_t)(end - bytes) : size;

		if (talk->size + part > CONTROL_LINE_MAX) {
			refuse(talk, NULL, "the line is too long");
			return false;
		}
		talk->line = memory_grow(talk->line, talk->size + part + 1, 1);
		memcpy(talk->line + talk->size, bytes, part);
		talk->size += part;
		talk->line[talk->size] = '\0';
		if (!end)
			return true;

		if (!is_blank(talk->line, talk->size))
			take_line(talk, talk->line, talk->size);
		talk->size = 0;
		bytes = end + 1;
		size -= part + 1;
	}

	return true;
}

static void on_over(
	void *owner, uint64_t token, const struct script_result *result)
{
	struct control *control = owner;

	for (struct control_talk *talk = control->talks; talk;
		talk = talk->next)
		for (struct wait **link = &talk->waits; *link;
			link = &(*link)->next) {
			if ((*link)->token != token)
				continue;
			answer_result(talk, (*link)->id, result);
			drop_wait(talk, link);
			return;
		}
}

void control_check(struct control *control)
{
	for (size_t i = 0; i < control->count && control->waiting > 0; i++)
		script_control_check(
			control->modems[i].modem, on_over, control);
}
