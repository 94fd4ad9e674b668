/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/doctor.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <json-c/json.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "sim/box.h"
#include "sim/box_probe.h"

enum {
	EXIT_USAGE = 2,
	EXIT_ENVIRONMENT = 3,
	ENDPOINTS_MAX = 16,
};

struct endpoint_state {
	const char *name;
	const char *summary;
	bool is_built; /* into this version */
	bool works;
	char why[PROBE_TEXT_SIZE];
	const char *remedy;
};

struct findings {
	size_t endpoint_count;
	struct endpoint_state endpoints[ENDPOINTS_MAX];
	size_t part_count;
	struct probe parts[PROBE_PARTS_MAX];
	size_t kernel_count;
	struct probe kernel[PROBE_PARTS_MAX];
	struct box_report run; /* of `qmimic run -- true` */
	struct box_report preload;
};

static struct endpoint_state *add(
	struct findings *all, const char *name, const char *summary)
{
	struct endpoint_state *state = &all->endpoints[all->endpoint_count++];

	*state = (struct endpoint_state){.name = name,
		.summary = summary,
		.is_built = true,
		.works = true};

	return state;
}

static void fails(
	struct endpoint_state *state, const char *why, const char *remedy)
{
	state->works = false;
	snprintf(state->why, sizeof(state->why), "%s", why);
	state->remedy = remedy;
}

/* Opens a PTY and starts a command in a box; that is the whole recipe. */
static void try_run(struct box_report *report, bool avoids_namespaces)
{
	static char *const command[] = {"true", NULL};
	char slave[64] = "";
	struct box_config config = {.name = "doctor",
		.device = slave,
		.socket = "/nonexistent",
		.wants_network = true,
		.avoids_namespaces = avoids_namespaces,
		.argv = command};
	struct box *box;
	int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);

	*report = (struct box_report){0};
	if (master < 0 || grantpt(master) < 0 || unlockpt(master) < 0 ||
		ptsname_r(master, slave, sizeof(slave)) != 0)
		config.avoids_namespaces = true;
	if (box_start(&config, &box, report) == 0)
		box_free(box);
	if (master >= 0)
		close(master);
}

static void try_pty(struct findings *all)
{
	struct endpoint_state *state = add(all, "pty", "a terminal with QMUX");
	int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);

	if (master < 0)
		fails(state, strerror(errno),
			"mount devpts on /dev/pts, with /dev/ptmx");
	else
		close(master);
}

static void try_proxy(struct findings *all)
{
	static const char name[] = "\0qmi-proxy";
	struct endpoint_state *state = add(
		all, "proxy", "the abstract socket of qmi-proxy");
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int any = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	memcpy(address.sun_path, name, sizeof(name) - 1);
	if (any < 0 ||
		bind(any, (struct sockaddr *)&address,
			(socklen_t)(offsetof(struct sockaddr_un, sun_path) +
				sizeof(name) - 1)) < 0)
		fails(state, strerror(errno),
			errno == EADDRINUSE
				? "end the other qmi-proxy, or use `qmimic "
				  "run`, where the name is private"
				: "allow unix sockets");
	if (any >= 0)
		close(any);
}

static void try_box(struct findings *all)
{
	struct endpoint_state *state = add(
		all, "box", "`qmimic run -- CMD`: a private /dev/cdc-wdm0");

	try_run(&all->run, false);
	if (all->run.tier != BOX_TIER_NAMESPACES)
		fails(state,
			all->run.count > 0 ? all->run.lines[0]
					   : "it does not start",
			"see the parts below");
	state = add(
		all, "preload", "the same by LD_PRELOAD, without namespaces");
	try_run(&all->preload, true);
	if (all->preload.tier == BOX_TIER_NONE)
		fails(state,
			all->preload.count > 0 ? all->preload.lines[0]
					       : "it does not start",
			"make install, or set QMIMIC_PRELOAD");
}

/* An endpoint that will come; `fact` says what the kernel has for it. */
static void add_later(struct findings *all, const char *name,
	const char *summary, const struct probe *fact)
{
	struct endpoint_state *state = add(all, name, summary);

	state->is_built = false;
	state->works = false;
	if (!fact)
		return;
	snprintf(state->why, sizeof(state->why), "this machine %s %s%s%.100s",
		fact->works ? "has" : "has no", fact->name,
		fact->works ? "" : ": ", fact->why);
	state->remedy = fact->works ? NULL : fact->remedy;
}

static void examine(struct findings *all)
{
	all->part_count = box_probe(all->parts);
	all->kernel_count = kernel_probe(all->kernel);
	try_box(all);
	try_pty(all);
	add(all, "unix", "a stream socket with QMUX");
	try_proxy(all);
	add(all, "fd", "a socket that is inherited");
	add(all, "memory", "in the process, for tests");
	add_later(all, "cuse", "a real character device", &all->kernel[0]);
	add_later(
		all, "gobinet", "/dev/qcqmi with its ioctls", &all->kernel[0]);
	add_later(all, "qrtr", "services on the local node", &all->kernel[1]);
	add_later(all, "usbip", "a USB modem under the real drivers",
		&all->kernel[2]);
	add_later(all, "qmuxd", "the qmuxd socket of Android", NULL);
	add_later(all, "at", "an AT port beside QMI", NULL);
}

static void print_state(bool works, const char *name, const char *summary,
	const char *why, const char *remedy)
{
	printf("  %-16s %-8s %s\n", name, works ? "works" : "fails",
		works ? summary : why);
	if (!works && remedy)
		printf("  %-16s %-8s to fix: %s\n", "", "", remedy);
}

static void print_report(const struct findings *all)
{
	static const char *const tiers[] = {
		[BOX_TIER_NONE] = "does not work here",
		[BOX_TIER_NAMESPACES] = "works, in namespaces",
		[BOX_TIER_PRELOAD] = "works, with a preloaded library",
	};

	printf("qmimic run %s\n", tiers[all->run.tier]);
	for (size_t i = 0; i < all->run.count; i++)
		printf("  %s\n", all->run.lines[i]);
}

static void print_text(const struct findings *all)
{
	print_report(all);
	puts("\nendpoints");
	for (size_t i = 0; i < all->endpoint_count; i++) {
		const struct endpoint_state *state = &all->endpoints[i];

		if (state->is_built) {
			print_state(state->works, state->name, state->summary,
				state->why, state->remedy);
			continue;
		}
		printf("  %-16s %-8s not in this version%s%s\n", state->name,
			"-", *state->why ? "; " : "", state->why);
	}
	puts("\nparts of the box");
	for (size_t i = 0; i < all->part_count; i++)
		print_state(all->parts[i].works, all->parts[i].name, "",
			all->parts[i].why, all->parts[i].remedy);
	puts("\nkernel");
	for (size_t i = 0; i < all->kernel_count; i++)
		print_state(all->kernel[i].works, all->kernel[i].name, "",
			all->kernel[i].why, all->kernel[i].remedy);
}

static void put_text(
	struct json_object *object, const char *key, const char *text)
{
	json_object_object_add(object, key,
		text && *text ? json_object_new_string(text) : NULL);
}

static struct json_object *state_json(
	bool works, const char *name, const char *why, const char *remedy)
{
	struct json_object *object = json_object_new_object();

	put_text(object, "name", name);
	json_object_object_add(object, "works", json_object_new_boolean(works));
	put_text(object, "why", why);
	put_text(object, "remedy", works ? NULL : remedy);

	return object;
}

static struct json_object *probes_json(const struct probe *probes, size_t count)
{
	struct json_object *list = json_object_new_array();

	for (size_t i = 0; i < count; i++)
		json_object_array_add(list,
			state_json(probes[i].works, probes[i].name,
				probes[i].why, probes[i].remedy));

	return list;
}

static void print_json(const struct findings *all)
{
	static const char *const tiers[] = {
		[BOX_TIER_NONE] = "none",
		[BOX_TIER_NAMESPACES] = "namespaces",
		[BOX_TIER_PRELOAD] = "preload",
	};
	struct json_object *whole = json_object_new_object();
	struct json_object *run = json_object_new_object();
	struct json_object *missing = json_object_new_array();
	struct json_object *endpoints = json_object_new_array();

	put_text(run, "tier", tiers[all->run.tier]);
	for (size_t i = 0; i < all->run.count; i++)
		json_object_array_add(
			missing, json_object_new_string(all->run.lines[i]));
	json_object_object_add(run, "missing", missing);
	json_object_object_add(whole, "run", run);
	for (size_t i = 0; i < all->endpoint_count; i++) {
		const struct endpoint_state *state = &all->endpoints[i];
		struct json_object *object = state_json(
			state->works, state->name, state->why, state->remedy);

		json_object_object_add(object, "in_this_version",
			json_object_new_boolean(state->is_built));
		json_object_array_add(endpoints, object);
	}
	json_object_object_add(whole, "endpoints", endpoints);
	json_object_object_add(
		whole, "parts", probes_json(all->parts, all->part_count));
	json_object_object_add(
		whole, "kernel", probes_json(all->kernel, all->kernel_count));
	puts(json_object_to_json_string_ext(whole, JSON_C_TO_STRING_PRETTY));
	json_object_put(whole);
}

static void print_help(FILE *to)
{
	fputs("Usage: qmimic doctor [--json]\n"
	      "\n"
	      "Tries what qmimic needs and says what works on this machine, "
	      "what does not\n"
	      "and what would make it work.\n"
	      "\n"
	      "  --json   print the findings as JSON\n"
	      "  --help   print this text\n"
	      "\n"
	      "Exit status: 0 when `qmimic run` works, 3 when it does not.\n",
		to);
}

int doctor_main(int argc, char **argv)
{
	static const struct option options[] = {
		{"json", no_argument, NULL, 'j'},
		{"help", no_argument, NULL, 'h'}, {0}};
	struct findings *all;
	bool is_json = false;
	int status;
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == 'h') {
			print_help(stdout);
			return EXIT_SUCCESS;
		}
		if (option != 'j')
			return EXIT_USAGE;
		is_json = true;
	}
	if (optind < argc) {
		fprintf(stderr, "qmimic: doctor: unexpected argument '%s'\n",
			argv[optind]);
		return EXIT_USAGE;
	}
	all = calloc(1, sizeof(*all));
	if (!all) {
		fputs("qmimic: doctor: out of memory\n", stderr);
		return EXIT_ENVIRONMENT;
	}
	examine(all);
	if (is_json)
		print_json(all);
	else
		print_text(all);
	status = all->run.tier == BOX_TIER_NONE ? EXIT_ENVIRONMENT
						: EXIT_SUCCESS;
	free(all);

	return status;
}
