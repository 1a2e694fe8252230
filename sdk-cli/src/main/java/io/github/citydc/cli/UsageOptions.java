package io.github.citydc.cli;

import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.jdbc.JdbcUseLog;
import io.github.citydc.exchange.usage.UseFilter;
import io.github.citydc.exchange.usage.UseLog;
import io.github.citydc.naming.node.NodeId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which records of use, and where they are. */
final class UsageOptions {

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Option(names = "--reader", paramLabel = "NODEID", description = "Only what this node has read.")
  private Optional<String> reader = Optional.empty();

  @Option(
      names = "--resource",
      paramLabel = "CODE",
      description = "Only what was read of this information resource.")
  private Optional<String> resource = Optional.empty();

  @Option(
      names = "--grant",
      paramLabel = "NUMBER",
      description = "Only what was read under this grant.")
  private Optional<String> grant = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = CalendarDate.LABEL,
      converter = CalendarDate.class,
      description = "Only from this day on, of UTC+8.")
  private Optional<LocalDate> from = Optional.empty();

  @Option(
      names = "--until",
      paramLabel = CalendarDate.LABEL,
      converter = CalendarDate.class,
      description = "Only before this day, of UTC+8.")
  private Optional<LocalDate> until = Optional.empty();

  /**
   * Does something with the log of uses.
   *
   * @throws IllegalArgumentException if there is no such file
   */
  int using(Function<UseLog, Integer> work) {
    return database.using(source -> work.apply(JdbcUseLog.on(source)));
  }

  /**
   * Which only.
   *
   * @throws IllegalArgumentException if the reader is no node id
   */
  UseFilter filter() {
    return UseFilter.builder()
        .reader(reader.map(NodeId::parse))
        .resource(resource)
        .grant(grant)
        .from(from.map(UsageOptions::start))
        .until(until.map(UsageOptions::start))
        .build();
  }

  private static Instant start(LocalDate day) {
    return ItemRange.start(day, 0);
  }
}
