package io.github.citydc.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeSetsTest {

  private static final Set<String> WITHOUT_ENGLISH =
      Set.of(
          CodeSetName.INDUSTRY,
          CodeSetName.IDENTITY_DOCUMENT,
          CodeSetName.ECONOMIC_TYPE,
          CodeSetName.REGISTRATION_TYPE,
          CodeSetName.REGISTRATION_TYPE_2011);

  private final CodeSets sets = CodeSets.standard();

  static Stream<CodeSet> all() {
    return CodeSets.standard().all().stream();
  }

  @Test
  void everyNameHasItsSetAndEverySetItsName() {
    List<String> names =
        Arrays.stream(CodeSetName.class.getFields()).map(CodeSetsTest::constant).toList();

    assertThat(all().map(CodeSet::name)).containsExactlyInAnyOrderElementsOf(names);
  }

  private static String constant(Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyEntryIsNamedInBothLanguagesAndHangsBelowAnEntryOfItsSet(CodeSet set) {
    assertThat(set.entries()).isNotEmpty();
    assertThat(set.entries())
        .allSatisfy(
            entry -> {
              assertThat(entry.nameZh()).matches("[\\p{IsHan}\\p{Alnum}、，；：·（）()《》“”+\\- ]+");
              assertThat(entry.nameEn().isPresent() || WITHOUT_ENGLISH.contains(set.name()))
                  .isTrue();
              assertThat(entry.nameEn().orElse("")).doesNotContainPattern("[|\n]|  ");
              assertThat(entry.parent().map(set::contains)).isNotEqualTo(Optional.of(false));
              assertThat(entry.parent()).isNotEqualTo(Optional.of(entry.code()));
              assertThat(set.find(entry.code())).contains(entry);
              assertThat(set.check(entry.code()).isValid()).isTrue();
              assertThat(set.check(entry.code(), Strictness.STRICT).isValid())
                  .isEqualTo(entry.standing() != EntryStanding.PRACTICE);
            });
    assertThat(set.title(Locale.CHINESE)).isNotEqualTo(set.title(Locale.ENGLISH));
    assertThat(set.standard()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "sex, 4",
    "ethnicity, 59",
    "marital-status, 8",
    "health, 22",
    "employment, 13",
    "deputy, 10",
    "education, 40",
    "political-affiliation, 13",
    "family-relation, 84",
    "family-relation-group, 9",
    "industry, 1971",
    "country, 249",
    "country-numeric, 249",
    "currency, 180",
    "economic-type, 34",
    "registration-type, 29",
    "registration-type-2011, 25",
    "document-kind, 15",
    "credit-code-category, 37",
    "identity-document, 162",
    "catalog-item, 28",
  })
  void theSetsAreComplete(String name, int size) {
    assertThat(sets.get(name).entries()).hasSize(size);
  }

  @Test
  void theCategoriesOfCreditCodesAreThoseTheCheckKnows() {
    CodeSet categories = sets.get(CodeSetName.CREDIT_CODE_CATEGORY);
    String alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    assertThat(
            alphabet
                .chars()
                .boxed()
                .flatMap(d -> alphabet.chars().mapToObj(c -> "" + (char) (int) d + (char) c))
                .filter(CreditCodeCheck::isKnownCategory))
        .containsExactlyInAnyOrderElementsOf(
            categories.entries().stream().map(CodeEntry::code).toList());
  }

  @Test
  void anEntryTellsItsNamesAndPlace() {
    assertThat(sets.get(CodeSetName.ETHNICITY).find("43"))
        .contains(new CodeEntry("43", "乌孜别克族", Optional.of("Uzbek"), Optional.empty()));
    assertThat(sets.get(CodeSetName.MARITAL_STATUS).children("20"))
        .extracting(CodeEntry::nameZh)
        .containsExactly("初婚", "再婚", "复婚");
    assertThat(sets.get(CodeSetName.INDUSTRY).find("65").orElseThrow().parent()).contains("I");
    assertThat(sets.get(CodeSetName.INDUSTRY).find("6513").orElseThrow().parent()).contains("651");
    assertThat(sets.get(CodeSetName.COUNTRY).find("TWN").orElseThrow().nameZh()).isEqualTo("中国台湾");
    assertThat(CodedValue.find(Sex.class, "2")).contains(Sex.FEMALE);
    assertThat(CodedValue.find(DocumentKind.class, "通知")).contains(DocumentKind.NOTICE);
    assertThat(CodedValue.find(Sex.class, "3")).isEmpty();
  }

  /** Annex A of GB/T 39046-2020, table by table. */
  @ParameterizedTest
  @CsvSource({
    "item-type, 00 01 02 03 04 05 06 07 08 09 10 11 19 20 21 99, 12x 1 100",
    "use-level, 1 2 3 4 5 6 7, 0 8 01",
    "organ-type, 1 2 3 9, 4 0",
    "service-object, 1 2 3 4 5 6, 0 7 9",
    "handling-form, 1 2 3 4 9, 5 0",
    "case-type, 1 2 9, 3 0",
    "special-procedure, 1 2, 3 9",
    "satisfaction, 1 2 3 4 5, 0 6",
  })
  void everyValueOfTheAnnexIsAcceptedAndNoOther(String name, String codes, String others) {
    CodeSet set = sets.get(name);

    assertThat(set.standard() + "-" + set.edition().orElseThrow()).isEqualTo("GB/T 39046-2020");
    assertThat(codes.split(" ", -1))
        .allSatisfy(code -> assertThat(set.check(code, Strictness.STRICT).isValid()).isTrue());
    assertThat(others.split(" ", -1))
        .allSatisfy(code -> assertThat(set.check(code).isValid()).isFalse());
  }

  /** The names of the standard have 镇(乡、街道)级 and 国家级/局(署、会) where the sets are shorter. */
  @Test
  void everyValueOfTheAnnexHasItsName() {
    for (String line : TestResources.lines("gbt39046-codes.txt")) {
      String[] code = line.split(" ", 3);
      CodeEntry entry = sets.get(code[0]).find(code[1]).orElseThrow();

      assertThat(code[2].replace('(', '（').replace(')', '）')).as(line).startsWith(entry.nameZh());
      assertThat(entry.nameEn()).as(line).isPresent();
      assertThat(sets.get(code[0]).check(code[1], Strictness.STRICT).isValid()).isTrue();
    }
  }

  @Test
  void formsOfHandlingAreConvertedWhereThePlatformHasThem() {
    CodeSet platform = sets.get(CodeSetName.HANDLING_FORM_PLATFORM);

    assertThat(HandlingForms.toPlatform("1")).contains("1");
    assertThat(HandlingForms.toPlatform("3").flatMap(platform::find))
        .map(CodeEntry::nameZh)
        .contains("网上办理");
    assertThat(HandlingForms.toPlatform("4")).isEmpty();
    assertThat(HandlingForms.fromPlatform("3")).isEmpty();
    assertThat(platform.entries())
        .allSatisfy(
            entry ->
                assertThat(
                        HandlingForms.fromPlatform(entry.code())
                            .flatMap(sets.get(CodeSetName.HANDLING_FORM)::find))
                    .isPresent());
  }

  @Test
  void aMessageNamesTheCodesOfASmallSetAndNotThoseOfALargeOne() {
    CodeFault small = sets.get(CodeSetName.HOUSEHOLD_KIND).check("家庭户").faults().get(0);
    CodeFault large = sets.get(CodeSetName.INDUSTRY).check("X").faults().get(0);

    assertThat(small.message("户类型", Locale.CHINESE))
        .isEqualTo("户类型：代码集“户类型”中没有该代码，取值为：family（家庭户）、collective（集体户）");
    assertThat(small.message("kind of household", Locale.ENGLISH))
        .isEqualTo(
            "Kind of household: not in the code set \"kind of household\"; allowed:"
                + " family (family household), collective (collective household)");
    assertThat(large.message("行业代码", Locale.CHINESE))
        .isEqualTo("行业代码：代码集“国民经济行业”中没有该代码，共1971个代码，如：A（农、林、牧、渔业）");
  }

  @Test
  void theMeaningsOfTheAnnexAreNotThoseOfTheNationalPlatform() {
    CodeSet standard = sets.get(CodeSetName.SERVICE_OBJECT);
    CodeSet platform = sets.get(CodeSetName.SERVICE_OBJECT_PLATFORM);

    assertThat(sets.get(CodeSetName.SATISFACTION).find("1").orElseThrow().nameZh())
        .isEqualTo("非常满意");
    assertThat(ServiceObjects.fromPlatform("6").flatMap(standard::find))
        .map(CodeEntry::nameZh)
        .contains("行政机关");
    assertThat(platform.entries())
        .allSatisfy(
            entry ->
                assertThat(ServiceObjects.fromPlatform(entry.code()).flatMap(standard::find))
                    .isPresent());
    assertThat(standard.entries())
        .allSatisfy(
            entry ->
                assertThat(
                        ServiceObjects.toPlatform(entry.code())
                            .flatMap(ServiceObjects::fromPlatform))
                    .contains(entry.code()));
    assertThat(ServiceObjects.fromPlatform("7")).isEmpty();
    assertThat(ServiceObjects.toPlatform("9")).isEmpty();
  }

  @Test
  void whatAnEntryRestsOnIsSaid() {
    CodeSet documents = sets.get(CodeSetName.IDENTITY_DOCUMENT);
    CodeEntry earlier = documents.find("335").orElseThrow();
    CodeCheck ofPractice = sets.get(CodeSetName.ETHNICITY).check("97");

    assertThat(documents.edition()).contains("2016");
    assertThat(earlier.standing()).isEqualTo(EntryStanding.EARLIER_EDITION);
    assertThat(earlier.source()).contains("GA/T 517-2004");
    assertThat(documents.find("721").orElseThrow().standing()).isEqualTo(EntryStanding.UNCONFIRMED);
    assertThat(documents.find("111").orElseThrow().standing()).isEqualTo(EntryStanding.STANDARD);
    assertThat(Checks.rules(ofPractice)).containsExactly("code-set.beyond-standard");
    assertThat(ofPractice.isValid()).isTrue();
    assertThat(sets.get(CodeSetName.ETHNICITY).check("97", Strictness.STRICT).isValid()).isFalse();
  }

  @Test
  void anUnknownCodeIsRefusedInTheNameOfTheStandard() {
    CodeFault fault = sets.get(CodeSetName.SEX).check("3").error().orElseThrow();

    assertThat(fault.rule()).isEqualTo("code-set.unknown-code");
    assertThat(fault.standard()).isEqualTo("GB/T 2261.1-2003");
    assertThat(fault.message(Locale.ENGLISH))
        .isEqualTo(
            "Code: not in the code set \"sex\"; allowed:"
                + " 0 (unknown), 1 (male), 2 (female), 9 (unspecified)");
    assertThat(fault.message(Locale.CHINESE))
        .isEqualTo("代码：代码集“性别”中没有该代码，取值为：0（未知的性别）、1（男性）、2（女性）、9（未说明的性别）");
  }

  @ParameterizedTest
  @CsvSource({
    "１, code-set.full-width, 0",
    "'1 ', code-set.whitespace, 1",
    "'', code-set.empty, -1",
    "01, code-set.unknown-code, -1",
  })
  void whatIsWrongWithACodeIsNamed(String text, String rule, int position) {
    CodeFault fault = sets.get(CodeSetName.SEX).check(text).error().orElseThrow();

    assertThat(fault.rule()).isEqualTo(rule);
    assertThat(fault.position()).isEqualTo(position);
  }

  @ParameterizedTest
  @ValueSource(strings = {"命令（令）", "令"})
  void aWordOfASetOfWordsIsAnsweredWithTheSet(String text) {
    CodeFault fault = sets.get(CodeSetName.DOCUMENT_KIND).check(text).error().orElseThrow();

    assertThat(fault.rule()).isEqualTo("code-set.unknown-code");
    assertThat(fault.message(Locale.CHINESE)).contains("取值为：决议、决定、命令");
  }

  @Test
  void aLargeSetShowsWhatItsCodesLookLike() {
    CodeFault fault = sets.get(CodeSetName.ETHNICITY).check("汉族").error().orElseThrow();

    assertThat(fault.message(Locale.ENGLISH))
        .isEqualTo("Code: not in the code set \"ethnic group\"; it has 59 codes, such as 01 (Han)");
    assertThat(fault.message(Locale.CHINESE)).isEqualTo("代码：代码集“民族”中没有该代码，共59个代码，如：01（汉族）");
  }

  @Test
  void aCityAddsAndReplacesSetsWithoutTouchingTheStandard() {
    CodeSet extended = sets.get(CodeSetName.ETHNICITY).with(new CodeEntry("97", "其他"));
    CodeSet own =
        CodeSet.of(
            "grid-kind",
            "穗府办〔2003〕50号",
            Optional.empty(),
            "网格类型",
            "kind of grid",
            List.of(new CodeEntry("1", "住宅"), new CodeEntry("2", "商业")));
    CodeSets ofCity = sets.with(extended).with(own);

    assertThat(ofCity.get(CodeSetName.ETHNICITY).contains("97")).isTrue();
    assertThat(ofCity.get("grid-kind").check("3").isValid()).isFalse();
    assertThat(ofCity.get("grid-kind")).hasToString("grid-kind (穗府办〔2003〕50号, 2 codes)");
    assertThat(ofCity.get(CodeSetName.ETHNICITY).check("97").faults()).isEmpty();
    assertThat(sets.get(CodeSetName.ETHNICITY).check("97").faults()).hasSize(1);
    assertThat(sets.find("grid-kind")).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> sets.get("grid-kind"));
  }

  @Test
  void levelsOfSecrecyKnowTheirLongestTerm() {
    assertThat(SecrecyLevel.TOP_SECRET.maximumYears()).isEqualTo(30);
    assertThat(SecrecyLevel.CONFIDENTIAL.maximumYears()).isEqualTo(20);
    assertThat(SecrecyLevel.SECRET.maximumYears()).isEqualTo(10);
    assertThat(Arrays.stream(Urgency.values()).filter(Urgency::isForDocuments))
        .containsExactly(Urgency.MOST_URGENT, Urgency.URGENT);
  }
}
