package dev.parley.limit;

import io.netty.util.NetUtil;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address, or a block of them as {@code 10.0.0.0/8} or {@code fd00::/8} (RFC 4632, RFC 4291).
 *
 * @param address one of the block
 * @param bits how many of the first bits are the same in all of the block
 */
public record AddressBlock(InetAddress address, int bits) {

  /** Names, ports, brackets and zones are none. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]{2,45}");

  private static final Pattern BITS = Pattern.compile("\\d{1,3}");

  /** Checks that there are so many bits. */
  public AddressBlock {
    if (bits < 0 || bits > width(address)) {
      throw new IllegalArgumentException(address + " doesn't have " + bits + " bits");
    }
  }

  /**
   * Reads one; a single address is a block of its own.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static AddressBlock parse(String text) {
    String[] parts = text.split("/", 2);
    InetAddress address =
        address(parts[0])
            .orElseThrow(() -> new IllegalArgumentException("this is no address: " + text));
    return new AddressBlock(address, parts.length == 1 ? width(address) : bits(parts[1]));
  }

  private static int bits(String text) {
    return BITS.matcher(text).matches() ? Integer.parseInt(text) : -1;
  }

  /** Reads an address, and asks nobody what a name might stand for. */
  public static Optional<InetAddress> address(String text) {
    byte[] bytes =
        ADDRESS.matcher(text).matches() ? NetUtil.createByteArrayFromIpAddressString(text) : null;
    try {
      // four bytes written in sixteen (::ffff:10.0.0.1) become the address of four that they are
      return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Whether an address is in the block. */
  public boolean contains(InetAddress other) {
    return width(other) == width(address) && prefix(other).equals(prefix(address));
  }

  private BigInteger prefix(InetAddress of) {
    return new BigInteger(1, of.getAddress()).shiftRight(width(of) - bits);
  }

  private static int width(InetAddress of) {
    return of.getAddress().length * Byte.SIZE;
  }
}
