package io.github.citydc.cli.demo;

import io.github.citydc.model.Address;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import java.util.function.UnaryOperator;

/** The mistakes real registers make, and the rule that must find each. */
@SuppressWarnings("ImmutableEnumChecker") // its functions are stateless
enum Spoiling {
  CHECK_CHARACTER("/idNumber", "citizen-id.check-character", Spoiling::otherCheckCharacter),
  FULL_WIDTH("/idNumber", "citizen-id.full-width", p -> id(p, p.idNumber().replace('1', '１'))),
  DIGIT_LOST("/idNumber", "citizen-id.length", p -> id(p, p.idNumber().substring(1))),
  BLANK_AT_END("/idNumber", "citizen-id.whitespace", p -> id(p, p.idNumber() + " ")),
  NO_NUMBER("/idNumber", "member.required", p -> id(p, "")),
  NO_NAME("/name", "member.required", p -> edit(p).name(" ").build()),
  OTHER_SEX("/sex", "identity.sex", p -> edit(p).sex(p.sex().equals("1") ? "2" : "1").build()),
  UNKNOWN_SEX("/sex", "code-set.unknown-code", p -> edit(p).sex("男").build()),
  OTHER_BIRTH_DATE(
      "/birthDate",
      "identity.birth-date",
      p -> edit(p).birthDate(p.birthDate().minusYears(1)).build()),
  NO_DIVISION(
      "/residenceAddress/division",
      "division.length",
      p -> edit(p).residenceAddress(Address.of("44010", p.residenceAddress().text())).build());

  private final String pointer;
  private final String rule;
  private final UnaryOperator<Person> mistake;

  Spoiling(String pointer, String rule, UnaryOperator<Person> mistake) {
    this.pointer = pointer;
    this.rule = rule;
    this.mistake = mistake;
  }

  /** Where the mistake is found. */
  String pointer() {
    return pointer;
  }

  /** Which rule finds it. */
  String rule() {
    return rule;
  }

  /** The record with the mistake in it. */
  Person spoil(Person person) {
    return mistake.apply(person);
  }

  private static Person otherCheckCharacter(Person person) {
    String number = person.idNumber();
    char last = number.charAt(number.length() - 1);
    return id(person, number.substring(0, number.length() - 1) + (last == '0' ? '1' : '0'));
  }

  private static Person id(Person person, String number) {
    return edit(person).idNumber(number).build();
  }

  private static PersonBuilder edit(Person person) {
    return PersonBuilder.builder(person);
  }
}
