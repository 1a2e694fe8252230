package io.github.citydc.signing.trust;

import io.github.citydc.code.CitizenId;
import io.github.citydc.code.CreditCode;
import io.github.citydc.code.OrganizationCode;
import io.github.citydc.naming.node.NodeId;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extensions;

/**
 * The identifiers of its subject in a certificate, in the extensions {@code 1.2.156.10260.4.1.1} to
 * {@code .5} of GB/T 20518. CAs write them in more forms than the standard knows; what cannot be
 * read is taken as absent. Immutable and thread-safe.
 */
public final class SubjectIdentifiers {

  private static final String ARC = "1.2.156.10260.4.1.";
  private static final Pattern CITIZEN_ID = Pattern.compile("[0-9]{17}[0-9Xx]");
  private static final Pattern CREDIT_CODE = Pattern.compile("[0-9A-Za-z]{18}");
  private static final Pattern ORGANIZATION_CODE = Pattern.compile("[0-9A-Za-z]{8}-?[0-9A-Za-z]");

  private final Optional<CitizenId> citizenId;
  private final Optional<String> socialInsuranceNumber;
  private final Optional<String> businessRegistration;
  private final Optional<CreditCode> creditCode;
  private final Optional<OrganizationCode> organizationCode;
  private final Optional<String> taxNumber;

  private SubjectIdentifiers(Extensions extensions) {
    this.citizenId =
        text(extensions, "1")
            .or(() -> text(extensions, "1.1"))
            .flatMap(text -> find(CITIZEN_ID, text))
            .flatMap(CitizenId::tryParse);
    this.socialInsuranceNumber = text(extensions, "2");
    this.businessRegistration = text(extensions, "3");
    Optional<String> organization = text(extensions, "4");
    this.creditCode =
        organization.flatMap(text -> find(CREDIT_CODE, text)).flatMap(CreditCode::tryParse);
    this.organizationCode =
        organization
            .filter(text -> creditCode.isEmpty())
            .flatMap(text -> find(ORGANIZATION_CODE, text))
            .map(text -> text.replace("-", ""))
            .flatMap(OrganizationCode::tryParse);
    this.taxNumber = text(extensions, "5");
  }

  /**
   * Reads the identifiers of a certificate, which is not validated.
   *
   * @param certificate any certificate
   * @return what could be read
   * @throws IllegalArgumentException if the certificate as a whole is malformed
   */
  public static SubjectIdentifiers of(X509Certificate certificate) {
    return of(ParsedCertificate.of(certificate));
  }

  static SubjectIdentifiers of(ParsedCertificate certificate) {
    return new SubjectIdentifiers(certificate.extensions());
  }

  private static Optional<String> text(Extensions extensions, String number) {
    return Optional.ofNullable(extensions.getExtension(new ASN1ObjectIdentifier(ARC + number)))
        .flatMap(extension -> LenientText.of(extension.getExtnValue().getOctets()));
  }

  /** The code among what products write around it, {@code SF} before it or {@code N} behind. */
  private static Optional<String> find(Pattern code, String text) {
    Matcher matcher = code.matcher(text);
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }

  /**
   * The person, {@code .1} 个人身份标识.
   *
   * @return a citizen identification number; personal data
   */
  public Optional<CitizenId> citizenId() {
    return citizenId;
  }

  /**
   * The person's social insurance, {@code .2} 个人社会保险号.
   *
   * @return as it is written; personal data
   */
  public Optional<String> socialInsuranceNumber() {
    return socialInsuranceNumber;
  }

  /**
   * The enterprise's registration, {@code .3} 企业工商注册号.
   *
   * @return as it is written
   */
  public Optional<String> businessRegistration() {
    return businessRegistration;
  }

  /**
   * The organization, {@code .4} 企业组织机构代码, where it is written with 18 characters.
   *
   * @return a unified social credit code
   */
  public Optional<CreditCode> creditCode() {
    return creditCode;
  }

  /**
   * The organization, {@code .4} 企业组织机构代码, where it is written with nine characters.
   *
   * @return an organization code
   */
  public Optional<OrganizationCode> organizationCode() {
    return organizationCode;
  }

  /**
   * The enterprise as a tax payer, {@code .5} 企业税号.
   *
   * @return as it is written
   */
  public Optional<String> taxNumber() {
    return taxNumber;
  }

  /**
   * That the certificate does not name the organization of one node and another organization, too.
   *
   * @throws IllegalArgumentException if it does
   */
  void requireOrganizationOf(NodeId node) {
    boolean other =
        creditCode.filter(code -> !code.equals(node.organization())).isPresent()
            || organizationCode
                .filter(code -> !code.value().equals(node.organization().organization()))
                .isPresent();
    if (other) {
      throw new IllegalArgumentException(
          "names another organization (1.2.156.10260.4.1.4) than that of the node " + node);
    }
  }

  /** Which identifiers there are; none of their values. */
  @Override
  public String toString() {
    List<String> present = new ArrayList<>();
    citizenId.ifPresent(value -> present.add("citizen identification number"));
    socialInsuranceNumber.ifPresent(value -> present.add("social insurance number"));
    businessRegistration.ifPresent(value -> present.add("business registration"));
    creditCode.ifPresent(value -> present.add("credit code"));
    organizationCode.ifPresent(value -> present.add("organization code"));
    taxNumber.ifPresent(value -> present.add("tax number"));
    return "SubjectIdentifiers" + present;
  }
}
