package io.github.citydc.exchange.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedReceiptTest {

  private final Receipt receipt =
      Receipt.builder()
          .messageId(MessageId.parse("019ab5c2-7e1d-7cc3-98c4-dc0c0c07398f"))
          .type(PayloadType.parse("population.person/1"))
          .operation(Operation.UPSERT)
          .sender(NodeId.parse("440106:11440106007482911C:grid"))
          .receiver(NodeId.parse("440100:114401000074821105:hub"))
          .bodyDigest(ContentHash.ofHex("0".repeat(64)))
          .acceptedAt(OffsetDateTime.parse("2026-11-23T09:00:00.123+08:00"))
          .build();
  private final SignedReceipt signed =
      new SignedReceipt(
          receipt,
          Content.of(receipt.toJson()),
          new SignatureEvidence(
              "\"@status\": 200\n\"@path\";req: /\"中\"", "c2ln", List.of("Y2VydA==")));

  @Test
  void what_was_written_is_read_back() {
    SignedReceipt read = SignedReceipt.fromJson(signed.toJson());

    assertThat(read.receipt()).isEqualTo(receipt);
    assertThat(read.evidence()).isEqualTo(signed.evidence());
    assertThat(read.toJson()).isEqualTo(signed.toJson());
  }

  @Test
  void what_showed_that_nothing_was_revoked_is_kept_with_it() {
    RevocationEvidence revocation =
        new RevocationEvidence(List.of("Y3Js"), List.of("b2NzcA==", "b2NzcDI="));
    SignatureEvidence evidence =
        new SignatureEvidence("\"@status\": 200", "c2ln", List.of("Y2VydA=="), revocation);
    SignedReceipt kept = new SignedReceipt(receipt, signed.body(), evidence);

    assertThat(SignedReceipt.fromJson(kept.toJson()).evidence()).isEqualTo(evidence);
    assertThat(new String(kept.toJson(), StandardCharsets.UTF_8))
        .endsWith(
            ",\"revocation\":{\"crls\":[\"Y3Js\"],\"ocspResponses\":[\"b2NzcA==\",\"b2NzcDI=\"]}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void members_stand_in_the_order_of_the_standard(String language) throws IOException {
    RevocationEvidence revocation = new RevocationEvidence(List.of("Y3Js"), List.of());
    SignatureEvidence evidence =
        new SignatureEvidence("\"@status\": 200", "c2ln", List.of("Y2VydA=="), revocation)
            .inBundle(BundlePath.parse(List.of("l:" + "A".repeat(43) + "=")));
    Path page = Path.of("..", "docs", "standard", language, "20-receipts.md");
    List<String> listed =
        Files.readAllLines(page).stream()
            .dropWhile(line -> !line.startsWith("| `form`"))
            .takeWhile(line -> line.startsWith("|"))
            .map(line -> line.replaceAll("^\\| `([a-zA-Z]+)`.*", "$1"))
            .toList();

    byte[] file = new SignedReceipt(receipt, signed.body(), evidence).toJson();

    List<String> written = new ArrayList<>();
    JsonMembers.readObject(file).fieldNames().forEachRemaining(written::add);
    assertThat(written).isEqualTo(listed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "[]",
        "{\"crls\":[],\"ocspResponses\":[]}",
        "{\"crls\":[\"Y3Js\"]}",
        "{\"crls\":[1],\"ocspResponses\":[]}",
        "{\"crls\":\"Y3Js\",\"ocspResponses\":[]}"
      })
  void another_form_of_the_revocation_state_is_refused(String form) {
    String text = new String(signed.toJson(), StandardCharsets.UTF_8);

    assertThatThrownBy(
            () ->
                SignedReceipt.fromJson(
                    bytes(text.replaceFirst("}$", ",\"revocation\":" + form + "}"))))
        .isInstanceOf(MalformedMessageException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {" %s", "%s\n\n", "%s\r\n", "\n%s", "%s%s", "[%s]"})
  void anything_around_it_is_refused(String frame) {
    String text = new String(signed.toJson(), StandardCharsets.UTF_8);

    assertThatThrownBy(() -> SignedReceipt.fromJson(bytes(String.format(frame, text, text))))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void one_line_feed_at_the_end_does_not_count() {
    String text = new String(signed.toJson(), StandardCharsets.UTF_8);

    assertThat(SignedReceipt.fromJson(bytes(text + "\n")).toJson()).isEqualTo(signed.toJson());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cdx-receipt/1", "messageId", "c2ln", "certificates"})
  void another_spelling_of_the_same_json_is_refused(String part) {
    String text = new String(signed.toJson(), StandardCharsets.UTF_8);
    String escaped = "\\u00" + Integer.toHexString(part.charAt(0)) + part.substring(1);

    assertThatThrownBy(() -> SignedReceipt.fromJson(bytes(text.replace(part, escaped))))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void an_unknown_member_is_refused() {
    String text = new String(signed.toJson(), StandardCharsets.UTF_8);

    assertThatThrownBy(
            () -> SignedReceipt.fromJson(bytes(text.replace("{\"form\"", "{\"x\":1,\"form\""))))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("form it was written in");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
