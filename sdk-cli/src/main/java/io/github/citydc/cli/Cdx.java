package io.github.citydc.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;

/**
 * The command line of the SDK. Results go to standard output, everything else to standard error.
 */
@Command(
    name = "cdx",
    mixinStandardHelpOptions = true,
    versionProvider = CdxVersion.class,
    description = "City Data-Center Interface: exchange, check and verify from the command line.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 all good; 1 findings: something is not accepted, not valid, not there or different;",
      "2 usage error; 3 it could not be done, or not to its end: a node or a database did not answer.",
      "Begin with: cdx demo. An error code is explained by: cdx error CODE"
    },
    subcommands = {
      AuditCommand.class,
      BatchCommand.class,
      CheckCommand.class,
      CompletionCommand.class,
      ConformanceCommand.class,
      DemoCommand.class,
      DoctorCommand.class,
      ErrorCommand.class,
      ExplainCommand.class,
      FrontCommand.class,
      InboxCommand.class,
      KeygenCommand.class,
      NameCommand.class,
      NodeCommand.class,
      OutboxCommand.class,
      PullCommand.class,
      QueryCommand.class,
      ReconcileCommand.class,
      ResolveCommand.class,
      SchemaCommand.class,
      SendCommand.class,
      SharingCommand.class,
      SignCommand.class,
      UploadCommand.class,
      UsageCommand.class,
      ValidateCommand.class,
      VerifyCommand.class,
      VerifyAnswerCommand.class,
      VerifyReceiptCommand.class,
      VersionCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Cdx {

  /** It would tell of each property and connection; kept here, since a logger may be collected. */
  private static final Logger BOUNCY_CASTLE = Logger.getLogger("org.bouncycastle.jsse");

  @Option(
      names = "--lang",
      paramLabel = "zh|en",
      scope = ScopeType.INHERIT,
      description = "The language of messages and of this help. Default: that of the system.")
  private Language language;

  private Cdx(Language language) {
    this.language = language;
  }

  Language language() {
    return language;
  }

  /**
   * Runs a command and leaves the JVM with its exit code.
   *
   * @param arguments the words behind {@code cdx}
   */
  public static void main(String[] arguments) {
    BOUNCY_CASTLE.setLevel(Level.WARNING);
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Language language =
        Language.ofSystem(System.getenv(), Locale.getDefault(Locale.Category.DISPLAY));
    System.exit(commandLine(out, err, language).execute(arguments));
  }

  /**
   * The command line, for calls from a program; its messages are in English unless {@code --lang}
   * says otherwise.
   *
   * @param out takes results
   * @param err takes messages
   * @return ready to execute
   */
  public static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    return commandLine(out, err, Language.EN);
  }

  private static CommandLine commandLine(PrintWriter out, PrintWriter err, Language language) {
    FailureLines failures = new FailureLines();
    return new CommandLine(new Cdx(language))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(out)
        .setErr(err)
        .setExecutionStrategy(Cdx::executeInLanguage)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }

  /** Help is written when it is known in which language. */
  private static int executeInLanguage(ParseResult parsed) {
    CommandSpec root = parsed.commandSpec().root();
    HelpTexts.in(Language.of(root)).ifPresent(root.commandLine()::setResourceBundle);
    return new RunLast().execute(parsed);
  }
}
