package dev.parley.cluster;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.stream.Stream;

/** The address by which the other nodes reach this one. */
final class OwnAddress {

  private OwnAddress() {}

  /**
   * That of this host name; or, of an empty one, the first of this machine that others may reach, a
   * private one before a public one, and the machine's own if there is no other.
   */
  static InetAddress of(String host) throws UnknownHostException, SocketException {
    if (!host.isEmpty()) {
      return InetAddress.getByName(host);
    }
    return NetworkInterface.networkInterfaces()
        .filter(OwnAddress::isUp)
        .flatMap(OwnAddress::addresses)
        .min(Comparator.comparing(address -> !address.isSiteLocalAddress()))
        .orElse(InetAddress.getLoopbackAddress());
  }

  private static Stream<InetAddress> addresses(NetworkInterface network) {
    return network
        .inetAddresses()
        .filter(address -> address instanceof Inet4Address && !address.isLinkLocalAddress());
  }

  private static boolean isUp(NetworkInterface network) {
    try {
      return network.isUp() && !network.isLoopback();
    } catch (SocketException e) {
      return false;
    }
  }
}
