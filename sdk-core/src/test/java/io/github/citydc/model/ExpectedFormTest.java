package io.github.citydc.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.citydc.internal.JsonFault;
import io.github.citydc.model.organization.LegalEntity;
import io.github.citydc.model.service.ServiceCase;
import io.github.citydc.model.service.ServiceItem;
import io.github.citydc.validation.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExpectedFormTest {

  private static final Map<String, Class<? extends Payload>> TYPES =
      Map.of("entity", LegalEntity.class, "case", ServiceCase.class, "item", ServiceItem.class);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "entity | {'establishedOn':'2018/11/20'} | /establishedOn | RFC 3339 | Date of establishment: a date of the calendar, as \"2003-09-10\", is expected | 成立日期：应为真实存在的日期，形如\"2003-09-10\"",
        "entity | {'establishedOn':'2018-02-30'} | /establishedOn | RFC 3339 | Date of establishment: a date of the calendar, as \"2003-09-10\", is expected | 成立日期：应为真实存在的日期，形如\"2003-09-10\"",
        "case | {'appliedAt':'2026-09-01 09:00:00'} | /appliedAt | RFC 3339 | Time of application: a time with T, seconds and offset, as \"2003-09-10T09:00:00+08:00\", is expected | 申请时间：应为带T、秒和时区的时间，形如\"2003-09-10T09:00:00+08:00\"",
        "case | {'itemVersion':'1'} | /itemVersion | RFC 8259 | Version of the item: a JSON number without fraction, as 12, is expected | 事项版本：应为整数形式的JSON数字，形如12",
        "case | {'itemVersion':99999999999} | /itemVersion | RFC 8259 | Version of the item: a JSON number without fraction, as 12, is expected | 事项版本：应为整数形式的JSON数字，形如12",
        "entity | {'registeredCapital':{'amount':'500'}} | /registeredCapital/amount | RFC 8259 | Amount: a JSON number, as 12.5, is expected | 数额：应为JSON数字，形如12.5",
        "item | {'online':'是'} | /online | RFC 8259 | Handled online or not: true or false, without quotes, is expected | 是否网办：应为不带引号的true或false",
        "item | {'name':7} | /name | RFC 8259 | Name of the item: a text in quotes is expected | 事项名称：应为带引号的文本",
        "item | {'legalBasis':'x'} | /legalBasis | RFC 8259 | Legal basis: a list in square brackets is expected | 设定依据：应为方括号内的数组",
        "item | {'legalBasis':['a',7]} | /legalBasis/1 | RFC 8259 | Legal basis: a text in quotes is expected | 设定依据：应为带引号的文本",
        "item | {'promisedLimit':20} | /promisedLimit | RFC 8259 | Promised time limit: an object in braces is expected | 承诺办结时限：应为花括号内的对象",
        "entity | {'shareholders':[{'ratio':'50'}]} | /shareholders/0/ratio | RFC 8259 | Ratio of the contribution: a JSON number, as 12.5, is expected | 出资比例：应为JSON数字，形如12.5",
      })
  void a_member_of_the_wrong_form_is_told_by_its_title_and_what_it_must_be(
      String type, String json, String pointer, String standard, String english, String chinese) {
    PayloadFormatException failure = read(json.replace('\'', '"'), TYPES.get(type));

    assertThat(failure.violation())
        .extracting(
            Violation::pointer,
            Violation::code,
            Violation::standard,
            Violation::message,
            Violation::messageZh)
        .containsExactly(pointer, "json.form", standard, english, chinese);
    assertThat(failure)
        .hasMessageStartingWith("A value of the wrong type or form at " + pointer)
        .hasMessageEndingWith(english);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'name': | Broken JSON (byte 8) | JSON语法有误（第8字节）",
        "[] | Not a JSON object (byte 0) | 不是JSON对象（第0字节）",
        "{'name':'a','name':'b'} | A member appears twice (byte 18) | 同一成员出现了两次（第18字节）",
      })
  void a_text_that_is_no_object_breaks_a_rule_in_both_languages(
      String json, String english, String chinese) {
    Violation violation = read(json.replace('\'', '"'), ServiceItem.class).violation();

    assertThat(violation.code()).isEqualTo("json.syntax");
    assertThat(violation.pointer()).isEmpty();
    assertThat(violation.message()).isEqualTo(english);
    assertThat(violation.messageZh()).isEqualTo(chinese);
  }

  @Test
  void a_value_is_never_repeated() {
    assertThat(read("{\"name\":[\"44010619860504\"]}", ServiceItem.class).toString())
        .doesNotContain("44010619860504");
  }

  @ParameterizedTest
  @EnumSource(JsonFault.class)
  void every_fault_has_words_in_both_languages(JsonFault fault) {
    assertThat(fault.english()).isNotBlank();
    assertThat(fault.chinese()).isNotBlank().isNotEqualTo(fault.english());
  }

  private static PayloadFormatException read(String json, Class<? extends Payload> type) {
    return catchThrowableOfType(
        PayloadFormatException.class,
        () -> PayloadJson.standard().read(json.getBytes(StandardCharsets.UTF_8), type));
  }
}
