package io.github.citydc.cli;

import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.audit.AuditFilter;
import io.github.citydc.exchange.audit.AuditLog;
import io.github.citydc.exchange.audit.AuditVerdict;
import io.github.citydc.exchange.jdbc.JdbcAuditLog;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.naming.node.NodeId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which entries of the audit trail, and where they are. */
final class AuditOptions {

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Option(names = "--sender", paramLabel = "NODEID", description = "Only what this node has asked.")
  private Optional<String> sender = Optional.empty();

  @Option(
      names = "--verdict",
      paramLabel = "WORD",
      description = "Only what was accepted, duplicate, refused or lost.")
  private Optional<String> verdict = Optional.empty();

  @Option(
      names = "--code",
      paramLabel = "CODE",
      description = "Only what was refused with this code.")
  private Optional<String> code = Optional.empty();

  @Option(
      names = "--subject",
      paramLabel = "ID",
      description = "Only what was about this message, batch or information resource.")
  private Optional<String> subject = Optional.empty();

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
   * Does something with the audit log.
   *
   * @throws IllegalArgumentException if there is no such file
   */
  int using(Function<AuditLog, Integer> work) {
    return database.using(source -> work.apply(JdbcAuditLog.on(source)));
  }

  /**
   * Which only.
   *
   * @throws IllegalArgumentException if a node is no node id, or there is no such verdict
   */
  AuditFilter filter() {
    return AuditFilter.builder()
        .node(sender.map(NodeId::parse))
        .verdict(verdict.map(AuditVerdict::ofWireName))
        .code(code.map(ProblemCode::ofWireName))
        .subject(subject)
        .from(from.map(AuditOptions::start))
        .until(until.map(AuditOptions::start))
        .build();
  }

  private static Instant start(LocalDate day) {
    return ItemRange.start(day, 0);
  }
}
