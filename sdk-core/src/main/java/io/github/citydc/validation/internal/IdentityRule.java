package io.github.citydc.validation.internal;

import io.github.citydc.code.CodeCheck;
import io.github.citydc.code.CodeFault;
import io.github.citydc.code.ResidentId;
import io.github.citydc.code.Severity;
import io.github.citydc.code.Sex;
import io.github.citydc.code.Strictness;
import io.github.citydc.validation.IdentityHolder;
import java.util.List;
import java.util.Optional;

/** A resident id says when its holder was born and of which sex; the record must say the same. */
final class IdentityRule {

  private static final String RESIDENT_ID_CARD = "111";
  private static final String STANDARD = "GB 11643-1999";

  private IdentityRule() {}

  static void check(IdentityHolder holder, Strictness strictness, Findings findings) {
    String number = holder.idNumber();
    if (number == null || number.isBlank() || !RESIDENT_ID_CARD.equals(holder.idDocumentType())) {
      return;
    }
    CodeCheck check = ResidentId.check(number, strictness);
    check.faults().forEach(fault -> findings.add("idNumber", fault));
    Optional<ResidentId> id = ResidentId.tryParse(number);
    if (id.isPresent()) {
      checkAgreement(holder, id.get(), findings);
    }
  }

  private static void checkAgreement(IdentityHolder holder, ResidentId id, Findings findings) {
    if (holder.birthDate() != null && !holder.birthDate().equals(id.birthDate())) {
      findings.add("birthDate", fault("identity.birth-date"));
    }
    boolean stated = Sex.MALE.code().equals(holder.sex()) || Sex.FEMALE.code().equals(holder.sex());
    if (stated && !holder.sex().equals(id.sex().code())) {
      findings.add("sex", fault("identity.sex"));
    }
  }

  private static CodeFault fault(String rule) {
    return new CodeFault(rule, -1, Severity.ERROR, STANDARD, List.of());
  }
}
