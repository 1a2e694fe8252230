package io.github.citydc.signing.tls;

import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** A context whose connections begin with the versions and suites of a profile. */
final class ProfiledContext extends SSLContext {

  ProfiledContext(SSLContext context, Connections connections) {
    super(new Spi(context, connections), context.getProvider(), context.getProtocol());
  }

  private static final class Spi extends SSLContextSpi {

    private final SSLContext context;
    private final Connections connections;

    Spi(SSLContext context, Connections connections) {
      this.context = context;
      this.connections = connections;
    }

    @Override
    protected void engineInit(
        KeyManager @Nullable [] keys,
        TrustManager @Nullable [] trust,
        @Nullable SecureRandom random) {
      throw new IllegalStateException("This context is initialised already");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      return new ProfiledSockets(context.getSocketFactory(), connections);
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      throw new UnsupportedOperationException("Servers take their connections from engines here");
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      return connections.on(context.createSSLEngine());
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      return connections.on(context.createSSLEngine(host, port));
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      return context.getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      return context.getClientSessionContext();
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
      return connections.on(context.getDefaultSSLParameters());
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
      return connections.on(context.getSupportedSSLParameters());
    }
  }
}
