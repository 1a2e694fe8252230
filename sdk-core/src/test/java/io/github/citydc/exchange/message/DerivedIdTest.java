package io.github.citydc.exchange.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.code.DivisionCode;
import io.github.citydc.code.MobilePhone;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.validation.PayloadValidator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ids that follow from a name, and identifiers that travel between processes. */
class DerivedIdTest {

  private static final Instant TIME = Instant.parse("2026-12-01T01:02:03.456Z");

  @Test
  void a_time_and_a_name_always_give_the_same_id() {
    MessageId id = MessageId.derived(TIME, "people of today");

    assertThat(MessageId.parse(id.toString())).isEqualTo(id);
    assertThat(id.time()).isEqualTo(TIME);
    assertThat(id).isEqualTo(MessageId.derived(TIME, "people of today"));
    assertThat(id).isNotEqualTo(MessageId.derived(TIME, "people of tomorrow"));
    assertThat(id).isNotEqualTo(MessageId.derived(TIME.plusMillis(1), "people of today"));
    assertThatThrownBy(() -> MessageId.derived(Instant.MAX, "x"))
        .isInstanceOfAny(IllegalArgumentException.class, ArithmeticException.class);
    assertThatThrownBy(() -> MessageId.derived(Instant.EPOCH.minusMillis(1), "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void identifiers_are_serialized_as_their_text_and_checked_when_they_are_read() throws Exception {
    NodeId node = NodeId.parse("440106:11440106007482911C:grid");
    for (Object value :
        List.of(node, DivisionCode.parse("440106001"), MobilePhone.parse("13800138000"))) {
      assertThat(read(written(value))).isEqualTo(value);
    }

    String bytes = new String(written(node), StandardCharsets.ISO_8859_1);
    byte[] forged =
        bytes
            .replace("11440106007482911C", "11440106007482911D")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> read(forged)).isInstanceOf(InvalidObjectException.class);
  }

  @Test
  void the_standard_form_and_rules_are_built_once() {
    assertThat(PayloadJson.standard()).isSameAs(PayloadJson.standard());
    assertThat(PayloadValidator.standard()).isSameAs(PayloadValidator.standard());
  }

  private static byte[] written(Object value) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    return bytes.toByteArray();
  }

  private static Object read(byte[] bytes) throws Exception {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return in.readObject();
    }
  }
}
