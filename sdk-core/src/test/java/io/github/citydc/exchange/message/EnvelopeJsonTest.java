package io.github.citydc.exchange.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeJsonTest {

  private static final String ENVELOPE =
      "{\"standard\":\"1.0\",\"messageId\":\"019ab5c2-7e1d-7cc3-98c4-dc0c0c07398f\","
          + "\"type\":\"population.person/1\",\"operation\":\"upsert\","
          + "\"sender\":\"440106:11440106007482911C:grid\",\"receiver\":\"440100:114401000074821105:hub\","
          + "\"sentAt\":\"2026-11-23T09:00:00+08:00\",\"payload\":{\"amount\":1.50,\"neu\":null},"
          + "\"priority\":{\"level\":[1,2]}}";

  @Test
  void what_was_read_is_written_back_unchanged_unknown_members_included() {
    Envelope envelope = Envelope.fromJson(bytes(ENVELOPE));

    assertThat(envelope.extensions()).containsOnlyKeys("priority");
    assertThat(envelope.toJson()).asString(StandardCharsets.UTF_8).isEqualTo(ENVELOPE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "standard",
        "messageId",
        "type",
        "operation",
        "sender",
        "receiver",
        "sentAt",
        "payload"
      })
  void each_required_member_is_missed_by_its_name(String member) {
    String without = ENVELOPE.replace("\"" + member + "\"", "\"x-" + member + "\"");

    assertThatThrownBy(() -> Envelope.fromJson(bytes(without)))
        .asInstanceOf(InstanceOfAssertFactories.type(MalformedMessageException.class))
        .satisfies(e -> assertThat(e.pointer()).isEqualTo("/" + member))
        .satisfies(e -> assertThat(e).hasMessageContaining("is required"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "019ab5c2-7e1d-7cc3-98c4-dc0c0c07398f | 019ab5c2-7e1d-4cc3-98c4-dc0c0c07398f | /messageId",
        "019ab5c2-7e1d-7cc3-98c4-dc0c0c07398f | 019AB5C2-7e1d-7cc3-98c4-dc0c0c07398f | /messageId",
        "population.person/1 | population.person | /type",
        "upsert | replace | /operation",
        "440106:11440106007482911C:grid | 440106:11440106007482911D:grid | /sender",
        "440100:114401000074821105:hub | 440100:114401000074821105:Hub | /receiver",
        "2026-11-23T09:00:00+08:00 | 2026-11-23T09:00:00 | /sentAt",
        "1.0 | one | /standard",
      })
  void each_malformed_member_is_named_by_its_pointer(String good, String bad, String pointer) {
    assertThatThrownBy(() -> Envelope.fromJson(bytes(ENVELOPE.replace(good, bad))))
        .asInstanceOf(InstanceOfAssertFactories.type(MalformedMessageException.class))
        .satisfies(e -> assertThat(e.pointer()).isEqualTo(pointer))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ProblemCode.MALFORMED_MESSAGE));
  }

  @Test
  void another_major_version_is_a_problem_of_its_own_and_another_minor_is_none() {
    assertThatThrownBy(() -> Envelope.fromJson(bytes(ENVELOPE.replace("1.0", "2.0"))))
        .asInstanceOf(InstanceOfAssertFactories.type(MalformedMessageException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ProblemCode.UNSUPPORTED_VERSION));
    assertThat(Envelope.fromJson(bytes(ENVELOPE.replace("\"1.0\"", "\"1.7\"")))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"text\"",
        "{",
        "{}{}",
        "{} x",
        "{\"a\":1,\"a\":2}",
        "{'a':1}",
        "{\"a\":NaN}",
        "{\"a\":01}"
      })
  void what_is_not_one_json_object_is_refused(String text) {
    assertThatThrownBy(() -> Envelope.fromJson(bytes(text)))
        .isInstanceOf(MalformedMessageException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "GB18030"})
  void only_utf_8_is_read(String charset) {
    String chinese = ENVELOPE.replace("priority", "优先级");

    assertThatThrownBy(() -> Envelope.fromJson(chinese.getBytes(Charset.forName(charset))))
        .isInstanceOf(MalformedMessageException.class);
    assertThatThrownBy(() -> Envelope.fromJson(bytes("\uFEFF" + ENVELOPE)))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("byte order mark");
  }

  @Test
  void depth_is_bounded() {
    String deep = "{\"payload\":" + "[".repeat(1_000_000) + "]".repeat(1_000_000) + "}";

    assertThatThrownBy(() -> Envelope.fromJson(bytes(deep)))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void no_message_repeats_an_offending_value() {
    assertThatThrownBy(
            () ->
                Envelope.fromJson(
                    bytes(ENVELOPE.replace("population.person/1", "11010519491231002X"))))
        .satisfies(e -> assertThat(String.valueOf(e)).doesNotContain("11010519491231002X"));
    assertThatThrownBy(() -> Envelope.fromJson(bytes("{\"idNumber\":11010519491231002X}")))
        .satisfies(e -> assertThat(String.valueOf(e)).doesNotContain("1101051949"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
