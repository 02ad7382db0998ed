package dev.parley.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBlockTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,10.255.3.4",
    "10.9.9.9/8,10.1.2.3",
    "192.168.1.128/25,192.168.1.255",
    "127.0.0.1,127.0.0.1",
    "0.0.0.0/0,203.0.113.9",
    "fd00::/8,fdff:1::1",
    "::1,::1",
    "2001:db8::/127,2001:db8::1",
    "10.0.0.0/8,::ffff:10.1.2.3",
    "::ffff:10.1.2.3,10.1.2.3"
  })
  void aBlockHasTheAddressesWithItsFirstBits(String block, String address) {
    assertThat(AddressBlock.parse(block).contains(address(address))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,11.0.0.0",
    "192.168.1.128/25,192.168.1.127",
    "127.0.0.1,127.0.0.2",
    "0.0.0.0/0,::1",
    "::/0,10.0.0.1",
    "fd00::/8,fc00::1",
    "2001:db8::/127,2001:db8::2"
  })
  void andNoOthers(String block, String address) {
    assertThat(AddressBlock.parse(block).contains(address(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "localhost",
        "example.org",
        "bad.cafe",
        "10",
        "10.0.0",
        "10.0.0.256",
        "10.0.0.0.1",
        "10.0.0.1:80",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "10.0.0.0/999999999999",
        "10.0.0.0/255.0.0.0",
        " 10.0.0.1",
        "10.0.0.*",
        "::/129",
        "[::1]",
        "fe80::1%eth0",
        "1:2:3:4:5:6:7:8:9",
        ":::",
        "::ffff:10.0.0.0/104"
      })
  void whatIsNoBlockIsRefused(String text) {
    assertThatThrownBy(() -> AddressBlock.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theSameBlockIsEqual() {
    assertThat(AddressBlock.parse("fd00:0::/8")).isEqualTo(AddressBlock.parse("fd00::/8"));
  }

  private static InetAddress address(String text) {
    return AddressBlock.address(text).orElseThrow();
  }
}
