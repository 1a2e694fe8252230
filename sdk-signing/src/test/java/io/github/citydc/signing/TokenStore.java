package io.github.citydc.signing;

import java.io.InputStream;
import java.io.OutputStream;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.KeyStoreSpi;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Date;
import java.util.Enumeration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The key store of a token: it shows a private key without bytes under the alias {@code enc}. */
final class TokenStore extends KeyStoreSpi {

  private final PrivateKey key;
  private final X509Certificate certificate;

  private TokenStore(PrivateKey key, X509Certificate certificate) {
    this.key = key;
    this.certificate = certificate;
  }

  static KeyStore of(PrivateKey key, X509Certificate certificate, Provider provider)
      throws Exception {
    KeyStore store = new KeyStore(new TokenStore(key, certificate), provider, "Token") {};
    store.load(null, null);
    return store;
  }

  @Override
  public @Nullable Key engineGetKey(String alias, char[] password) {
    return alias.equals("enc") ? key : null;
  }

  @Override
  public Certificate[] engineGetCertificateChain(String alias) {
    return new Certificate[] {certificate};
  }

  @Override
  public Certificate engineGetCertificate(String alias) {
    return certificate;
  }

  @Override
  @SuppressWarnings("JavaUtilDate") // the API of the JDK
  public Date engineGetCreationDate(String alias) {
    return new Date(0);
  }

  @Override
  public void engineSetKeyEntry(String alias, Key key, char[] password, Certificate[] chain)
      throws KeyStoreException {
    throw new KeyStoreException("read only");
  }

  @Override
  public void engineSetKeyEntry(String alias, byte[] key, Certificate[] chain)
      throws KeyStoreException {
    throw new KeyStoreException("read only");
  }

  @Override
  public void engineSetCertificateEntry(String alias, Certificate certificate)
      throws KeyStoreException {
    throw new KeyStoreException("read only");
  }

  @Override
  public void engineDeleteEntry(String alias) throws KeyStoreException {
    throw new KeyStoreException("read only");
  }

  @Override
  public Enumeration<String> engineAliases() {
    return Collections.enumeration(Set.of("enc"));
  }

  @Override
  public boolean engineContainsAlias(String alias) {
    return alias.equals("enc");
  }

  @Override
  public int engineSize() {
    return 1;
  }

  @Override
  public boolean engineIsKeyEntry(String alias) {
    return alias.equals("enc");
  }

  @Override
  public boolean engineIsCertificateEntry(String alias) {
    return false;
  }

  @Override
  public String engineGetCertificateAlias(Certificate certificate) {
    return "enc";
  }

  @Override
  public void engineStore(OutputStream stream, char[] password) {}

  @Override
  public void engineLoad(InputStream stream, char[] password) {}
}
