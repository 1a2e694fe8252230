package io.github.citydc.signing.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Objects;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.bouncycastle.jsse.BCX509ExtendedKeyManager;
import org.bouncycastle.jsse.BCX509Key;
import org.jspecify.annotations.Nullable;

/**
 * The same keys for BouncyCastle's JSSE. It checks the choices of other key managers by a table
 * without SM2, and would find no key; a key manager of its own kind is not checked.
 */
final class BouncyCastleKeys extends BCX509ExtendedKeyManager {

  private final X509ExtendedKeyManager keys;

  BouncyCastleKeys(X509ExtendedKeyManager keys) {
    this.keys = keys;
  }

  /** A key that was found. */
  private record Key(String keyType, PrivateKey privateKey, X509ExtendedKeyManager from, String as)
      implements BCX509Key {

    @Override
    public String getKeyType() {
      return keyType;
    }

    @Override
    public PrivateKey getPrivateKey() {
      return privateKey;
    }

    @Override
    public X509Certificate[] getCertificateChain() {
      return Objects.requireNonNull(from.getCertificateChain(as));
    }
  }

  @Override
  protected @Nullable BCX509Key getKeyBC(String keyType, String alias) {
    PrivateKey key = keys.getPrivateKey(alias);
    return key == null ? null : new Key(keyType, key, keys, alias);
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return keys.getClientAliases(keyType, issuers);
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return keys.getServerAliases(keyType, issuers);
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return keys.chooseClientAlias(keyTypes, issuers, socket);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return keys.chooseServerAlias(keyType, issuers, socket);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return keys.chooseEngineClientAlias(keyTypes, issuers, engine);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return keys.chooseEngineServerAlias(keyType, issuers, engine);
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return keys.getCertificateChain(alias);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return keys.getPrivateKey(alias);
  }
}
