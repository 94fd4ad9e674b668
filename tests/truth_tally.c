/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tests/truth.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A line of the list is a disagreement, a tab and the reason. */
static void read_known(struct truth_tally *tally, const char *text)
{
	gchar **lines = g_strsplit(text, "\n", -1);

	for (gchar **line = lines; *line; line++) {
		gchar **parts;

		if (**line == '\0' || **line == '#')
			continue;
		parts = g_strsplit(*line, "\t", 2);
		if (!parts[1] || *parts[1] == '\0') {
			fprintf(stderr, "no reason: %s\n", *line);
			exit(EXIT_FAILURE);
		}
		g_hash_table_insert(
			tally->known, g_strdup(parts[0]), g_strdup(parts[1]));
		g_strfreev(parts);
	}
	g_strfreev(lines);
}

static GHashTable *new_set(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

void truth_tally_open(struct truth_tally *tally, const char *path)
{
	char *text;

	*tally = (struct truth_tally){0};
	tally->known = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, g_free);
	tally->seen = new_set();
	tally->sought = new_set();
	tally->found = new_set();
	if (!g_file_get_contents(path, &text, NULL, NULL)) {
		perror(path);
		exit(EXIT_FAILURE);
	}
	read_known(tally, text);
	g_free(text);
}

void truth_tally_close(struct truth_tally *tally)
{
	g_hash_table_destroy(tally->known);
	g_hash_table_destroy(tally->seen);
	g_hash_table_destroy(tally->sought);
	g_hash_table_destroy(tally->found);
}

void truth_differ(struct truth_tally *tally, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_hash_table_add(tally->seen, g_strdup_vprintf(format, arguments));
	va_end(arguments);
}

void truth_tally_finish(struct truth_tally *tally)
{
	GHashTableIter iter;
	gpointer field;

	g_hash_table_iter_init(&iter, tally->sought);
	while (g_hash_table_iter_next(&iter, &field, NULL))
		if (!g_hash_table_contains(tally->found, field))
			truth_differ(tally, "%s: its getter finds nothing",
				(const char *)field);
}

char *truth_fold(const char *name)
{
	char *folded = g_malloc(strlen(name) + 1);
	size_t size = 0;

	for (; *name; name++)
		if (isalnum((unsigned char)*name))
			folded[size++] = (char)tolower((unsigned char)*name);
	folded[size] = '\0';

	return folded;
}
