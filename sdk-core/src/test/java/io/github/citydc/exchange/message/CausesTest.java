package io.github.citydc.exchange.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.code.Severity;
import io.github.citydc.validation.ValidationReport;
import io.github.citydc.validation.Violation;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CausesTest {

  private static final Set<String> VALUES = Set.of("张三丰", "440106199001011231", "五山路");

  @Test
  void a_handlers_words_are_told_without_the_values_of_the_payload() {
    Exception failure =
        new IllegalStateException(
            "no household for 张三丰 at 五山路", new NullPointerException("440106199001011231"));

    assertThat(Causes.of(failure, VALUES))
        .isEqualTo("IllegalStateException (no household for … at …): NullPointerException (…)");
    assertThat(Causes.of(failure)).isEqualTo("IllegalStateException: NullPointerException");
  }

  @Test
  void numbers_and_quotes_are_masked_though_the_payload_has_others() {
    assertThat(Causes.of(new IllegalStateException("row 13 of 13900139042, 'O''Neil'"), Set.of()))
        .isEqualTo("IllegalStateException (row 13 of …, ……)");
    assertThat(Causes.of(new IllegalStateException("11010519491231002X"), Set.of()))
        .isEqualTo("IllegalStateException (…)");
  }

  @Test
  void a_database_names_its_constraint_but_neither_row_nor_statement() {
    assertThat(
            Causes.of(
                new SQLException(
                    "duplicate key value violates unique constraint \"person_key\"\n"
                        + "  Detail: Key (name)=(李四) already exists.",
                    "23505"),
                VALUES))
        .isEqualTo(
            "SQLException with SQLSTATE 23505 (duplicate key value violates unique constraint"
                + " \"person_key\")");
    assertThat(
            Causes.of(
                new SQLException(
                    "Table \"PERSON\" not found; SQL statement:\nINSERT INTO PERSON VALUES(李四)",
                    "42S02"),
                VALUES))
        .isEqualTo("SQLException with SQLSTATE 42S02 (Table \"PERSON\" not found)");
    assertThat(Causes.of(new SQLException("bad value 李四", "22018"), VALUES))
        .isEqualTo("SQLException with SQLSTATE 22018");
  }

  @Test
  void the_disk_speaks_for_itself_and_a_wrapper_does_not_repeat_its_cause() {
    IOException full = new IOException("No space left on device");

    assertThat(Causes.of(new IllegalStateException(full), VALUES))
        .isEqualTo("IllegalStateException: IOException (No space left on device)");
  }

  @Test
  void an_invalid_payload_says_in_a_sentence_what_is_wrong() {
    Violation violation =
        new Violation("/name", "member.required", Severity.ERROR, "§3", "Name: required.", "必填");

    assertThat(new InvalidPayloadException(new ValidationReport(List.of(violation))))
        .hasMessage("The payload breaks a rule: /name: Name: required (member.required)");
    assertThat(
            new InvalidPayloadException(new ValidationReport(List.of(violation, violation), 7, 0)))
        .hasMessageStartingWith("The payload breaks 9 rules: /name: Name: required")
        .hasMessageEndingWith("; and 7 more");
  }
}
