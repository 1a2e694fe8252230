package io.github.citydc.exchange.batch.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.batch.RejectedRecord;
import io.github.citydc.exchange.batch.internal.Encodings;
import io.github.citydc.exchange.batch.internal.Lines;
import io.github.citydc.exchange.batch.upload.PartCutter.CutPart;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Lines are cut into parts, and read again. */
class PartCutterTest {

  @Property(tries = 200)
  void what_was_cut_reads_as_it_was_whatever_the_encoding(
      @ForAll PartEncoding encoding,
      @ForAll @IntRange(min = 1, max = 4000) int partSize,
      @ForAll @Size(max = 200) List<@IntRange(min = 1, max = 3000) Integer> lengths)
      throws IOException {
    List<String> lines = lengths.stream().map(length -> "x".repeat(length)).toList();

    List<CutPart> parts = cut(encoding, partSize, lines);

    List<String> read = new ArrayList<>();
    for (CutPart part : parts) {
      List<String> ofPart = read(part);
      assertThat(ofPart).hasSize(part.part().records());
      assertThat(part.part().digest()).isEqualTo(ContentHash.of(part.content()));
      assertThat(part.part().size()).isEqualTo(part.content().size());
      read.addAll(ofPart);
    }
    assertThat(read).isEqualTo(lines);
  }

  @Property(tries = 100)
  void the_same_lines_are_cut_into_the_same_parts(
      @ForAll PartEncoding encoding,
      @ForAll @Size(max = 100) List<@IntRange(min = 1, max = 500) Integer> lengths) {
    List<String> lines = lengths.stream().map(length -> "y".repeat(length)).toList();

    assertThat(cut(encoding, 1000, lines).stream().map(CutPart::part))
        .isEqualTo(cut(encoding, 1000, lines).stream().map(CutPart::part).toList());
  }

  @Property(tries = 200)
  void lines_are_read_however_the_bytes_arrive(
      @ForAll @Size(max = 50) List<@IntRange(max = 100_000) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 70_000) int chunk)
      throws IOException {
    StringBuilder text = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int length : lengths) {
      String line = "z".repeat(length);
      text.append(line).append(length % 2 == 0 ? "\n" : "\r\n");
      if (length > 0) {
        expected.add(line);
      }
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    InputStream slow =
        new ByteArrayInputStream(bytes) {
          @Override
          public int read(byte[] to, int offset, int length) {
            return super.read(to, offset, Math.min(length, chunk));
          }
        };

    assertThat(read(new Lines(slow, Long.MAX_VALUE))).isEqualTo(expected);
  }

  @Test
  void a_line_may_have_a_mebibyte_and_no_more() throws IOException {
    assertThat(read(lines("x".repeat(Lines.MAX_LINE) + "\n", Long.MAX_VALUE))).hasSize(1);
    assertThat(read(lines("x".repeat(Lines.MAX_LINE), Long.MAX_VALUE))).hasSize(1);
    assertThatThrownBy(() -> read(lines("x".repeat(Lines.MAX_LINE + 1) + "\n", Long.MAX_VALUE)))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("body-too-large");
    assertThatThrownBy(() -> read(lines("x".repeat(5 * Lines.MAX_LINE), Long.MAX_VALUE)))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void a_text_may_have_so_many_bytes_and_no_more() throws IOException {
    assertThat(read(lines("x\n".repeat(50), 100))).hasSize(50);
    assertThatThrownBy(() -> read(lines("x\n".repeat(51), 100)))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void a_rejected_line_is_told_by_its_place_in_the_source() {
    SourcePlaces places = new SourcePlaces();
    places.leaveOut(2);
    places.partBeginsAt(1);
    places.leaveOut(5);
    places.leaveOut(6);
    places.partBeginsAt(5);

    assertThat(List.of(at(places, 0, 1), at(places, 0, 2), at(places, 0, 3)))
        .containsExactly(1L, 3L, 4L);
    assertThat(List.of(at(places, 1, 1), at(places, 1, 2))).containsExactly(7L, 8L);
    assertThat(List.of(at(places, 1, 0), at(places, 2, 1))).containsOnly(0L);
  }

  private static long at(SourcePlaces places, int part, int line) {
    return places.of(new RejectedRecord(part, line, "internal", "", List.of(), 0));
  }

  private static List<CutPart> cut(PartEncoding encoding, int partSize, List<String> lines) {
    PartCutter cutter = new PartCutter(encoding, partSize);
    List<CutPart> parts = new ArrayList<>();
    for (String line : lines) {
      if (cutter.add(line.getBytes(StandardCharsets.UTF_8))) {
        parts.add(cutter.cut());
      }
    }
    if (!cutter.isEmpty()) {
      parts.add(cutter.cut());
    }
    return parts;
  }

  private static List<String> read(CutPart part) throws IOException {
    try (InputStream in =
        Encodings.decompressing(part.part().encoding(), part.content().openStream())) {
      return read(new Lines(in, Long.MAX_VALUE));
    }
  }

  private static Lines lines(String text, long maxTotal) {
    return new Lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), maxTotal);
  }

  private static List<String> read(Lines lines) throws IOException {
    List<String> read = new ArrayList<>();
    while (lines.next()) {
      read.add(new String(lines.copy(), StandardCharsets.UTF_8));
    }
    return read;
  }
}
