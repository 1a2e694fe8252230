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
    assertThat(read.year()).hasValue(year);
    assertThat(read.form()).isEqualTo(DocumentNumberForm.DOCUMENT);
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

  @ParameterizedTest
  @CsvSource({
    "国务院令第750号, ORDER, 国务院, 0, 750",
    "中华人民共和国国务院令第750号, ORDER, 中华人民共和国国务院, 0, 750",
    "中华人民共和国主席令第八十三号, ORDER, 中华人民共和国主席, 0, 83",
    "中华人民共和国主席令第一〇三号, ORDER, 中华人民共和国主席, 0, 103",
    "广东省人民政府令第十号, ORDER, 广东省人民政府, 0, 10",
    "广东省人民政府令第一百一十二号, ORDER, 广东省人民政府, 0, 112",
    "广东省人民政府令第一千零五十号, ORDER, 广东省人民政府, 0, 1050",
    "国家发展和改革委员会令2023年第1号, ORDER, 国家发展和改革委员会, 2023, 1",
    "财政部 税务总局公告2023年第12号, ANNOUNCEMENT, 财政部 税务总局, 2023, 12",
    "中国人民银行公告〔2023〕第3号, ANNOUNCEMENT, 中国人民银行, 2023, 3",
    "广州市公安局通告第5号, ANNOUNCEMENT, 广州市公安局, 0, 5",
    "中华人民共和国主席令（第一二〇号）, ORDER, 中华人民共和国主席, 0, 120",
    "全国人民代表大会常务委员会公告〔十三届〕第十八号, ANNOUNCEMENT, 全国人民代表大会常务委员会, 0, 18",
    "广东省第十四届人民代表大会常务委员会公告（第10号）, ANNOUNCEMENT, 广东省第十四届人民代表大会常务委员会, 0, 10",
    "广州市第十六届人民代表大会常务委员会公告(第12号), ANNOUNCEMENT, 广州市第十六届人民代表大会常务委员会, 0, 12",
    "第750号, ORDER, '', 0, 750",
    "2023年第12号, ANNOUNCEMENT, '', 2023, 12",
  })
  void numbersOfOrdersAndAnnouncementsAreReadIntoTheirParts(
      String text, DocumentNumberForm form, String organ, int year, int number) {
    DocumentNumber read = DocumentNumber.parse(text);

    assertThat(DocumentNumber.check(text, Strictness.STRICT).faults()).isEmpty();
    assertThat(read.form()).isEqualTo(form);
    assertThat(read.organ()).isEqualTo(organ);
    assertThat(read.year().orElse(0)).isEqualTo(year);
    assertThat(read.number()).isEqualTo(number);
    assertThat(read).hasToString(text);
    assertThat(read.parts()).containsEntry("number", String.valueOf(number));
  }

  @ParameterizedTest
  @CsvSource({
    "国务院令第0750号, document-number.zero-padded",
    "国务院令第百十号, document-number.number",
    "国务院令第十百号, document-number.number",
    "国务院令第一二十号, document-number.number",
    "国务院令第〇号, document-number.number",
    "国务院令750号, document-number.bracket-missing",
    "国务院令第750, document-number.bracket-missing",
    "' 国务院令第750号', document-number.whitespace",
    "财政部  税务总局公告2023年第12号, document-number.whitespace",
    "穗府办〔2003〕第50号, document-number.ordinal",
    "〔2003〕第50号, document-number.organ",
    "广东省人民代表大会常务委员会公告（第10号, document-number.bracket-missing",
    "广东省人民代表大会常务委员会公告（第10号), document-number.bracket-pair",
    "广东省人民代表大会常务委员会公告〔十四〕第10号, document-number.year",
  })
  void whatOnlyLooksLikeSuchANumberIsRefused(String text, String rule) {
    assertThat(Checks.rules(DocumentNumber.check(text))).contains(rule);
    assertThat(DocumentNumber.check(text).isValid()).isFalse();
  }
}
