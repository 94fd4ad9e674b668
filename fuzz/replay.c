/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* replay.c - runs a fuzz target on files, without an engine.
 *
 * usage: fuzz_NAME FILE|FOLDER...
 */
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "fuzz/require.h"

enum {
	INPUT_MAX = 1 << 20,
	PATH_SIZE = 4096,
};

static int complain(const char *path)
{
	fprintf(stderr, "%s: %s\n", path, strerror(errno));

	return -1;
}

/* Copies the input to a buffer of exactly its size, for the sanitizers. */
static void run_bytes(const uint8_t *bytes, size_t size)
{
	uint8_t *copy = malloc(size);

	require(copy || size == 0);
	if (size > 0)
		memcpy(copy, bytes, size);
	LLVMFuzzerTestOneInput(copy, size);
	free(copy);
}

static int run_file(const char *path)
{
	static uint8_t bytes[INPUT_MAX];
	FILE *file = fopen(path, "rb");
	size_t size;

	if (!file)
		return complain(path);
	size = fread(bytes, 1, sizeof(bytes), file);
	if (ferror(file)) {
		fclose(file);
		return complain(path);
	}
	fclose(file);
	run_bytes(bytes, size);

	return 1;
}

/* Runs a file, or the files of a folder. Returns how many, or -1. */
static int run_path(const char *path)
{
	struct dirent *entry;
	struct stat info;
	int count = 0;
	DIR *folder;

	if (stat(path, &info) != 0)
		return complain(path);
	if (!S_ISDIR(info.st_mode))
		return run_file(path);

	folder = opendir(path);
	if (!folder)
		return complain(path);
	while (count >= 0 && (entry = readdir(folder))) {
		char name[PATH_SIZE];

		if (entry->d_name[0] == '.')
			continue;
		snprintf(name, sizeof(name), "%s/%s", path, entry->d_name);
		count = run_file(name) < 0 ? -1 : count + 1;
	}
	closedir(folder);

	return count;
}

int main(int count, char **paths)
{
	int total = 0;

	for (int i = 1; i < count; i++) {
		int run = run_path(paths[i]);

		if (run < 0)
			return EXIT_FAILURE;
		total += run;
	}
	printf("%d inputs\n", total);

	return total > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
