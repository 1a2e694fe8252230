package io.github.citydc.signing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Content;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parameters of components, with the examples of RFC 9421 §2.1. */
class ComponentParametersTest {

  private static final HttpMessage REQUEST =
      HttpMessage.of(
              request(
                  HttpHeaders.empty()
                      .plus("Example-Dict", "  a=1,    b=2;x=1;y=2,   c=(a   b   c)")
                      .plus("Example-Header", "value, with, lots")
                      .plus("Example-Header", "of, commas")
                      .plus("Content-Digest", "sm3=:AA==: ,  sha-256=:AQ==:")
                      .plus("Example-Item", "  a;b=?1 ")
                      .plus("Latin", "caf\u00e9")))
          .fieldType("Example-Dict", StructuredType.DICTIONARY)
          .fieldType("example-item", StructuredType.ITEM)
          .trailers(HttpHeaders.empty().plus("Expires", "Wed, 9 Nov 2022 07:28:00 GMT"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"example-dict\"           | a=1,    b=2;x=1;y=2,   c=(a   b   c)",
        "\"example-dict\";sf        | a=1, b=2;x=1;y=2, c=(a b c)",
        "\"example-dict\";key=\"b\";sf | 2;x=1;y=2",
        "\"content-digest\";sf      | sm3=:AA==:, sha-256=:AQ==:",
        "\"example-item\";sf        | a;b",
        "\"example-header\"         | value, with, lots, of, commas",
        "\"example-header\";bs      | :dmFsdWUsIHdpdGgsIGxvdHM=:, :b2YsIGNvbW1hcw==:",
        "\"latin\";bs               | :Y2Fm6Q==:",
        "\"expires\";tr             | Wed, 9 Nov 2022 07:28:00 GMT",
      })
  void fieldsHaveTheFormThatTheirParametersAskFor(String component, String value) {
    assertThat(valueOf(REQUEST, component)).isEqualTo(value);
  }

  @Test
  void linesThatAreCombinedOnTheWayAreNoticedByBytesOnly() {
    HttpMessage combined =
        HttpMessage.of(
            request(HttpHeaders.empty().plus("Example-Header", "value, with, lots, of, commas")));

    assertThat(valueOf(combined, "\"example-header\""))
        .isEqualTo(valueOf(REQUEST, "\"example-header\""));
    assertThat(valueOf(combined, "\"example-header\";bs"))
        .isEqualTo(":dmFsdWUsIHdpdGgsIGxvdHMsIG9mLCBjb21tYXM=:")
        .isNotEqualTo(valueOf(REQUEST, "\"example-header\";bs"));
  }

  @Test
  void aResponseCoversTrailersOfItsOwnAndOfTheRequest() {
    HttpMessage response =
        HttpMessage.of(new HttpResponse(200, HttpHeaders.empty(), Content.empty()), REQUEST)
            .trailers(HttpHeaders.empty().plus("Expires", "never"));

    assertThat(valueOf(response, "\"expires\";tr")).isEqualTo("never");
    assertThat(valueOf(response, "\"expires\";req;tr")).isEqualTo("Wed, 9 Nov 2022 07:28:00 GMT");
    assertThat(valueOf(response, "\"example-dict\";req;sf"))
        .isEqualTo("a=1, b=2;x=1;y=2, c=(a b c)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"example-header\";sf   | type of the field, which is not known",
        "\"latin\"               | not ASCII",
        "\"expires\"             | has none",
        "\"example-header\";tr   | has none",
        "\"absent\";bs           | has none",
        "\"expires\";tr;req      | signature of a response",
      })
  void whatCannotBeCoveredIsRefusedWithItsReason(String component, String reason) {
    assertThatThrownBy(() -> valueOf(REQUEST, component))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void aFieldOfAnotherTypeThanItsOwnIsRefused() {
    HttpMessage wrong = REQUEST.fieldType("example-header", StructuredType.ITEM);

    assertThatThrownBy(() -> valueOf(wrong, "\"example-header\";sf"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aResponseDoesNotAnswerAResponse() {
    HttpResponse response = new HttpResponse(200, HttpHeaders.empty(), Content.empty());

    assertThatThrownBy(() -> HttpMessage.of(response, HttpMessage.of(response, REQUEST)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void identifiersAreWrittenAsTheyAreBuilt() {
    assertThat(ComponentIdentifier.of("a").strict()).hasToString("\"a\";sf");
    assertThat(ComponentIdentifier.of("a").bytes().trailer()).hasToString("\"a\";bs;tr");
    assertThatThrownBy(() -> ComponentIdentifier.of("a").bytes().strict())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ComponentIdentifier.of("@path").trailer())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMessageShowsNoValues() {
    assertThat(REQUEST.toString()).contains("POST", "example-dict").doesNotContain("lots");
  }

  private static HttpRequest request(HttpHeaders headers) {
    return new HttpRequest("POST", URI.create("http://hub/x"), headers, Content.empty());
  }

  private static String valueOf(HttpMessage message, String component) {
    return SignatureBase.of(message, SignatureParameters.parse("(" + component + ")"))
        .value(ComponentIdentifier.parse(component))
        .orElseThrow();
  }
}
