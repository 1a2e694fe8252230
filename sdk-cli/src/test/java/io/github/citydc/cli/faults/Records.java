package io.github.citydc.cli.faults;

import io.github.citydc.cli.demo.People;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.model.Address;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What is sent: people who do not exist, each with a number of its own in the address. */
final class Records {

  /** One of so many lives elsewhere, where the sender is not responsible. */
  static final int OUTSIDE = 25;

  private static final long PEOPLE = 20030910;
  private static final Pattern NUMBER = Pattern.compile("五山路([0-9]+)号");

  private Records() {}

  /** The same ones every time. */
  static Stream<Person> first(long count) {
    People people = new People(DivisionCode.parse("440106"), PEOPLE);
    return LongStream.rangeClosed(1, count).mapToObj(number -> numbered(people.next(), number));
  }

  private static Person numbered(Person person, long number) {
    String division = isOutside(number) ? "440105001" : "440106001";
    return PersonBuilder.builder(person)
        .residenceAddress(Address.of(division, "五山路" + number + "号"))
        .build();
  }

  /** The number of one of them. */
  static long number(Person person) {
    Matcher text = NUMBER.matcher(person.residenceAddress().text());
    if (!text.matches()) {
      throw new IllegalArgumentException("Not one of the records that are sent");
    }
    return Long.parseLong(text.group(1));
  }

  /** Whether the hub must refuse a record. */
  static boolean isOutside(long number) {
    return number % OUTSIDE == 0;
  }

  /** How many of the first ones the hub must refuse. */
  static long outside(long count) {
    return count / OUTSIDE;
  }

  /** Some records must arrive in their order. */
  static Optional<String> orderingKey(long number) {
    return number % 3 == 0 ? Optional.of("street " + number % 7) : Optional.empty();
  }
}
