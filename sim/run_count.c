/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/run_count.h"

#include <ctype.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "sim/memory.h"

#define EVERY 0.05 /* seconds */

struct process {
	pid_t id;
	pid_t parent;
	bool is_counted;
};

/* Reads /proc/ID/stat: the parent is the second field behind the name, which is
 * in parentheses and may hold anything.
 */
static pid_t parent_of(pid_t process, bool *is_alive)
{
	char path[64];
	char text[512] = "";
	const char *end;
	char state;
	int parent;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)process);
	file = fopen(path, "re");
	if (!file)
		return -1;
	if (!fgets(text, sizeof(text), file))
		text[0] = '\0';
	fclose(file);
	end = strrchr(text, ')');
	if (!end || sscanf(end + 1, " %c %d", &state, &parent) != 2)
		return -1;
	*is_alive = state != 'Z' && state != 'X';

	return parent;
}

pid_t run_count_parent(pid_t process)
{
	bool is_alive;

	return parent_of(process, &is_alive);
}

static size_t list_processes(struct process **list)
{
	DIR *folder = opendir("/proc");
	const struct dirent *entry;
	size_t count = 0;

	*list = NULL;
	while (folder && (entry = readdir(folder))) {
		struct process process = {0};
		bool is_alive = false;

		if (!isdigit((unsigned char)entry->d_name[0]))
			continue;
		process.id = (pid_t)strtol(entry->d_name, NULL, 10);
		process.parent = parent_of(process.id, &is_alive);
		if (process.parent < 0 || !is_alive)
			continue;
		*list = memory_grow(*list, count + 1, sizeof(**list));
		(*list)[count++] = process;
	}
	if (folder)
		closedir(folder);

	return count;
}

/* Whether a process is below `ancestor`, however far. */
static long count_below(pid_t ancestor)
{
	struct process *list;
	size_t count = list_processes(&list);
	long below = 0;
	bool is_new = true;

	while (is_new) {
		is_new = false;
		for (size_t i = 0; i < count; i++) {
			bool is_below = list[i].parent == ancestor;

			for (size_t j = 0; j < count && !is_below; j++)
				is_below = list[j].is_counted &&
					list[i].parent == list[j].id;
			if (!is_below || list[i].is_counted)
				continue;
			list[i].is_counted = true;
			is_new = true;
			below++;
		}
	}
	free(list);

	return below;
}

static void on_timer(struct ev_loop *loop, ev_timer *timer, int events)
{
	struct run_count *count = timer->data;
	pid_t supervisor = run_count_parent(count->command);
	long now = supervisor > 1 ? count_below(supervisor) : 0;

	(void)loop;
	(void)events;
	if (now > count->most)
		count->most = now;
}

void run_count_start(
	struct run_count *count, struct ev_loop *loop, pid_t command)
{
	count->command = command;
	count->most = 1; /* the program itself */
	ev_timer_init(&count->timer, on_timer, 0, EVERY);
	count->timer.data = count;
	ev_timer_start(loop, &count->timer);
}

void run_count_stop(struct run_count *count, struct ev_loop *loop)
{
	ev_timer_stop(loop, &count->timer);
}

double run_count_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);

	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

double run_count_cpu(void)
{
	struct rusage usage;

	getrusage(RUSAGE_CHILDREN, &usage);

	return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
		(double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}
