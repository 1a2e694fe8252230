package io.github.citydc.signing.trust;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.jspecify.annotations.Nullable;

/**
 * Certificate policies along a path, RFC 5280 §6.1.3 to §6.1.5, where a verifier accepts every
 * policy: a path is refused if a CA demands an explicit policy and none runs through it. Each level
 * of the tree of policies is a set, as RFC 9618 has it, so that no path makes it grow without
 * bound. Not thread-safe.
 */
final class PolicyCheck {

  private static final ASN1ObjectIdentifier ANY = new ASN1ObjectIdentifier("2.5.29.32.0");

  /** The valid policies of a level, each with those expected on the next; empty for no tree. */
  private Map<ASN1ObjectIdentifier, Set<ASN1ObjectIdentifier>> level = Map.of(ANY, Set.of(ANY));

  private int explicit;
  private int inhibitMapping;
  private int inhibitAny;

  private PolicyCheck(int certificates) {
    this.explicit = certificates + 1;
    this.inhibitMapping = certificates + 1;
    this.inhibitAny = certificates + 1;
  }

  /**
   * Applies the policies and the constraints of a path.
   *
   * @param certificates the certificate of the node first, the anchor last
   * @throws IllegalArgumentException if a policy is demanded that is not there
   */
  static void require(List<ParsedCertificate> certificates) {
    int count = certificates.size() - 1;
    PolicyCheck check = new PolicyCheck(count);
    // An anchor needs no policies, but what it demands of those below counts.
    check.constrain(certificates.get(count).extensions());
    for (int i = count - 1; i >= 0; i--) {
      ParsedCertificate certificate = certificates.get(i);
      check.enter(certificate, i == 0);
      if (i > 0) {
        check.map(certificate);
        check.count(certificate);
        check.constrain(certificate.extensions());
      }
    }
    check.end(certificates.get(0));
  }

  private void enter(ParsedCertificate certificate, boolean last) {
    Set<ASN1ObjectIdentifier> policies = policies(certificate.extensions());
    Set<ASN1ObjectIdentifier> expected =
        level.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    Set<ASN1ObjectIdentifier> valid = new HashSet<>(policies);
    valid.remove(ANY);
    if (!level.containsKey(ANY)) {
      valid.retainAll(expected);
    }
    boolean anyCounts = inhibitAny > 0 || (!last && certificate.isSelfIssued());
    if (policies.contains(ANY) && anyCounts) {
      valid.addAll(expected);
    }
    level = new HashMap<>();
    valid.forEach(policy -> level.put(policy, Set.of(policy)));
    requirePolicy(certificate);
  }

  private static Set<ASN1ObjectIdentifier> policies(Extensions extensions) {
    return Optional.ofNullable(CertificatePolicies.fromExtensions(extensions)).stream()
        .flatMap(policies -> Arrays.stream(policies.getPolicyInformation()))
        .map(PolicyInformation::getPolicyIdentifier)
        .collect(Collectors.toSet());
  }

  private void requirePolicy(ParsedCertificate certificate) {
    if (explicit <= 0 && level.isEmpty()) {
      throw new IllegalArgumentException(
          certificate.about() + "lacks a certificate policy that its issuers demand");
    }
  }

  private void map(ParsedCertificate issuer) {
    Map<ASN1ObjectIdentifier, Set<ASN1ObjectIdentifier>> mappings = mappings(issuer);
    mappings.forEach(
        (policy, equivalents) -> {
          if (inhibitMapping <= 0) {
            level.remove(policy);
          } else if (level.containsKey(policy) || level.containsKey(ANY)) {
            level.put(policy, equivalents);
          }
        });
  }

  private static Map<ASN1ObjectIdentifier, Set<ASN1ObjectIdentifier>> mappings(
      ParsedCertificate issuer) {
    Map<ASN1ObjectIdentifier, Set<ASN1ObjectIdentifier>> mappings = new HashMap<>();
    Optional.ofNullable(issuer.extensions().getExtensionParsedValue(Extension.policyMappings))
        .map(ASN1Sequence::getInstance)
        .ifPresent(
            all ->
                all.forEach(
                    each -> {
                      ASN1Sequence pair = ASN1Sequence.getInstance(each);
                      mappings
                          .computeIfAbsent(policy(issuer, pair, 0), policy -> new HashSet<>())
                          .add(policy(issuer, pair, 1));
                    }));
    return mappings;
  }

  private static ASN1ObjectIdentifier policy(
      ParsedCertificate issuer, ASN1Sequence pair, int index) {
    ASN1ObjectIdentifier policy = ASN1ObjectIdentifier.getInstance(pair.getObjectAt(index));
    if (policy.equals(ANY)) {
      throw new IllegalArgumentException(issuer.about() + "maps the policy anyPolicy");
    }
    return policy;
  }

  private void count(ParsedCertificate certificate) {
    if (!certificate.isSelfIssued()) {
      explicit--;
      inhibitMapping--;
      inhibitAny--;
    }
  }

  private void constrain(Extensions extensions) {
    PolicyConstraints constraints = PolicyConstraints.fromExtensions(extensions);
    if (constraints != null) {
      explicit = Math.min(explicit, skipped(constraints.getRequireExplicitPolicyMapping()));
      inhibitMapping = Math.min(inhibitMapping, skipped(constraints.getInhibitPolicyMapping()));
    }
    inhibitAny =
        Optional.ofNullable(extensions.getExtensionParsedValue(Extension.inhibitAnyPolicy))
            .map(value -> skipped(ASN1Integer.getInstance(value).getValue()))
            .map(certificates -> Math.min(inhibitAny, certificates))
            .orElse(inhibitAny);
  }

  /** How many certificates may follow before a constraint applies; all, if it is absent. */
  private static int skipped(@Nullable BigInteger certificates) {
    return certificates == null || certificates.bitLength() > 30
        ? Integer.MAX_VALUE
        : certificates.intValue();
  }

  private void end(ParsedCertificate leaf) {
    explicit--;
    PolicyConstraints constraints = PolicyConstraints.fromExtensions(leaf.extensions());
    if (constraints != null
        && BigInteger.ZERO.equals(constraints.getRequireExplicitPolicyMapping())) {
      explicit = 0;
    }
    requirePolicy(leaf);
  }
}
