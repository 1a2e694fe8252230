package io.github.citydc.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DivisionsTest {

  private static final LocalDate END_OF_2003 = LocalDate.of(2003, 12, 31);

  private final Divisions divisions = Divisions.standard();

  @Test
  void dongshanWasADistrictIn2003AndIsPartOfYuexiuToday() {
    DivisionCode dongshan = DivisionCode.parse("440102");

    assertThat(divisions.wasValid(dongshan, END_OF_2003)).isTrue();
    assertThat(divisions.wasValid(dongshan, LocalDate.of(2005, 4, 27))).isTrue();
    assertThat(divisions.wasValid(dongshan, LocalDate.of(2005, 4, 28))).isFalse();
    assertThat(divisions.find(dongshan).orElseThrow().name()).isEqualTo("东山区");
    assertThat(codes(divisions.successors(dongshan))).containsExactly("440104");
  }

  @Test
  void everyDivisionOf2003WasValidAtTheEndOfThatYear() {
    assertThat(TestResources.lines("divisions-2003.txt"))
        .flatMap(DivisionsTest::codesOfProvince)
        .hasSize(3225)
        .allSatisfy(
            code -> assertThat(divisions.wasValid(DivisionCode.parse(code), END_OF_2003)).isTrue());
  }

  private static List<String> codesOfProvince(String line) {
    String[] fields = line.split(" ", -1);
    return Arrays.stream(fields).skip(1).map(rest -> fields[0] + rest).toList();
  }

  @Test
  void aCurrentDivisionIsItsOwnSuccessor() {
    assertThat(codes(divisions.successors(DivisionCode.parse("440106")))).containsExactly("440106");
  }

  @Test
  void whereTheListsDisagreeTheMinistrysComesFirstAndTheOtherIsAVariant() {
    DivisionCode code = DivisionCode.parse("440106");
    LocalDate disputed = LocalDate.of(1986, 12, 31);

    assertThat(divisions.find(code, disputed).orElseThrow().name()).isEqualTo("天河区");
    assertThat(divisions.history(code))
        .filteredOn(row -> row.wasValid(disputed))
        .extracting(Division::kind, Division::name)
        .containsExactlyInAnyOrder(
            tuple(DivisionKind.DIVISION, "天河区"), tuple(DivisionKind.VARIANT, "芳村区"));
    assertThat(divisions.history(code).get(1).successors())
        .containsExactly(DivisionCode.parse("440103"));
    assertThat(divisions.find(code, LocalDate.of(1989, 1, 1)).orElseThrow().kind())
        .isEqualTo(DivisionKind.DIVISION);
    assertThat(divisions.named("芳村区"))
        .extracting(division -> division.code().value())
        .containsExactly("440107");
  }

  @Test
  void aRenamedDivisionIsFollowedThroughItsNames() {
    DivisionCode code = DivisionCode.parse("440111");

    assertThat(divisions.history(code))
        .filteredOn(row -> row.kind() == DivisionKind.DIVISION)
        .extracting(Division::name)
        .containsExactly("郊区", "白云区");
    assertThat(divisions.history(code))
        .allSatisfy(row -> assertThat(codes(divisions.successors(row))).containsExactly("440111"));
  }

  @ParameterizedTest
  @CsvSource({"440101, 市辖区", "110200, 县", "500300, 市", "469000, 省直辖县级行政单位"})
  void aSummaryRowIsKnownButIsNoDivision(String text, String name) {
    DivisionCode code = DivisionCode.parse(text);
    Division row = divisions.find(code).orElseThrow();

    assertThat(row.kind()).isEqualTo(DivisionKind.SUMMARY);
    assertThat(row.name()).isEqualTo(name);
    assertThat(divisions.isKnown(code)).isTrue();
    assertThat(DivisionCode.check(text, Strictness.STRICT).faults()).isEmpty();
    assertThat(divisions.named(name)).noneMatch(found -> found.code().equals(code));
    assertThat(codes(divisions.children(code.parent().orElseThrow()))).doesNotContain(text);
  }

  @Test
  void theSetOfEveryYearEndIsThatOfTheMinistrysList() {
    assertThat(TestResources.lines("division-year-ends.txt"))
        .hasSize(30)
        .allSatisfy(
            line -> assertThat(yearEnd(Integer.parseInt(line.substring(0, 4)))).isEqualTo(line));
  }

  /** The year, the number of divisions, and the digest of their codes and names. */
  private String yearEnd(int year) throws NoSuchAlgorithmException {
    LocalDate day = LocalDate.of(year, 12, 31);
    List<String> lines =
        divisions
            .all()
            .filter(row -> row.kind() == DivisionKind.DIVISION && row.wasValid(day))
            .filter(row -> row.code().value().length() == 6)
            .map(row -> row.code() + " " + row.name() + "\n")
            .sorted()
            .toList();
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(String.join("", lines).getBytes(StandardCharsets.UTF_8));
    return year + " " + lines.size() + " " + HexFormat.of().formatHex(digest);
  }

  @Test
  void everyDatedChangeTakesPlaceOnItsDay() {
    assertThat(TestResources.lines("division-changes.txt"))
        .hasSizeGreaterThan(1000)
        .allSatisfy(
            line -> {
              String[] change = line.split(" ", -1);
              LocalDate day = LocalDate.parse(change[0]);
              assertThat(nameOn(change[1], day.minusDays(1))).isEqualTo(change[2]);
              assertThat(nameOn(change[1], day)).isEqualTo(change[3]);
              assertThat(nameOn(change[1], day.plusDays(1))).isEqualTo(change[3]);
            });
  }

  private String nameOn(String code, LocalDate day) {
    return divisions
        .find(DivisionCode.parse(code), day)
        .filter(row -> row.kind() == DivisionKind.DIVISION)
        .map(Division::name)
        .orElse("-");
  }

  @Test
  void theTablesNeedNoMoreThanHalfAMegabyte() throws ReflectiveOperationException {
    divisions.isKnown(DivisionCode.parse("440106"));
    long bytes = bytesOf(divisions.table());
    Field bits = CountyCodes.class.getDeclaredField("BITS");
    bits.setAccessible(true);
    for (long[] province : (long[][]) bits.get(null)) {
      bytes += 8L * province.length;
    }

    assertThat(bytes).isLessThan(500_000);
  }

  /** What the columns of a table take; the dates are objects, of about 100 bytes each. */
  private static long bytesOf(DivisionTable table) throws ReflectiveOperationException {
    long bytes = 0;
    for (Field field : DivisionTable.class.getDeclaredFields()) {
      field.setAccessible(true);
      Object value = Modifier.isStatic(field.getModifiers()) ? "" : field.get(table);
      if (value instanceof String text) {
        bytes += 2L * text.length();
      } else if (value instanceof long[] column) {
        bytes += 8L * column.length;
      } else if (value instanceof int[] column) {
        bytes += 4L * column.length;
      } else if (value instanceof char[] column) {
        bytes += 2L * column.length;
      } else if (value instanceof byte[] column) {
        bytes += column.length;
      } else {
        bytes += 100L * ((Object[]) value).length;
      }
    }
    return bytes;
  }

  @ParameterizedTest
  @CsvSource({"440126, 440113", "440184, 440117", "449003, 440113", "500381, 500116"})
  void countiesThatBecameCitiesAndDistrictsAreFollowed(String code, String now) {
    assertThat(codes(divisions.successors(DivisionCode.parse(code)))).containsExactly(now);
  }

  @Test
  void aChangeKnownToTheYearCountsOldAndNewDuringThatYear() {
    Division chongwen = divisions.find(DivisionCode.parse("110103")).orElseThrow();

    assertThat(chongwen.until().orElseThrow()).hasToString("2010-01-01/2010-12-31");
    assertThat(chongwen.wasValid(LocalDate.of(2009, 12, 31))).isTrue();
    assertThat(chongwen.wasValid(LocalDate.of(2010, 6, 30))).isTrue();
    assertThat(chongwen.wasValid(LocalDate.of(2010, 12, 31))).isFalse();
  }

  @Test
  void everySuccessorIsCurrent() {
    assertThat(divisions.all().flatMap(division -> division.successors().stream()).distinct())
        .allSatisfy(code -> assertThat(divisions.find(code).orElseThrow().isCurrent()).isTrue());
  }

  @Test
  void aCommunityHasItsDivisionsAboveIt() {
    assertThat(divisions.fullName(DivisionCode.parse("440106"))).isEqualTo("广东省广州市天河区");
    assertThat(codes(divisions.chain(DivisionCode.parse("440103001101"))))
        .containsExactly("440000", "440100", "440103", "440103001", "440103001101");
    assertThat(divisions.fullName(DivisionCode.parse("429004"))).isEqualTo("湖北省仙桃市");
    assertThat(divisions.fullName(DivisionCode.parse("441900003"))).startsWith("广东省东莞市");
  }

  @Test
  void guangzhouHasElevenDistrictsTodayAndHadTwelveIn2003() {
    DivisionCode guangzhou = DivisionCode.parse("440100");

    assertThat(divisions.children(guangzhou)).hasSize(11);
    assertThat(codes(divisions.children(guangzhou, END_OF_2003)))
        .containsExactly(
            "440102", "440103", "440104", "440105", "440106", "440107", "440111", "440112",
            "440113", "440114", "440183", "440184");
    assertThat(divisions.children(DivisionCode.parse("440103001"))).isNotEmpty();
    assertThat(divisions.children(DivisionCode.parse("100000"))).hasSize(34);
  }

  @Test
  void aNameFindsAllDivisionsThatHadIt() {
    assertThat(codes(divisions.named("东山区"))).contains("440102");
    assertThat(divisions.named("沙面街道")).hasSize(1);
    assertThat(divisions.named("")).isEmpty();
  }

  @Test
  void streetsThatNoListHasAreNotKnownAndSpokenAgainstOnlyWhereTheListIsComplete() {
    assertThat(divisions.isKnown(DivisionCode.parse("440103001"))).isTrue();
    assertThat(divisions.isKnown(DivisionCode.parse("440103099"))).isFalse();
    assertThat(divisions.isKnown(DivisionCode.parse("110105001"))).isFalse();
    assertThat(divisions.isKnown(DivisionCode.parse("440102001"))).isFalse();
    assertThat(divisions.hasListBelow(DivisionCode.parse("440103"))).isTrue();
    assertThat(divisions.hasListBelow(DivisionCode.parse("110105"))).isFalse();
    assertThat(DivisionCode.check("440103099").faults()).hasSize(1);
    assertThat(DivisionCode.check("460400100", Strictness.STRICT).faults()).isEmpty();
    assertThat(DivisionCode.check("110199001").faults()).hasSize(1);
    assertThat(divisions.isKnown(DivisionCode.parse("110199001"))).isFalse();
    assertThat(divisions.isKnown(DivisionCode.parse("100000"))).isTrue();
    assertThat(divisions.wasValid(DivisionCode.parse("110105001"), END_OF_2003)).isTrue();
    assertThat(divisions.wasValid(DivisionCode.parse("440102001"), END_OF_2003)).isTrue();
    assertThat(divisions.wasValid(DivisionCode.parse("440102001"), LocalDate.of(2006, 1, 1)))
        .isFalse();
    assertThat(divisions.wasValid(DivisionCode.parse("440115001001"), END_OF_2003)).isFalse();
  }

  private static List<String> codes(List<Division> divisions) {
    return divisions.stream().map(division -> division.code().value()).toList();
  }
}
