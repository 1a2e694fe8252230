package io.github.citydc.testkit.conformance;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.Certificates;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.trust.KeyId;

/**
 * Whom the suite signs as.
 *
 * @param node what it calls itself
 * @param key with its certificate, which may name somebody else
 */
record Party(NodeId node, SigningKey key) {

  static Party of(SigningKey key) {
    return new Party(KeyId.of(key.certificates().get(0)).node(), key);
  }

  String keyId() {
    return node + "#" + Certificates.fingerprint(key.certificates().get(0));
  }
}
