/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/enter.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	EXIT_USAGE = 2,
	EXIT_ENVIRONMENT = 3,
	NAMESPACE_COUNT = 4,
};

/* The user namespace first: it gives the right to join the others. */
static const char *const namespaces[NAMESPACE_COUNT] = {
	"user", "net", "pid", "mnt"};

/* Opens a namespace of the process; -1 when it is the caller's own. */
static int open_namespace(pid_t pid, const char *name, int *error)
{
	char path[64];
	struct stat own;
	struct stat other;
	int opened;

	snprintf(path, sizeof(path), "/proc/self/ns/%s", name);
	if (stat(path, &own) < 0) {
		*error = -errno;
		return -1;
	}
	snprintf(path, sizeof(path), "/proc/%d/ns/%s", (int)pid, name);
	opened = open(path, O_RDONLY | O_CLOEXEC);
	if (opened < 0 || fstat(opened, &other) < 0) {
		*error = -errno;
	} else if (own.st_ino == other.st_ino && own.st_dev == other.st_dev) {
		close(opened);
		opened = -1;
	}

	return opened;
}

static int join(pid_t pid)
{
	int opened[NAMESPACE_COUNT];
	int error = 0;

	for (int i = 0; i < NAMESPACE_COUNT; i++)
		opened[i] = open_namespace(pid, namespaces[i], &error);
	for (int i = 0; i < NAMESPACE_COUNT; i++) {
		if (opened[i] < 0)
			continue;
		if (error == 0 && setns(opened[i], 0) < 0)
			error = -errno;
		close(opened[i]);
	}

	return error;
}

static void set_variables(const struct record *record)
{
	for (size_t i = 0; i < record->variable_count; i++) {
		char name[RECORD_VARIABLE_SIZE];
		char *value;

		strcpy(name, record->variables[i]);
		value = strchr(name, '=');
		if (!value)
			continue;
		*value = '\0';
		setenv(name, value + 1, 1);
	}
}

_Noreturn static void execute(char *const *argv)
{
	int error;

	execvp(argv[0], argv);
	error = errno;
	fprintf(stderr, "qmimic: enter: %s: %s\n", argv[0], strerror(error));
	_exit(error == ENOENT ? BOX_STATUS_NOT_FOUND : BOX_STATUS_NOT_RUN);
}

static int wait_for(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return BOX_STATUS_FAILED;

	return WIFEXITED(status) ? WEXITSTATUS(status)
				 : BOX_STATUS_SIGNALLED + WTERMSIG(status);
}

/* Joins the box and runs the command in a child, since joining a pid namespace
 * is for children only. Tells `told` the errno of a join that failed.
 */
_Noreturn static void go_in(
	const struct record *record, char *const *argv, int told)
{
	char directory[PATH_MAX];
	bool has_directory = getcwd(directory, sizeof(directory)) != NULL;
	int error = record->has_namespaces ? join(record->supervisor) : 0;
	pid_t child = -1;

	if (error == 0) {
		if (!has_directory || chdir(directory) < 0)
			error = chdir("/");
		set_variables(record);
		child = fork();
		error = child < 0 ? -errno : 0;
	}
	if (child == 0)
		execute(argv);
	signal(SIGINT, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
	if (error && write(told, &error, sizeof(error)) < 0)
		_exit(BOX_STATUS_FAILED);
	close(told);
	_exit(error ? BOX_STATUS_FAILED : wait_for(child));
}

int box_enter(const struct record *record, char *const *argv)
{
	void (*old_interrupt)(int);
	void (*old_quit)(int);
	int pipe_ends[2];
	int error = 0;
	int status;
	pid_t child;

	if (pipe2(pipe_ends, O_CLOEXEC) < 0)
		return -errno;
	fflush(NULL);
	child = fork();
	if (child == 0)
		go_in(record, argv, pipe_ends[1]);
	close(pipe_ends[1]);
	if (child < 0) {
		error = -errno;
		close(pipe_ends[0]);
		return error;
	}

	/* They are the command's; the terminal sends them to all of us. */
	old_interrupt = signal(SIGINT, SIG_IGN);
	old_quit = signal(SIGQUIT, SIG_IGN);
	if (read(pipe_ends[0], &error, sizeof(error)) != sizeof(error))
		error = 0;
	close(pipe_ends[0]);
	status = wait_for(child);
	signal(SIGINT, old_interrupt);
	signal(SIGQUIT, old_quit);

	return error ? error : status;
}

struct search {
	const char *wanted; /* a name or a pid; NULL: any */
	size_t count;
	struct record found; /* the first */
};

static bool is_wanted(const struct record *record, const char *wanted)
{
	char *end;
	long pid;

	if (!wanted || strcmp(record->name, wanted) == 0)
		return true;
	pid = strtol(wanted, &end, 10);

	return *wanted && *end == '\0' && pid == record->supervisor;
}

static void look_at(void *owner, const struct record *record)
{
	struct search *search = owner;

	if (is_wanted(record, search->wanted) && search->count++ == 0)
		search->found = *record;
}

static void print_record(void *owner, const struct record *record)
{
	FILE *to = owner;

	fprintf(to, "%7d  %-16s %-12s %s\n", (int)record->supervisor,
		record->name, record->device, record->command);
}

static void print_help(void)
{
	fputs("Usage: qmimic enter [--list] [NAME|PID] [-- CMD ARGS...]\n"
	      "\n"
	      "Opens a shell, or runs CMD, in a box that `qmimic run` has "
	      "started. NAME or PID\n"
	      "says which one, when several run.\n"
	      "\n"
	      "  --list   print the boxes that run: process, name, device, "
	      "command\n"
	      "  --help   print this text\n"
	      "\n"
	      "Exit status: that of CMD; 3 when no such box runs.\n",
		stdout);
}

static int enter(const char *wanted, char *const *argv)
{
	struct search search = {.wanted = wanted};
	int status;

	record_each(look_at, &search);
	if (search.count == 0) {
		if (wanted)
			fprintf(stderr,
				"qmimic: enter: no box '%s' runs; see "
				"qmimic enter --list\n",
				wanted);
		else
			fputs("qmimic: enter: no box runs; start one with "
			      "qmimic run -- CMD\n",
				stderr);
		return EXIT_ENVIRONMENT;
	}
	if (search.count > 1) {
		fprintf(stderr, "qmimic: enter: %zu boxes run; name one:\n",
			search.count);
		record_each(print_record, stderr);
		return EXIT_USAGE;
	}
	status = box_enter(&search.found, argv);
	if (status >= 0)
		return status;
	fprintf(stderr, "qmimic: enter: process %d: %s\n",
		(int)search.found.supervisor, strerror(-status));

	return EXIT_ENVIRONMENT;
}

int enter_main(int argc, char **argv)
{
	static const struct option options[] = {
		{"list", no_argument, NULL, 'l'},
		{"help", no_argument, NULL, 'h'}, {0}};
	const char *shell = getenv("SHELL");
	char *default_command[] = {
		(char *)(shell && *shell ? shell : "/bin/sh"), NULL};
	const char *wanted = NULL;
	int option;

	while ((option = getopt_long(argc, argv, "+", options, NULL)) != -1) {
		if (option == 'h') {
			print_help();
			return EXIT_SUCCESS;
		}
		if (option != 'l')
			return EXIT_USAGE;
		record_each(print_record, stdout);
		return EXIT_SUCCESS;
	}
	if (optind < argc && strcmp(argv[optind - 1], "--") != 0)
		wanted = argv[optind++];
	if (optind < argc && wanted && strcmp(argv[optind], "--") == 0)
		optind++;
	else if (optind < argc && wanted) {
		fprintf(stderr, "qmimic: enter: write -- before '%s'\n",
			argv[optind]);
		return EXIT_USAGE;
	}

	return enter(wanted, optind < argc ? argv + optind : default_command);
}
