package io.github.citydc.signing.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.code.CitizenId;
import io.github.citydc.code.CreditCode;
import io.github.citydc.code.OrganizationCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.sandbox.internal.CertificateDraft;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;

/** The extensions of GB/T 20518 in the forms in which CAs write them. */
class SubjectIdentifiersTest {

  private static final Instant NOW = Instant.parse("2026-05-04T08:00:00Z");
  private static final NodeId NODE = NodeId.parse("440106:11440106007482911C:grid");
  private static final String PERSON = "11010519491231002X";

  private final SandboxCa ca =
      SandboxCa.create("sandbox", new MutableClock(NOW), new SecureRandom());

  @Test
  void all_five_are_read() {
    SubjectIdentifiers identifiers =
        SubjectIdentifiers.of(
            certificate(
                List.of("1", "2", "3", "4", "5"),
                List.of(
                    new DERPrintableString(PERSON),
                    new DERUTF8String("44010012345"),
                    new DERPrintableString("110108000000016"),
                    new DERPrintableString("11440106007482911C"),
                    new DERIA5String("440106007482911"))));

    assertThat(identifiers.citizenId()).contains(CitizenId.parse(PERSON));
    assertThat(identifiers.socialInsuranceNumber()).contains("44010012345");
    assertThat(identifiers.businessRegistration()).contains("110108000000016");
    assertThat(identifiers.creditCode()).contains(CreditCode.parse("11440106007482911C"));
    assertThat(identifiers.organizationCode()).isEmpty();
    assertThat(identifiers.taxNumber()).contains("440106007482911");
    assertThat(identifiers.toString())
        .isEqualTo(
            "SubjectIdentifiers[citizen identification number, social insurance number, business registration,"
                + " credit code, tax number]");
  }

  @Test
  void a_resident_id_is_found_in_whatever_is_around_it() {
    for (ASN1Encodable form :
        List.of(
            new DERPrintableString("SF" + PERSON),
            new DERUTF8String(PERSON + "N"),
            new DERTaggedObject(true, 0, new DERPrintableString(PERSON)),
            new DEROctetString(PERSON.getBytes(StandardCharsets.US_ASCII)),
            new DERSequence(new DERUTF8String(PERSON)))) {
      assertThat(SubjectIdentifiers.of(certificate(List.of("1"), List.of(form))).citizenId())
          .as(form.toString())
          .contains(CitizenId.parse(PERSON));
    }
    assertThat(
            SubjectIdentifiers.of(certificate(List.of("1.1"), List.of(new DERUTF8String(PERSON))))
                .citizenId())
        .isPresent();
  }

  @Test
  void what_cannot_be_read_is_absent() {
    SubjectIdentifiers identifiers =
        SubjectIdentifiers.of(
            certificate(
                List.of("1", "4", "5"),
                List.of(
                    new DERUTF8String("passport"),
                    new DERUTF8String("none"),
                    new DEROctetString(new byte[] {1, 2}))));

    assertThat(identifiers).hasToString("SubjectIdentifiers[]");
    assertThat(SubjectIdentifiers.of(ca.root())).hasToString("SubjectIdentifiers[]");
  }

  @Test
  void an_organization_that_is_that_of_the_node_is_accepted_in_both_forms() {
    for (String code : List.of("11440106007482911C", "007482911", "00748291-1")) {
      SubjectIdentifiers identifiers = trust().validate(organization(code), NOW).identifiers();
      assertThat(identifiers.creditCode().isPresent() || identifiers.organizationCode().isPresent())
          .isTrue();
    }
    assertThat(OrganizationCode.tryParse("007482911")).isPresent();
  }

  @Test
  void a_certificate_that_names_another_organization_than_that_of_its_node_is_refused() {
    for (String code : List.of("1144010300748292XQ", "D21435695", "D2143569-X")) {
      boolean readable = SubjectIdentifiers.of(organization(code)).toString().contains("code");
      if (readable) {
        assertThatThrownBy(() -> trust().validate(organization(code), NOW))
            .isInstanceOf(VerificationException.class)
            .hasMessageContaining("names another organization (1.2.156.10260.4.1.4)");
      }
    }
    assertThat(SubjectIdentifiers.of(organization("D2143569-X")).organizationCode()).isPresent();
    assertThat(SubjectIdentifiers.of(organization("1144010300748292XQ")).creditCode()).isPresent();
  }

  private TrustStore trust() {
    return TrustStore.of(List.of(ca.root()));
  }

  private X509Certificate organization(String code) {
    return certificate(List.of("4"), List.of(new DERPrintableString(code)));
  }

  private X509Certificate certificate(List<String> numbers, List<? extends ASN1Encodable> values) {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3);
    GeneralName urn = new GeneralName(GeneralName.uniformResourceIdentifier, NODE.toUrn());
    CertificateDraft draft =
        new CertificateDraft(new X500Name("CN=node"), key.verificationKey())
            .validFrom(NOW, NOW.plusSeconds(60))
            .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
            .with(Extension.subjectAlternativeName, false, new GeneralNames(urn));
    for (int i = 0; i < numbers.size(); i++) {
      draft.with(
          new ASN1ObjectIdentifier("1.2.156.10260.4.1." + numbers.get(i)), false, values.get(i));
    }
    return draft.signedBy(ca.key(), ParsedCertificate.of(ca.root()).subject(), new SecureRandom());
  }
}
