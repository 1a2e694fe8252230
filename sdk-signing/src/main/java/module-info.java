/**
 * How the exchange is protected: SM2 and its fellows, HTTP message signatures, certificates and
 * trust.
 */
module io.github.citydc.signing {
  requires transitive io.github.citydc.core;
  requires static transitive org.jspecify;
  requires org.bouncycastle.pkix;
  requires org.bouncycastle.provider;
  requires org.bouncycastle.util;
  // For who speaks TLS with SM2 certificates through it.
  requires static org.bouncycastle.tls;
  requires org.slf4j;
  // Names no module, so this is its file name; the version is fixed by the parent and by sdk-bom.
  requires structured.fields;

  provides io.github.citydc.naming.node.CertificateDecoder with
      io.github.citydc.signing.trust.Sm2CertificateDecoder;
  provides io.github.citydc.exchange.message.HashProvider with
      io.github.citydc.signing.internal.Sm3HashProvider;

  exports io.github.citydc.signing;
  exports io.github.citydc.signing.cms;
  exports io.github.citydc.signing.doctor;
  exports io.github.citydc.signing.gateway;
  exports io.github.citydc.signing.http;
  exports io.github.citydc.signing.node;
  exports io.github.citydc.signing.payload;
  exports io.github.citydc.signing.sandbox;
  exports io.github.citydc.signing.tls;
  exports io.github.citydc.signing.trust;
}
