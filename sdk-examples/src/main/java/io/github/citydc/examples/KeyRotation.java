package io.github.citydc.examples;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.model.Payload;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.Passphrase;
import java.io.IOException;
import java.security.cert.X509Certificate;

/**
 * A client whose key is changed while it works. Once the new certificate is in the directory of the
 * receivers, put the new key and certificate into the folder and call {@link #reload}.
 */
public final class KeyRotation implements AutoCloseable {

  private final NodeFolder folder;
  private final NodeId self;
  private final NodeDirectory directory;
  private X509Certificate certificate;
  private ExchangeClient client;

  public KeyRotation(NodeFolder folder, NodeId self, NodeDirectory directory) throws IOException {
    this.folder = folder;
    this.self = self;
    this.directory = directory;
    SigningKey key = folder.signingKey(Passphrase.none());
    this.certificate = key.certificates().get(0);
    this.client = client(key);
  }

  private ExchangeClient client(SigningKey key) throws IOException {
    return ExchangeClient.builder()
        .self(self)
        .signer(HttpSignatures.signer(key))
        .verifier(HttpSignatures.verifier(folder.trust(), directory))
        .directory(directory)
        .build();
  }

  /** Signs with the key that the folder has now; false if it is the one in use. */
  public synchronized boolean reload() throws IOException {
    SigningKey key = folder.signingKey(Passphrase.none());
    if (key.certificates().get(0).equals(certificate)) {
      return false;
    }
    ExchangeClient before = client;
    client = client(key);
    certificate = key.certificates().get(0);
    before.close();
    return true;
  }

  public synchronized SignedReceipt send(NodeId hub, Payload payload) {
    return client.send(hub, payload);
  }

  @Override
  public synchronized void close() {
    client.close();
  }
}
