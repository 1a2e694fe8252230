package io.github.citydc.cli;

import io.github.citydc.cli.doctor.Libraries;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cdx version}. */
@Command(
    name = "version",
    mixinStandardHelpOptions = true,
    description = "Prints the version and build of cdx, of Java, and of the libraries it uses.")
final class VersionCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Libraries libraries = Libraries.of(VersionCommand.class.getClassLoader());
    out.println(CdxVersion.text());
    out.println("java " + Runtime.version() + ", " + System.getProperty("java.vm.name"));
    for (Libraries.Library library : libraries.all()) {
      out.println(
          library.name() + " " + libraries.version(library).orElse("not on the class path"));
    }
    return ExitCodes.GOOD;
  }
}
