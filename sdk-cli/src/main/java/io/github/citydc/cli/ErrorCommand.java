package io.github.citydc.cli;

import io.github.citydc.cli.error.ErrorPage;
import io.github.citydc.cli.error.ErrorPages;
import io.github.citydc.cli.failure.Likeness;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cdx error}. */
@Command(
    name = "error",
    mixinStandardHelpOptions = true,
    description = {
      "Explains error codes of messages and of data: cause, fix, whether to send again, and the address of the page.",
      "Without a code it lists all of them."
    },
    footer = {
      "",
      "Example: cdx error digest-mismatch",
      "         cdx error citizen-id.check-character"
    })
final class ErrorCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..*",
      paramLabel = "CODE",
      description = "As a problem, a violation or an exception names it.")
  private List<String> codes = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    ErrorPages pages = ErrorPages.in(Language.of(spec).locale());
    if (codes.isEmpty()) {
      pages.codes().forEach(out::println);
      return ExitCodes.GOOD;
    }
    List<ErrorPage> found = codes.stream().map(code -> page(pages, code)).toList();
    for (ErrorPage page : found) {
      out.println(page.code());
      page.text().lines().forEach(line -> out.println("  " + line));
      out.println("  " + page.address());
    }
    return ExitCodes.GOOD;
  }

  private ErrorPage page(ErrorPages pages, String code) {
    return pages
        .find(code)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "There is no error code "
                        + code
                        + Likeness.nearest(code, pages.codes())
                            .map(word -> "; is it " + word + "?")
                            .orElse("")));
  }
}
