package io.github.citydc.signing.trust;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.jspecify.annotations.Nullable;

/**
 * The names that the CAs of a path may certify, RFC 5280 §4.2.1.10, whether or not they say so
 * critically. A kind of name that is constrained and cannot be judged refuses the path; so does a
 * constraint of URIs, because the URN of a node has no host that could be compared. Not
 * thread-safe.
 */
final class NameLimits {

  private static final Set<Integer> JUDGED =
      Set.of(GeneralName.rfc822Name, GeneralName.dNSName, GeneralName.iPAddress);

  private final PKIXNameConstraintValidator others = new PKIXNameConstraintValidator();
  private final List<List<X500Name>> permitted = new ArrayList<>();
  private final List<X500Name> excluded = new ArrayList<>();
  private final Set<Integer> constrained = new HashSet<>();

  private NameLimits() {}

  /**
   * Applies the constraints of all issuers of a path.
   *
   * @param certificates the certificate of the node first, the anchor last
   * @throws IllegalArgumentException naming the certificate with a name that it may not have
   */
  static void require(List<ParsedCertificate> certificates) {
    NameLimits limits = new NameLimits();
    for (int i = certificates.size() - 1; i >= 0; i--) {
      ParsedCertificate certificate = certificates.get(i);
      boolean anchor = i == certificates.size() - 1;
      if (!anchor && (i == 0 || !certificate.isSelfIssued())) {
        limits.requireNames(certificate);
      }
      limits.add(certificate);
    }
  }

  private void add(ParsedCertificate issuer) {
    Optional.ofNullable(issuer.extensions().getExtensionParsedValue(Extension.nameConstraints))
        .map(NameConstraints::getInstance)
        .ifPresent(
            constraints -> {
              permit(subtrees(issuer, constraints.getPermittedSubtrees()));
              exclude(subtrees(issuer, constraints.getExcludedSubtrees()));
            });
  }

  private static List<GeneralName> subtrees(
      ParsedCertificate issuer, GeneralSubtree @Nullable [] subtrees) {
    List<GeneralSubtree> all = subtrees == null ? List.of() : Arrays.asList(subtrees);
    for (GeneralSubtree subtree : all) {
      boolean whole = BigInteger.ZERO.equals(subtree.getMinimum()) && subtree.getMaximum() == null;
      if (!whole) {
        throw new IllegalArgumentException(
            issuer.about() + "has name constraints with a minimum or maximum, not supported");
      }
    }
    return all.stream().map(GeneralSubtree::getBase).toList();
  }

  private void permit(List<GeneralName> names) {
    names.forEach(name -> constrained.add(name.getTagNo()));
    List<X500Name> directoryNames = directoryNames(names);
    if (!directoryNames.isEmpty()) {
      permitted.add(directoryNames);
    }
    GeneralSubtree[] rest = judged(names).toArray(GeneralSubtree[]::new);
    if (rest.length > 0) {
      others.intersectPermittedSubtree(rest);
    }
  }

  private void exclude(List<GeneralName> names) {
    names.forEach(name -> constrained.add(name.getTagNo()));
    excluded.addAll(directoryNames(names));
    judged(names).forEach(others::addExcludedSubtree);
  }

  private static List<X500Name> directoryNames(List<GeneralName> names) {
    return names.stream()
        .filter(name -> name.getTagNo() == GeneralName.directoryName)
        .map(name -> X500Name.getInstance(name.getName()))
        .toList();
  }

  private static Stream<GeneralSubtree> judged(List<GeneralName> names) {
    return names.stream().filter(name -> JUDGED.contains(name.getTagNo())).map(GeneralSubtree::new);
  }

  private void requireNames(ParsedCertificate certificate) {
    X500Name subject = certificate.subject();
    if (subject.getRDNs().length > 0) {
      requireDirectoryName(certificate, subject);
    }
    GeneralNames names =
        GeneralNames.fromExtensions(certificate.extensions(), Extension.subjectAlternativeName);
    List<GeneralName> alternatives = names == null ? List.of() : Arrays.asList(names.getNames());
    alternatives.forEach(name -> requireName(certificate, name));
    if (alternatives.stream().noneMatch(name -> name.getTagNo() == GeneralName.rfc822Name)) {
      addresses(subject).forEach(name -> requireName(certificate, name));
    }
  }

  /** Mail addresses in a subject count where the alternative names have none. */
  private static Stream<GeneralName> addresses(X500Name subject) {
    return Arrays.stream(subject.getRDNs(PKCSObjectIdentifiers.pkcs_9_at_emailAddress))
        .flatMap(rdn -> Arrays.stream(rdn.getTypesAndValues()))
        .filter(value -> value.getType().equals(PKCSObjectIdentifiers.pkcs_9_at_emailAddress))
        .map(value -> new GeneralName(GeneralName.rfc822Name, value.getValue().toString()));
  }

  private void requireName(ParsedCertificate certificate, GeneralName name) {
    int kind = name.getTagNo();
    if (kind == GeneralName.directoryName) {
      requireDirectoryName(certificate, X500Name.getInstance(name.getName()));
    } else if (JUDGED.contains(kind)) {
      try {
        others.checkPermitted(name);
        others.checkExcluded(name);
      } catch (NameConstraintValidatorException e) {
        throw forbidden(certificate);
      }
    } else if (constrained.contains(kind)) {
      throw forbidden(certificate);
    }
  }

  private void requireDirectoryName(ParsedCertificate certificate, X500Name name) {
    boolean isPermitted =
        permitted.stream().allMatch(bases -> bases.stream().anyMatch(base -> within(name, base)));
    if (!isPermitted || excluded.stream().anyMatch(base -> within(name, base))) {
      throw forbidden(certificate);
    }
  }

  /** Returns whether a name begins with all parts of another. */
  private static boolean within(X500Name name, X500Name base) {
    RDN[] parts = name.getRDNs();
    RDN[] first = base.getRDNs();
    if (parts.length < first.length) {
      return false;
    }
    for (int i = 0; i < first.length; i++) {
      if (!alone(parts[i]).equals(alone(first[i]))) {
        return false;
      }
    }
    return true;
  }

  private static X500Name alone(RDN part) {
    return new X500Name(new RDN[] {part});
  }

  private static IllegalArgumentException forbidden(ParsedCertificate certificate) {
    return new IllegalArgumentException(
        certificate.about() + "has a name that its issuers may not certify (name constraints)");
  }
}
