package io.github.citydc.validation.internal;

import io.github.citydc.code.CitizenId;
import io.github.citydc.code.CodeCheck;
import io.github.citydc.code.CodeFault;
import io.github.citydc.code.CreditCode;
import io.github.citydc.code.ForeignerId;
import io.github.citydc.code.Severity;
import io.github.citydc.code.Sex;
import io.github.citydc.code.Strictness;
import io.github.citydc.validation.DocumentHolder;
import io.github.citydc.validation.IdentityHolder;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The number of a document is what its kind makes it, as far as that is certain, and the record
 * says of birth and sex what the number says. Immutable.
 */
final class IdentityRule implements Rule {

  private static final String NUMBER = "idNumber";
  private static final String CITIZEN_ID = "GB 11643-1999";
  private static final String FOREIGNER_ID = "外国人永久居留身份证 2023";
  private static final Pattern PASSPORT = Pattern.compile("[0-9A-Z]{1,20}");
  private static final Pattern TRAVEL_PERMIT = Pattern.compile("[HM][0-9]{8}([0-9]{2})?");
  private static final int LENGTH = 18;
  private static final int OLD_FOREIGNER = 15;
  private static final int YEAR = 6;
  private static final int MONTH = 10;
  private static final int DAY = 12;
  private static final int SEX = 16;

  private final Strictness strictness;
  private final CitizenIds citizenIds;
  private final Supplier<LocalDate> today;

  /**
   * The rule.
   *
   * @param strictness whether what is only remarkable is an error
   * @param citizenIds checks resident ids
   * @param today says what day it is
   */
  IdentityRule(Strictness strictness, CitizenIds citizenIds, Supplier<LocalDate> today) {
    this.strictness = strictness;
    this.citizenIds = citizenIds;
    this.today = today;
  }

  /** Checks resident ids, of which there are many. */
  @FunctionalInterface
  interface CitizenIds {

    CodeCheck check(CharSequence text, Strictness strictness);
  }

  @Override
  public void check(@Nullable Object value, Findings findings) {
    if (value instanceof DocumentHolder holder) {
      String kind = holder.idDocumentType();
      String number = holder.idNumber();
      if (kind != null && number != null && !number.isBlank()) {
        check(holder, kind, number, findings);
      }
    }
  }

  private void check(DocumentHolder holder, String kind, String number, Findings findings) {
    switch (kind) {
      case "111", "112" -> checkResident(holder, number, findings);
      case "001" -> report(CreditCode.check(number, strictness), findings);
      case "553" -> checkForeigner(holder, number, findings);
      case "411", "412", "413", "414", "420", "421" ->
          form(PASSPORT, number, findings, "1 to 20 digits and capital letters", "1至20位数字和大写字母");
      case "516" ->
          form(TRAVEL_PERMIT, number, findings, "H or M and 8 or 10 digits", "H或M加8位或10位数字");
      default -> {
        // Nothing is certain about the numbers of other documents.
      }
    }
  }

  private void checkResident(DocumentHolder holder, String number, Findings findings) {
    CodeCheck check = citizenIds.check(number, strictness);
    report(check, findings);
    if (check.isValid() && holder instanceof IdentityHolder person) {
      String id = number.length() == LENGTH ? number : CitizenId.parse(number).upgraded().value();
      checkBirthDate(person, id, CITIZEN_ID, findings);
      String other = number(id, SEX, SEX + 1) % 2 == 1 ? Sex.FEMALE.code() : Sex.MALE.code();
      if (other.equals(person.sex())) {
        findings.add("sex", fault("identity.sex", Severity.ERROR, CITIZEN_ID));
      }
    }
  }

  private void checkForeigner(DocumentHolder holder, String number, Findings findings) {
    if (number.length() != LENGTH && number.length() != OLD_FOREIGNER) {
      remark(
          findings,
          "18 characters, on cards of before 2023-12 15 characters",
          "18位，2023年12月以前的证件为15位");
      return;
    }
    CodeCheck check = ForeignerId.check(number, strictness, today.get());
    report(check, findings);
    if (check.isValid() && number.length() == LENGTH && holder instanceof IdentityHolder person) {
      checkBirthDate(person, number, FOREIGNER_ID, findings);
    }
  }

  /** Reads the digits where they stand: this is run for every person. */
  private static void checkBirthDate(
      IdentityHolder holder, String id, String standard, Findings findings) {
    LocalDate birthDate = holder.birthDate();
    if (birthDate != null
        && (birthDate.getYear() != number(id, YEAR, MONTH)
            || birthDate.getMonthValue() != number(id, MONTH, DAY)
            || birthDate.getDayOfMonth() != number(id, DAY, DAY + 2))) {
      findings.add("birthDate", fault("identity.birth-date", Severity.ERROR, standard));
    }
  }

  private void form(
      Pattern form, String number, Findings findings, String english, String chinese) {
    if (!form.matcher(number).matches()) {
      remark(findings, english, chinese);
    }
  }

  private void remark(Findings findings, String english, String chinese) {
    Severity severity = strictness == Strictness.STRICT ? Severity.ERROR : Severity.WARNING;
    findings.add(
        NUMBER,
        new CodeFault(
            "identity.number-form", -1, severity, Rules.STANDARD, List.of(english, chinese)));
  }

  private static void report(CodeCheck check, Findings findings) {
    for (CodeFault fault : check.faults()) {
      findings.add(NUMBER, fault);
    }
  }

  private static int number(String id, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + id.charAt(i) - '0';
    }
    return number;
  }

  private static CodeFault fault(String rule, Severity severity, String standard) {
    return new CodeFault(rule, -1, severity, standard, List.of());
  }
}
