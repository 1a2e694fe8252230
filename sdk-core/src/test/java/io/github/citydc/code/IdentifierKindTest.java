package io.github.citydc.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IdentifierKindTest {

  private static final String HAN = "(?s).*\\p{IsHan}.*";
  private static final List<String> ARGUMENTS = List.of("U+0041", "18");

  @ParameterizedTest
  @EnumSource
  void everyKindIsFoundByItsName(IdentifierKind kind) {
    assertThat(IdentifierKind.of(kind.wireName())).contains(kind);
    assertThat(kind.standard()).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyRuleHasASentenceInEnglishAndChinese(IdentifierKind kind) {
    assertThat(kind.title(Locale.SIMPLIFIED_CHINESE)).matches(HAN);
    assertThat(kind.title(Locale.ENGLISH)).doesNotMatch(HAN);
    assertThat(kind.rules())
        .allSatisfy(
            rule -> {
              CodeFault fault = new CodeFault(rule, 0, Severity.ERROR, "", ARGUMENTS);
              String chinese = fault.message(Locale.SIMPLIFIED_CHINESE);
              String english = fault.message(Locale.ENGLISH);

              assertThat(chinese).startsWith(kind.title(Locale.CHINESE) + "：").doesNotContain("{");
              assertThat(chinese.substring(kind.title(Locale.CHINESE).length())).matches(HAN);
              assertThat(english).startsWith(kind.title(Locale.ENGLISH) + ": ");
              assertThat(english).doesNotContain("{").hasSizeGreaterThan(20);
            });
  }

  @Test
  void aLocaleThatIsNotChineseReadsEnglish() {
    CodeFault fault = Checks.first(CitizenId.check(""));

    assertThat(fault.message(Locale.FRENCH))
        .isEqualTo("Citizen identification number: must not be empty");
    assertThat(fault.message(Locale.TRADITIONAL_CHINESE)).isEqualTo("公民身份号码：内容为空");
  }

  @Property
  void noTextWhateverMakesACheckFail(
      @ForAll("texts") String text, @ForAll IdentifierKind kind, @ForAll Strictness strictness) {
    CodeCheck check = kind.check(text, strictness);

    assertThat(check.isValid()).isEqualTo(check.error().isEmpty());
    assertThat(check.faults())
        .allSatisfy(
            fault -> {
              assertThat(fault.position()).isBetween(-1, text.length());
              assertThat(kind.rules()).contains(fault.rule());
              assertThat(fault.message(Locale.CHINESE)).isNotEmpty();
            });
    assertThat(kind.tryParse(text).isPresent())
        .isEqualTo(kind.check(text, Strictness.LENIENT).isValid());
    assertThatCode(() -> kind.parsed(text)).doesNotThrowAnyException();
  }

  @Property
  void whatIsReadIsReadAgainFromItsValue(
      @ForAll("nearlyIdentifiers") String text, @ForAll IdentifierKind kind) {
    kind.tryParse(text)
        .ifPresent(
            identifier -> {
              assertThat(kind.tryParse(identifier.value())).contains(identifier);
              assertThat(identifier.kind()).isEqualTo(kind);
              assertThat(identifier).hasSameHashCodeAs(kind.tryParse(text).orElseThrow());
            });
  }

  @ParameterizedTest
  @EnumSource
  void hugeAndOddTextsAreAnsweredAtOnce(IdentifierKind kind) {
    String huge = "1".repeat(10_000_000);
    List<String> texts =
        List.of(
            huge,
            " " + huge,
            huge + " ",
            "\uFF11" + huge,
            "\u0000",
            "\uD83D",
            "\uDE00\uD83D",
            "👩‍👩‍👧",
            "\uFEFF440106",
            "\u200B",
            "\r\n",
            "{0}",
            "'");

    assertThat(texts)
        .allSatisfy(
            text -> {
              long start = System.nanoTime();
              CodeCheck check = kind.check(text, Strictness.LENIENT);
              assertThat(Duration.ofNanos(System.nanoTime() - start))
                  .isLessThan(Duration.ofMillis(500));
              assertThat(check.isValid()).isFalse();
              assertThat(Checks.first(check).message(Locale.ENGLISH)).hasSizeLessThan(200);
            });
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().all().ofMaxLength(40),
        Arbitraries.strings().ascii().ofMaxLength(40),
        Arbitraries.strings().numeric().ofMaxLength(20),
        nearlyIdentifiers());
  }

  /** The samples, some with one character replaced. */
  @Provide
  Arbitrary<String> nearlyIdentifiers() {
    List<String> samples =
        Stream.concat(
                TestResources.lines("samples.txt").stream().map(line -> line.split(" ", -1)[1]),
                Stream.of(
                    "穗府办〔2003〕50号",
                    "13800138000",
                    "020-83330360-12",
                    "粤A12345",
                    "510030",
                    "440106",
                    "440106001002001",
                    "4401060101",
                    "307019001/15",
                    "bm55000001"))
            .toList();
    return Arbitraries.of(samples)
        .flatMap(
            sample ->
                Arbitraries.integers()
                    .between(0, sample.length())
                    .flatMap(
                        at ->
                            Arbitraries.chars()
                                .all()
                                .map(
                                    c ->
                                        at == sample.length()
                                            ? sample
                                            : sample.substring(0, at)
                                                + c
                                                + sample.substring(at + 1))));
  }

  @Test
  void theNamesOfTheRulesBeginWithTheKind() {
    assertThat(Arrays.stream(IdentifierKind.values()))
        .allSatisfy(
            kind ->
                assertThat(kind.rules())
                    .doesNotHaveDuplicates()
                    .allMatch(rule -> rule.startsWith(kind.wireName() + ".")));
  }
}
