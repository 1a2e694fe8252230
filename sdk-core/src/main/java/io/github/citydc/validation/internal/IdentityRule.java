package io.github.citydc.validation.internal;

import io.github.citydc.code.CodeCheck;
import io.github.citydc.code.CodeFault;
import io.github.citydc.code.CitizenId;
import io.github.citydc.code.Severity;
import io.github.citydc.code.Sex;
import io.github.citydc.code.Strictness;
import io.github.citydc.validation.IdentityHolder;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A resident id says when its holder was born and of which sex; the record must say the same. */
final class IdentityRule implements Rule {

  private static final String CITIZEN_ID_CARD = "111";
  private static final String STANDARD = "GB 11643-1999";
  private static final int LENGTH = 18;
  private static final int YEAR = 6;
  private static final int MONTH = 10;
  private static final int DAY = 12;
  private static final int SEX = 16;

  private final BiFunction<CharSequence, Strictness, CodeCheck> citizenIdCheck;
  private final Strictness strictness;

  IdentityRule(
      BiFunction<CharSequence, Strictness, CodeCheck> citizenIdCheck, Strictness strictness) {
    this.citizenIdCheck = citizenIdCheck;
    this.strictness = strictness;
  }

  @Override
  public void check(@Nullable Object value, Findings findings) {
    if (value instanceof IdentityHolder holder
        && CITIZEN_ID_CARD.equals(holder.idDocumentType())) {
      String number = holder.idNumber();
      if (number != null && !number.isBlank()) {
        check(holder, number, findings);
      }
    }
  }

  private void check(IdentityHolder holder, String number, Findings findings) {
    CodeCheck check = citizenIdCheck.apply(number, strictness);
    for (CodeFault fault : check.faults()) {
      findings.add("idNumber", fault);
    }
    if (check.isValid()) {
      boolean isComplete = number.length() == LENGTH;
      checkAgreement(
          holder, isComplete ? number : CitizenId.parse(number).upgraded().value(), findings);
    }
  }

  /** Reads the digits where they stand: this is run for every person. */
  private static void checkAgreement(IdentityHolder holder, String id, Findings findings) {
    LocalDate birthDate = holder.birthDate();
    if (birthDate != null
        && (birthDate.getYear() != number(id, YEAR, MONTH)
            || birthDate.getMonthValue() != number(id, MONTH, DAY)
            || birthDate.getDayOfMonth() != number(id, DAY, DAY + 2))) {
      findings.add("birthDate", fault("identity.birth-date"));
    }
    String other = number(id, SEX, SEX + 1) % 2 == 1 ? Sex.FEMALE.code() : Sex.MALE.code();
    if (other.equals(holder.sex())) {
      findings.add("sex", fault("identity.sex"));
    }
  }

  private static int number(String id, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + id.charAt(i) - '0';
    }
    return number;
  }

  private static CodeFault fault(String rule) {
    return new CodeFault(rule, -1, Severity.ERROR, STANDARD, List.of());
  }
}
