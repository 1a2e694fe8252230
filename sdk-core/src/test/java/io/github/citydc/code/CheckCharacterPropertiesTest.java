package io.github.citydc.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What the check characters promise: the usual slips of a typist do not go unnoticed. */
class CheckCharacterPropertiesTest {

  private static final String CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  private static final List<String> COUNTIES =
      Divisions.standard()
          .all()
          .filter(division -> division.level() == DivisionLevel.COUNTY)
          .map(division -> division.code().value())
          .toList();

  @Property
  void everyCitizenIdThatIsMadeByTheRulesIsUnremarkable(@ForAll("citizenIds") String id) {
    assertThat(CitizenId.check(id).faults()).isEmpty();
    assertThat(CitizenId.check(id, Strictness.STRICT, CalendarDate.today()).faults()).isEmpty();
    assertThat(CitizenId.parse(id).value()).isEqualTo(id);
  }

  @Property
  void noSingleChangedDigitOfACitizenIdGoesUnnoticed(
      @ForAll("citizenIds") String id,
      @ForAll @IntRange(max = 17) int at,
      @ForAll("checkDigits") char digit) {
    assumeThat(id.charAt(at)).isNotEqualTo(digit);
    assertThat(CitizenId.check(replace(id, at, digit)).isValid()).isFalse();
  }

  @Property
  void noExchangeOfNeighbouringDigitsOfACitizenIdGoesUnnoticed(
      @ForAll("citizenIds") String id, @ForAll @IntRange(max = 16) int at) {
    assumeThat(id.charAt(at)).isNotEqualTo(id.charAt(at + 1));
    assertThat(CitizenId.check(swap(id, at)).isValid()).isFalse();
  }

  @Property
  void everyCreditCodeThatIsMadeByTheRulesIsUnremarkable(@ForAll("creditCodes") String code) {
    assertThat(CreditCode.check(code).faults()).isEmpty();
    assertThat(CreditCode.check(code, Strictness.STRICT).faults()).isEmpty();
    assertThat(CreditCode.parse(code).value()).isEqualTo(code);
  }

  @Property
  void theQuickAnswerIsTheThoroughOne(
      @ForAll("citizenIds") String id,
      @ForAll("creditCodes") String code,
      @ForAll @IntRange(max = 17) int at,
      @ForAll("creditCharacters") char character,
      @ForAll char any) {
    for (String text :
        List.of(
            id,
            code,
            replace(id, at, character),
            replace(code, at, character),
            replace(code, at, any))) {
      assertThat(CitizenIdCheck.isUnremarkable(text))
          .isEqualTo(
              CitizenIdCheck.check(text, Strictness.LENIENT, CalendarDate.today())
                  .faults()
                  .isEmpty());
      assertThat(CreditCodeCheck.isUnremarkable(text))
          .isEqualTo(CreditCodeCheck.check(text, Strictness.LENIENT).faults().isEmpty());
    }
  }

  @Property
  void noSingleChangedCharacterOfACreditCodeGoesUnnoticed(
      @ForAll("creditCodes") String code,
      @ForAll @IntRange(max = 17) int at,
      @ForAll("creditCharacters") char character) {
    assumeThat(code.charAt(at)).isNotEqualTo(character);
    assertThat(CreditCode.check(replace(code, at, character), Strictness.STRICT).isValid())
        .isFalse();
  }

  @Property
  void noExchangeOfNeighbouringCharactersOfACreditCodeGoesUnnoticed(
      @ForAll("creditCodes") String code, @ForAll @IntRange(max = 16) int at) {
    assumeThat(code.charAt(at)).isNotEqualTo(code.charAt(at + 1));
    assertThat(CreditCode.check(swap(code, at), Strictness.STRICT).isValid()).isFalse();
  }

  private static String replace(String text, int at, char c) {
    return text.substring(0, at) + c + text.substring(at + 1);
  }

  private static String swap(String text, int at) {
    return replace(replace(text, at, text.charAt(at + 1)), at + 1, text.charAt(at));
  }

  @Provide
  Arbitrary<String> citizenIds() {
    Arbitrary<String> dates =
        Combinators.combine(
                Arbitraries.integers().between(1900, 2025),
                Arbitraries.integers().between(1, 12),
                Arbitraries.integers().between(1, 28))
            .as("%04d%02d%02d"::formatted);
    return Combinators.combine(
            Arbitraries.of(COUNTIES), dates, Arbitraries.integers().between(0, 999))
        .as((county, date, sequence) -> county + date + "%03d".formatted(sequence))
        .map(digits -> digits + residentCheck(digits));
  }

  @Provide
  Arbitrary<String> creditCodes() {
    Arbitrary<String> organizations =
        Arbitraries.strings()
            .withChars(CREDIT_ALPHABET)
            .ofLength(8)
            .map(head -> head + organizationCheck(head));
    return Combinators.combine(
            Arbitraries.of("11", "12", "51", "91", "92", "93", "N2", "A1"),
            Arbitraries.of(COUNTIES),
            organizations)
        .as((category, county, organization) -> category + county + organization)
        .map(head -> head + creditCheck(head));
  }

  @Provide
  Arbitrary<Character> checkDigits() {
    return Arbitraries.chars().with("0123456789X");
  }

  @Provide
  Arbitrary<Character> creditCharacters() {
    return Arbitraries.chars().with(CREDIT_ALPHABET);
  }

  /** ISO 7064 MOD 11-2 as the standard describes it, step by step. */
  private static char residentCheck(String digits) {
    int product = 0;
    for (int i = 0; i < digits.length(); i++) {
      product = (product + digits.charAt(i) - '0') * 2 % 11;
    }
    return "0123456789X".charAt((12 - product) % 11);
  }

  private static char organizationCheck(String head) {
    int[] weights = {3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += Character.digit(head.charAt(i), 36) * weights[i];
    }
    int check = 11 - sum % 11;
    return check == 10 ? 'X' : check == 11 ? '0' : (char) ('0' + check);
  }

  private static char creditCheck(String head) {
    int sum = 0;
    int weight = 1;
    for (int i = 0; i < head.length(); i++) {
      sum += CREDIT_ALPHABET.indexOf(head.charAt(i)) * weight;
      weight = weight * 3 % 31;
    }
    return CREDIT_ALPHABET.charAt((31 - sum % 31) % 31);
  }
}
