package io.github.citydc.exchange;

import io.github.citydc.exchange.message.Causes;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The health of a receiver or a dispatcher at one moment, for monitoring. Details are for
 * operators: they name nodes, ids and causes, never content.
 *
 * @param checks what was looked at
 */
public record Health(List<Check> checks) {

  /** Copies the checks. */
  public Health {
    checks = List.copyOf(checks);
  }

  /**
   * Returns whether everything is well.
   *
   * @return true if no check found trouble
   */
  public boolean isHealthy() {
    return checks.stream().allMatch(Check::healthy);
  }

  /**
   * One thing that was looked at.
   *
   * @param name for example {@code inbox}
   * @param healthy whether it is well
   * @param detail what was found, in one sentence
   * @param figures what was counted, for example {@code unfinished} batches
   */
  public record Check(String name, boolean healthy, String detail, Map<String, Long> figures) {

    /** Copies the figures. */
    public Check {
      figures = Collections.unmodifiableMap(new TreeMap<>(figures));
    }

    /**
     * A check that counts nothing.
     *
     * @param name for example {@code inbox}
     * @param healthy whether it is well
     * @param detail what was found, in one sentence
     */
    public Check(String name, boolean healthy, String detail) {
      this(name, healthy, detail, Map.of());
    }

    /**
     * Looks at a certificate: named {@code certificate}, with the figure {@code days}. It is in
     * trouble when it has ended.
     *
     * @param its the certificate of a node
     * @param now the present time
     * @return the check
     */
    public static Check certificate(X509Certificate its, Instant now) {
      Instant end = its.getNotAfter().toInstant();
      Duration left = Duration.between(now, end);
      return new Check(
          "certificate",
          !left.isNegative(),
          (left.isNegative() ? "ended at " : "ends at ") + end,
          Map.of("days", left.toDays()));
    }

    /**
     * Looks at something that may fail.
     *
     * @param name what is looked at
     * @param looking returns what was found; what it throws is the trouble
     * @return the check
     */
    public static Check of(String name, Supplier<String> looking) {
      try {
        return new Check(name, true, looking.get());
      } catch (RuntimeException | Error e) {
        return new Check(name, false, Causes.of(e));
      }
    }
  }
}
