package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.message.RevocationEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The column {@code revocation}: a line for each item, its kind before its Base64; or NULL. */
final class RevocationColumn {

  private static final String CRL = "crl:";
  private static final String OCSP = "ocsp:";

  private RevocationColumn() {}

  static Optional<String> write(RevocationEvidence evidence) {
    return evidence.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Stream.concat(
                    evidence.crls().stream().map(CRL::concat),
                    evidence.ocspResponses().stream().map(OCSP::concat))
                .collect(Collectors.joining("\n")));
  }

  static RevocationEvidence read(Optional<String> column) {
    List<String> crls = new ArrayList<>();
    List<String> ocspResponses = new ArrayList<>();
    for (String line : column.stream().flatMap(String::lines).toList()) {
      if (line.startsWith(CRL)) {
        crls.add(line.substring(CRL.length()));
      } else {
        ocspResponses.add(line.substring(OCSP.length()));
      }
    }
    return new RevocationEvidence(crls, ocspResponses);
  }
}
