package io.github.citydc.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentNumberTest {

  @ParameterizedTest
  @CsvSource({
    "中办发〔2002〕17号, 中办发, 2002, 17",
    "国办函〔2018〕55号, 国办函, 2018, 55",
    "国办发〔2017〕47号, 国办发, 2017, 47",
    "粤府〔2021〕44号, 粤府, 2021, 44",
    "穗府办〔2022〕22号, 穗府办, 2022, 22",
    "国函〔2005〕35号, 国函, 2005, 35",
    "国函〔2012〕152号, 国函, 2012, 152",
    "中办发〔2012〕14号, 中办发, 2012, 14",
    "苏政发〔2005〕26号, 苏政发, 2005, 26",
    "发改高技〔2017〕1272号, 发改高技, 2017, 1272",
  })
  void realNumbersAreReadIntoTheirParts(String text, String organ, int year, int number) {
    DocumentNumber read = DocumentNumber.parse(text);

    assertThat(DocumentNumber.check(text, Strictness.STRICT).faults()).isEmpty();
    assertThat(read.organ()).isEqualTo(organ);
    assertThat(read.year()).isEqualTo(year);
    assertThat(read.number()).isEqualTo(number);
    assertThat(read).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"穗府办[2003]50号", "穗府办［2003］50号", "穗府办(2003)50号", "穗府办（2003）50号", "穗府办【2003】50号"})
  void otherBracketsComeInAndThoseOfTheStandardGoOut(String text) {
    assertThat(DocumentNumber.parse(text)).isEqualTo(DocumentNumber.parse("穗府办〔2003〕50号"));
    assertThat(DocumentNumber.parse(text).value()).isEqualTo("穗府办〔2003〕50号");
    assertThat(DocumentNumber.check(text, Strictness.STRICT).isValid()).isFalse();
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    assertThat(Checks.rules(DocumentNumber.check("穗府办[03]第050")))
        .isEqualTo(
            List.of(
                "document-number.bracket",
                "document-number.two-digit-year",
                "document-number.ordinal",
                "document-number.zero-padded",
                "document-number.suffix"));
  }
}
