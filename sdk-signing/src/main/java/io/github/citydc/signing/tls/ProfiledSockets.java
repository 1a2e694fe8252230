package io.github.citydc.signing.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A factory whose sockets begin with the versions and suites of a profile. */
final class ProfiledSockets extends SSLSocketFactory {

  private final SSLSocketFactory factory;
  private final Connections connections;

  ProfiledSockets(SSLSocketFactory factory, Connections connections) {
    this.factory = factory;
    this.connections = connections;
  }

  private Socket profiled(Socket socket) {
    return connections.on((SSLSocket) socket);
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return connections.cipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return connections.cipherSuites();
  }

  @Override
  public Socket createSocket() throws IOException {
    return profiled(factory.createSocket());
  }

  @Override
  public Socket createSocket(Socket connected, String host, int port, boolean autoClose)
      throws IOException {
    return profiled(factory.createSocket(connected, host, port, autoClose));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return profiled(factory.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return profiled(factory.createSocket(host, port, from, fromPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return profiled(factory.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return profiled(factory.createSocket(host, port, from, fromPort));
  }
}
