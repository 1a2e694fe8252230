package io.github.citydc.spring;

import io.github.citydc.exchange.Limits;
import io.github.citydc.exchange.LimitsBuilder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** The limits that the properties set; the others stay as they are by default. */
final class LimitProperties {

  private static final String PREFIX = "citydc.limits";

  private LimitProperties() {}

  static Limits of(CityProperties.Limits properties) {
    LimitsBuilder limits = Limits.builder();
    set(bytes(properties.bodySize()), size -> limits.bodySize(Math.toIntExact(size)));
    set(properties.requests(), limits::requests);
    set(properties.waiting(), limits::waiting);
    set(bytes(properties.bufferedBytes()), limits::bufferedBytes);
    set(properties.requestsPerNode(), limits::requestsPerNode);
    set(properties.requestsPerSecond(), limits::requestsPerSecond);
    set(properties.unverifiedPerSecond(), limits::unverifiedPerSecond);
    set(properties.unverifiedPerAddress(), limits::unverifiedPerAddress);
    set(properties.bodyTime(), limits::bodyTime);
    set(properties.bytesPerSecond(), limits::bytesPerSecond);
    try {
      return limits.build();
    } catch (IllegalArgumentException e) {
      throw CityPropertyException.of(
          PREFIX, String.valueOf(e.getMessage()), "Set a larger value, or remove the property", e);
    }
  }

  private static <T> void set(@Nullable T value, Consumer<T> setting) {
    if (value != null) {
      try {
        setting.accept(value);
      } catch (ArithmeticException e) {
        throw CityPropertyException.of(
            PREFIX + ".body-size", "is larger than 2GB", "Set a smaller value", e);
      }
    }
  }

  private static @Nullable Long bytes(@Nullable DataSize size) {
    return size == null ? null : size.toBytes();
  }
}
