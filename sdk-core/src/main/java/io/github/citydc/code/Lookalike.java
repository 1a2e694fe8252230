package io.github.citydc.code;

/**
 * Another kind that a refused text may be a flawless identifier of: columns and fields get mixed
 * up, and "this is a citizen identification number" says more than a wrong check character.
 */
enum Lookalike {
  CITIZEN_ID("looks-like-citizen-id"),
  CREDIT_CODE("looks-like-credit-code"),
  FOREIGNER_ID("looks-like-foreigner-id"),
  ORG_CODE("looks-like-org-code"),
  BUSINESS_REGISTRATION("looks-like-business-registration");

  private final String rule;

  Lookalike(String rule) {
    this.rule = rule;
  }

  /** The rule that says so. */
  String rule() {
    return rule;
  }

  /** Returns whether a text is of this kind beyond doubt. Asks nothing that would ask back. */
  boolean isExactly(CharSequence text) {
    int length = text.length();
    return switch (this) {
      case CITIZEN_ID -> CitizenIdCheck.isUnremarkable(text);
      case CREDIT_CODE -> CreditCodeCheck.isUnremarkable(text);
      case FOREIGNER_ID ->
          (length == 18 || length == 15)
              && (text.charAt(0) == '9' || Alphabet.LETTERS.contains(text.charAt(0)))
              && ForeignerIdCheck.examine(text, Strictness.STRICT, CalendarDate.today()).isEmpty();
      case ORG_CODE -> length == 9 && OrganizationCode.examine(text, Strictness.STRICT).isEmpty();
      // Every tenth citizen identification number of 15 digits happens to have the check digit of a
      // registration.
      case BUSINESS_REGISTRATION ->
          length == 15
              && BusinessRegistrationNumber.examine(text, Strictness.STRICT).isEmpty()
              && !CitizenId.check(text).isValid();
    };
  }
}
