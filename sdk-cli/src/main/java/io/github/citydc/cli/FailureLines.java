package io.github.citydc.cli;

import io.github.citydc.cli.failure.Likeness;
import io.github.citydc.cli.failure.Reasons;
import io.github.citydc.cli.input.UnreadableInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What a command prints when it ends with an exception: one line with the command, what was to be
 * done and why it was not; and after wrong use a second one that says where the options are
 * explained.
 */
final class FailureLines implements IExecutionExceptionHandler, IParameterExceptionHandler {

  /** What is wrong with a file that the command line names, and with nothing else. */
  private static final List<Class<? extends Throwable>> OF_NAMED_FILES =
      List.of(
          UnreadableInputException.class,
          NoSuchFileException.class,
          AccessDeniedException.class,
          NotDirectoryException.class,
          FileAlreadyExistsException.class);

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    print(command, Reasons.of(failure));
    return isOfNamedFile(failure) ? ExitCodes.USAGE : ExitCodes.FAILED;
  }

  private static boolean isOfNamedFile(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Throwable found = cause;
      if (OF_NAMED_FILES.stream().anyMatch(kind -> kind.isInstance(found))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    print(command, Reasons.of(failure) + suggestion(failure));
    if (failure.getCause() == null) {
      CommandSpec spec = command.getCommandSpec();
      command.getErr().println("Its options are explained by: " + spec.qualifiedName() + " --help");
    }
    return ExitCodes.USAGE;
  }

  private static String suggestion(ParameterException failure) {
    if (!(failure instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return "";
    }
    CommandSpec spec = failure.getCommandLine().getCommandSpec();
    String written = unmatched.getUnmatched().get(0);
    Set<String> known =
        written.startsWith("-") ? spec.optionsMap().keySet() : spec.subcommands().keySet();
    return Likeness.nearest(written, known).map(word -> "; is it " + word + "?").orElse("");
  }

  private static void print(CommandLine command, String reason) {
    command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + reason);
  }
}
