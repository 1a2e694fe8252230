package io.github.citydc.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.model.standard.PayloadTypes;
import jakarta.validation.constraints.NotBlank;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadJsonTest {

  private static final String PERSON =
      "{\"v\":1,\"idDocumentType\":\"111\",\"idNumber\":\"440106198001010019\",\"score\":1.50,"
          + "\"marks\":[0.00000001,{\"b\":null,\"a\":1E+2}],\"name\":\"张三\",\"sex\":\"1\","
          + "\"birthDate\":\"1980-01-01\",\"residenceAddress\":{\"x\":{},\"division\":\"440106001\","
          + "\"door\":\"A\",\"text\":\"五山路1号\",\"z\":[]},\"phone2\":\"\",\"employment\":\"24\",\"end\":true}";

  private final PayloadJson json = PayloadJson.standard();

  /** A vendor's own, outside this library. */
  @PayloadName("vendor.meter/1")
  record Meter(
      @NotBlank String meter,
      Optional<BigDecimal> value,
      Optional<Integer> count,
      Optional<Boolean> live,
      Optional<OffsetDateTime> at,
      List<String> tags,
      Extensions extensions)
      implements Payload {

    Meter {
      tags = tags == null ? List.of() : List.copyOf(tags);
      extensions = Extensions.orNone(extensions);
    }
  }

  /** Another one, that keeps nothing it does not know. */
  @PayloadName("vendor.ping/1")
  record Ping(String from, Optional<LocalDate> on) implements Payload {}

  @Test
  void members_this_version_does_not_know_are_written_back_in_place_at_every_level() {
    Person person = json.read(bytes(PERSON), Person.class);

    assertThat(person.extensions().names()).containsExactly("v", "score", "marks", "phone2", "end");
    assertThat(person.residenceAddress().extensions().names()).containsExactly("x", "door", "z");
    assertThat(text(json.write(person))).isEqualTo(PERSON);
    assertThat(text(json.write(json.toObject(person)))).isEqualTo(PERSON);
  }

  @Test
  void a_changed_record_keeps_them_where_they_were() {
    Person person = json.read(bytes(PERSON), Person.class);

    Person changed = PersonBuilder.builder(person).name("李四").ethnicity("01").build();

    assertThat(text(json.write(changed)))
        .isEqualTo(
            PERSON.replace("张三", "李四").replace("\"birthDate", "\"ethnicity\":\"01\",\"birthDate"));
  }

  @Test
  void known_members_are_written_in_the_order_of_the_standard() {
    assertThat(
            text(
                json.write(json.read(bytes("{\"count\":2,\"a\":1,\"meter\":\"m\"}"), Meter.class))))
        .isEqualTo("{\"meter\":\"m\",\"count\":2,\"a\":1}");
  }

  @Test
  void an_extension_of_a_program_is_written_last_and_may_not_have_the_name_of_a_member() {
    Meter meter = json.read(bytes("{\"meter\":\"m\",\"x\":1}"), Meter.class);
    Extensions more =
        meter.extensions().with("y", IntNode.valueOf(2)).with("x", TextNode.valueOf("3"));

    assertThat(more.find("x")).contains(TextNode.valueOf("3"));
    assertThat(text(json.write(meter(more)))).isEqualTo("{\"meter\":\"m\",\"x\":\"3\",\"y\":2}");
    assertThatThrownBy(() -> json.write(meter(more.with("live", IntNode.valueOf(1)))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void extensions_are_immutable_and_equal_by_what_they_say() {
    ObjectNode value = json.newObject().put("a", 1);
    Extensions extensions = Extensions.none().with("x", value);
    value.put("a", 2);
    ((ObjectNode) extensions.find("x").orElseThrow()).put("a", 3);

    assertThat(extensions.find("x").orElseThrow().get("a").intValue()).isEqualTo(1);
    assertThat(json.read(bytes("{\"x\":{\"a\":1},\"meter\":\"m\"}"), Meter.class))
        .isEqualTo(meter(extensions))
        .hasSameHashCodeAs(meter(extensions));
    assertThat(extensions).hasToString("1 unknown member(s)");
  }

  @Test
  void a_vendors_types_are_read_and_written_without_touching_ours() {
    PayloadTypes types = PayloadTypes.standard().with(Meter.class).with(Ping.class);
    String meter =
        "{\"meter\":\"水表\",\"value\":12.50,\"count\":3,\"live\":false,"
            + "\"at\":\"2026-11-23T09:00:00.5+08:00\",\"tags\":[\"a\",\"b\"]}";

    Class<? extends Payload> type = types.find(PayloadType.parse("vendor.meter/1")).orElseThrow();
    assertThat(text(json.write(json.read(bytes(meter), type)))).isEqualTo(meter);
    assertThat(text(json.write(json.read(bytes("{\"from\":\"a\",\"new\":1}"), Ping.class))))
        .isEqualTo("{\"from\":\"a\"}");
  }

  @Test
  void null_is_read_as_absent_and_never_written() {
    assertThat(
            text(
                json.write(
                    json.read(
                        bytes("{\"meter\":null,\"value\":null,\"tags\":null,\"n\":null}"),
                        Meter.class))))
        .isEqualTo("{\"n\":null}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.50",
        "0.00",
        "1E+2",
        "1.50E-200",
        "0.0000000001",
        "100",
        "123456789012345678901234567890"
      })
  void numbers_keep_their_digits(String number) {
    String meter = "{\"meter\":\"m\",\"value\":" + number + ",\"x\":" + number + "}";

    assertThat(text(json.write(json.read(bytes(meter), Meter.class)))).isEqualTo(meter);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"meter\":1} | /meter | 9",
        "{\"meter\":true} | /meter | 9",
        "{\"meter\":{}} | /meter | 9",
        "{\"meter\":\"m\",\"value\":\"1\"} | /value | 21",
        "{\"meter\":\"m\",\"value\":[1]} | /value | 21",
        "{\"count\":1.5} | /count | 9",
        "{\"count\":12345678901} | /count | 9",
        "{\"count\":true} | /count | 9",
        "{\"live\":\"true\"} | /live | 8",
        "{\"live\":1} | /live | 8",
        "{\"at\":1700000000} | /at | 6",
        "{\"at\":\"2026-11-23\"} | /at | 6",
        "{\"at\":\"2026-11-23T09:00:00\"} | /at | 6",
        "{\"at\":\"2026-02-30T09:00:00Z\"} | /at | 6",
        "{\"tags\":\"a\"} | /tags | 8",
        "{\"tags\":[\"a\",null]} | /tags/1 | 13",
        "{\"tags\":[\"a\",2]} | /tags/1 | 13",
        "{\"tags\":{}} | /tags | 8",
      })
  void a_wrong_type_is_named_by_pointer_and_offset(String text, String pointer, long offset) {
    assertThatThrownBy(() -> json.read(bytes(text), Meter.class))
        .asInstanceOf(InstanceOfAssertFactories.type(PayloadFormatException.class))
        .satisfies(e -> assertThat(e.pointer()).isEqualTo(pointer))
        .satisfies(e -> assertThat(e.offset()).isEqualTo(offset))
        .satisfies(
            e ->
                assertThat(e)
                    .hasMessageStartingWith("A value of the wrong type or form at " + pointer));
    assertThatThrownBy(() -> json.toRecord(json.readObject(bytes(text)), Meter.class))
        .asInstanceOf(InstanceOfAssertFactories.type(PayloadFormatException.class))
        .satisfies(e -> assertThat(e.pointer()).isEqualTo(pointer));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "1",
        "\"m\"",
        "{",
        "{\"meter\"}",
        "{\"meter\":\"m\"} x",
        "{}{}",
        "{\"a\":1,\"a\":2}",
        "{\"meter\":\"m\",\"meter\":\"m\"}",
        "{\"x\":{\"a\":1,\"a\":1}}",
        "{\"x\":NaN}",
        "{\"x\":01}",
        "{'x':1}",
        "{\"x\":1,}",
        "{/**/}",
        "{\"x\":\"\t\"}"
      })
  void what_is_not_one_json_object_is_refused(String text) {
    assertThatThrownBy(() -> json.read(bytes(text), Meter.class))
        .isInstanceOf(PayloadFormatException.class);
    assertThatThrownBy(() -> json.readObject(bytes(text)))
        .isInstanceOf(PayloadFormatException.class);
  }

  @Test
  void sizes_are_limited() {
    assertThatThrownBy(() -> json.read(bytes("{\"x\":" + "[".repeat(65)), Meter.class))
        .hasMessageStartingWith("Too long, too deep or too many");
    assertThatThrownBy(() -> json.read(bytes("{\"x\":" + "1".repeat(101) + "}"), Meter.class))
        .hasMessageStartingWith("Too long, too deep or too many");
    assertThatThrownBy(
            () -> json.read(bytes("{\"x\":\"" + "a".repeat(9 << 20) + "\"}"), Meter.class))
        .hasMessageStartingWith("Too long, too deep or too many");
    assertThatThrownBy(
            () -> json.read(bytes("{\"x\":[0" + ",0".repeat(1_000_000) + "]}"), Meter.class))
        .hasMessageStartingWith("Too long, too deep or too many");
    assertThatThrownBy(() -> json.read(new byte[(16 << 20) + 1], Meter.class))
        .hasMessageStartingWith("More than 16 MiB");
  }

  @Test
  void no_message_repeats_what_was_read() {
    assertThatThrownBy(
            () ->
                json.read(bytes(PERSON.replace("1980-01-01", "440106198001010019")), Person.class))
        .satisfies(e -> assertThat(String.valueOf(e)).doesNotContain("440106198001010019"));
  }

  private static Meter meter(Extensions extensions) {
    return new Meter(
        "m",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        extensions);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"a\\u0000\"}",
        "{\"a\\u0000\":1}",
        "{\"x\":[{\"y\":\"\\u0000\"}]}",
        "{\"x\":\"\\ud83d\"}",
        "{\"x\":\"\\ude00\\ud83d\"}",
        "{\"x\":\"\\ud83dx\\ude00\"}",
        "{\"\\uDE00\":1}",
      })
  void noTextOrNameHasWhatCannotBeStored(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    assertThatExceptionOfType(PayloadFormatException.class)
        .isThrownBy(() -> json.readObject(bytes));
    assertThatExceptionOfType(PayloadFormatException.class)
        .isThrownBy(() -> json.read(bytes, Person.class));
  }

  /** U+0000 in two bytes, half a surrogate pair in three, and other forms that UTF-8 forbids. */
  @ParameterizedTest
  @ValueSource(
      strings = {"c080", "eda0bd", "edb880", "e08080", "f0808080", "f4908080", "80", "e5a4", "ff"})
  void onlyUtf8IsRead(String hex) {
    byte[] bytes = "{\"x\":\"\u00a7\"}".getBytes(StandardCharsets.ISO_8859_1);
    byte[] odd = HexFormat.of().parseHex(hex);
    byte[] all = new byte[bytes.length - 1 + odd.length];
    System.arraycopy(bytes, 0, all, 0, 6);
    System.arraycopy(odd, 0, all, 6, odd.length);
    System.arraycopy(bytes, 7, all, 6 + odd.length, bytes.length - 7);

    assertThatExceptionOfType(PayloadFormatException.class).isThrownBy(() -> json.readObject(all));
  }

  @Test
  void anEscapedPairAndAnEscapedBackslashAreRead() {
    byte[] bytes = "{\"x\":\"\\ud83d\\ude00\\\\u0000\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(json.readObject(bytes).get("x").textValue()).isEqualTo("\uD83D\uDE00\\u0000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000", "\uD83D", "\uDE00\uD83D"})
  void whatNobodyReadsIsNotWritten(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> json.write(json.newObject().put("x", text)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> json.write(json.newObject().put(text, "x")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "440106198001010019",
        "13800138000",
        "a\\nERROR forged line",
        "\\u001b[2Jcleared",
        "\\u202egnp.exe"
      })
  void a_name_that_the_sender_has_chosen_is_not_repeated(String name) {
    String inside = "{\"" + name + "\":{\"a\":1,\"a\":2}}";
    for (String json : List.of(inside, "{\"residenceAddress\":" + inside + "}")) {
      assertThatThrownBy(
              () ->
                  PayloadJson.standard().read(json.getBytes(StandardCharsets.UTF_8), Person.class))
          .isInstanceOfSatisfying(
              PayloadFormatException.class,
              e -> assertThat(e.pointer()).isIn("/*", "/residenceAddress/*"))
          .message()
          .matches("[ -~]+");
    }
  }

  @Test
  void a_name_of_a_megabyte_is_refused_without_being_repeated() {
    byte[] json = ("{\"" + "9".repeat(1 << 20) + "\":1}").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> PayloadJson.standard().read(json, Person.class))
        .isInstanceOf(PayloadFormatException.class)
        .message()
        .hasSizeLessThan(100);
  }
}
