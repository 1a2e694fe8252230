package io.github.citydc.code;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Identifier of an electronic certificate 电子证照标识 (GB/T 36904-2018): the root {@code
 * 1.2.156.3005.2}, then after a dot each the code of the type of certificate (unified social credit
 * code of the body that defined it, and 3 digits), the unified social credit code of the issuer,
 * the serial number, the version of 3 digits and a check character of ISO 7064 MOD 37,36.
 *
 * <pre>{@code
 * ECertificateId id =
 *     ECertificateId.parse(
 *         "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U");
 * id.serial();  // 20230000403
 * }</pre>
 *
 * <p>A defining body or issuer that is not a valid credit code, for example a division code, is
 * accepted with a warning, as such identifiers have been issued; a strict check refuses them.
 *
 * <p>Instances are immutable and safe for use by several threads.
 */
public final class ECertificateId extends Identifier {

  static final RuleBook RULES =
      RuleBook.of("e-certificate-id", "GB/T 36904-2018")
          .errors("root", "parts", "type", "version", "check-character", "too-long")
          .warnings("type-organ", "issuer");

  private static final String ROOT = "1.2.156.3005.2.";
  private static final int MOST = 160;
  private static final int ORGAN = 18;
  private static final int TYPE_LENGTH = 21;
  private static final int TYPE = 0;
  private static final int ISSUER = 1;
  private static final int SERIAL = 2;
  private static final int VERSION = 3;
  private static final int CHECK = 4;

  private ECertificateId(String value) {
    super(value);
  }

  /**
   * Checks a text, accepting with a warning what practice allows beyond the standard.
   *
   * @param text any text
   * @return the findings
   */
  public static CodeCheck check(CharSequence text) {
    return check(text, Strictness.LENIENT);
  }

  /**
   * Checks a text.
   *
   * @param text any text
   * @param strictness whether warnings refuse it
   * @return the findings
   */
  public static CodeCheck check(CharSequence text, Strictness strictness) {
    Findings findings = new Findings(RULES, strictness);
    if (Shape.isShort(text, MOST, findings)) {
      examine(text.toString(), findings);
    }
    return findings.toCheck();
  }

  private static void examine(String text, Findings findings) {
    if (!text.startsWith(ROOT)) {
      findings.report("root", 0);
      return;
    }
    List<String> parts = split(text);
    if (parts.size() != CHECK + 1 || parts.contains("")) {
      findings.report("parts", ROOT.length());
      return;
    }
    int at = ROOT.length();
    for (String part : parts) {
      if (!Shape.hasOnly(Alphabet.DIGITS_AND_LETTERS, text, at, at + part.length(), findings)) {
        return;
      }
      at += part.length() + 1;
    }
    examineParts(parts, text.length() - 1, findings);
  }

  private static void examineParts(List<String> parts, int checkIndex, Findings findings) {
    int at = ROOT.length();
    String type = parts.get(TYPE);
    if (type.length() != TYPE_LENGTH) {
      findings.report("type", at);
    } else if (!CreditCode.check(type.substring(0, ORGAN)).isValid()) {
      findings.report("type-organ", at);
    }
    at += type.length() + 1;
    if (!CreditCode.check(parts.get(ISSUER)).isValid()) {
      findings.report("issuer", at);
    }
    at += parts.get(ISSUER).length() + 1 + parts.get(SERIAL).length() + 1;
    if (parts.get(VERSION).length() != 3) {
      findings.report("version", at);
    }
    String checked = String.join("", parts.subList(TYPE, CHECK));
    if (!parts.get(CHECK).equals(String.valueOf(CheckCharacters.mod37x36(checked)))) {
      findings.report("check-character", checkIndex);
    }
  }

  private static List<String> split(String text) {
    return List.of(text.substring(ROOT.length()).split("\\.", -1));
  }

  /**
   * Reads an identifier.
   *
   * @param text the full identifier, root included
   * @return the identifier
   * @throws InvalidCodeException if the text is not one
   */
  public static ECertificateId parse(CharSequence text) {
    return parse(text, ECertificateId::check, ECertificateId::new);
  }

  /**
   * Reads an identifier, if the text is one.
   *
   * @param text any text
   * @return the identifier, or empty
   */
  public static Optional<ECertificateId> tryParse(CharSequence text) {
    return tryParse(text, ECertificateId::check, ECertificateId::new);
  }

  /**
   * The type of certificate.
   *
   * @return 21 characters: the credit code of the body that defined the type, and 3 digits
   */
  public String type() {
    return split(value()).get(TYPE);
  }

  /**
   * The issuer.
   *
   * @return its unified social credit code, in some older identifiers a division code
   */
  public String issuer() {
    return split(value()).get(ISSUER);
  }

  /**
   * The serial number that the issuer gave.
   *
   * @return digits and capital letters
   */
  public String serial() {
    return split(value()).get(SERIAL);
  }

  /**
   * The version of the certificate.
   *
   * @return three digits
   */
  public String version() {
    return split(value()).get(VERSION);
  }

  @Override
  public IdentifierKind kind() {
    return IdentifierKind.E_CERTIFICATE_ID;
  }

  @Override
  public Map<String, String> parts() {
    return new Parts()
        .with("type", type())
        .with("issuer", issuer())
        .with("serial", serial())
        .with("version", version())
        .toMap();
  }
}
