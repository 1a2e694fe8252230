package io.github.citydc.naming.domain;

import com.ibm.icu.text.Transliterator;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** Readings of ICU, with those of place names laid over them. */
final class IcuPinyin implements Pinyin {

  private static final String RESOURCE = "place-readings.properties";

  private final Transliterator transliterator;
  private final Map<String, List<String>> readings;
  private final int longest;

  private IcuPinyin(Transliterator transliterator, Map<String, List<String>> readings) {
    this.transliterator = transliterator;
    this.readings = readings;
    this.longest = readings.keySet().stream().mapToInt(String::length).max().orElse(0);
  }

  static Pinyin create() {
    Properties properties = new Properties();
    try (InputStream stream = IcuPinyin.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException("The resource " + RESOURCE + " is missing");
      }
      properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, List<String>> readings =
        properties.stringPropertyNames().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    name -> name, name -> List.of(properties.getProperty(name).split(" "))));
    return new IcuPinyin(Transliterator.getInstance("Han-Latin"), readings);
  }

  @Override
  public List<String> syllables(String name) {
    List<String> syllables = new ArrayList<>();
    int at = 0;
    while (at < name.length()) {
      int end = endOfReading(name, at);
      if (end > at) {
        syllables.addAll(readings.getOrDefault(name.substring(at, end), List.of()));
      } else {
        end = name.offsetByCodePoints(at, 1);
        syllables.add(reading(name.substring(at, end)));
      }
      at = end;
    }
    return syllables.stream().filter(syllable -> !syllable.isEmpty()).toList();
  }

  private String reading(String character) {
    String syllable = plain(transliterator.transliterate(character));
    int codePoint = character.codePointAt(0);
    if (syllable.isEmpty()
        && Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HAN) {
      throw new IllegalArgumentException(
          "No reading is known for " + character + "; choose a label for the name");
    }
    return syllable;
  }

  private int endOfReading(String name, int at) {
    for (int end = Math.min(name.length(), at + longest); end > at; end--) {
      if (readings.containsKey(name.substring(at, end))) {
        return end;
      }
    }
    return at;
  }

  /** Without tones; ü is written v, as in the names of places on the net. */
  private static String plain(String syllable) {
    String umlaut = Normalizer.normalize(syllable, Normalizer.Form.NFD).replace("u\u0308", "v");
    return umlaut.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
