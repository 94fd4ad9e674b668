/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/box_tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct tree tree(int root)
{
	return (struct tree){.root = root};
}

static void fail(struct tree *tree, const char *path, int error)
{
	if (tree->error)
		return;
	tree->error = -error;
	snprintf(tree->failed, sizeof(tree->failed), "%s", path);
}

void tree_dir(struct tree *tree, const char *path)
{
	char parent[TREE_PATH_SIZE];
	char *slash;

	if (tree->error || mkdirat(tree->root, path, 0755) == 0 ||
		errno == EEXIST)
		return;
	if (errno != ENOENT || strlen(path) >= sizeof(parent)) {
		fail(tree, path, errno);
		return;
	}

	strcpy(parent, path);
	slash = strrchr(parent, '/');
	if (!slash) {
		fail(tree, path, ENOENT);
		return;
	}
	*slash = '\0';
	tree_dir(tree, parent);
	if (!tree->error && mkdirat(tree->root, path, 0755) < 0 &&
		errno != EEXIST)
		fail(tree, path, errno);
}

/* Joins two parts of a path; false when they do not fit. */
static bool join(
	struct tree *tree, char *path, const char *directory, const char *name)
{
	int length = snprintf(path, TREE_PATH_SIZE, "%s/%s", directory, name);

	if (length < TREE_PATH_SIZE)
		return true;
	fail(tree, name, ENAMETOOLONG);

	return false;
}

void tree_file(struct tree *tree, const char *directory, const char *name,
	const char *format, ...)
{
	char path[TREE_PATH_SIZE];
	char text[TREE_TEXT_SIZE];
	va_list arguments;
	int length;
	int file;

	if (tree->error || !join(tree, path, directory, name))
		return;
	va_start(arguments, format);
	length = vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	if (length < 0 || (size_t)length >= sizeof(text)) {
		fail(tree, path, EMSGSIZE);
		return;
	}

	file = openat(tree->root, path,
		O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
	if (file < 0) {
		fail(tree, path, errno);
		return;
	}
	if (write(file, text, (size_t)length) != length)
		fail(tree, path, errno);
	close(file);
}

void tree_link(struct tree *tree, const char *directory, const char *name,
	const char *target)
{
	char path[TREE_PATH_SIZE];
	char text[TREE_PATH_SIZE] = "../";
	size_t used = 3;

	if (tree->error || !join(tree, path, directory, name))
		return;
	for (const char *at = directory; *at; at++) {
		if (*at != '/' || used + 3 >= sizeof(text))
			continue;
		memcpy(text + used, "../", 4);
		used += 3;
	}
	if (used + strlen(target) >= sizeof(text)) {
		fail(tree, path, ENAMETOOLONG);
		return;
	}
	strcpy(text + used, target);
	if (symlinkat(text, tree->root, path) < 0)
		fail(tree, path, errno);
}

void tree_unlink(struct tree *tree, const char *directory, const char *name)
{
	char path[TREE_PATH_SIZE];

	if (tree->error || !join(tree, path, directory, name))
		return;
	if (unlinkat(tree->root, path, 0) < 0 && errno != ENOENT)
		fail(tree, path, errno);
}

static void remove_entries(int parent, const char *name, int depth)
{
	int directory = openat(
		parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct dirent *entry;
	DIR *list;

	if (directory < 0)
		return;
	list = fdopendir(directory);
	if (!list) {
		close(directory);
		return;
	}
	while ((entry = readdir(list))) {
		if (strcmp(entry->d_name, ".") == 0 ||
			strcmp(entry->d_name, "..") == 0)
			continue;
		if (unlinkat(directory, entry->d_name, 0) == 0 || depth == 0)
			continue;
		remove_entries(directory, entry->d_name, depth - 1);
		unlinkat(directory, entry->d_name, AT_REMOVEDIR);
	}
	closedir(list);
}

static void cut(int parent, const char *path)
{
	enum {
		DEPTH_MAX = 32
	};

	remove_entries(parent, path, DEPTH_MAX);
	unlinkat(parent, path, AT_REMOVEDIR);
}

void tree_cut(struct tree *tree, const char *path)
{
	if (!tree->error)
		cut(tree->root, path);
}

void tree_remove(const char *path)
{
	cut(AT_FDCWD, path);
}
