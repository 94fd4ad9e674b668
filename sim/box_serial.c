/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the files hold is what Linux 6 shows for a port of usb-serial. */
#include "sim/box_serial.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "sim/box_inner.h"

#define PORT "ttyUSB2"

struct places {
	char interface_name[16];
	char interface[64];
	char port[96];
	char tty[128];
	char number[24]; /* "136:3" */
};

static struct places places(
	const struct sysfs_facts *facts, const char *usb_device)
{
	struct places at;

	snprintf(at.interface_name, sizeof(at.interface_name), "1-1:1.%u",
		facts->config->at_interface);
	snprintf(at.interface, sizeof(at.interface), "%.40s/%s", usb_device,
		at.interface_name);
	snprintf(at.port, sizeof(at.port), "%s/" PORT, at.interface);
	snprintf(at.tty, sizeof(at.tty), "%s/tty/" PORT, at.port);
	snprintf(at.number, sizeof(at.number), "%u:%u", major(facts->at_device),
		minor(facts->at_device));

	return at;
}

int box_open_serial(const struct box_config *config, int terminals)
{
	const char *slash = config->at_device ? strrchr(config->at_device, '/')
					      : NULL;

	return slash ? openat(terminals, slash + 1, O_PATH | O_CLOEXEC) : -1;
}

int box_bind_serial(int descriptor)
{
	return descriptor < 0 ? 0 : box_bind_file(descriptor, BOX_SERIAL);
}

void box_drop_serial(void)
{
	umount2(BOX_SERIAL, MNT_DETACH);
	unlink(BOX_SERIAL);
}

dev_t box_serial_number(const struct box_config *config)
{
	struct stat info;

	return config->at_device && stat(BOX_SERIAL, &info) == 0 ? info.st_rdev
								 : 0;
}

void serial_plug(struct tree *tree, const struct sysfs_facts *facts,
	const char *usb_device)
{
	const struct box_config *config = facts->config;
	const struct places at = places(facts, usb_device);

	if (facts->at_device == 0)
		return;
	tree_dir(tree, "bus/usb/drivers/option");
	tree_dir(tree, "bus/usb-serial/devices");
	tree_dir(tree, "bus/usb-serial/drivers/option1");
	tree_dir(tree, "class/tty");
	tree_dir(tree, at.tty);
	tree_file(tree, at.interface, "uevent",
		"DEVTYPE=usb_interface\nDRIVER=option\nPRODUCT=%x/%x/318\n"
		"TYPE=0/0/0\nINTERFACE=255/0/0\n",
		config->vendor, config->product);
	tree_file(tree, at.interface, "bInterfaceNumber", "%02x\n",
		config->at_interface);
	tree_file(tree, at.interface, "bInterfaceClass", "ff\n");
	tree_file(tree, at.interface, "bInterfaceSubClass", "00\n");
	tree_file(tree, at.interface, "bInterfaceProtocol", "00\n");
	tree_file(tree, at.interface, "bAlternateSetting", " 0\n");
	tree_file(tree, at.interface, "bNumEndpoints", "03\n");
	tree_link(tree, at.interface, "subsystem", "bus/usb");
	tree_link(tree, at.interface, "driver", "bus/usb/drivers/option");
	tree_link(tree, "bus/usb/devices", at.interface_name, at.interface);
	tree_link(tree, "bus/usb/drivers/option", at.interface_name,
		at.interface);
	tree_file(tree, at.port, "uevent", "DRIVER=option1\n");
	tree_file(tree, at.port, "port_number", "0\n");
	tree_link(tree, at.port, "subsystem", "bus/usb-serial");
	tree_link(tree, at.port, "driver", "bus/usb-serial/drivers/option1");
	tree_link(tree, "bus/usb-serial/devices", PORT, at.port);
	tree_file(tree, at.tty, "uevent",
		"MAJOR=%u\nMINOR=%u\nDEVNAME=" PORT "\n",
		major(facts->at_device), minor(facts->at_device));
	tree_file(tree, at.tty, "dev", "%s\n", at.number);
	tree_link(tree, at.tty, "subsystem", "class/tty");
	tree_link(tree, at.tty, "device", at.port);
	tree_link(tree, "class/tty", PORT, at.tty);
	tree_link(tree, "dev/char", at.number, at.tty);
}

void serial_unplug(struct tree *tree, const struct sysfs_facts *facts)
{
	const struct places at = places(facts, "");

	if (facts->at_device == 0)
		return;
	tree_unlink(tree, "dev/char", at.number);
	tree_unlink(tree, "class/tty", PORT);
	tree_unlink(tree, "bus/usb-serial/devices", PORT);
	tree_unlink(tree, "bus/usb/drivers/option", at.interface_name);
	tree_unlink(tree, "bus/usb/devices", at.interface_name);
}

size_t serial_nodes(const struct sysfs_facts *facts, const char *usb_device,
	struct sysfs_node nodes[SYSFS_NODES_MAX], size_t count)
{
	const struct places at = places(facts, usb_device);

	if (facts->at_device == 0)
		return count;
	nodes[count].subsystem = "usb";
	snprintf(nodes[count].path, sizeof(nodes->path), "%s", at.interface);
	snprintf(nodes[count].record, sizeof(nodes->record), "+usb:%s",
		at.interface_name);
	count++;
	nodes[count].subsystem = "tty";
	snprintf(nodes[count].path, sizeof(nodes->path), "%s", at.tty);
	snprintf(nodes[count].record, sizeof(nodes->record), "c%s", at.number);

	return count + 1;
}

void serial_write_udev(
	struct tree *tree, const struct sysfs_facts *facts, const char *common)
{
	const struct places at = places(facts, "");
	char record[48];

	if (facts->at_device == 0)
		return;
	snprintf(record, sizeof(record), "+usb:%s", at.interface_name);
	tree_file(tree, "data", record, "%s", common);
	snprintf(record, sizeof(record), "c%s", at.number);
	tree_file(tree, "data", record,
		"%sE:ID_USB_INTERFACE_NUM=%02x\nE:ID_USB_DRIVER=option\n"
		"E:ID_MM_CANDIDATE=1\nE:ID_MM_PORT_TYPE_AT_PRIMARY=1\n",
		common, facts->config->at_interface);
}
