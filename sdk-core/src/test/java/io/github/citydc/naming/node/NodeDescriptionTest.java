package io.github.citydc.naming.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.citydc.internal.StrictJson;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeDescriptionTest {

  private static final NodeId NODE = NodeId.parse("440106:91350100M000100Y43:grid");
  private static final String WHOLE =
      "{\"node\":\"440106:91350100M000100Y43:grid\",\"standards\":[\"1.0\"],\"types\":[\"a.b/1\"],"
          + "\"certificates\":[\"AAAA\"],\"limits\":{\"bodySize\":65536},\"encodings\":[\"gzip\"],"
          + "\"permits\":true,\"time\":\"2026-11-23T09:00:00+08:00\"}";

  @Property(tries = 200)
  void what_was_written_is_read_again(@ForAll("descriptions") NodeDescription description) {
    byte[] json = StrictJson.write(description.toJson());

    assertThat(NodeDescription.parse(json)).isEqualTo(description);
    assertThat(StrictJson.write(NodeDescription.parse(json).toJson())).isEqualTo(json);
  }

  /** Whatever strict JSON takes: no U+0000, and no half of a surrogate pair. */
  private static StringArbitrary texts() {
    return Arbitraries.strings()
        .withCharRange('\u0001', '\ud7ff')
        .withCharRange('\ue000', '\uffff');
  }

  @Provide
  Arbitrary<NodeDescription> descriptions() {
    Arbitrary<List<String>> texts = texts().ofMaxLength(8).list().ofMaxSize(3);
    Arbitrary<String> names = Arbitraries.strings().alpha().ofMinLength(8).ofMaxLength(12);
    Arbitrary<Map<String, Long>> limits = Arbitraries.maps(names, Arbitraries.longs()).ofMaxSize(4);
    Arbitrary<Map<String, String>> others =
        Arbitraries.maps(names.map(name -> "x-" + name), texts()).ofMaxSize(3);
    Arbitrary<OffsetDateTime> times =
        Arbitraries.longs()
            .between(0, 4_000_000_000L)
            .map(
                second ->
                    OffsetDateTime.ofInstant(
                        java.time.Instant.ofEpochSecond(second), ZoneOffset.ofHours(8)));
    return Combinators.combine(texts, texts, texts, texts, limits, others, times)
        .as(
            (standards, types, certificates, encodings, most, more, time) -> {
              NodeDescriptionBuilder builder =
                  NodeDescription.builder(NODE, time)
                      .standards(standards)
                      .types(types)
                      .certificates(certificates)
                      .encodings(encodings);
              most.forEach(builder::limit);
              more.forEach((name, value) -> builder.other(name, TextNode.valueOf(value)));
              return builder.build();
            });
  }

  @Test
  void members_of_the_standard_are_where_it_has_them() {
    NodeDescription description = NodeDescription.parse(WHOLE.getBytes(UTF_8));

    assertThat(description.toJson()).hasToString(WHOLE);
    assertThat(description.limit(NodeDescription.BODY_SIZE)).hasValue(65536);
    assertThat(description.limit("fileSize")).isEmpty();
    assertThat(description.others()).containsExactly(Map.entry("permits", BooleanNode.TRUE));
  }

  @Test
  void what_a_later_version_adds_does_not_matter() {
    String later =
        WHOLE
            .replace("\"bodySize\":65536", "\"bodySize\":65536,\"ofParts\":{\"a\":1}")
            .replace("\"permits\":true", "\"permits\":{\"of\":[1,{}]}");

    assertThat(NodeDescription.parse(later.getBytes(UTF_8)).limits())
        .containsExactly(Map.entry("bodySize", 65536L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "440106:91350100M000100Y43:grid" | 7             | /node: must be a string
          "440106:91350100M000100Y43:grid" | "grid"        | /node:
          "node"                           | "name"        | /node: is required
          ["a.b/1"]                        | ["a.b/1",7]   | /types/1: must be a string
          ["1.0"]                          | {}            | /standards: must be an array
          "certificates"                   | "keys"        | /certificates: is required
          {"bodySize":65536}               | 7             | /limits: must be an object
          65536                            | "65536"       | /limits/bodySize: must be a whole number
          65536                            | 99999999999999999999 | /limits/bodySize: must be
          ["gzip"]                         | "gzip"        | /encodings: must be an array
          2026-11-23T09:00:00+08:00        | noon          | /time: must be an RFC 3339 time
          "permits"                        | "types"       | A member appears twice (line 1, column
          """)
  void a_member_of_another_form_is_refused_by_its_pointer(String member, String wrong, String why) {
    assertThat(WHOLE).contains(member);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NodeDescription.parse(WHOLE.replace(member, wrong).getBytes(UTF_8)))
        .withMessageContaining(why);
  }

  @Test
  void a_certificate_that_cannot_be_read_is_named_by_its_pointer() {
    NodeDescription description = NodeDescription.parse(WHOLE.getBytes(UTF_8));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> description.certificates(CertificateDecoder.standard()))
        .withMessageStartingWith("/certificates/0: cannot be read");
  }

  @Test
  void a_feature_cannot_take_the_place_of_a_member_of_the_standard() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                NodeDescription.builder(NODE, OffsetDateTime.MIN).other("limits", BooleanNode.TRUE))
        .withMessageContaining("limits");
  }
}
