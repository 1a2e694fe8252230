package io.github.citydc.signing.tls;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** What every connection of a context begins with: the versions and suites of its profile. */
final class Connections {

  private final String[] versions;
  private final String[] cipherSuites;
  private final boolean needsSm2Named;

  private Connections(String[] versions, String[] cipherSuites, boolean needsSm2Named) {
    this.versions = versions;
    this.cipherSuites = cipherSuites;
    this.needsSm2Named = needsSm2Named;
  }

  /**
   * What a profile means with a provider.
   *
   * @throws IllegalArgumentException if it does not know a version or a suite
   */
  static Connections of(TlsProfile profile, SSLContext context) {
    SSLParameters known = context.getSupportedSSLParameters();
    require(context, "protocol version", profile.versions(), known.getProtocols());
    require(context, "cipher suite", profile.cipherSuites(), known.getCipherSuites());
    List<String> suites =
        profile.cipherSuites().isEmpty()
            ? Arrays.asList(context.getDefaultSSLParameters().getCipherSuites())
            : profile.cipherSuites();
    return new Connections(
        profile.versions().toArray(new String[0]),
        suites.toArray(new String[0]),
        profile.isSmOnly() && Jca.isBouncyCastle(context.getProvider()));
  }

  private static void require(SSLContext context, String what, List<String> asked, String[] known) {
    Set<String> names = Set.of(known);
    asked.stream()
        .filter(name -> !names.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "The provider "
                      + context.getProvider().getName()
                      + " does not know the "
                      + what
                      + " "
                      + name);
            });
  }

  String[] cipherSuites() {
    return cipherSuites.clone();
  }

  SSLParameters on(SSLParameters parameters) {
    parameters.setProtocols(versions.clone());
    parameters.setCipherSuites(cipherSuites.clone());
    if (needsSm2Named) {
      BouncyCastleSm2.name(parameters);
    }
    return parameters;
  }

  SSLEngine on(SSLEngine engine) {
    engine.setSSLParameters(on(engine.getSSLParameters()));
    return needsSm2Named ? new NamingEngine(engine) : engine;
  }

  SSLSocket on(SSLSocket socket) {
    socket.setSSLParameters(on(socket.getSSLParameters()));
    if (needsSm2Named) {
      BouncyCastleSm2.name(socket);
    }
    return socket;
  }
}
