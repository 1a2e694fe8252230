package io.github.citydc.benchmarks;

import io.github.citydc.code.CreditCode;
import io.github.citydc.code.Division;
import io.github.citydc.code.DivisionLevel;
import io.github.citydc.code.Divisions;
import io.github.citydc.code.OrganisationCode;
import io.github.citydc.code.ResidentId;
import io.github.citydc.model.Address;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** Made-up data, the same in every run. */
final class Samples {

  private static final long SEED = 20030910;

  private Samples() {}

  static String[] residentIds(int count) {
    Random random = new Random(SEED);
    List<Division> counties = counties();
    String[] ids = new String[count];
    for (int i = 0; i < count; i++) {
      String digits =
          String.format(
              "%s%04d%02d%02d%03d",
              counties.get(random.nextInt(counties.size())).code().value(),
              1940 + random.nextInt(80),
              1 + random.nextInt(12),
              1 + random.nextInt(28),
              1 + random.nextInt(995));
      ids[i] = completed(digits, "0123456789X", id -> ResidentId.check(id).isValid());
    }
    return ids;
  }

  static String[] creditCodes(int count) {
    Random random = new Random(SEED);
    List<Division> counties = counties();
    String letters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    String[] codes = new String[count];
    for (int i = 0; i < count; i++) {
      String authority = "91" + counties.get(random.nextInt(counties.size())).code().value();
      String organisation =
          completed(
              String.format("MA5%05d", random.nextInt(100_000)),
              letters,
              code -> OrganisationCode.check(code).isValid());
      codes[i] =
          completed(
              authority + organisation, letters, code -> CreditCode.check(code).faults().isEmpty());
    }
    return codes;
  }

  static List<Person> persons(int count) {
    return Arrays.stream(residentIds(count)).map(Samples::person).toList();
  }

  private static Person person(String number) {
    ResidentId id = ResidentId.parse(number);
    return PersonBuilder.builder()
        .idDocumentType("111")
        .idNumber(number)
        .name("王小明")
        .sex(id.sex().code())
        .ethnicity("01")
        .birthDate(id.birthDate())
        .birthplaceDivision(id.division().value())
        .householdAddress(Address.of("440104013", "北京路1号"))
        .residenceAddress(Address.of("440106001", "五山路1号"))
        .maritalStatus("20")
        .education("20")
        .politicalAffiliation("13")
        .employment("24")
        .phone("13800138000")
        .build();
  }

  private static List<Division> counties() {
    return Divisions.standard()
        .all()
        .filter(division -> division.level() == DivisionLevel.COUNTY)
        .toList();
  }

  private static String completed(String start, String characters, Predicate<String> isValid) {
    return characters
        .chars()
        .mapToObj(check -> start + (char) check)
        .filter(isValid)
        .findFirst()
        .orElseThrow();
  }
}
