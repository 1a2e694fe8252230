package io.github.citydc.signing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Content;
import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureBaseTest {

  private static final HttpHeaders FIELDS =
      HttpHeaders.empty()
          .plus("Cache-Control", "  max-age=60 ")
          .plus("Cache-Control", "must-revalidate")
          .plus("Example-Dict", "a=1, b=2;x=1;y=2, c=(a b c), d")
          .plus("Empty", "");

  /** The derived components as RFC 9421 §2.2 shows them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"@method\"                   | POST",
        "\"@target-uri\"               | https://www.Example.com:443/path?param=value",
        "\"@authority\"                | www.example.com",
        "\"@scheme\"                   | https",
        "\"@request-target\"           | /path?param=value",
        "\"@path\"                     | /path",
        "\"@query\"                    | ?param=value",
        "\"@query-param\";name=\"param\" | value",
        "\"cache-control\"             | max-age=60, must-revalidate",
        "\"example-dict\";key=\"a\"     | 1",
        "\"example-dict\";key=\"b\"     | 2;x=1;y=2",
        "\"example-dict\";key=\"c\"     | (a b c)",
        "\"example-dict\";key=\"d\"     | ?1",
      })
  void componentsHaveTheValuesOfTheStandard(String component, String value) {
    HttpRequest request = request("https://www.Example.com:443/path?param=value");

    assertThat(valueOf(request, component)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "http://hub, '/', '?', hub, '/'",
    "http://hub/, '/', '?', hub, '/'",
    "http://hub/?, '/', '?', hub, '/?'",
    "http://HUB:8080/a/../b, '/a/../b', '?', hub:8080, '/a/../b'",
    "http://hub/%E5%B9%BF%e5?q=%2F+%20, '/%E5%B9%BF%e5', '?q=%2F+%20', hub, '/%E5%B9%BF%e5?q=%2F+%20'",
    "http://hub:80/x?a=1&a=2, '/x', '?a=1&a=2', hub, '/x?a=1&a=2'"
  })
  void pathAndQueryStandAsOnTheWire(
      String uri, String path, String query, String authority, String target) {
    HttpRequest request = request(uri);

    assertThat(valueOf(request, "\"@path\"")).isEqualTo(path);
    assertThat(valueOf(request, "\"@query\"")).isEqualTo(query);
    assertThat(valueOf(request, "\"@authority\"")).isEqualTo(authority);
    assertThat(valueOf(request, "\"@request-target\"")).isEqualTo(target);
  }

  /** The examples of RFC 9421 §2.2.8. */
  @Test
  void queryParametersAreEncodedAnew() {
    HttpRequest request =
        request(
            "http://hub/parameters?var=this%20is%20a%20big%0Amultiline%20value"
                + "&bar=with+plus+whitespace&fa%C3%A7ade%22%3A%20=something&qux=");

    assertThat(valueOf(request, "\"@query-param\";name=\"var\""))
        .isEqualTo("this%20is%20a%20big%0Amultiline%20value");
    assertThat(valueOf(request, "\"@query-param\";name=\"bar\""))
        .isEqualTo("with%20plus%20whitespace");
    assertThat(valueOf(request, "\"@query-param\";name=\"fa%C3%A7ade%22%3A%20\""))
        .isEqualTo("something");
    assertThat(valueOf(request, "\"@query-param\";name=\"qux\"")).isEmpty();
  }

  @Test
  void anEmptyFieldHasAnEmptyValue() {
    assertThat(valueOf(request("http://hub/"), "\"empty\"")).isEmpty();
    assertThat(SignatureBase.of(request("http://hub/"), covering("\"empty\"")).text())
        .startsWith("\"empty\": \n\"@signature-params\": ");
  }

  @Test
  void aResponseCoversWhatItAnswers() {
    HttpResponse response = new HttpResponse(503, FIELDS, Content.empty());
    SignatureBase base =
        SignatureBase.of(
            response,
            request("http://hub/x"),
            covering("\"@status\" \"@method\";req \"cache-control\";req"));

    assertThat(base.text())
        .startsWith(
            """
            "@status": 503
            "@method";req: POST
            "cache-control";req: max-age=60, must-revalidate
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"absent\"",
        "\"example-dict\";key=\"z\"",
        "\"cache-control\";key=\"a b\"",
        "\"@query-param\";name=\"none\"",
        "\"@query-param\";name=\"twice\"",
        "\"@status\"",
        "\"@method\";req"
      })
  void whatAMessageLacksCannotBeCovered(String component) {
    HttpRequest request = request("http://hub/?twice=1&twice=2");

    assertThatThrownBy(() -> SignatureBase.of(request, covering(component)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"example-dict\";sf=?0",
        "\"cache-control\";bs;sf",
        "\"cache-control\";bs;key=\"a\"",
        "\"@path\";tr",
        "\"@path\";sf",
        "\"@path\";bs",
        "\"cache-control\";unknown",
        "\"cache-control\";req=?0",
        "\"cache-control\";key=1",
        "\"@method\";key=\"a\"",
        "\"@status\";req",
        "\"@query-param\"",
        "\"cache-control\";name=\"a\"",
        "\"Cache-Control\"",
        "\"@signature-params\"",
        "\"\"",
        "\"a b\"",
        "token",
        "1",
        "(\"@method\")"
      })
  void identifiersThatAreNotSupportedAreRefused(String component) {
    assertThatThrownBy(() -> ComponentIdentifier.parse(component))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void identifiersAreEqualInWhateverOrderTheirParametersStand() {
    ComponentIdentifier one = ComponentIdentifier.parse("\"signature\";req;key=\"cdx\"");
    ComponentIdentifier other = ComponentIdentifier.of("signature").member("cdx").ofRequest();

    assertThat(other).isEqualTo(one).hasSameHashCodeAs(one);
    assertThat(other.toString()).isEqualTo("\"signature\";key=\"cdx\";req");
    assertThatThrownBy(() -> SignatureParameters.parse("(" + one + " " + other + ")"))
        .hasMessageContaining("covered twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"@signature-params\": (\"a\")",
        "\"a\": 1",
        "\"a\": 1\n\"@signature-params\": ()",
        "\"a\": 1\n\"@signature-params\": (\"b\")",
        "\"a\":1\n\"@signature-params\": (\"a\")",
        "\"a\": 1\n\n\"@signature-params\": (\"a\")",
        "\"a\": 1\n\"@signature-params\": (\"a\")\n",
        "\"a\": 1\r\n\"@signature-params\": (\"a\")",
        "\"a\": 1\n\"@signature-params\": ( \"a\")",
        "\"a\": 1\n\"@signature-params\": (\"a\"); created=1",
        "\"a\": 1\n\"@signature-params\": (\"a\");created=01",
        "\"a\": \u00e9\n\"@signature-params\": (\"a\")"
      })
  void textThatIsNotExactlyABaseIsRefused(String text) {
    assertThatThrownBy(() -> SignatureBase.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void whateverIsReadIsWrittenTheSame(@ForAll String text) {
    String base = "\"a\": " + text + "\n\"@signature-params\": (\"a\");nonce=\"" + text + "\"";
    try {
      assertThat(SignatureBase.parse(base).text()).isEqualTo(base);
    } catch (IllegalArgumentException refused) {
      assertThat(refused).isNotNull();
    }
  }

  @Test
  void theValuesOfAStoredBaseCanBeAsked() {
    SignatureBase base =
        SignatureBase.parse("\"a\": 1\n\"@signature-params\": (\"a\");created=1;keyid=\"k\"");

    assertThat(base.value(ComponentIdentifier.of("a"))).contains("1");
    assertThat(base.value(ComponentIdentifier.of("b"))).isEmpty();
    assertThat(base.parameters().keyId()).contains("k");
    assertThat(base.parameters().nonce()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "();created=\"1\"",
        "();created=1.5",
        "();nonce=1",
        "();keyid=token",
        "();alg",
        "x",
        "()"
      })
  void parametersHaveTheirTypes(String parameters) {
    if (parameters.equals("()")) {
      assertThat(SignatureParameters.parse(parameters).created()).isEmpty();
    } else {
      assertThatThrownBy(() -> SignatureParameters.parse(parameters))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static HttpRequest request(String uri) {
    return new HttpRequest("POST", URI.create(uri), FIELDS, Content.empty());
  }

  private static SignatureParameters covering(String components) {
    return SignatureParameters.parse("(" + components + ")");
  }

  private static String valueOf(HttpRequest request, String component) {
    return SignatureBase.of(request, covering(component))
        .value(ComponentIdentifier.parse(component))
        .orElseThrow();
  }
}
