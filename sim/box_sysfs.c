/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the files hold is what Linux 6 shows for a USB modem behind qmi_wwan:
 * Documentation/ABI/testing/sysfs-bus-usb, sysfs-class-net, sysfs-class-net-qmi.
 */
#include "sim/box_sysfs.h"

#include <ctype.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <sys/sysmacros.h>

#include "sim/box_serial.h"
#include "sim/box_tree.h"

#define PCI "devices/pci0000:00/0000:00:14.0"
#define ROOT_HUB PCI "/usb1"

enum {
	USB_TEXT_SIZE = 127, /* a string descriptor holds 126 characters */
	BCD_DEVICE = 0x0318,
};

/* Where the modem, its QMI interface and what hangs on it are. */
struct paths {
	char usb_name[8];
	char usb[48];
	char interface_name[16];
	char interface[64];
	char wdm_name[12];
	char wdm[96];
	char wwan_name[12];
	char wwan[96];
	char number[12]; /* of the USB device */
};

static struct paths paths(const struct sysfs_facts *facts)
{
	unsigned int place = (unsigned int)(facts->number % BOX_MODEMS_MAX);
	struct paths all;

	snprintf(all.usb_name, sizeof(all.usb_name), "1-%u", place + 1);
	snprintf(all.usb, sizeof(all.usb), ROOT_HUB "/%s", all.usb_name);
	snprintf(all.interface_name, sizeof(all.interface_name), "%s:1.%u",
		all.usb_name, facts->config->interface_number);
	snprintf(all.interface, sizeof(all.interface), "%s/%s", all.usb,
		all.interface_name);
	snprintf(all.wdm_name, sizeof(all.wdm_name), "cdc-wdm%u", place);
	snprintf(all.wdm, sizeof(all.wdm), "%s/usbmisc/%s", all.interface,
		all.wdm_name);
	snprintf(all.wwan_name, sizeof(all.wwan_name), "wwan%u", place);
	snprintf(all.wwan, sizeof(all.wwan), "%s/net/%s", all.interface,
		all.wwan_name);
	snprintf(all.number, sizeof(all.number), "189:%u", place + 1);

	return all;
}

/* Copies a text from a preset so that it stays one line; for udev it also has
 * no character that udev would replace.
 */
static void clean(char *to, const char *from, const char *neutral, bool udev)
{
	size_t used = 0;

	if (!from || !*from)
		from = neutral;
	for (; *from && used + 1 < USB_TEXT_SIZE; from++) {
		unsigned char c = (unsigned char)*from;

		if (udev)
			to[used++] = isalnum(c) || strchr("#+-.:=@_", c)
				? (char)c
				: '_';
		else
			to[used++] = c < 0x20 || c == 0x7f ? '?' : (char)c;
	}
	to[used] = '\0';
}

static void host_controller(struct tree *tree)
{
	tree_dir(tree, ROOT_HUB);
	tree_dir(tree, "bus/pci/devices");
	tree_dir(tree, "bus/pci/drivers/xhci_hcd");
	tree_dir(tree, "bus/usb/devices");
	tree_dir(tree, "bus/usb/drivers/usb");
	tree_dir(tree, "bus/usb/drivers/hub");

	tree_file(tree, PCI, "uevent",
		"DRIVER=xhci_hcd\nPCI_CLASS=C0330\nPCI_ID=8086:9D2F\n"
		"PCI_SLOT_NAME=0000:00:14.0\n");
	tree_file(tree, PCI, "vendor", "0x8086\n");
	tree_file(tree, PCI, "device", "0x9d2f\n");
	tree_file(tree, PCI, "class", "0x0c0330\n");
	tree_link(tree, PCI, "subsystem", "bus/pci");
	tree_link(tree, PCI, "driver", "bus/pci/drivers/xhci_hcd");
	tree_link(tree, "bus/pci/devices", "0000:00:14.0", PCI);

	tree_file(tree, ROOT_HUB, "uevent",
		"MAJOR=189\nMINOR=0\nDEVNAME=bus/usb/001/001\n"
		"DEVTYPE=usb_device\nDRIVER=usb\nPRODUCT=1d6b/2/601\n"
		"TYPE=9/0/1\nBUSNUM=001\nDEVNUM=001\n");
	tree_file(tree, ROOT_HUB, "dev", "189:0\n");
	tree_file(tree, ROOT_HUB, "idVendor", "1d6b\n");
	tree_file(tree, ROOT_HUB, "idProduct", "0002\n");
	tree_file(tree, ROOT_HUB, "busnum", "1\n");
	tree_file(tree, ROOT_HUB, "devnum", "1\n");
	tree_file(tree, ROOT_HUB, "bNumInterfaces", " 1\n");
	tree_link(tree, ROOT_HUB, "subsystem", "bus/usb");
	tree_link(tree, ROOT_HUB, "driver", "bus/usb/drivers/usb");
	tree_link(tree, "bus/usb/devices", "usb1", ROOT_HUB);
}

struct interface {
	const char *name;
	unsigned int ifindex;
	unsigned int type;
	unsigned int flags;
	const char *address;
	unsigned int mtu;
};

static void net_interface(
	struct tree *tree, const char *path, const struct interface *net)
{
	static const char *const counters[] = {"rx_bytes", "tx_bytes",
		"rx_packets", "tx_packets", "rx_errors", "tx_errors",
		"rx_dropped", "tx_dropped", "multicast", "collisions"};
	char statistics[TREE_PATH_SIZE];

	snprintf(statistics, sizeof(statistics), "%s/statistics", path);
	tree_dir(tree, statistics);
	for (size_t i = 0; i < sizeof(counters) / sizeof(counters[0]); i++)
		tree_file(tree, statistics, counters[i], "0\n");
	if (net->ifindex > 0) {
		tree_file(tree, path, "ifindex", "%u\n", net->ifindex);
		tree_file(tree, path, "iflink", "%u\n", net->ifindex);
	}
	tree_file(tree, path, "type", "%u\n", net->type);
	tree_file(tree, path, "flags", "0x%x\n", net->flags);
	tree_file(tree, path, "address", "%s\n", net->address);
	tree_file(tree, path, "addr_len", "%d\n", *net->address ? 6 : 0);
	tree_file(tree, path, "mtu", "%u\n", net->mtu);
	tree_file(tree, path, "operstate", "%s\n",
		net->flags & IFF_UP ? "unknown" : "down");
	tree_file(tree, path, "carrier", "1\n");
	tree_file(tree, path, "dev_id", "0x0\n");
	tree_file(tree, path, "dev_port", "0\n");
	tree_file(tree, path, "tx_queue_len", "1000\n");
	tree_link(tree, path, "subsystem", "class/net");
	tree_link(tree, "class/net", net->name, path);
}

static void classes(struct tree *tree)
{
	static const struct interface loopback = {"lo", 1, 772,
		IFF_UP | IFF_LOOPBACK, "00:00:00:00:00:00", 65536};

	tree_dir(tree, "class/net");
	tree_dir(tree, "class/tty");
	tree_dir(tree, "class/usbmisc");
	tree_dir(tree, "dev/char");
	net_interface(tree, "devices/virtual/net/lo", &loopback);
	tree_file(tree, "devices/virtual/net/lo", "uevent",
		"INTERFACE=lo\nIFINDEX=1\n");
	tree_dir(tree, "bus/usb/drivers/qmi_wwan");
	tree_dir(tree, "module/qmi_wwan/drivers");
	tree_link(
		tree, "bus/usb/drivers/qmi_wwan", "module", "module/qmi_wwan");
	tree_link(tree, "module/qmi_wwan/drivers", "usb:qmi_wwan",
		"bus/usb/drivers/qmi_wwan");
}

static void usb_strings(
	struct tree *tree, const char *path, const struct box_config *config)
{
	char text[USB_TEXT_SIZE];

	clean(text, config->manufacturer, "QMI", false);
	tree_file(tree, path, "manufacturer", "%s\n", text);
	clean(text, config->product_name, "QMI modem", false);
	tree_file(tree, path, "product", "%s\n", text);
	clean(text, config->serial, "0000000001", false);
	tree_file(tree, path, "serial", "%s\n", text);
}

static void usb_numbers(struct tree *tree, const struct sysfs_facts *facts)
{
	const struct box_config *config = facts->config;
	const struct paths at = paths(facts);
	const unsigned int place = (unsigned int)facts->number;

	tree_file(tree, at.usb, "uevent",
		"MAJOR=189\nMINOR=%u\nDEVNAME=bus/usb/001/%03u\n"
		"DEVTYPE=usb_device\nDRIVER=usb\nPRODUCT=%x/%x/%x\n"
		"TYPE=0/0/0\nBUSNUM=001\nDEVNUM=%03u\n",
		place + 1, place + 2, config->vendor, config->product,
		(unsigned int)BCD_DEVICE, place + 2);
	tree_file(tree, at.usb, "devnum", "%u\n", place + 2);
	tree_file(tree, at.usb, "devpath", "%u\n", place + 1);
	tree_file(tree, at.usb, "dev", "%s\n", at.number);
	tree_file(tree, at.usb, "idVendor", "%04x\n", config->vendor);
	tree_file(tree, at.usb, "idProduct", "%04x\n", config->product);
	tree_file(
		tree, at.usb, "bcdDevice", "%04x\n", (unsigned int)BCD_DEVICE);
	tree_file(tree, at.usb, "bNumInterfaces", "%2d\n",
		config->interface_number + 1);
}

static void usb_device(struct tree *tree, const struct sysfs_facts *facts)
{
	static const char *const fixed[][2] = {{"bConfigurationValue", "1"},
		{"bDeviceClass", "00"}, {"bDeviceSubClass", "00"},
		{"bDeviceProtocol", "00"}, {"bMaxPacketSize0", "64"},
		{"bMaxPower", "500mA"}, {"bNumConfigurations", "1"},
		{"bmAttributes", "a0"}, {"authorized", "1"}, {"busnum", "1"},
		{"maxchild", "0"}, {"removable", "removable"}, {"speed", "480"},
		{"version", " 2.00"}};
	const struct paths at = paths(facts);
	char power[TREE_PATH_SIZE];

	snprintf(power, sizeof(power), "%s/power", at.usb);
	tree_dir(tree, power);
	tree_file(tree, power, "control", "on\n");
	usb_numbers(tree, facts);
	for (size_t i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++)
		tree_file(tree, at.usb, fixed[i][0], "%s\n", fixed[i][1]);
	usb_strings(tree, at.usb, facts->config);
	tree_link(tree, at.usb, "subsystem", "bus/usb");
	tree_link(tree, at.usb, "driver", "bus/usb/drivers/usb");
	tree_link(tree, "bus/usb/devices", at.usb_name, at.usb);
	tree_link(tree, "bus/usb/drivers/usb", at.usb_name, at.usb);
	tree_link(tree, "dev/char", at.number, at.usb);
}

static void usb_interface(struct tree *tree, const struct sysfs_facts *facts)
{
	const struct box_config *config = facts->config;
	const struct paths at = paths(facts);
	char modalias[64];

	snprintf(modalias, sizeof(modalias),
		"usb:v%04Xp%04Xd%04Xdc00dsc00dp00icFFiscFFipFFin%02X",
		config->vendor, config->product, (unsigned int)BCD_DEVICE,
		config->interface_number);
	tree_dir(tree, at.interface);
	tree_file(tree, at.interface, "uevent",
		"DEVTYPE=usb_interface\nDRIVER=qmi_wwan\nPRODUCT=%x/%x/%x\n"
		"TYPE=0/0/0\nINTERFACE=255/255/255\nMODALIAS=%s\n",
		config->vendor, config->product, (unsigned int)BCD_DEVICE,
		modalias);
	tree_file(tree, at.interface, "modalias", "%s\n", modalias);
	tree_file(tree, at.interface, "bInterfaceNumber", "%02x\n",
		config->interface_number);
	tree_file(tree, at.interface, "bInterfaceClass", "ff\n");
	tree_file(tree, at.interface, "bInterfaceSubClass", "ff\n");
	tree_file(tree, at.interface, "bInterfaceProtocol", "ff\n");
	tree_file(tree, at.interface, "bAlternateSetting", " 0\n");
	tree_file(tree, at.interface, "bNumEndpoints", "03\n");
	tree_file(tree, at.interface, "authorized", "1\n");
	tree_file(tree, at.interface, "supports_autosuspend", "1\n");
	tree_link(tree, at.interface, "subsystem", "bus/usb");
	tree_link(tree, at.interface, "driver", "bus/usb/drivers/qmi_wwan");
	tree_link(tree, "bus/usb/devices", at.interface_name, at.interface);
	tree_link(tree, "bus/usb/drivers/qmi_wwan", at.interface_name,
		at.interface);
}

static void wdm(struct tree *tree, const struct sysfs_facts *facts)
{
	const struct paths at = paths(facts);
	char number[32];

	snprintf(number, sizeof(number), "%u:%u", major(facts->device),
		minor(facts->device));
	tree_dir(tree, at.wdm);
	tree_file(tree, at.wdm, "uevent", "MAJOR=%u\nMINOR=%u\nDEVNAME=%s\n",
		major(facts->device), minor(facts->device), at.wdm_name);
	tree_file(tree, at.wdm, "dev", "%s\n", number);
	tree_link(tree, at.wdm, "subsystem", "class/usbmisc");
	tree_link(tree, at.wdm, "device", at.interface);
	tree_link(tree, "class/usbmisc", at.wdm_name, at.wdm);
	tree_link(tree, "dev/char", number, at.wdm);
}

static void remove_wdm(struct tree *tree, const struct sysfs_facts *facts)
{
	const struct paths at = paths(facts);
	char number[32];

	snprintf(number, sizeof(number), "%u:%u", major(facts->device),
		minor(facts->device));
	tree_unlink(tree, "dev/char", number);
	tree_unlink(tree, "class/usbmisc", at.wdm_name);
	tree_cut(tree, at.wdm);
}

static void wwan(struct tree *tree, const struct sysfs_facts *facts)
{
	const struct paths at = paths(facts);
	const struct interface net = {at.wwan_name, facts->ifindex,
		facts->link_type, facts->flags, facts->address, 1500};
	char qmi[TREE_PATH_SIZE];

	net_interface(tree, at.wwan, &net);
	tree_file(tree, at.wwan, "uevent", "DEVTYPE=wwan\nINTERFACE=%s\n",
		at.wwan_name);
	if (facts->ifindex > 0)
		tree_file(tree, at.wwan, "uevent",
			"DEVTYPE=wwan\nINTERFACE=%s\nIFINDEX=%u\n",
			at.wwan_name, facts->ifindex);
	tree_link(tree, at.wwan, "device", at.interface);

	snprintf(qmi, sizeof(qmi), "%s/qmi", at.wwan);
	tree_dir(tree, qmi);
	tree_file(tree, qmi, "raw_ip", "N\n");
	tree_file(tree, qmi, "pass_through", "N\n");
	tree_file(tree, qmi, "add_mux", "%s", "");
	tree_file(tree, qmi, "del_mux", "%s", "");
}

int sysfs_plug(int directory, const struct sysfs_facts *facts)
{
	const struct paths at = paths(facts);
	struct tree all = tree(directory);

	usb_device(&all, facts);
	usb_interface(&all, facts);
	wdm(&all, facts);
	if (facts->config->wants_network)
		wwan(&all, facts);
	serial_plug(&all, facts, at.usb);

	return all.error;
}

void sysfs_unplug(int directory, const struct sysfs_facts *facts)
{
	const struct paths at = paths(facts);
	struct tree all = tree(directory);

	remove_wdm(&all, facts);
	serial_unplug(&all, facts);
	tree_unlink(&all, "class/net", at.wwan_name);
	tree_unlink(&all, "bus/usb/drivers/qmi_wwan", at.interface_name);
	tree_unlink(&all, "bus/usb/drivers/usb", at.usb_name);
	tree_unlink(&all, "bus/usb/devices", at.interface_name);
	tree_unlink(&all, "bus/usb/devices", at.usb_name);
	tree_unlink(&all, "dev/char", at.number);
	tree_cut(&all, at.usb);
}

int sysfs_renumber(int directory, const struct sysfs_facts *old, dev_t device)
{
	struct sysfs_facts facts = *old;
	struct tree all = tree(directory);

	remove_wdm(&all, old);
	facts.device = device;
	wdm(&all, &facts);

	return all.error;
}

int sysfs_write(int directory, const struct sysfs_facts *facts)
{
	struct tree all = tree(directory);

	host_controller(&all);
	classes(&all);

	return all.error ? all.error : sysfs_plug(directory, facts);
}

size_t sysfs_nodes(const struct sysfs_facts *facts,
	struct sysfs_node nodes[SYSFS_NODES_MAX])
{
	const struct paths at = paths(facts);
	const size_t path_size = sizeof(nodes->path);
	const size_t record_size = sizeof(nodes->record);

	nodes[0].subsystem = "usb";
	snprintf(nodes[0].path, path_size, "%s", at.usb);
	snprintf(nodes[0].record, record_size, "c%s", at.number);
	nodes[1].subsystem = "usb";
	snprintf(nodes[1].path, path_size, "%s", at.interface);
	snprintf(nodes[1].record, record_size, "+usb:%s", at.interface_name);
	nodes[2].subsystem = "usbmisc";
	snprintf(nodes[2].path, path_size, "%s", at.wdm);
	snprintf(nodes[2].record, record_size, "c%u:%u", major(facts->device),
		minor(facts->device));
	if (facts->ifindex == 0)
		return serial_nodes(facts, at.usb, nodes, 3);
	nodes[3].subsystem = "net";
	snprintf(nodes[3].path, path_size, "%s", at.wwan);
	snprintf(nodes[3].record, record_size, "n%u", facts->ifindex);

	return serial_nodes(facts, at.usb, nodes, 4);
}

int sysfs_write_udev(int directory, const struct sysfs_facts *facts)
{
	const struct box_config *config = facts->config;
	struct sysfs_node nodes[SYSFS_NODES_MAX];
	const size_t count = facts->ifindex > 0 ? 4 : 3; /* of QMI */
	const struct paths at = paths(facts);
	struct tree all = tree(directory);
	char record[32];
	char vendor[USB_TEXT_SIZE];
	char model[USB_TEXT_SIZE];
	char serial[USB_TEXT_SIZE];
	char common[TREE_TEXT_SIZE - 512];

	clean(vendor, config->manufacturer, "QMI", true);
	clean(model, config->product_name, "QMI modem", true);
	clean(serial, config->serial, "0000000001", true);
	snprintf(common, sizeof(common),
		"I:1000000\nE:ID_BUS=usb\nE:ID_VENDOR_ID=%04x\n"
		"E:ID_MODEL_ID=%04x\nE:ID_VENDOR=%s\nE:ID_MODEL=%s\n"
		"E:ID_SERIAL=%s_%s_%s\nE:ID_SERIAL_SHORT=%s\n"
		"E:ID_REVISION=0318\nE:ID_PATH=pci-0000:00:14.0-usb-0:%s:1.%"
		"u\n",
		config->vendor, config->product, vendor, model, vendor, model,
		serial, serial, at.usb_name + 2, config->interface_number);

	sysfs_nodes(facts, nodes);
	tree_dir(&all, "data");
	tree_dir(&all, "tags");
	tree_file(&all, ".", "control", "%s", "");
	snprintf(record, sizeof(record), "+usb:%s", at.usb_name);
	tree_file(&all, "data", record, "%s", common);
	for (size_t i = 0; i < 2; i++)
		tree_file(&all, "data", nodes[i].record, "%s", common);
	for (size_t i = 2; i < count; i++)
		tree_file(&all, "data", nodes[i].record,
			"%sE:ID_USB_INTERFACE_NUM=%02x\n"
			"E:ID_USB_DRIVER=qmi_wwan\nE:ID_MM_CANDIDATE=1\n%s",
			common, config->interface_number,
			i == 3 ? "E:ID_NET_DRIVER=qmi_wwan\n" : "");
	serial_write_udev(&all, facts, common);

	return all.error;
}
