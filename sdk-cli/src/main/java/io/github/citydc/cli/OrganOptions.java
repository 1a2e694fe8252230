package io.github.citydc.cli;

import io.github.citydc.code.DivisionCode;
import io.github.citydc.code.DivisionLevel;
import io.github.citydc.naming.domain.NamedOrgan;
import io.github.citydc.naming.domain.OrganKind;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who a name is for. */
final class OrganOptions {

  @Option(
      names = "--division",
      required = true,
      paramLabel = "CODE",
      description = "Its division; 100000 for a central organ.")
  private String division = "";

  @Option(
      names = "--organ",
      paramLabel = "NAME",
      description = "Its full Chinese name; without it, the government of the division.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "government, ministry, department, vertical-unit or institution.")
  private Optional<String> kind = Optional.empty();

  @Option(
      names = "--label",
      paramLabel = "LABEL",
      description = "Its name in pinyin or English, if it has chosen one.")
  private Optional<String> label = Optional.empty();

  @Option(
      names = "--ministry",
      paramLabel = "LABEL",
      description = "Label of the ministry of a vertically managed unit, as chinatax.")
  private Optional<String> ministry = Optional.empty();

  NamedOrgan organ() {
    DivisionCode code = DivisionCode.parse(division);
    if (name.isEmpty()) {
      NamedOrgan government = NamedOrgan.government(code);
      return label.map(government::label).orElse(government);
    }
    OrganKind organKind = kind.map(OrganOptions::kind).orElseGet(() -> guess(code));
    return new NamedOrgan(name.get(), organKind, code, label, ministry);
  }

  private static OrganKind kind(String text) {
    try {
      return OrganKind.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("There is no kind of organ " + text, e);
    }
  }

  private OrganKind guess(DivisionCode code) {
    String organ = name.orElse("");
    if (ministry.isPresent()) {
      return OrganKind.VERTICAL_UNIT;
    }
    if (code.level() == DivisionLevel.NATION) {
      return OrganKind.MINISTRY;
    }
    boolean government = organ.endsWith("人民政府") || organ.endsWith("街道办事处");
    return government ? OrganKind.GOVERNMENT : OrganKind.DEPARTMENT;
  }
}
