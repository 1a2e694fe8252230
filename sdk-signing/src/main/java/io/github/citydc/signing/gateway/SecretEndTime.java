package io.github.citydc.signing.gateway;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Until when a secret lasts, in the forms in which installations of the key service say it. */
final class SecretEndTime {

  private static final Pattern SECONDS = Pattern.compile("\\d{10}");
  private static final Pattern MILLISECONDS = Pattern.compile("\\d{13}");
  private static final DateTimeFormatter CHINESE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

  private SecretEndTime() {}

  static Instant parse(String text) {
    if (MILLISECONDS.matcher(text).matches()) {
      return Instant.ofEpochMilli(Long.parseLong(text));
    }
    if (SECONDS.matcher(text).matches()) {
      return Instant.ofEpochSecond(Long.parseLong(text));
    }
    try {
      return LocalDateTime.parse(text, CHINESE_TIME).toInstant(CHINA);
    } catch (DateTimeException e) {
      throw new GatewayException(
          "secretEndTime of the key service is neither a number of milliseconds or seconds since "
              + "1970 nor yyyy-MM-dd HH:mm:ss",
          false);
    }
  }
}
