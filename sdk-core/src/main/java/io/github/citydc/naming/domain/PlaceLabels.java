package io.github.citydc.naming.domain;

import io.github.citydc.code.DivisionCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pinyin labels of today's provinces, prefectures and counties. Immutable. */
final class PlaceLabels {

  private static final String RESOURCE = "place-labels.txt";

  private final Map<String, String> labels = new HashMap<>();
  private final Map<String, List<String>> codes = new HashMap<>();

  private PlaceLabels(BufferedReader reader) {
    reader.lines().map(line -> line.split(" ", -1)).forEach(this::add);
  }

  private void add(String[] fields) {
    labels.put(fields[0], fields[1]);
    codes.computeIfAbsent(fields[1].replace("-", ""), absent -> new ArrayList<>()).add(fields[0]);
  }

  /** Loads the data when they are first asked for. */
  private static final class Standard {

    static final PlaceLabels INSTANCE = read();

    private static PlaceLabels read() {
      try (InputStream stream = PlaceLabels.class.getResourceAsStream(RESOURCE)) {
        if (stream == null) {
          throw new IllegalStateException("The resource " + RESOURCE + " is missing");
        }
        return new PlaceLabels(
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static PlaceLabels standard() {
    return Standard.INSTANCE;
  }

  /** The syllables of a place, empty if it is not in the table. */
  Optional<List<String>> syllables(DivisionCode division) {
    return Optional.ofNullable(labels.get(division.canonical().value()))
        .map(label -> List.of(label.split("-")));
  }

  /** The places a label may stand for when it is written in full, of the highest level. */
  List<DivisionCode> places(String label) {
    List<DivisionCode> found =
        codes.getOrDefault(label, List.of()).stream().map(DivisionCode::parse).toList();
    return found.stream().filter(code -> code.level() == found.get(0).level()).toList();
  }
}
