package io.github.citydc.signing.tls;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.jsse.BCSSLEngine;
import org.bouncycastle.jsse.BCSSLParameters;
import org.bouncycastle.jsse.BCSSLSocket;

/**
 * Has BouncyCastle's JSSE use the curve and the signatures of RFC 8998: it knows them, and takes
 * them only where they are named. From JDK 20 on they can stand in {@link SSLParameters}; before,
 * only in parameters of BouncyCastle's own.
 */
final class BouncyCastleSm2 {

  private static final String[] GROUPS = {"curveSM2"};
  private static final String[] SCHEMES = {"sm2sig_sm3"};

  private BouncyCastleSm2() {}

  static void name(SSLEngine engine) {
    BCSSLEngine own = (BCSSLEngine) engine;
    own.setParameters(named(own.getParameters()));
  }

  static void name(SSLSocket socket) {
    BCSSLSocket own = (BCSSLSocket) socket;
    own.setParameters(named(own.getParameters()));
  }

  private static BCSSLParameters named(BCSSLParameters parameters) {
    parameters.setNamedGroups(GROUPS.clone());
    parameters.setSignatureSchemes(SCHEMES.clone());
    return parameters;
  }

  static void name(SSLParameters parameters) {
    set(parameters, "setNamedGroups", GROUPS);
    set(parameters, "setSignatureSchemes", SCHEMES);
  }

  private static void set(SSLParameters parameters, String setter, String[] names) {
    try {
      SSLParameters.class
          .getMethod(setter, String[].class)
          .invoke(parameters, (Object) names.clone());
    } catch (NoSuchMethodException e) {
      // An older JDK, which does not overwrite what was named before.
      return;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
