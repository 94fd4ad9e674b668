/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/box_net.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <libmnl/libmnl.h>
#include <linux/if_link.h>
#include <linux/if_packet.h>
#include <linux/if_tun.h>
#include <linux/rtnetlink.h>
#include <linux/veth.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sim/box_inner.h"

static int bring_up(const char *name)
{
	int any = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	struct ifreq request = {0};
	int error = 0;

	if (any < 0)
		return -errno;
	snprintf(request.ifr_name, sizeof(request.ifr_name), "%s", name);
	if (ioctl(any, SIOCGIFFLAGS, &request) < 0) {
		error = -errno;
	} else {
		request.ifr_flags |= IFF_UP;
		if (ioctl(any, SIOCSIFFLAGS, &request) < 0)
			error = -errno;
	}
	close(any);

	return error;
}

int net_loopback(void)
{
	return bring_up("lo");
}

int net_tun(const char *path, size_t number)
{
	int tun = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
	struct ifreq request = {.ifr_flags = IFF_TUN | IFF_NO_PI};
	int error;

	if (tun < 0)
		return -errno;
	snprintf(request.ifr_name, sizeof(request.ifr_name), "wwan%zu", number);
	/* A persistent device goes away with its namespace, which the kernel
	 * does in its own time. Taking it down when its descriptor is closed
	 * would cost the caller up to 50 ms.
	 */
	if (ioctl(tun, TUNSETIFF, &request) < 0 ||
		ioctl(tun, TUNSETPERSIST, 1) < 0) {
		error = -errno;
		close(tun);
		return error;
	}

	return tun;
}

/* Sends a request and reads the kernel's verdict. */
static int ask(struct nlmsghdr *request)
{
	struct mnl_socket *socket = mnl_socket_open2(
		NETLINK_ROUTE, SOCK_CLOEXEC);
	char answer[4096];
	ssize_t size;
	int error = 0;

	if (!socket)
		return -errno;
	if (mnl_socket_bind(socket, 0, MNL_SOCKET_AUTOPID) < 0 ||
		mnl_socket_sendto(socket, request, request->nlmsg_len) < 0) {
		error = -errno;
	} else {
		size = mnl_socket_recvfrom(socket, answer, sizeof(answer));
		if (size < 0 ||
			mnl_cb_run(answer, (size_t)size, request->nlmsg_seq,
				mnl_socket_get_portid(socket), NULL, NULL) < 0)
			error = -errno;
	}
	mnl_socket_close(socket);

	return error;
}

static int make_pair(const char *host, const char *modem)
{
	char bytes[1024] = {0};
	struct nlmsghdr *request = mnl_nlmsg_put_header(bytes);
	struct nlattr *info;
	struct nlattr *data;
	struct nlattr *peer;

	request->nlmsg_type = RTM_NEWLINK;
	request->nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE |
		NLM_F_EXCL;
	request->nlmsg_seq = 1;
	mnl_nlmsg_put_extra_header(request, sizeof(struct ifinfomsg));
	mnl_attr_put_strz(request, IFLA_IFNAME, host);
	info = mnl_attr_nest_start(request, IFLA_LINKINFO);
	mnl_attr_put_strz(request, IFLA_INFO_KIND, "veth");
	data = mnl_attr_nest_start(request, IFLA_INFO_DATA);
	peer = mnl_attr_nest_start(request, VETH_INFO_PEER);
	mnl_nlmsg_put_extra_header(request, sizeof(struct ifinfomsg));
	mnl_attr_put_strz(request, IFLA_IFNAME, modem);
	mnl_attr_nest_end(request, peer);
	mnl_attr_nest_end(request, data);
	mnl_attr_nest_end(request, info);

	return ask(request);
}

int net_veth(size_t number)
{
	struct sockaddr_ll address = {.sll_family = AF_PACKET};
	char host[IFNAMSIZ];
	char modem[IFNAMSIZ];
	int packets;
	int error;

	snprintf(host, sizeof(host), "wwan%zu", number);
	snprintf(modem, sizeof(modem), "modem%zu", number);
	error = make_pair(host, modem);
	if (error)
		return error;
	packets = socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (packets < 0)
		return -errno;
	error = bring_up(modem);
	address.sll_protocol = htons(ETH_P_ALL);
	address.sll_ifindex = (int)if_nametoindex(modem);
	if (error == 0 &&
		bind(packets, (struct sockaddr *)&address, sizeof(address)) < 0)
		error = -errno;
	if (error == 0)
		return packets;
	close(packets);

	return error;
}

int net_remove(size_t number)
{
	struct ifinfomsg wanted = {0};
	char name[IFNAMSIZ];
	char bytes[256] = {0};
	struct nlmsghdr *request = mnl_nlmsg_put_header(bytes);

	snprintf(name, sizeof(name), "wwan%zu", number);
	wanted.ifi_index = (int)if_nametoindex(name);
	if (wanted.ifi_index == 0)
		return 0;
	request->nlmsg_type = RTM_DELLINK;
	request->nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
	request->nlmsg_seq = 1;
	memcpy(mnl_nlmsg_put_extra_header(request, sizeof(wanted)), &wanted,
		sizeof(wanted));

	return ask(request);
}

void net_describe(struct sysfs_facts *facts, char *address, size_t size)
{
	struct ifreq request = {0};
	const unsigned char *bytes;
	int any;

	facts->address = "";
	facts->link_type = ARPHRD_NONE;
	snprintf(request.ifr_name, sizeof(request.ifr_name), "wwan%zu",
		facts->number);
	facts->ifindex = if_nametoindex(request.ifr_name);
	any = facts->ifindex ? socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)
			     : -1;
	if (any < 0)
		return;
	if (ioctl(any, SIOCGIFFLAGS, &request) == 0)
		facts->flags = (unsigned short)request.ifr_flags;
	if (ioctl(any, SIOCGIFHWADDR, &request) == 0) {
		facts->link_type = request.ifr_hwaddr.sa_family;
		bytes = (const unsigned char *)request.ifr_hwaddr.sa_data;
		if (facts->link_type == ARPHRD_ETHER) {
			snprintf(address, size, "%02x:%02x:%02x:%02x:%02x:%02x",
				bytes[0], bytes[1], bytes[2], bytes[3],
				bytes[4], bytes[5]);
			facts->address = address;
		}
	}
	close(any);
}

/* Says once what is missing. */
static int make_interface(struct box_plan *plan, size_t number)
{
	int tun = plan->network == BOX_NETWORK_PACKET
		? -1
		: net_tun("/dev/net/tun", number);
	int veth;

	if (tun >= 0) {
		plan->network = BOX_NETWORK_TUN;
		return tun;
	}
	veth = net_veth(number);
	if (veth < 0)
		box_say_text(plan->control, BOX_SAY_MISSING, BOX_PART_VETH,
			"no wwan%zu: /dev/net/tun: %s; veth: %s", number,
			strerror(-tun), strerror(-veth));
	else if (plan->network != BOX_NETWORK_PACKET)
		box_say_text(plan->control, BOX_SAY_MISSING, BOX_PART_TUN,
			"no TUN device: /dev/net/tun: %s: wwan0 is one end of "
			"a veth pair, which speaks Ethernet",
			strerror(-tun));
	if (veth >= 0)
		plan->network = BOX_NETWORK_PACKET;

	return veth;
}

void box_make_interface(struct box_plan *plan, size_t modem)
{
	int other;

	if (!plan->has_net || !plan->config->wants_network)
		return;
	other = make_interface(plan, modem);
	if (other < 0)
		return;
	box_say(plan->control, BOX_SAY_NETWORK,
		(int)plan->network | (int)modem << BOX_MODEM_SHIFT, other);
	close(other);
}

void box_make_network(struct box_plan *plan)
{
	if (!plan->has_net)
		return;
	net_loopback();
	for (size_t i = 0; i <= plan->config->more_count; i++)
		box_make_interface(plan, i);
}
