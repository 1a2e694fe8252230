package io.github.citydc.validation.internal;

import io.github.citydc.code.CodeCheck;
import io.github.citydc.code.CodeFault;
import io.github.citydc.code.ResidentId;
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

  private static final String RESIDENT_ID_CARD = "111";
  private static final String STANDARD = "GB 11643-1999";

  private final BiFunction<CharSequence, Strictness, CodeCheck> residentIdCheck;
  private final Strictness strictness;

  IdentityRule(
      BiFunction<CharSequence, Strictness, CodeCheck> residentIdCheck, Strictness strictness) {
    this.residentIdCheck = residentIdCheck;
    this.strictness = strictness;
  }

  @Override
  public void check(@Nullable Object value, Findings findings) {
    if (value instanceof IdentityHolder holder
        && RESIDENT_ID_CARD.equals(holder.idDocumentType())) {
      String number = holder.idNumber();
      if (number != null && !number.isBlank()) {
        check(holder, number, findings);
      }
    }
  }

  private void check(IdentityHolder holder, String number, Findings findings) {
    CodeCheck check = residentIdCheck.apply(number, strictness);
    for (CodeFault fault : check.faults()) {
      findings.add("idNumber", fault);
    }
    if (check.isValid()) {
      checkAgreement(holder, ResidentId.parse(number), findings);
    }
  }

  private static void checkAgreement(IdentityHolder holder, ResidentId id, Findings findings) {
    LocalDate birthDate = holder.birthDate();
    if (birthDate != null && !birthDate.equals(id.birthDate())) {
      findings.add("birthDate", fault("identity.birth-date"));
    }
    String sex = holder.sex();
    boolean stated = Sex.MALE.code().equals(sex) || Sex.FEMALE.code().equals(sex);
    if (stated && !sex.equals(id.sex().code())) {
      findings.add("sex", fault("identity.sex"));
    }
  }

  private static CodeFault fault(String rule) {
    return new CodeFault(rule, -1, Severity.ERROR, STANDARD, List.of());
  }
}
