package dev.parley.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.AsyncApiTests;
import dev.parley.testing.Json;
import dev.parley.testing.SocketContract;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code contract/eventbus.yaml} is AsyncAPI, and says what the code says. */
class EventBusContractTest extends AsyncApiTests {
  private static final SocketContract CONTRACT = SocketContract.readEventBus();
  private static final RoomId ROOM = RoomId.parse("01920000-0000-7000-8000-000000000001");
  private static final Pattern QUOTED = Pattern.compile("`([a-z]+(?:_[a-z]+)+)`");

  EventBusContractTest() {
    super(CONTRACT);
  }

  @Test
  void itsChannelsAreThePublicAddresses() throws ReflectiveOperationException {
    Set<String> addresses = new TreeSet<>();
    for (Method method : PublicAddresses.class.getMethods()) {
      if (Modifier.isStatic(method.getModifiers()) && method.getReturnType() == String.class) {
        Object address =
            method.getParameterCount() == 0 ? method.invoke(null) : method.invoke(null, ROOM);
        addresses.add(address.toString().replace(ROOM.toString(), "{room_id}"));
      }
    }
    assertThat(CONTRACT.document().get("channels"))
        .extracting(channel -> channel.get("address").asText())
        .containsExactlyInAnyOrderElementsOf(addresses);
  }

  @Test
  void itsVersionIsThatOfTheAddresses() {
    String version = Integer.toString(PublicAddresses.VERSION);
    assertThat(CONTRACT.document().at("/info/version").asText()).isEqualTo(version);
    assertThat(CONTRACT.document().at("/components/schemas"))
        .filteredOn(schema -> schema.at("/properties").has(PublicAddresses.VERSION_HEADER))
        .isNotEmpty()
        .allSatisfy(
            schema ->
                assertThat(
                        schema
                            .at("/properties/" + PublicAddresses.VERSION_HEADER + "/const")
                            .asText())
                    .isEqualTo(version));
  }

  @Test
  void everyCodeIsInItWithItsNumber() {
    List<List<String>> expected =
        Arrays.stream(FailureCode.values())
            .map(
                code ->
                    List.of(
                        Integer.toString(code.ordinal()),
                        code.code(),
                        code.retryable() ? "yes" : "no",
                        code.meaning()))
            .toList();
    assertThat(CONTRACT.table("Errors")).isEqualTo(expected);
  }

  @Test
  void everyExampleOfAnErrorHasTheNumberOfItsName() {
    for (JsonNode example : CONTRACT.messages().get("error").get("examples")) {
      FailureCode code = FailureCode.values()[example.at("/payload/failureCode").asInt()];
      assertThat(example.at("/payload/message").asText()).startsWith(code.code() + ": ");
    }
  }

  /** A code that was renamed or taken away would go on standing in some sentence. */
  @Test
  void everythingThatLooksLikeANameIsOne() {
    Set<String> names =
        Arrays.stream(FailureCode.values()).map(FailureCode::code).collect(Collectors.toSet());
    examples().forEach(each -> names.addAll(Json.fields(each.payload())));
    assertThat(QUOTED.matcher(CONTRACT.document().toString()).results().map(it -> it.group(1)))
        .isNotEmpty()
        .isSubsetOf(names);
  }
}
