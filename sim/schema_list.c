/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* schema_list.c - `qmimic schema`: lists and describes messages. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/command.h"
#include "sim/json_message.h"
#include "sim/memory.h"
#include "sim/schema_dict.h"
#include "sim/schema_dissector.h"
#include "sim/schema_html.h"
#include "sim/schema_json.h"
#include "sim/schema_words.h"
#include "sim/setup.h"
#include "sim/words.h"

static const char help[] =
	"Usage: qmimic schema [OPTIONS] [SERVICE | MESSAGE]\n"
	"Lists the services; the messages of SERVICE, such as DMS; or all "
	"that\n"
	"is known of MESSAGE, such as 'DMS Get IDs'.\n\n"
	"  --search WORD        list messages and fields that contain WORD\n"
	"  --names              print full names only, one a line\n"
	"  --json               print everything, or what was asked for, as "
	"JSON\n"
	"  --dissector FILE     write a dissector for Wireshark; - is stdout\n"
	"  --html FILE          write a page for a browser; - prints it\n"
	"  --dict               print a dictionary for libFuzzer and AFL\n"
	"  -h, --help           show this text\n";

struct schema_request {
	const char *search;
	bool names;
	bool json;
	bool dict;
	const char *html;      /* the file to write, or NULL */
	const char *dissector; /* the same */
	char *name;	       /* of a service or message, or NULL */
};

/* All messages of a service, requests first, then indications. */
static const struct schema_message *message_at(
	const struct schema_service *service, size_t index)
{
	if (index < service->message_count)
		return &service->messages[index];
	index -= service->message_count;

	return index < service->indication_count ? &service->indications[index]
						 : NULL;
}

static void print_line(const struct schema_message *message)
{
	printf("0x%04x  %-10s  %s %s", message->id,
		schema_words_is_indication(message) ? "indication" : "request",
		message->service->name, message->name);
	if (message->vendor != 0)
		printf(" (vendor 0x%04x)", message->vendor);
	putchar('\n');
}

static void print_json(struct json_object *json)
{
	json_message_print(json, stdout);
	json_object_put(json);
}

static int list_services(const struct schema_request *request)
{
	if (request->json) {
		print_json(schema_json());
		return VERDICT_GOOD;
	}

	for (size_t i = 0; i < schema_service_count; i++) {
		const struct schema_service *service = schema_services[i];

		printf("0x%02x  %-7s %4zu messages %3zu indications  %s\n",
			service->id, service->name, service->message_count,
			service->indication_count, service->title);
	}

	return VERDICT_GOOD;
}

static void print_names(const struct schema_service *service)
{
	const struct schema_message *message;

	for (size_t i = 0; (message = message_at(service, i)) != NULL; i++)
		printf("%s %s\n", service->name, message->name);
}

static int list_names(const struct schema_service *service)
{
	for (size_t i = 0; i < schema_service_count; i++)
		if (!service || service == schema_services[i])
			print_names(schema_services[i]);

	return VERDICT_GOOD;
}

static int list_service(const struct schema_request *request,
	const struct schema_service *service)
{
	const struct schema_message *message;

	if (request->json) {
		print_json(schema_json_service(service));
		return VERDICT_GOOD;
	}
	if (request->names)
		return list_names(service);

	printf("%s, service 0x%02x: %s\n%s\n\n", service->name, service->id,
		service->title, service->summary);
	for (size_t i = 0; (message = message_at(service, i)) != NULL; i++)
		print_line(message);

	return VERDICT_GOOD;
}

/* Whether `message` is called like `found`: an indication and a request may
 * have one name, and so may messages of several vendors.
 */
static bool is_namesake(const struct schema_message *message,
	const struct schema_message *found)
{
	return message->service == found->service &&
		strcmp(message->name, found->name) == 0;
}

static void describe(const struct schema_request *request,
	const struct schema_message *found)
{
	const struct schema_message *message;
	bool is_first = true;

	for (size_t i = 0; (message = message_at(found->service, i)) != NULL;
		i++) {
		if (!is_namesake(message, found))
			continue;
		if (request->json) {
			print_json(schema_json_message(message));
			continue;
		}
		if (!is_first)
			putchar('\n');
		schema_words_message(message, stdout);
		is_first = false;
	}
}

static int describe_named(const struct schema_request *request)
{
	const char *name = request->name;
	const struct schema_service *service = schema_service_by_name(name);
	const struct schema_message *found = schema_message_by_name(
		name, MESSAGE_REQUEST, 0);

	if (service)
		return list_service(request, service);
	if (!found)
		found = schema_message_by_name(name, MESSAGE_INDICATION, 0);
	if (found) {
		describe(request, found);
		return VERDICT_GOOD;
	}

	found = schema_message_nearest(name, MESSAGE_REQUEST);
	if (!found)
		found = schema_message_nearest(name, MESSAGE_INDICATION);
	if (found)
		setup_complain("no service or message \"%s\"; did you mean "
			       "\"%s %s\"?",
			name, found->service->name, found->name);
	else
		setup_complain("no service or message \"%s\"; try qmimic "
			       "schema --search %s",
			name, name);

	return VERDICT_FAILED;
}

/* Whether `text` contains the word, without regard to case; blanks and
 * underscores are alike.
 */
static bool contains(const char *text, const char *word)
{
	char *copies[2] = {memory_string(text), memory_string(word)};
	bool is_found;

	for (int i = 0; i < 2; i++)
		for (char *at = copies[i]; *at; at++)
			if (*at == '_')
				*at = ' ';
	is_found = strcasestr(copies[0], copies[1]) != NULL;
	free(copies[0]);
	free(copies[1]);

	return is_found;
}

static bool value_matches(const struct schema_field *field, const char *word)
{
	for (size_t i = 0; field->values && i < field->values->count; i++)
		if (contains(field->values->values[i].name, word))
			return true;

	return false;
}

static void search_field(
	const struct schema_field *field, const char *path, const char *word)
{
	bool has_members = field->type == SCHEMA_STRUCT ||
		field->type == SCHEMA_ARRAY;

	if (contains(field->name, word) || value_matches(field, word))
		printf("        %s\n", path);
	for (size_t i = 0; has_members && i < field->member_count; i++) {
		const struct schema_field *member = &field->members[i];
		char *inner = field->type == SCHEMA_ARRAY
			? memory_format("%s[]", path)
			: memory_format("%s.%s", path, member->name);

		search_field(member, inner, word);
		free(inner);
	}
}

static bool field_matches(const struct schema_field *field, const char *word)
{
	bool has_members = field->type == SCHEMA_STRUCT ||
		field->type == SCHEMA_ARRAY;

	if (contains(field->name, word) || value_matches(field, word))
		return true;
	for (size_t i = 0; has_members && i < field->member_count; i++)
		if (field_matches(&field->members[i], word))
			return true;

	return false;
}

/* Prints the message when its name or something in it contains the word. */
static bool search_message(
	const struct schema_message *message, const char *word)
{
	char *name = memory_format(
		"%s %s", message->service->name, message->name);
	bool is_found = contains(name, word);

	free(name);
	if (is_found)
		print_line(message);
	for (int kind = 0; kind < 3; kind++) {
		const struct schema_body *body = &message->bodies[kind];

		for (size_t i = 0; i < body->count; i++) {
			const struct schema_field *field = &body->tlvs[i].field;

			if (!field_matches(field, word))
				continue;
			if (!is_found)
				print_line(message);
			is_found = true;
			search_field(field, field->name, word);
		}
	}

	return is_found;
}

static int search(const char *word)
{
	const struct schema_message *message;
	bool is_found = false;

	for (size_t i = 0; i < schema_service_count; i++)
		for (size_t j = 0;
			(message = message_at(schema_services[i], j)) != NULL;
			j++)
			is_found = search_message(message, word) || is_found;
	if (is_found)
		return VERDICT_GOOD;

	setup_complain("nothing contains \"%s\"", word);

	return VERDICT_FAILED;
}

static int print_dict(const char *name)
{
	const struct schema_service *service = NULL;

	if (name && !(service = schema_service_by_name(name))) {
		setup_complain(
			"no service \"%s\"; `qmimic schema` lists them", name);
		return VERDICT_FAILED;
	}
	schema_dict(stdout, service);

	return VERDICT_GOOD;
}

/* Writes to a file, or to the standard output for "-". */
static int write_file(const char *path, void (*write)(FILE *stream))
{
	FILE *file;
	bool good;

	if (strcmp(path, "-") == 0) {
		write(stdout);
		return VERDICT_GOOD;
	}
	file = fopen(path, "we");
	if (!file) {
		setup_complain("cannot write %s: %s", path, strerror(errno));
		return VERDICT_ENVIRONMENT;
	}
	write(file);
	good = !ferror(file);
	good = fclose(file) == 0 && good;
	if (good)
		return VERDICT_GOOD;

	setup_complain("cannot write %s: %s", path, strerror(errno));

	return VERDICT_ENVIRONMENT;
}

static int answer(const struct schema_request *request)
{
	if (request->dissector)
		return write_file(request->dissector, schema_dissector_write);
	if (request->html)
		return write_file(request->html, schema_html);
	if (request->dict)
		return print_dict(request->name);
	if (request->search)
		return search(request->search);
	if (request->name)
		return describe_named(request);
	if (request->names)
		return list_names(NULL);

	return list_services(request);
}

/* One name from the words that are left: quotes around it may be missing. */
static char *join(int count, char **words)
{
	char *name = count > 0 ? memory_string(words[0]) : NULL;

	for (int i = 1; i < count; i++) {
		char *longer = memory_format("%s %s", name, words[i]);

		free(name);
		name = longer;
	}

	return name;
}

static bool is_one_thing(const struct schema_request *request, bool has_name)
{
	if (request->dissector &&
		(request->json || request->names || request->dict ||
			request->html || request->search || has_name)) {
		setup_complain("--dissector goes with nothing else");
		return false;
	}
	if (request->search &&
		(request->json || request->names || request->html ||
			request->dict || has_name)) {
		setup_complain("--search goes with nothing else");
		return false;
	}
	if (request->html &&
		(request->json || request->names || request->dict ||
			has_name)) {
		setup_complain("--html goes with nothing else");
		return false;
	}
	if (request->dict && (request->json || request->names)) {
		setup_complain("--dict goes with no other option");
		return false;
	}

	return true;
}

int schema_main(int argc, char **argv)
{
	static const struct option long_options[] = {
		{"search", required_argument, NULL, 's'},
		{"names", no_argument, NULL, 'n'},
		{"json", no_argument, NULL, 'j'},
		{"dissector", required_argument, NULL, 'D'},
		{"html", required_argument, NULL, 'w'},
		{"dict", no_argument, NULL, 'd'},
		{"help", no_argument, NULL, 'h'},
		{0},
	};
	struct schema_request request = {0};
	int option;
	int status;

	while ((option = getopt_long(argc, argv, "h", long_options, NULL)) !=
		-1) {
		if (option == 'h') {
			fputs(help, stdout);
			return VERDICT_GOOD;
		}
		if (option == 's')
			request.search = optarg;
		else if (option == 'n')
			request.names = true;
		else if (option == 'j')
			request.json = true;
		else if (option == 'D')
			request.dissector = optarg;
		else if (option == 'w')
			request.html = optarg;
		else if (option == 'd')
			request.dict = true;
		else
			return VERDICT_USAGE;
	}
	if (!is_one_thing(&request, optind < argc))
		return VERDICT_USAGE;
	request.name = join(argc - optind, argv + optind);
	status = answer(&request);
	free(request.name);

	return words_finish(status);
}
