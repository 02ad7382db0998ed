package dev.parley.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.bus.FailureCode;
import dev.parley.testing.Json;
import dev.parley.testing.SocketContract;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every code that a client of the sockets can meet is in {@code contract/asyncapi.yaml}. */
class SocketContractCodesTest {
  private static final SocketContract CONTRACT = SocketContract.read();
  private static final Pattern QUOTED = Pattern.compile("`([a-z]+(?:_[a-z]+)+)`");

  private static final String LIMITS = "/payload/properties/limits/properties";

  /** What no frame can fail with: it is for HTTP, where an upgrade begins. */
  private static final Set<FailureCode> ELSEWHERE =
      EnumSet.of(
          FailureCode.NOT_FOUND,
          FailureCode.METHOD_NOT_ALLOWED,
          FailureCode.UNSUPPORTED_MEDIA_TYPE,
          FailureCode.BODY_TOO_LARGE,
          FailureCode.INVALID_BODY,
          FailureCode.INVALID_PARAMETER,
          FailureCode.INVALID_ROOM_NAME,
          FailureCode.INVALID_USERNAME,
          FailureCode.NOT_ACCEPTABLE,
          FailureCode.RANGE_NOT_SATISFIABLE,
          FailureCode.EXPECTATION_FAILED,
          FailureCode.UPGRADE_REQUIRED,
          FailureCode.INVALID_UPGRADE,
          FailureCode.FOREIGN_ORIGIN,
          FailureCode.PERSON_NOT_FOUND,
          FailureCode.WRONG_CREDENTIALS,
          FailureCode.SECOND_FACTOR_NEEDED,
          FailureCode.WEAK_PASSWORD,
          FailureCode.NAME_TAKEN,
          FailureCode.INVALID_LINK,
          FailureCode.INVITATION_NEEDED,
          FailureCode.MESSAGE_NOT_FOUND,
          FailureCode.INVALID_IMAGE,
          FailureCode.TOO_MANY,
          FailureCode.CROSS_SITE,
          FailureCode.TOO_MANY_ROOMS,
          FailureCode.TOO_MANY_CONNECTIONS,
          FailureCode.REQUEST_TIMEOUT);

  @Test
  void everyCodeOfAnErrorIsInItAndWhetherToTryAgain() {
    Map<String, String> said = new HashMap<>();
    CONTRACT.table("Errors").forEach(row -> said.put(row.get(0), row.get(1)));
    Map<String, String> expected =
        EnumSet.complementOf(EnumSet.copyOf(ELSEWHERE)).stream()
            .collect(Collectors.toMap(FailureCode::code, code -> code.retryable() ? "yes" : "no"));
    assertThat(said).isEqualTo(expected).hasSameSizeAs(CONTRACT.table("Errors"));
  }

  @Test
  void everyExampleOfAnErrorHasACodeOfTheTable() {
    List<String> codes = CONTRACT.table("Errors").stream().map(row -> row.get(0)).toList();
    for (String message : List.of("error", "plainError")) {
      CONTRACT
          .messages()
          .get(message)
          .get("examples")
          .forEach(
              each -> {
                FailureCode code = codeOf(each.at("/payload/code").asText());
                assertThat(codes).contains(code.code());
                assertThat(each.at("/payload/retryable").asBoolean()).isEqualTo(code.retryable());
                assertThat(each.at("/payload/message").asText()).isEqualTo(code.meaning());
              });
    }
  }

  @Test
  void everyCloseCodeIsInItAndWhatToDo() {
    Map<String, String> said = new HashMap<>();
    CONTRACT.table("Close codes").forEach(row -> said.put(row.get(0), row.get(1)));
    Map<String, String> expected =
        Arrays.stream(CloseCode.values())
            .collect(
                Collectors.toMap(
                    code -> Integer.toString(code.number()),
                    SocketContractCodesTest::whatToDo,
                    (one, same) -> one));
    assertThat(said).isEqualTo(expected);
  }

  private static String whatToDo(CloseCode code) {
    if (code == CloseCode.RESTART || code.number() >= 4000 && code.number() < 4500) {
      return "come back";
    }
    return code.number() < 4000 ? "mend the client" : "stop";
  }

  @Test
  void everyLimitOfHelloIsInTheTableOrFixed() {
    String text = CONTRACT.document().at("/info/description").asText();
    String limits = text.substring(text.indexOf("\n## Limits"), text.indexOf("\n## Errors"));
    assertThat(Json.fields(CONTRACT.messages().get("hello").at(LIMITS)))
        .isNotEmpty()
        .allSatisfy(field -> assertThat(limits).contains("`" + field + "`"));
  }

  /** A code that was renamed or taken away would go on standing in some sentence. */
  @Test
  void everythingThatLooksLikeANameIsOne() {
    String document = CONTRACT.document().toString();
    Set<String> names =
        Arrays.stream(FailureCode.values()).map(FailureCode::code).collect(Collectors.toSet());
    for (JsonNode message : CONTRACT.messages().values()) {
      names.add(message.get("name").asText());
      message.get("examples").forEach(each -> collectFields(each.get("payload"), names));
    }
    assertThat(QUOTED.matcher(document).results().map(found -> found.group(1)))
        .isNotEmpty()
        .isSubsetOf(names);
  }

  private static void collectFields(JsonNode object, Set<String> names) {
    names.addAll(Json.fields(object));
    object.forEach(each -> collectFields(each, names));
  }

  private static FailureCode codeOf(String code) {
    return FailureCode.valueOf(code.toUpperCase(Locale.ROOT));
  }
}
