/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/box_net.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <libmnl/libmnl.h>
#include <linux/ethtool.h>
#include <linux/if_link.h>
#include <linux/if_packet.h>
#include <linux/if_tun.h>
#include <linux/rtnetlink.h>
#include <linux/sockios.h>
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

static struct ifreq request_of(size_t number)
{
	struct ifreq request = {0};

	snprintf(request.ifr_name, sizeof(request.ifr_name), "wwan%zu", number);

	return request;
}

unsigned int net_index(size_t number)
{
	return if_nametoindex(request_of(number).ifr_name);
}

/* The hardware address of wwan0 is always the same, locally administered, and
 * each further one has the next.
 */
static int set_address(size_t number)
{
	const unsigned char address[] = {
		0x02, 'Q', 'M', 'I', 0, (unsigned char)(number + 1)};
	int any = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	struct ifreq request = request_of(number);
	int error = 0;

	if (any < 0)
		return -errno;
	request.ifr_hwaddr.sa_family = ARPHRD_ETHER;
	memcpy(request.ifr_hwaddr.sa_data, address, sizeof(address));
	if (ioctl(any, SIOCSIFHWADDR, &request) < 0)
		error = -errno;
	close(any);

	return error;
}

/* Packets of the host shall come as they would go over the air: with their
 * checksums, and no longer than the MTU. TUN devices do so by themselves.
 */
static int refuse_offloads(const char *name)
{
	static const unsigned int commands[] = {
		ETHTOOL_STSO, ETHTOOL_SGSO, ETHTOOL_STXCSUM, ETHTOOL_SGRO};
	int any = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	struct ifreq request = {0};
	int error = 0;

	if (any < 0)
		return -errno;
	snprintf(request.ifr_name, sizeof(request.ifr_name), "%s", name);
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		struct ethtool_value off = {.cmd = commands[i]};

		request.ifr_data = (char *)&off;
		if (ioctl(any, SIOCETHTOOL, &request) < 0 &&
			commands[i] == ETHTOOL_STXCSUM)
			error = -errno;
	}
	close(any);

	return error;
}

bool net_is_in_use(size_t number, unsigned int *mtu)
{
	int any = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	struct ifreq request = request_of(number);
	bool is_in_use = false;

	*mtu = 1500;
	if (any < 0)
		return false;
	if (ioctl(any, SIOCGIFFLAGS, &request) == 0)
		is_in_use = request.ifr_flags & IFF_UP;
	request.ifr_addr.sa_family = AF_INET;
	if (ioctl(any, SIOCGIFADDR, &request) == 0)
		is_in_use = true;
	if (ioctl(any, SIOCGIFMTU, &request) == 0)
		*mtu = (unsigned int)request.ifr_mtu;
	close(any);

	return is_in_use;
}

int net_set_mtu(size_t number, unsigned int mtu)
{
	int any = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	struct ifreq request = request_of(number);
	int error = 0;

	if (any < 0)
		return -errno;
	request.ifr_mtu = (int)mtu;
	if (ioctl(any, SIOCSIFMTU, &request) < 0)
		error = -errno;
	close(any);

	return error;
}

int net_tun(const char *path, size_t number, int mode, unsigned int ifindex)
{
	int tun = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
	struct ifreq request = request_of(number);
	int error;

	if (tun < 0)
		return -errno;
	if (ifindex > 0 && ioctl(tun, TUNSETIFINDEX, &ifindex) < 0) {
		error = -errno;
		close(tun);
		return error;
	}
	request.ifr_flags = (short)(mode | IFF_NO_PI);
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
	if (mode == IFF_TAP)
		set_address(number);

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

/* The end that stands for the modem has nothing of its own to say in IPv6. */
static int silence(const char *name)
{
	char bytes[256] = {0};
	struct nlmsghdr *request = mnl_nlmsg_put_header(bytes);
	struct ifinfomsg *info;
	struct nlattr *families;
	struct nlattr *inet6;

	request->nlmsg_type = RTM_SETLINK;
	request->nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
	request->nlmsg_seq = 1;
	info = mnl_nlmsg_put_extra_header(request, sizeof(*info));
	info->ifi_index = (int)if_nametoindex(name);
	families = mnl_attr_nest_start(request, IFLA_AF_SPEC);
	inet6 = mnl_attr_nest_start(request, AF_INET6);
	mnl_attr_put_u8(
		request, IFLA_INET6_ADDR_GEN_MODE, IN6_ADDR_GEN_MODE_NONE);
	mnl_attr_nest_end(request, inet6);
	mnl_attr_nest_end(request, families);

	return ask(request);
}

int net_veth(size_t number)
{
	struct sockaddr_ll address = {.sll_family = AF_PACKET};
	const struct ifreq request = request_of(number);
	const char *host = request.ifr_name;
	static const int yes = 1;
	char modem[IFNAMSIZ];
	int packets;
	int error;

	snprintf(modem, sizeof(modem), "modem%zu", number);
	error = make_pair(host, modem);
	if (error)
		return error;
	packets = socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (packets < 0)
		return -errno;
	/* What the machine itself would send there is not the host's. */
	setsockopt(
		packets, SOL_PACKET, PACKET_IGNORE_OUTGOING, &yes, sizeof(yes));
	set_address(number);
	silence(modem); /* a kernel without IPv6 cannot, and need not */
	error = refuse_offloads(host);
	if (error == 0)
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
	const struct ifinfomsg wanted = {.ifi_index = (int)net_index(number)};
	char bytes[256] = {0};
	struct nlmsghdr *request = mnl_nlmsg_put_header(bytes);

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
	struct ifreq request = request_of(facts->number);
	const unsigned char *bytes;
	int any;

	facts->address = "";
	facts->link_type = ARPHRD_NONE;
	facts->ifindex = net_index(facts->number);
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

/* Makes a modem's wwan and sets its kind. Says once what is missing. */
static int make_interface(struct box_plan *plan, size_t number)
{
	const bool has_no_tun = plan->networks[0] == BOX_NETWORK_PACKET;
	int tun = has_no_tun ? -ENOENT
			     : net_tun("/dev/net/tun", number, IFF_TAP, 0);
	int veth;

	if (tun >= 0) {
		plan->networks[number] = BOX_NETWORK_TAP;
		return tun;
	}
	veth = net_veth(number);
	if (veth < 0)
		box_say_text(plan->control, BOX_SAY_MISSING, BOX_PART_VETH,
			"no wwan%zu: /dev/net/tun: %s; veth: %s", number,
			strerror(-tun), strerror(-veth));
	else if (!has_no_tun)
		box_say_text(plan->control, BOX_SAY_MISSING, BOX_PART_TUN,
			"no TUN device: /dev/net/tun: %s: wwan%zu is one end "
			"of a veth pair, which speaks Ethernet",
			strerror(-tun), number);
	plan->networks[number] = veth < 0 ? BOX_NETWORK_NONE
					  : BOX_NETWORK_PACKET;

	return veth;
}

void box_say_network(const struct box_plan *plan, size_t modem, int descriptor)
{
	box_say(plan->control, BOX_SAY_NETWORK,
		(int)plan->networks[modem] |
			(plan->is_raw_ip[modem] ? BOX_NETWORK_RAW_IP : 0) |
			(int)modem << BOX_MODEM_SHIFT,
		descriptor);
}

void box_make_interface(struct box_plan *plan, size_t modem)
{
	int other;

	if (!plan->has_net || !plan->config->wants_network)
		return;
	other = make_interface(plan, modem);
	if (other < 0)
		return;
	plan->is_raw_ip[modem] = false; /* as the driver begins */
	box_say_network(plan, modem, other);
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
