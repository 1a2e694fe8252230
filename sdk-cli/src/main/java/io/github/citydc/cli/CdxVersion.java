package io.github.citydc.cli;

import io.github.citydc.cli.doctor.BuildFacts;
import picocli.CommandLine.IVersionProvider;

/** The version of the command line, as its build has it. */
final class CdxVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }

  static String text() {
    BuildFacts facts = BuildFacts.ofThisBuild();
    return "cdx "
        + facts.find("cdx").orElse("from a build that is not packaged")
        + facts.find("build").map(time -> ", built " + time).orElse("");
  }
}
