package io.github.citydc.naming.domain;

import io.github.citydc.code.Division;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.code.DivisionLevel;
import io.github.citydc.code.Divisions;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Finds the label of a place or organ: the one it has, the usual one, or its pinyin. */
final class Labels {

  private static final int LONGEST = 63;

  private final DomainRegister register = DomainRegister.standard();
  private final Supplier<Pinyin> pinyin;

  Labels(Supplier<Pinyin> pinyin) {
    this.pinyin = pinyin;
  }

  /** The label under gov.cn of the government of a province, prefecture or county. */
  String government(DivisionCode division) {
    return register.labelOf(division).orElseGet(() -> spelled(division));
  }

  /** The name of a place spelled out. */
  String spelled(DivisionCode division) {
    return cut(String.join("", syllables(division)));
  }

  /** Returns whether a label is the name of a place, spelled out or as its first letters. */
  boolean spells(String label, DivisionCode division) {
    return label.equals(spelled(division)) || label.equals(initials(syllables(division)));
  }

  private List<String> syllables(DivisionCode division) {
    return PlaceLabels.standard()
        .syllables(division)
        .orElseGet(() -> pinyin.get().syllables(PlaceNames.stem(name(division))));
  }

  private static String name(DivisionCode division) {
    return Divisions.standard()
        .find(division)
        .map(Division::name)
        .orElseThrow(() -> new IllegalArgumentException("No list has " + division));
  }

  /** The label of an organ below that of its government or ministry. */
  String organ(NamedOrgan organ) {
    return organ.label().orElseGet(() -> unchosen(organ));
  }

  private String unchosen(NamedOrgan organ) {
    return switch (organ.kind()) {
      case GOVERNMENT ->
          organ.division().level() == DivisionLevel.TOWN
              ? spelled(organ.division())
              : government(organ.division());
      case MINISTRY ->
          register
              .labelOfMinistry(organ.name())
              .orElseThrow(() -> new IllegalArgumentException("A ministry chooses its label"));
      case VERTICAL_UNIT -> spelled(organ.division());
      case DEPARTMENT, INSTITUTION -> department(organ);
    };
  }

  private String department(NamedOrgan organ) {
    String name = withoutPlace(organ);
    Optional<String> usual = register.labelOfDepartment(name);
    return usual.orElseGet(() -> cut(initials(pinyin.get().syllables(name))));
  }

  /** 教育局 of 广州市天河区教育局. */
  private static String withoutPlace(NamedOrgan organ) {
    String name = organ.name();
    for (Division link : Divisions.standard().chain(organ.division())) {
      if (name.startsWith(link.name()) && name.length() > link.name().length()) {
        name = name.substring(link.name().length());
      }
    }
    String rest =
        name.startsWith(Classifier.GOVERNMENT)
            ? name.substring(Classifier.GOVERNMENT.length())
            : name;
    return rest.isEmpty() ? name : rest;
  }

  private static String initials(List<String> syllables) {
    return syllables.stream()
        .map(syllable -> syllable.substring(0, 1))
        .collect(Collectors.joining());
  }

  private static String cut(String label) {
    if (label.isEmpty()) {
      throw new IllegalArgumentException("The name has no reading; choose a label");
    }
    return label.length() > LONGEST ? label.substring(0, LONGEST) : label;
  }
}
