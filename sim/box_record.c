/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/box_record.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PREFIX "box-"

/* The variables of the modems beside the first: QMIMIC_DEVICE_1 and so on. */
static size_t more_variables(const struct box_plan *plan,
	char variables[RECORD_VARIABLES_MAX][RECORD_VARIABLE_SIZE],
	size_t count)
{
	const size_t size = RECORD_VARIABLE_SIZE;

	for (size_t i = 1; i <= plan->config->more_count; i++) {
		snprintf(variables[count++], size,
			"QMIMIC_DEVICE_%zu=/dev/cdc-wdm%zu", i, i);
		if (plan->networks[i] != BOX_NETWORK_NONE)
			snprintf(variables[count++], size,
				"QMIMIC_IFACE_%zu=wwan%zu", i, i);
		if (!plan->has_namespaces)
			snprintf(variables[count++], size,
				"QMIMIC_SOCKET_%zu=%s", i,
				plan->config->more[i - 1].socket);
	}

	return count;
}

/* Our own library, the one for the clock, and what the caller preloads. */
static void preload_variable(const struct box_plan *plan, char *variable)
{
	const char *old = getenv("LD_PRELOAD");
	const char *const libraries[] = {
		plan->has_namespaces ? NULL : plan->library,
		plan->config->clock, old};
	const char *separator = "";
	int used = snprintf(variable, RECORD_VARIABLE_SIZE, "LD_PRELOAD=");

	for (size_t i = 0; i < 3; i++) {
		if (!libraries[i] || !*libraries[i] ||
			used >= RECORD_VARIABLE_SIZE)
			continue;
		used += snprintf(variable + used,
			RECORD_VARIABLE_SIZE - (size_t)used, "%s%s", separator,
			libraries[i]);
		separator = ":";
	}
}

size_t box_variables(const struct box_plan *plan,
	char variables[RECORD_VARIABLES_MAX][RECORD_VARIABLE_SIZE])
{
	static const char *const networks[] = {
		[BOX_NETWORK_NONE] = "none",
		[BOX_NETWORK_TUN] = "tun",
		[BOX_NETWORK_TAP] = "tap",
		[BOX_NETWORK_PACKET] = "veth",
	};
	const struct box_config *config = plan->config;
	const size_t size = RECORD_VARIABLE_SIZE;
	size_t count = 0;

	snprintf(variables[count++], size, "QMIMIC_DEVICE=/dev/cdc-wdm0");
	snprintf(variables[count++], size, "QMIMIC_TIER=%s",
		plan->has_namespaces ? "namespaces" : "preload");
	snprintf(variables[count++], size, "QMIMIC_NETWORK=%s",
		networks[plan->networks[0]]);
	snprintf(variables[count++], size, "SYSTEMD_DEVICE_VERIFY_SYSFS=0");
	if (plan->networks[0] != BOX_NETWORK_NONE)
		snprintf(variables[count++], size, "QMIMIC_IFACE=wwan0");
	if (config->wants_bus)
		snprintf(variables[count++], size,
			"DBUS_SYSTEM_BUS_ADDRESS=" BOX_BUS_ADDRESS);
	if (config->proxy_socket)
		snprintf(variables[count++], size, "QMIMIC_PROXY_SOCKET=%s",
			config->proxy_socket);
	if (config->control)
		snprintf(variables[count++], size, "QMIMIC_CONTROL=%s",
			config->control);
	count = more_variables(plan, variables, count);
	if (config->clock)
		snprintf(variables[count++], size, "FAKETIME=+0 x%.9g",
			config->speed);
	if (config->clock || !plan->has_namespaces)
		preload_variable(plan, variables[count++]);
	if (plan->has_namespaces)
		return count;
	snprintf(variables[count++], size, "QMIMIC_SOCKET=%s", config->socket);
	snprintf(variables[count++], size, "QMIMIC_TREE=%s", plan->tree);

	return count;
}

/* The directory, made when it is missing; refuses one that others can use. */
static int open_directory(char *path, size_t size)
{
	const char *runtime = getenv("XDG_RUNTIME_DIR");
	struct stat info;
	int directory;

	if (runtime && *runtime == '/' && access(runtime, W_OK) == 0)
		snprintf(path, size, "%s/qmimic", runtime);
	else
		snprintf(path, size, "/tmp/qmimic-%u", geteuid());
	if (mkdir(path, 0700) < 0 && errno != EEXIST)
		return -errno;
	directory = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (directory < 0)
		return -errno;
	if (fstat(directory, &info) == 0 && info.st_uid == geteuid() &&
		(info.st_mode & 077) == 0)
		return directory;
	close(directory);

	return -EPERM;
}

int record_reserve(char *path, size_t size)
{
	char directory[BOX_LINE_SIZE - 32];
	int opened = open_directory(directory, sizeof(directory));
	int file;

	*path = '\0';
	if (opened < 0)
		return opened;
	close(opened);
	snprintf(
		path, size, "%s/" PREFIX "%d-XXXXXX", directory, (int)getpid());
	file = mkostemp(path, O_CLOEXEC);
	if (file < 0) {
		*path = '\0';
		return -errno;
	}
	close(file);

	return 0;
}

/* A value with a line break would end its line. */
static void write_line(FILE *file, const char *key, const char *value)
{
	fprintf(file, "%s=", key);
	for (; *value; value++)
		fputc((unsigned char)*value < 0x20 ? ' ' : *value, file);
	fputc('\n', file);
}

int record_write(
	const char *path, const struct box_plan *plan, pid_t supervisor)
{
	char variables[RECORD_VARIABLES_MAX][RECORD_VARIABLE_SIZE];
	const size_t count = box_variables(plan, variables);
	const struct box_config *config = plan->config;
	FILE *file = fopen(path, "we");
	int error;

	if (!file)
		return -errno;
	fprintf(file, "supervisor=%d\n", (int)supervisor);
	fprintf(file, "namespaces=%d\n", plan->has_namespaces);
	write_line(file, "name", config->name ? config->name : "qmimic");
	write_line(file, "device",
		config->device ? config->device : config->socket);
	write_line(file, "command", config->argv[0]);
	for (size_t i = 0; i < count; i++)
		write_line(file, "variable", variables[i]);
	error = ferror(file) ? -EIO : 0;
	if (fclose(file) != 0)
		error = -errno;

	return error;
}

static void copy(char *to, size_t size, const char *from)
{
	snprintf(to, size, "%.*s", (int)size - 1, from);
}

static void take_line(struct record *record, char *line)
{
	char *value = strchr(line, '=');

	line[strcspn(line, "\n")] = '\0';
	if (!value)
		return;
	*value++ = '\0';
	if (strcmp(line, "supervisor") == 0)
		record->supervisor = (pid_t)strtol(value, NULL, 10);
	else if (strcmp(line, "namespaces") == 0)
		record->has_namespaces = *value == '1';
	else if (strcmp(line, "name") == 0)
		copy(record->name, sizeof(record->name), value);
	else if (strcmp(line, "device") == 0)
		copy(record->device, sizeof(record->device), value);
	else if (strcmp(line, "command") == 0)
		copy(record->command, sizeof(record->command), value);
	else if (strcmp(line, "variable") == 0 &&
		record->variable_count < RECORD_VARIABLES_MAX)
		copy(record->variables[record->variable_count++],
			RECORD_VARIABLE_SIZE, value);
}

static bool read_record(int directory, const char *name, struct record *record)
{
	int opened = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	FILE *file = opened < 0 ? NULL : fdopen(opened, "r");
	char line[RECORD_VARIABLE_SIZE + 32];

	*record = (struct record){0};
	if (!file)
		return false;
	while (fgets(line, sizeof(line), file))
		take_line(record, line);
	fclose(file);

	return record->supervisor > 0;
}

static bool is_gone(pid_t pid)
{
	return pid <= 0 || (kill(pid, 0) < 0 && errno == ESRCH);
}

size_t record_each(
	void (*found)(void *owner, const struct record *record), void *owner)
{
	char path[BOX_LINE_SIZE];
	int directory = open_directory(path, sizeof(path));
	DIR *list = directory < 0 ? NULL : fdopendir(directory);
	struct dirent *entry;
	struct record record;
	size_t count = 0;

	while (list && (entry = readdir(list))) {
		const char *name = entry->d_name;
		pid_t caller;

		if (strncmp(name, PREFIX, strlen(PREFIX)) != 0)
			continue;
		caller = (pid_t)strtol(name + strlen(PREFIX), NULL, 10);
		if (!read_record(directory, name, &record)) {
			if (is_gone(caller))
				unlinkat(directory, name, 0);
			continue;
		}
		if (is_gone(caller) || is_gone(record.supervisor)) {
			unlinkat(directory, name, 0);
			continue;
		}
		found(owner, &record);
		count++;
	}
	if (list)
		closedir(list);

	return count;
}
