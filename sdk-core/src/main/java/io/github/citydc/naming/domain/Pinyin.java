package io.github.citydc.naming.domain;

import java.util.List;

/**
 * A transcription of Chinese names to pinyin, used for labels.
 *
 * <pre>{@code
 * Pinyin.icu().syllables("番禺");  // pan, yu
 * }</pre>
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
@FunctionalInterface
public interface Pinyin {

  /**
   * The syllables of a name.
   *
   * @param name Chinese characters; Latin letters and digits are kept
   * @return lower-case ASCII, without tones, {@code v} for ü, one for each Chinese character
   * @throws IllegalArgumentException if a character has no known reading
   */
  List<String> syllables(String name);

  /**
   * Readings of ICU4J, corrected where places are read otherwise than the characters usually are:
   * 番禺 panyu, 重庆 chongqing, 东涌 dongchong. Thread-safe.
   *
   * @return the readings
   * @throws IllegalStateException if ICU4J, an optional dependency, is not there
   */
  static Pinyin icu() {
    try {
      return IcuPinyin.create();
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException("Labels of Chinese names need com.ibm.icu:icu4j", e);
    }
  }
}
