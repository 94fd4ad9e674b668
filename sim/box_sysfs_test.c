/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if_arp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "sim/box_sysfs.h"
#include "sim/box_tree.h"

static char *const command[] = {"true", NULL};

static struct box_config config(void)
{
	return (struct box_config){.vendor = 0x05c6,
		.product = 0x9025,
		.interface_number = 4,
		.manufacturer = "Evil\nE:ID_MM_CANDIDATE=0\n",
		.product_name = "a name that is longer than any string "
				"descriptor of USB could be, so that it is cut "
				"somewhere before its end: 0123456789abcdef",
		.serial = "",
		.wants_network = true,
		.argv = command};
}

struct folder {
	char path[64];
	int opened;
};

static struct folder make_folder(void)
{
	struct folder folder = {.path = "box-sysfs-XXXXXX"};

	ck_assert_ptr_nonnull(mkdtemp(folder.path));
	folder.opened = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	ck_assert_int_ge(folder.opened, 0);

	return folder;
}

static void remove_folder(struct folder *folder)
{
	struct stat info;

	close(folder->opened);
	tree_remove(folder->path);
	ck_assert_int_lt(stat(folder->path, &info), 0);
}

static const char *text_of(
	const struct folder *folder, const char *path, char *text, size_t size)
{
	int file = openat(folder->opened, path, O_RDONLY | O_CLOEXEC);
	ssize_t length;

	ck_assert_msg(file >= 0, "%s: %s", path, strerror(errno));
	length = read(file, text, size - 1);
	ck_assert_int_ge(length, 0);
	text[length] = '\0';
	close(file);

	return text;
}

static void fill(const struct folder *folder, const struct box_config *box)
{
	const struct sysfs_facts facts = {.config = box,
		.device = makedev(136, 7),
		.ifindex = 2,
		.link_type = ARPHRD_NONE,
		.address = ""};

	ck_assert_int_eq(sysfs_write(folder->opened, &facts), 0);
	ck_assert_int_eq(mkdirat(folder->opened, "udev", 0755), 0);
}

static void fill_udev(const struct folder *folder, const struct box_config *box)
{
	const struct sysfs_facts facts = {.config = box,
		.device = makedev(136, 7),
		.ifindex = 2,
		.link_type = ARPHRD_NONE,
		.address = ""};

	ck_assert_int_eq(sysfs_write_udev(folder->opened, &facts), 0);
}

START_TEST(device_and_network_are_found_where_clients_look)
{
	struct box_config box = config();
	struct folder folder = make_folder();
	char text[256];

	fill(&folder, &box);
	ck_assert_str_eq(text_of(&folder,
				 "class/usbmisc/cdc-wdm0/device/net/wwan0/qmi/"
				 "raw_ip",
				 text, sizeof(text)),
		"N\n");
	ck_assert_str_eq(text_of(&folder, "bus/usb/devices/1-1/idVendor", text,
				 sizeof(text)),
		"05c6\n");
	ck_assert_str_eq(
		text_of(&folder, "dev/char/136:7/dev", text, sizeof(text)),
		"136:7\n");
	ck_assert_int_gt(
		readlinkat(folder.opened, "bus/usb/drivers/qmi_wwan/1-1:1.4",
			text, sizeof(text)),
		0);
	remove_folder(&folder);
}
END_TEST

START_TEST(texts_of_a_preset_stay_one_line)
{
	struct box_config box = config();
	struct folder folder = make_folder();
	char text[2048];

	fill(&folder, &box);
	ck_assert_str_eq(text_of(&folder, "bus/usb/devices/1-1/manufacturer",
				 text, sizeof(text)),
		"Evil?E:ID_MM_CANDIDATE=0?\n");
	text_of(&folder, "bus/usb/devices/1-1/product", text, sizeof(text));
	ck_assert_uint_eq(strlen(text), 127); /* 126 characters and a break */
	ck_assert_str_eq(text_of(&folder, "bus/usb/devices/1-1/serial", text,
				 sizeof(text)),
		"0000000001\n");
	remove_folder(&folder);
}
END_TEST

START_TEST(texts_of_a_preset_add_no_udev_property)
{
	struct box_config box = config();
	struct folder folder = make_folder();
	char text[4096];

	fill_udev(&folder, &box);
	text_of(&folder, "data/c136:7", text, sizeof(text));
	ck_assert_ptr_null(strstr(text, "E:ID_MM_CANDIDATE=0\n"));
	ck_assert_ptr_nonnull(strstr(text, "E:ID_VENDOR=Evil_E:ID_MM_"));
	ck_assert_ptr_nonnull(strstr(text, "\nE:ID_MM_CANDIDATE=1\n"));
	text_of(&folder, "data/n2", text, sizeof(text));
	ck_assert_ptr_nonnull(strstr(text, "\nE:ID_NET_DRIVER=qmi_wwan\n"));
	remove_folder(&folder);
}
END_TEST

/* Lists what is below a directory, with what links lead to. */
static void list(const struct folder *folder, char *text, size_t size)
{
	char command_line[256];
	FILE *output;
	size_t got;

	snprintf(command_line, sizeof(command_line),
		"find %s -printf '%%P %%l\n' | LC_ALL=C sort", folder->path);
	output = popen(command_line, "r");
	ck_assert_ptr_nonnull(output);
	got = fread(text, 1, size - 1, output);
	text[got] = '\0';
	ck_assert_int_eq(pclose(output), 0);
	ck_assert_uint_gt(got, 1000);
	ck_assert_uint_lt(got, size - 1);
}

START_TEST(what_is_unplugged_leaves_nothing_and_comes_back_whole)
{
	static char before[65536], without[65536], after[65536];
	struct box_config box = config();
	struct folder folder = make_folder();
	struct sysfs_facts facts = {.config = &box,
		.device = makedev(136, 7),
		.ifindex = 2,
		.address = ""};

	ck_assert_int_eq(sysfs_write(folder.opened, &facts), 0);
	list(&folder, before, sizeof(before));
	sysfs_unplug(folder.opened, &facts);
	list(&folder, without, sizeof(without));
	ck_assert_ptr_null(strstr(without, "1-1"));
	ck_assert_ptr_null(strstr(without, "wdm"));
	ck_assert_ptr_null(strstr(without, "wwan0"));
	ck_assert_ptr_null(strstr(without, "136:7"));
	ck_assert_ptr_nonnull(strstr(without, "usb1"));
	ck_assert_ptr_nonnull(strstr(without, "class/net/lo"));
	ck_assert_int_eq(sysfs_plug(folder.opened, &facts), 0);
	list(&folder, after, sizeof(after));
	ck_assert_str_eq(before, after);
	remove_folder(&folder);
}
END_TEST

START_TEST(another_number_replaces_the_old_one)
{
	struct box_config box = config();
	struct folder folder = make_folder();
	struct sysfs_facts facts = {.config = &box,
		.device = makedev(136, 7),
		.ifindex = 2,
		.address = ""};
	struct stat info;
	char text[256];

	ck_assert_int_eq(sysfs_write(folder.opened, &facts), 0);
	ck_assert_int_eq(
		sysfs_renumber(folder.opened, &facts, makedev(136, 9)), 0);
	ck_assert_int_lt(fstatat(folder.opened, "dev/char/136:7", &info,
				 AT_SYMLINK_NOFOLLOW),
		0);
	ck_assert_str_eq(
		text_of(&folder, "dev/char/136:9/dev", text, sizeof(text)),
		"136:9\n");
	ck_assert_ptr_nonnull(
		strstr(text_of(&folder, "class/usbmisc/cdc-wdm0/uevent", text,
			       sizeof(text)),
			"MINOR=9\n"));
	remove_folder(&folder);
}
END_TEST

START_TEST(nodes_are_where_the_files_are)
{
	struct box_config box = config();
	struct folder folder = make_folder();
	struct sysfs_facts facts = {.config = &box,
		.device = makedev(136, 7),
		.ifindex = 2,
		.address = ""};
	struct sysfs_node nodes[SYSFS_NODES_MAX];
	char path[160];
	char text[1024];
	size_t count;

	fill(&folder, &box);
	fill_udev(&folder, &box);
	count = sysfs_nodes(&facts, nodes);
	ck_assert_uint_eq(count, 4); /* without an AT port */
	for (size_t i = 0; i < count; i++) {
		snprintf(path, sizeof(path), "%s/uevent", nodes[i].path);
		text_of(&folder, path, text, sizeof(text));
		snprintf(path, sizeof(path), "data/%s", nodes[i].record);
		text_of(&folder, path, text, sizeof(text));
		ck_assert_ptr_nonnull(strstr(text, "E:ID_BUS=usb\n"));
	}
	facts.ifindex = 0;
	ck_assert_uint_eq(sysfs_nodes(&facts, nodes), count - 1);
	remove_folder(&folder);
}
END_TEST

START_TEST(a_failure_stays)
{
	struct folder folder = make_folder();
	struct tree all = tree(folder.opened);
	struct stat info;

	tree_file(&all, "missing", "file", "text");
	ck_assert_int_eq(all.error, -ENOENT);
	ck_assert_str_eq(all.failed, "missing/file");
	tree_dir(&all, "directory");
	ck_assert_int_eq(all.error, -ENOENT);
	ck_assert_int_lt(fstatat(folder.opened, "directory", &info, 0), 0);
	remove_folder(&folder);
}
END_TEST

START_TEST(removal_follows_no_link)
{
	struct folder folder = make_folder();
	struct folder other = make_folder();
	struct tree all = tree(other.opened);
	char target[128];
	char text[16];

	tree_dir(&all, "kept");
	tree_file(&all, "kept", "file", "text");
	snprintf(target, sizeof(target), "../%s", other.path);
	ck_assert_int_eq(symlinkat(target, folder.opened, "link"), 0);
	remove_folder(&folder);
	ck_assert_str_eq(
		text_of(&other, "kept/file", text, sizeof(text)), "text");
	remove_folder(&other);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("box_sysfs");
	TCase *all = tcase_create("all");
	SRunner *runner;
	int failed;

	tcase_add_test(all, device_and_network_are_found_where_clients_look);
	tcase_add_test(all, texts_of_a_preset_stay_one_line);
	tcase_add_test(all, texts_of_a_preset_add_no_udev_property);
	tcase_add_test(
		all, what_is_unplugged_leaves_nothing_and_comes_back_whole);
	tcase_add_test(all, another_number_replaces_the_old_one);
	tcase_add_test(all, nodes_are_where_the_files_are);
	tcase_add_test(all, a_failure_stays);
	tcase_add_test(all, removal_follows_no_link);
	suite_add_tcase(suite, all);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);

	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
