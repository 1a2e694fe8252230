package io.github.citydc.cli;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.jdbc.JdbcGrants;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.model.Organ;
import io.github.citydc.model.sharing.SharingChange;
import io.github.citydc.model.sharing.SharingChangeBuilder;
import io.github.citydc.validation.PayloadValidator;
import io.github.citydc.validation.ValidationReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cdx sharing suspend}. */
@Command(
    name = "suspend",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Suspends a grant because of misuse (article 27), from the next answer of the node on, and sets a term to mend.",
      "Prints the payload sharing.change, to be sent to the reader with cdx send. Exit code 1 if the grant is not there, or is suspended or ended already."
    })
final class SharingSuspendCommand implements Callable<Integer> {

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Option(
      names = "--number",
      required = true,
      paramLabel = "NUMBER",
      description = "The number of this change.")
  private String number = "";

  @Option(
      names = "--organ",
      required = true,
      paramLabel = "NAME",
      description = "The deciding organ: the provider, or the authority.")
  private String organ = "";

  @Option(
      names = "--organ-code",
      required = true,
      paramLabel = "CODE",
      description = "Its unified social credit code.")
  private String organCode = "";

  @Option(names = "--reason", required = true, paramLabel = "WORDS", description = "Why.")
  private String reason = "";

  @Option(
      names = "--mend-by",
      required = true,
      paramLabel = CalendarDate.LABEL,
      converter = CalendarDate.class,
      description = "The last day of the term to mend.")
  private LocalDate mendBy = LocalDate.EPOCH;

  @Parameters(paramLabel = "GRANT", description = "The number of the grant.")
  private String grant = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    SharingLines lines = new SharingLines(spec);
    try {
      SharingChange change = change();
      int exitCode = database.using(source -> store(source, change));
      lines.print(change);
      return exitCode;
    } catch (InvalidPayloadException | RefusedException e) {
      return lines.invalid(e);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private SharingChange change() {
    SharingChange change =
        SharingChangeBuilder.builder()
            .changeNumber(number)
            .grantNumber(grant)
            .organ(Organ.of(organ, organCode))
            .action("suspended")
            .ground("misuse")
            .at(OffsetDateTime.now(ChinaTime.clock()).truncatedTo(ChronoUnit.SECONDS))
            .reason(reason)
            .mendBy(mendBy)
            .build();
    ValidationReport report = PayloadValidator.standard().validate(change);
    if (!report.isValid()) {
      throw new InvalidPayloadException(report);
    }
    return change;
  }

  private static int store(NodeDatabase source, SharingChange change) {
    JdbcGrants grants = JdbcGrants.on(source);
    try (Connection connection = source.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try {
        grants.change(connection, change);
        connection.commit();
        return ExitCodes.GOOD;
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new StorageException("The change could not be stored", e);
    }
  }
}
