package io.github.citydc.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
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
  void tianheAndFangcunExchangedTheirCodesIn1988() {
    DivisionCode code106 = DivisionCode.parse("440106");
    DivisionCode code107 = DivisionCode.parse("440107");
    LocalDate before = LocalDate.of(1987, 12, 31);
    LocalDate after = LocalDate.of(1989, 1, 1);

    assertThat(divisions.find(code106, before).orElseThrow().name()).isEqualTo("芳村区");
    assertThat(divisions.find(code107, before).orElseThrow().name()).isEqualTo("天河区");
    assertThat(divisions.find(code106, after).orElseThrow().name()).isEqualTo("天河区");
    assertThat(divisions.find(code107, after).orElseThrow().name()).isEqualTo("芳村区");
    assertThat(codes(divisions.successors(divisions.find(code106, before).orElseThrow())))
        .containsExactly("440103");
    assertThat(codes(divisions.successors(divisions.find(code107, before).orElseThrow())))
        .containsExactly("440106");
  }

  @Test
  void aRenamedDivisionIsFollowedThroughItsNames() {
    DivisionCode code = DivisionCode.parse("440111");

    assertThat(divisions.history(code)).extracting(Division::name).containsExactly("郊区", "白云区");
    assertThat(divisions.history(code).get(0).successors()).containsExactly(code);
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
  void streetsAreJudgedOnlyWhereTheirListIsComplete() {
    assertThat(divisions.isKnown(DivisionCode.parse("440103001"))).isTrue();
    assertThat(divisions.isKnown(DivisionCode.parse("440103099"))).isFalse();
    assertThat(divisions.isKnown(DivisionCode.parse("110105001"))).isTrue();
    assertThat(divisions.isKnown(DivisionCode.parse("440102001"))).isTrue();
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
