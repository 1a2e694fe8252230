package io.github.citydc.signing.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one side, the one that signs first, whoever asks for them: a client shows its
 * certificate also to a server that names other authorities, which can then say what it has against
 * it.
 */
final class OwnKeys extends X509ExtendedKeyManager {

  private final KeyKind kind;
  private final Map<String, Entry> entries;

  /** A key with its certificate and those of its issuers. */
  record Entry(PrivateKey key, List<X509Certificate> chain) {}

  OwnKeys(KeyKind kind, Map<String, Entry> entries) {
    this.kind = kind;
    this.entries = new LinkedHashMap<>(entries);
  }

  private String @Nullable [] aliases(String keyType) {
    return kind.isAsked(keyType) ? entries.keySet().toArray(new String[0]) : null;
  }

  private @Nullable String first(String... keyTypes) {
    return Arrays.stream(keyTypes).anyMatch(kind::isAsked)
        ? entries.keySet().iterator().next()
        : null;
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return aliases(keyType);
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return aliases(keyType);
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return first(keyTypes);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return first(keyType);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return first(keyTypes);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return first(keyType);
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    Entry entry = entries.get(alias);
    return entry == null ? null : entry.chain().toArray(new X509Certificate[0]);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    Entry entry = entries.get(alias);
    return entry == null ? null : entry.key();
  }
}
