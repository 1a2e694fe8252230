package io.github.citydc.exchange.jdbc;

import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.sharing.SharingGrant;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Grants by the very text that the table has of them, so that one that is read for each answer is
 * not parsed for each. What counts is always the text just read. Thread-safe.
 */
final class ParsedGrants {

  private static final PayloadJson JSON = PayloadJson.standard();
  private static final int MOST = 256;

  private final Map<String, SharingGrant> byText =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SharingGrant> eldest) {
          return size() > MOST;
        }
      };

  /**
   * Reads a grant.
   *
   * @param text its JSON
   * @return the grant of this text
   */
  synchronized SharingGrant of(String text) {
    return byText.computeIfAbsent(
        text, json -> JSON.read(json.getBytes(StandardCharsets.UTF_8), SharingGrant.class));
  }
}
