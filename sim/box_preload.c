/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/box_preload.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <link.h>
#include <net/if_arp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "sim/box_inner.h"
#include "sim/box_sysfs.h"
#include "sim/box_tree.h"

#define LIBRARY "libqmimic-preload.so"

#ifndef QMIMIC_LIBRARY_DIRECTORY
#	define QMIMIC_LIBRARY_DIRECTORY "/usr/local/lib/qmimic"
#endif

enum {
	WDM_MAJOR = 180, /* what cdc-wdm0 has on a machine with a modem */
	WDM_MINOR = 176,
};

static bool is_there(
	char *path, size_t size, const char *directory, const char *below)
{
	int length = snprintf(path, size, "%s%s/" LIBRARY, directory, below);

	return length > 0 && (size_t)length < size && access(path, R_OK) == 0;
}

bool preload_find(char *path, size_t size)
{
	const char *named = getenv("QMIMIC_PRELOAD");
	char program[PATH_MAX];
	ssize_t length;
	char *directory;

	if (named && *named) {
		if (!realpath(named, program) || strlen(program) >= size)
			return false;
		strcpy(path, program);
		return true;
	}
	length = readlink("/proc/self/exe", program, sizeof(program) - 1);
	if (length > 0) {
		program[length] = '\0';
		directory = dirname(program);
		if (is_there(path, size, directory, "/.libs"))
			return true;
		if (strcmp(basename(directory), ".libs") == 0 &&
			is_there(path, size, directory, ""))
			return true;
	}

	return is_there(path, size, QMIMIC_LIBRARY_DIRECTORY, "");
}

/* Looks a command up as execvp() does. */
static bool look_up(const char *command, char *path, size_t size)
{
	const char *list = getenv("PATH");
	int length;

	if (strchr(command, '/')) {
		snprintf(path, size, "%s", command);
		return access(path, X_OK) == 0;
	}
	for (list = list ? list : "/bin:/usr/bin"; *list;) {
		size_t part = strcspn(list, ":");

		length = snprintf(path, size, "%.*s%s%s", (int)part, list,
			part ? "/" : "", command);
		if (length > 0 && (size_t)length < size &&
			access(path, X_OK) == 0)
			return true;
		list += part + (list[part] == ':');
	}

	return false;
}

enum elf_kind {
	ELF_NONE,  /* not an ELF file, or not a whole one */
	ELF_OTHER, /* of another word size than this program */
	ELF_STATIC,
	ELF_DYNAMIC,
};

static enum elf_kind elf_kind(int file)
{
	ElfW(Ehdr) header;
	ElfW(Phdr) segment;

	if (pread(file, &header, sizeof(header), 0) != sizeof(header) ||
		memcmp(header.e_ident, ELFMAG, SELFMAG) != 0)
		return ELF_NONE;
	if (header.e_ident[EI_CLASS] !=
		(sizeof(void *) == 8 ? ELFCLASS64 : ELFCLASS32))
		return ELF_OTHER;
	for (unsigned int i = 0; i < header.e_phnum; i++) {
		off_t at = (off_t)(header.e_phoff +
			(uint64_t)i * header.e_phentsize);

		if (pread(file, &segment, sizeof(segment), at) !=
			sizeof(segment))
			return ELF_NONE;
		if (segment.p_type == PT_INTERP)
			return ELF_DYNAMIC;
	}

	return ELF_STATIC;
}

static const char *elf_refusal(enum elf_kind kind)
{
	switch (kind) {
	case ELF_STATIC:
		return "no preloaded library: the command is statically "
		       "linked; it needs a machine that allows namespaces";
	case ELF_OTHER:
		return "no preloaded library: the command is of another word "
		       "size than qmimic; it needs a machine that allows "
		       "namespaces";
	case ELF_NONE:
	case ELF_DYNAMIC:
		break;
	}

	return NULL;
}

const char *preload_refusal(const char *command)
{
	char path[PATH_MAX];
	const char *why = NULL;
	struct stat info;
	int file;

	if (!look_up(command, path, sizeof(path)))
		return NULL;
	file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return NULL;
	if (fstat(file, &info) == 0 && geteuid() != 0 &&
		(info.st_mode & (S_ISUID | S_ISGID)))
		why = "no preloaded library: the command is setuid or setgid, "
		      "and the dynamic linker preloads nothing there";
	else
		why = elf_refusal(elf_kind(file));
	close(file);

	return why;
}

/* Shows every modem in the two directories. */
static int fill_modems(int sys, int udev, const struct box_config *config)
{
	int error = 0;

	for (size_t i = 0; i <= config->more_count && error == 0; i++) {
		const struct box_config own = box_config_of(config, i);
		const struct sysfs_facts facts = {.config = &own,
			.number = i,
			.device = makedev(
				WDM_MAJOR, WDM_MINOR + (unsigned int)i),
			.link_type = ARPHRD_NONE,
			.address = ""};

		error = i == 0 ? sysfs_write(sys, &facts)
			       : sysfs_plug(sys, &facts);
		if (error == 0)
			error = sysfs_write_udev(udev, &facts);
	}

	return error;
}

static int fill(int directory, const struct box_config *config)
{
	struct tree all = tree(directory);
	int sys;
	int udev;
	int error;

	tree_dir(&all, "sys");
	tree_dir(&all, "run/udev");
	if (all.error)
		return all.error;
	sys = openat(directory, "sys", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	udev = openat(
		directory, "run/udev", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	error = sys < 0 || udev < 0 ? -errno : fill_modems(sys, udev, config);
	if (sys >= 0)
		close(sys);
	if (udev >= 0)
		close(udev);

	return error;
}

/* A directory in memory where there is one: the tree has many small files. */
static int make_directory(char *path, size_t size)
{
	const char *const places[] = {getenv("XDG_RUNTIME_DIR"), "/dev/shm",
		getenv("TMPDIR"), "/tmp"};
	int error = -ENAMETOOLONG;

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		int length;

		if (!places[i] || *places[i] != '/')
			continue;
		length = snprintf(path, size, "%s/qmimic-XXXXXX", places[i]);
		if (length < 0 || (size_t)length >= size)
			continue;
		if (mkdtemp(path))
			return 0;
		error = -errno;
	}
	*path = '\0';

	return error;
}

int preload_tree_make(const struct box_config *config, char *path, size_t size)
{
	int directory;
	int error = make_directory(path, size);

	if (error)
		return error;
	directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	error = directory < 0 ? -errno : fill(directory, config);
	if (directory >= 0)
		close(directory);
	if (error) {
		preload_tree_remove(path);
		*path = '\0';
	}

	return error;
}

void preload_tree_remove(const char *path)
{
	tree_remove(path);
}
