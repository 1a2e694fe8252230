package io.github.citydc.benchmarks;

import io.github.citydc.code.CitizenId;
import io.github.citydc.code.Division;
import io.github.citydc.code.DivisionKind;
import io.github.citydc.code.DivisionLevel;
import io.github.citydc.code.Divisions;
import io.github.citydc.model.Address;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Made-up data, the same in every run. Check characters are computed, not tried out with the SDK:
 * what the just-in-time compiler learns before a measurement is that of the samples measured.
 */
final class Samples {

  private static final long SEED = 20030910;

  private static final String DIGITS = "0123456789";
  private static final String DIGITS_AND_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String CREDIT_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  private static final int[] CREDIT_WEIGHTS = {
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28
  };
  private static final int[] ORGANIZATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
  private static final int[] RESIDENT_WEIGHTS = {
    7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2
  };

  private Samples() {}

  static String[] citizenIds(int count) {
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
      ids[i] = completed(digits, DIGITS, RESIDENT_WEIGHTS, "10X98765432");
    }
    return ids;
  }

  static String[] creditCodes(int count) {
    Random random = new Random(SEED);
    List<Division> counties = counties();
    String[] codes = new String[count];
    for (int i = 0; i < count; i++) {
      String authority = "91" + counties.get(random.nextInt(counties.size())).code().value();
      String organization =
          completed(
              String.format("MA5%05d", random.nextInt(100_000)),
              DIGITS_AND_LETTERS,
              ORGANIZATION_WEIGHTS,
              "0X987654321");
      codes[i] =
          completed(
              authority + organization,
              CREDIT_CHARACTERS,
              CREDIT_WEIGHTS,
              "0YXWUTRQPNMLKJHGFEDCBA987654321");
    }
    return codes;
  }

  static List<Person> persons(int count) {
    return Arrays.stream(citizenIds(count)).map(Samples::person).toList();
  }

  /** What a request signs, in the length it usually has. */
  static byte[] signatureBase() {
    return """
    "@method": POST
    "@path": /cdx/v1/messages
    "@query": ?
    "cdx-sender": 440106:11440106007482911C:grid
    "cdx-receiver": 440100:11440100696927049H:hub
    "content-type": application/json
    "content-digest": sm3=:ZrW6A7C8cI0xkzUjx6cCGq8QJ0m0k1CkLwYb7uYm2O8=:
    "@signature-params": ("@method" "@path" "@query" "cdx-sender" "cdx-receiver" \
    "content-type" "content-digest");created=1763942400;nonce="Vf9dXlNqS0yqv3bTq6m3Cw";\
    keyid="440106:11440106007482911C:grid#1f0c4be2a9d03377";alg="sm2-sm3";tag="cdx-1"\
    """
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A benchmark of what does not verify would be fast and say nothing. */
  static boolean genuine(boolean verified) {
    if (!verified) {
      throw new IllegalStateException("A genuine signature does not verify");
    }
    return true;
  }

  private static Person person(String number) {
    CitizenId id = CitizenId.parse(number);
    return PersonBuilder.builder()
        .idDocumentType("111")
        .idNumber(number)
        .name("王小明")
        .sex(id.sex().code())
        .ethnicity("01")
        .birthDate(id.birthDate())
        .birthplaceDivision(id.division().value())
        .registrationAddress(Address.of("440104013", "北京路1号"))
        .residenceAddress(Address.of("440106001", "五山路1号"))
        .maritalStatus("20")
        .education("20")
        .politicalAffiliation("13")
        .employment("24")
        .phone("13800138000")
        .deathDate(id.birthDate()) // so that the order is compared, too
        .build();
  }

  private static List<Division> counties() {
    return Divisions.standard()
        .all()
        .filter(division -> division.kind() == DivisionKind.DIVISION)
        .filter(division -> division.level() == DivisionLevel.COUNTY)
        .toList();
  }

  /** Appends the check character that belongs to the weighted sum of the values. */
  private static String completed(String start, String values, int[] weights, String checks) {
    int sum = 0;
    for (int i = 0; i < start.length(); i++) {
      sum += values.indexOf(start.charAt(i)) * weights[i];
    }
    return start + checks.charAt(sum % checks.length());
  }
}
