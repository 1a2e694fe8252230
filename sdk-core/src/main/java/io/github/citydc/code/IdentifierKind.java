package io.github.citydc.code;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Every kind of identifier, for programs that learn the kind at run time.
 *
 * <pre>{@code
 * IdentifierKind kind = IdentifierKind.of("credit-code").orElseThrow();
 * CodeCheck check = kind.check("91350100M000100Y43", Strictness.LENIENT);
 * }</pre>
 */
@SuppressWarnings("ImmutableEnumChecker") // its functions are references to stateless methods
public enum IdentifierKind {
  /** {@link CitizenId}. */
  CITIZEN_ID(CitizenIdCheck.RULES, CitizenId::check, CitizenId::tryParse),
  /** {@link ForeignerId}. */
  FOREIGNER_ID(ForeignerIdCheck.RULES, ForeignerId::check, ForeignerId::tryParse),
  /** {@link CreditCode}. */
  CREDIT_CODE(CreditCodeCheck.RULES, CreditCode::check, CreditCode::tryParse),
  /** {@link OrganizationCode}. */
  ORG_CODE(OrganizationCode.RULES, OrganizationCode::check, OrganizationCode::tryParse),
  /** {@link BusinessRegistrationNumber}. */
  BUSINESS_REGISTRATION(
      BusinessRegistrationNumber.RULES,
      BusinessRegistrationNumber::check,
      BusinessRegistrationNumber::tryParse),
  /** {@link DivisionCode}. */
  DIVISION(DivisionCode.RULES, DivisionCode::check, DivisionCode::tryParse),
  /** {@link GridCode}. */
  GRID_CODE(GridCode.RULES, GridCode::check, GridCode::tryParse),
  /** {@link ComponentCode}. */
  COMPONENT_CODE(ComponentCode.RULES, ComponentCode::check, ComponentCode::tryParse),
  /** {@link EventCode}. */
  EVENT_CODE(EventCode.RULES, EventCode::check, EventCode::tryParse),
  /** {@link ResourceCode}. */
  RESOURCE_CODE(ResourceCode.RULES, ResourceCode::check, ResourceCode::tryParse),
  /** {@link ItemCode}. */
  ITEM_CODE(ItemCode.RULES, ItemCode::check, ItemCode::tryParse),
  /** {@link ECertificateId}. */
  E_CERTIFICATE_ID(ECertificateId.RULES, ECertificateId::check, ECertificateId::tryParse),
  /** {@link DocumentNumber}. */
  DOCUMENT_NUMBER(DocumentNumberCheck.RULES, DocumentNumber::check, DocumentNumber::tryParse),
  /** {@link WebsiteId}. */
  WEBSITE_ID(WebsiteId.RULES, WebsiteId::check, WebsiteId::tryParse),
  /** {@link VehiclePlate}. */
  VEHICLE_PLATE(VehiclePlate.RULES, VehiclePlate::check, VehiclePlate::tryParse),
  /** {@link MobilePhone}. */
  MOBILE_PHONE(MobilePhone.RULES, MobilePhone::check, MobilePhone::tryParse),
  /** {@link FixedLinePhone}. */
  FIXED_LINE_PHONE(FixedLinePhone.RULES, FixedLinePhone::check, FixedLinePhone::tryParse),
  /** {@link PhoneNumber}. */
  PHONE(PhoneNumber.RULES, PhoneNumber::check, PhoneNumber::tryParse),
  /** {@link PostalCode}. */
  POSTAL_CODE(PostalCode.RULES, PostalCode::check, PostalCode::tryParse);

  private final RuleBook book;
  private final BiFunction<CharSequence, Strictness, CodeCheck> check;
  private final Function<CharSequence, Optional<? extends Identifier>> parser;

  IdentifierKind(
      RuleBook book,
      BiFunction<CharSequence, Strictness, CodeCheck> check,
      Function<CharSequence, Optional<? extends Identifier>> parser) {
    this.book = book;
    this.check = check;
    this.parser = parser;
  }

  /**
   * Finds a kind by its wire name.
   *
   * @param wireName for example {@code credit-code}
   * @return the kind, empty if there is none of this name
   */
  public static Optional<IdentifierKind> of(String wireName) {
    for (IdentifierKind kind : values()) {
      if (kind.wireName().equals(wireName)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  RuleBook book() {
    return book;
  }

  /**
   * The name in commands and files, and the first part of the names of the rules.
   *
   * @return for example {@code credit-code}
   */
  public String wireName() {
    return book.kind();
  }

  /**
   * The title for people.
   *
   * @param locale Chinese, or any other for English
   * @return for example {@code Unified social credit code}
   */
  public String title(Locale locale) {
    return CodeMessages.title(wireName(), locale);
  }

  /**
   * The standard that defines this kind.
   *
   * @return for example {@code GB 32100-2015}
   */
  public String standard() {
    return book.standard();
  }

  /**
   * The names of all rules a check of this kind can find broken.
   *
   * @return rule names as in {@link CodeFault#rule()}, immutable
   */
  public List<String> rules() {
    return book.rules().stream().map(Rule::name).toList();
  }

  /**
   * Checks a text.
   *
   * @param text any text
   * @param strictness whether warnings refuse it
   * @return the findings
   */
  public CodeCheck check(CharSequence text, Strictness strictness) {
    return check.apply(text, strictness);
  }

  /**
   * Reads an identifier of this kind, if the text is one.
   *
   * @param text any text
   * @return the identifier, or empty
   */
  public Optional<Identifier> tryParse(CharSequence text) {
    return parser.apply(text).map(identifier -> identifier);
  }

  /**
   * The parts of a text of this kind.
   *
   * @param text any text
   * @return {@link Identifier#parts()}, empty if the text is not valid
   */
  public Map<String, String> parsed(CharSequence text) {
    return tryParse(text).map(Identifier::parts).orElse(Map.of());
  }
}
