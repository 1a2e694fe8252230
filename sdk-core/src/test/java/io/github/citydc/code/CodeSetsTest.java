package io.github.citydc.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CodeSetsTest {

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
              assertThat(entry.nameZh()).matches("[\\p{IsHan}、（）()]+");
              assertThat(entry.nameEn().orElseThrow())
                  .matches("[A-Za-z][A-Za-z',-]*( [A-Za-z',-]+)*");
              assertThat(entry.parent().map(set::contains)).isNotEqualTo(Optional.of(false));
              assertThat(entry.parent()).isNotEqualTo(Optional.of(entry.code()));
              assertThat(set.find(entry.code())).contains(entry);
              assertThat(set.check(entry.code()).faults()).isEmpty();
            });
    assertThat(set.title(Locale.CHINESE)).isNotEqualTo(set.title(Locale.ENGLISH));
    assertThat(set.standard()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "sex, 4",
    "ethnicity, 56",
    "marital-status, 8",
    "health, 22",
    "employment, 13",
    "deputy, 10",
    "education, 40",
    "political-affiliation, 13",
    "family-relation, 84",
    "family-relation-group, 9",
    "industry, 117",
    "document-kind, 15",
    "credit-code-category, 37",
    "identity-document, 23",
    "catalogue-item, 28",
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
    assertThat(CodedValue.find(Sex.class, "2")).contains(Sex.FEMALE);
    assertThat(CodedValue.find(DocumentKind.class, "通知")).contains(DocumentKind.NOTICE);
    assertThat(CodedValue.find(Sex.class, "3")).isEmpty();
  }

  @Test
  void anUnknownCodeIsRefusedInTheNameOfTheStandard() {
    CodeFault fault = sets.get(CodeSetName.SEX).check("3").error().orElseThrow();

    assertThat(fault.rule()).isEqualTo("code-set.unknown-code");
    assertThat(fault.standard()).isEqualTo("GB/T 2261.1-2003");
    assertThat(fault.message(Locale.ENGLISH))
        .isEqualTo("Code: the code set \"sex\" has no such code");
    assertThat(fault.message(Locale.CHINESE)).isEqualTo("代码：代码集“性别”中没有该代码");
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
    assertThat(sets.get(CodeSetName.ETHNICITY).contains("97")).isFalse();
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
