package io.github.citydc.testkit;

import io.github.citydc.model.Address;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** People who do not exist, each another, the same ones every time. */
final class TestPeople {

  private static final LocalDate FIRST = LocalDate.of(1940, 1, 1);
  private static final int DAYS = 30_000;
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECKS = "10X98765432";
  private static final DateTimeFormatter DIGITS = DateTimeFormatter.BASIC_ISO_DATE;

  private TestPeople() {}

  static Stream<Person> first(long count) {
    return LongStream.range(0, count).mapToObj((LongFunction<Person>) TestPeople::number);
  }

  /** A valid record, about 310 bytes of JSON. */
  static Person number(long i) {
    LocalDate birth = FIRST.plusDays(i % DAYS);
    long sequence = 1 + i / DAYS % 999;
    return PersonBuilder.builder()
        .idDocumentType("111")
        .idNumber(citizenId(birth, sequence))
        .name("张三" + (char) ('一' + i % 1000))
        .sex(sequence % 2 == 1 ? "1" : "2")
        .ethnicity("01")
        .birthDate(birth)
        .birthplaceDivision("440106")
        .residenceAddress(Address.of("440106001", "五山路" + (1 + i % 997) + "号"))
        .registrationAddress(Address.of("440106001", "五山路381号"))
        .build();
  }

  private static String citizenId(LocalDate birth, long sequence) {
    String digits = "440106" + DIGITS.format(birth) + String.format("%03d", sequence);
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += WEIGHTS[i] * (digits.charAt(i) - '0');
    }
    return digits + CHECKS.charAt(sum % 11);
  }
}
