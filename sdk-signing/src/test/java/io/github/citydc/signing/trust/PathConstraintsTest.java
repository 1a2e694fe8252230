package io.github.citydc.signing.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.sandbox.internal.CertificateDraft;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CertPolicyId;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyMappings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What issuers say about those below them, critically or not: names, policies and purposes. */
class PathConstraintsTest {

  private static final NodeId NODE = NodeId.parse("440106:11440106007482911C:grid");
  private static final Instant NOW = Instant.parse("2026-05-04T08:00:00Z");
  private static final Instant END = NOW.plus(Duration.ofDays(1));
  private static final String POLICY = "1.2.156.112600.9.1";
  private static final String OTHER_POLICY = "1.2.156.112600.9.2";
  private static final String ANY_POLICY = "2.5.29.32.0";

  private final TestCa root = new TestCa("CN=root");
  private final TestCa district = new TestCa("CN=district");
  private final X509Certificate anchor = root.certify(root, NOW, END);

  // ---- names

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_ca_certifies_only_the_names_it_is_permitted(boolean critical) {
    X509Certificate ca = ca(names(critical, permitted(directory("C=CN,O=Tianhe")), null));

    accepted(ca, "C=CN,O=Tianhe,CN=node");
    accepted(ca, "C=cn,O= tianhe ,CN=node");
    forbidden(ca, "C=CN,O=Yuexiu,CN=node");
    forbidden(ca, "C=CN,CN=node");
    forbidden(ca, "CN=node,C=CN,O=Tianhe");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_ca_does_not_certify_the_names_that_are_excluded(boolean critical) {
    X509Certificate ca = ca(names(critical, null, permitted(directory("C=CN,O=Tianhe"))));

    accepted(ca, "C=CN,O=Yuexiu,CN=node");
    forbidden(ca, "C=CN,O=Tianhe,CN=node");
  }

  @Test
  void host_names_mail_and_addresses_are_constrained_too() {
    X509Certificate hosts =
        ca(names(false, permitted(new GeneralName(GeneralName.dNSName, "thnet.gov.cn")), null));
    X509Certificate mail =
        ca(names(false, permitted(new GeneralName(GeneralName.rfc822Name, "thnet.gov.cn")), null));
    X509Certificate addresses =
        ca(names(false, null, permitted(new GeneralName(GeneralName.iPAddress, "10.0.0.0/8"))));

    accepted(hosts, "CN=node", new GeneralName(GeneralName.dNSName, "grid.thnet.gov.cn"));
    forbidden(hosts, "CN=node", new GeneralName(GeneralName.dNSName, "grid.example.cn"));
    accepted(mail, "CN=node,E=ops@thnet.gov.cn");
    forbidden(mail, "CN=node,E=ops@example.cn");
    accepted(addresses, "CN=node", new GeneralName(GeneralName.iPAddress, "59.1.2.3"));
    forbidden(addresses, "CN=node", new GeneralName(GeneralName.iPAddress, "10.1.2.3"));
  }

  @Test
  void a_constraint_of_a_kind_that_cannot_be_judged_refuses_what_has_such_a_name() {
    X509Certificate uris =
        ca(
            names(
                false,
                permitted(new GeneralName(GeneralName.uniformResourceIdentifier, ".gov.cn")),
                null));
    GeneralName registered = new GeneralName(GeneralName.registeredID, POLICY);
    X509Certificate ids = ca(names(false, null, permitted(registered)));

    forbidden(uris, "CN=node");
    accepted(ids, "CN=node");
    forbidden(ids, "CN=node", registered);
  }

  @Test
  void the_constraints_of_every_issuer_count_those_of_the_anchor_too() {
    X509Certificate constrainedAnchor =
        root.certify(root, NOW, END, names(false, permitted(directory("C=CN,O=Tianhe")), null));
    X509Certificate leaf =
        root.issue(new X500Name("C=CN,O=Yuexiu,CN=node"), NODE, NOW, END, draft -> draft);

    refused(
        "has a name that its issuers may not certify",
        TrustStore.of(List.of(constrainedAnchor)),
        List.of(leaf));
  }

  @Test
  void constraints_of_a_form_outside_the_profile_refuse_the_path() {
    X509Certificate ca =
        ca(
            draft ->
                draft.with(
                    Extension.nameConstraints,
                    false,
                    new NameConstraints(
                        new GeneralSubtree[] {
                          new GeneralSubtree(directory("C=CN"), BigInteger.ONE, null)
                        },
                        null)));

    refused("a minimum or maximum", trust(), List.of(node("C=CN,CN=node"), ca));
  }

  // ---- policies

  static Stream<UnaryOperator<CertificateDraft>> demands() {
    return Stream.of(
        draft -> draft.with(Extension.policyConstraints, true, explicit(0)),
        draft -> draft.with(Extension.policyConstraints, false, explicit(0)));
  }

  @ParameterizedTest
  @MethodSource("demands")
  void a_policy_that_a_ca_demands_must_run_through_the_path(
      UnaryOperator<CertificateDraft> demand) {
    X509Certificate ca = ca(draft -> policies(demand.apply(draft), POLICY));

    acceptedWith(ca, POLICY);
    acceptedWith(ca, OTHER_POLICY, POLICY);
    lacksPolicy(ca, OTHER_POLICY);
    lacksPolicy(ca);
  }

  @Test
  void without_a_demand_policies_constrain_nothing() {
    X509Certificate ca = ca(draft -> policies(draft, POLICY));

    acceptedWith(ca);
    acceptedWith(ca, OTHER_POLICY);
  }

  @Test
  void any_policy_fits_unless_it_is_inhibited() {
    X509Certificate any = ca(draft -> policies(demanding(draft), ANY_POLICY));
    X509Certificate inhibited =
        ca(
            draft ->
                policies(demanding(draft), POLICY)
                    .with(Extension.inhibitAnyPolicy, false, new ASN1Integer(0)));

    acceptedWith(any, OTHER_POLICY);
    acceptedWith(inhibited, POLICY);
    lacksPolicy(inhibited, ANY_POLICY);
  }

  @Test
  void policies_are_mapped_unless_that_is_inhibited() {
    UnaryOperator<CertificateDraft> mapped =
        draft ->
            policies(demanding(draft), POLICY)
                .with(Extension.policyMappings, false, mapping(POLICY, OTHER_POLICY));
    X509Certificate ca = ca(mapped);

    acceptedWith(ca, OTHER_POLICY);
    lacksPolicy(ca, POLICY);
    X509Certificate noMapping =
        root.certify(
            root,
            NOW,
            END,
            draft ->
                draft.with(
                    Extension.policyConstraints,
                    false,
                    new PolicyConstraints(null, BigInteger.ZERO)));
    refused(
        "lacks a certificate policy",
        TrustStore.of(List.of(noMapping)),
        List.of(node("CN=node", draft -> policies(draft, OTHER_POLICY)), ca));
  }

  @Test
  void any_policy_is_not_mapped() {
    X509Certificate ca =
        ca(draft -> draft.with(Extension.policyMappings, false, mapping(ANY_POLICY, POLICY)));

    refused("maps the policy anyPolicy", trust(), List.of(node("CN=node"), ca));
  }

  @Test
  void a_node_may_demand_a_policy_of_its_own_path() {
    X509Certificate ca = ca(draft -> draft);
    X509Certificate leaf = node("CN=node", draft -> policies(demanding(draft), POLICY));

    refused("lacks a certificate policy", trust(), List.of(leaf, ca));
  }

  // ---- purposes

  static Stream<KeyPurposeId> foreignPurposes() {
    return Stream.of(
        KeyPurposeId.id_kp_OCSPSigning,
        KeyPurposeId.id_kp_codeSigning,
        KeyPurposeId.id_kp_timeStamping,
        KeyPurposeId.id_kp_serverAuth);
  }

  @ParameterizedTest
  @MethodSource("foreignPurposes")
  void a_certificate_for_another_purpose_signs_no_messages(KeyPurposeId purpose) {
    X509Certificate ca = ca(draft -> draft);

    for (boolean critical : new boolean[] {true, false}) {
      X509Certificate leaf = node("CN=node", draft -> purposes(draft, critical, purpose));
      refused("is for other purposes (extended key usage [", trust(), List.of(leaf, ca));
    }
  }

  @ParameterizedTest
  @MethodSource("foreignPurposes")
  void a_ca_for_another_purpose_certifies_no_nodes(KeyPurposeId purpose) {
    X509Certificate ca = ca(draft -> purposes(draft, false, purpose));

    refused("is for other purposes", trust(), List.of(node("CN=node"), ca));
  }

  static Stream<KeyPurposeId> fittingPurposes() {
    return Stream.of(
        KeyPurposeId.anyExtendedKeyUsage,
        KeyPurposeId.id_kp_clientAuth,
        KeyPurposeId.id_kp_emailProtection,
        KeyPurposeId.getInstance(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.36")));
  }

  @ParameterizedTest
  @MethodSource("fittingPurposes")
  void a_certificate_for_organizations_signs_messages_beside_whatever_else_it_is_for(
      KeyPurposeId purpose) {
    X509Certificate ca = ca(draft -> draft);
    X509Certificate leaf =
        node("CN=node", draft -> purposes(draft, true, KeyPurposeId.id_kp_serverAuth, purpose));

    assertThat(trust().validate(List.of(leaf, ca), NOW).node()).isEqualTo(NODE);
  }

  @Test
  void the_purposes_of_a_network_are_configured() {
    X509Certificate ca = ca(draft -> draft);
    KeyPurposeId own = KeyPurposeId.getInstance(new ASN1ObjectIdentifier("1.2.156.112600.1.3"));
    X509Certificate leaf = node("CN=node", draft -> purposes(draft, true, own));

    refused("is for other purposes", trust(), List.of(leaf, ca));
    assertThat(
            trust().purposes(Set.of("1.2.156.112600.1.3")).validate(List.of(leaf, ca), NOW).node())
        .isEqualTo(NODE);
  }

  // ---- how certificates are made

  private X509Certificate ca(UnaryOperator<CertificateDraft> extensions) {
    return root.certify(district, NOW, END, extensions);
  }

  private X509Certificate node(String subject) {
    return node(subject, draft -> draft);
  }

  private X509Certificate node(String subject, UnaryOperator<CertificateDraft> extensions) {
    return district.issue(new X500Name(subject), NODE, NOW, END, extensions);
  }

  private static GeneralName directory(String name) {
    return new GeneralName(new X500Name(name));
  }

  private static GeneralSubtree[] permitted(GeneralName base) {
    return new GeneralSubtree[] {new GeneralSubtree(base)};
  }

  private static UnaryOperator<CertificateDraft> names(
      boolean critical, GeneralSubtree[] permitted, GeneralSubtree[] excluded) {
    return draft ->
        draft.with(Extension.nameConstraints, critical, new NameConstraints(permitted, excluded));
  }

  private static PolicyConstraints explicit(int skipped) {
    return new PolicyConstraints(BigInteger.valueOf(skipped), null);
  }

  private static CertificateDraft demanding(CertificateDraft draft) {
    return draft.with(Extension.policyConstraints, false, explicit(0));
  }

  private static CertificateDraft policies(CertificateDraft draft, String... policies) {
    PolicyInformation[] all =
        Stream.of(policies)
            .map(policy -> new PolicyInformation(new ASN1ObjectIdentifier(policy)))
            .toArray(PolicyInformation[]::new);
    return draft.with(Extension.certificatePolicies, false, new CertificatePolicies(all));
  }

  private static PolicyMappings mapping(String issuers, String subjects) {
    return PolicyMappings.getInstance(
        new DERSequence(
            new DERSequence(
                new CertPolicyId[] {
                  CertPolicyId.getInstance(new ASN1ObjectIdentifier(issuers)),
                  CertPolicyId.getInstance(new ASN1ObjectIdentifier(subjects))
                })));
  }

  private static CertificateDraft purposes(
      CertificateDraft draft, boolean critical, KeyPurposeId... purposes) {
    return draft.with(Extension.extendedKeyUsage, critical, new ExtendedKeyUsage(purposes));
  }

  private TrustStore trust() {
    return TrustStore.of(List.of(anchor));
  }

  private void accepted(X509Certificate ca, String subject, GeneralName... names) {
    assertThat(trust().validate(List.of(named(subject, names), ca), NOW).node()).isEqualTo(NODE);
  }

  private void forbidden(X509Certificate ca, String subject, GeneralName... names) {
    refused(
        "has a name that its issuers may not certify (name constraints)",
        trust(),
        List.of(named(subject, names), ca));
  }

  private X509Certificate named(String subject, GeneralName... names) {
    if (names.length == 0) {
      return node(subject);
    }
    GeneralName urn = new GeneralName(GeneralName.uniformResourceIdentifier, NODE.toUrn());
    return district.issueNamed(
        new X500Name(subject), new GeneralNames(new GeneralName[] {urn, names[0]}), NOW, END);
  }

  private void acceptedWith(X509Certificate ca, String... policies) {
    assertThat(trust().validate(List.of(withPolicies(policies), ca), NOW).node()).isEqualTo(NODE);
  }

  private void lacksPolicy(X509Certificate ca, String... policies) {
    refused(
        "lacks a certificate policy that its issuers demand",
        trust(),
        List.of(withPolicies(policies), ca));
  }

  private X509Certificate withPolicies(String... policies) {
    return node("CN=node", draft -> policies.length == 0 ? draft : policies(draft, policies));
  }

  private static void refused(String reason, TrustStore trust, List<X509Certificate> chain) {
    assertThatThrownBy(() -> trust.validate(chain, NOW))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.code()).isEqualTo(ProblemCode.CERTIFICATE_UNTRUSTED))
        .hasMessageContaining(reason);
  }
}
