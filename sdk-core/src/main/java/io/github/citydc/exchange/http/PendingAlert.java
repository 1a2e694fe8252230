package io.github.citydc.exchange.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Reads the TLS alert that a server sent before it closed the connection. In TLS 1.3 a client has
 * sent its request before the server has looked at its certificate: the write fails with a broken
 * pipe, and the alert that tells why lies unread.
 */
final class PendingAlert {

  private static final int MILLIS = 200;

  private PendingAlert() {}

  static Response proceed(Interceptor.Chain chain) throws IOException {
    try {
      return chain.proceed(chain.request());
    } catch (SocketException e) {
      Connection connection = chain.connection();
      if (connection != null) {
        throwAlert(connection.socket(), e);
      }
      throw e;
    }
  }

  private static void throwAlert(Socket socket, SocketException broken) throws SSLException {
    if (!(socket instanceof SSLSocket) || socket.isClosed()) {
      return;
    }
    try {
      socket.setSoTimeout(MILLIS);
      int unasked = socket.getInputStream().read();
      if (unasked >= 0) {
        broken.addSuppressed(new IOException("An answer had begun"));
      }
    } catch (SSLException alert) {
      alert.addSuppressed(broken);
      throw alert;
    } catch (IOException nothing) {
      broken.addSuppressed(nothing);
    }
  }
}
