package io.github.citydc.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of the command line, as the manifest of its jar has it. */
final class CdxVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "cdx "
          + Optional.ofNullable(Cdx.class.getPackage().getImplementationVersion())
              .orElse("from a build that is not packaged")
    };
  }
}
