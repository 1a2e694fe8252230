package io.github.citydc.cli.demo;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.code.CitizenId;
import io.github.citydc.code.Division;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.code.DivisionKind;
import io.github.citydc.code.DivisionLevel;
import io.github.citydc.code.Divisions;
import io.github.citydc.model.Address;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Makes up people who live in a district: none of them exists, all of them could. */
public final class People {

  private static final String SURNAMES = "陈李黄张梁林王何刘吴郑罗冯谢邓曾叶周杨卢";
  private static final String GIVEN_NAMES = "志强丽华建国秀英伟明婉仪家俊嘉欣浩然子轩思敏永康";
  private static final LocalDate OLDEST = LocalDate.of(1935, 1, 1);
  private static final DateTimeFormatter DIGITS = DateTimeFormatter.BASIC_ISO_DATE;

  private final Random random;
  private final LocalDate today = LocalDate.now(ChinaTime.clock());
  private final List<Division> birthplaces;
  private final List<Division> streets;

  /**
   * People of a district.
   *
   * @param district where they live
   * @param seed the same gives the same people
   */
  public People(DivisionCode district, long seed) {
    Divisions divisions = Divisions.standard();
    random = new Random(seed);
    birthplaces =
        divisions
            .all()
            .filter(division -> division.kind() == DivisionKind.DIVISION)
            .filter(division -> division.level() == DivisionLevel.COUNTY)
            .toList();
    streets = divisions.children(district);
  }

  /**
   * The next one.
   *
   * @return a valid record
   */
  public Person next() {
    LocalDate birth =
        OLDEST.plusDays(random.nextInt((int) (today.toEpochDay() - OLDEST.toEpochDay())));
    CitizenId id = id(pick(birthplaces).code(), birth);
    Division street = pick(streets);
    return PersonBuilder.builder()
        .idDocumentType("111")
        .idNumber(id.value())
        .name(name())
        .sex(id.sex().code())
        .ethnicity("01")
        .birthDate(birth)
        .birthplaceDivision(id.division().value())
        .residenceAddress(
            Address.of(street.code().value(), street.name() + (1 + random.nextInt(300)) + "号"))
        .phone(Optional.empty())
        .build();
  }

  /**
   * The digits before the last one decide the check character; of the eleven there are, one fits.
   */
  private CitizenId id(DivisionCode division, LocalDate birth) {
    String digits =
        division.value() + DIGITS.format(birth) + String.format("%03d", 1 + random.nextInt(995));
    for (char check : "0123456789X".toCharArray()) {
      Optional<CitizenId> id = CitizenId.tryParse(digits + check);
      if (id.isPresent()) {
        return id.get();
      }
    }
    throw new IllegalStateException("A number without a check character");
  }

  private String name() {
    return "" + pick(SURNAMES) + pick(GIVEN_NAMES) + pick(GIVEN_NAMES);
  }

  private char pick(String characters) {
    return characters.charAt(random.nextInt(characters.length()));
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
