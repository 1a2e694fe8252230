package io.github.citydc.testkit.internal;

import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.testkit.fault.Faults;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** The connection of one request: answers as a whole, in pieces, in part, or not at all. */
final class Wire {

  private static final int PIECES = 20;

  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final Faults faults;
  private final long begun;

  Wire(HttpServletRequest request, HttpServletResponse response, Faults faults) {
    this.request = request;
    this.response = response;
    this.faults = faults;
    this.begun = faults.switchedOff();
  }

  String address() {
    return request.getRemoteAddr();
  }

  void pause(Duration duration) {
    faults.pause(duration, begun);
  }

  void write(HttpResponse answer) throws IOException {
    OutputStream out = begin(answer);
    out.write(answer.body().toByteArray());
    out.flush();
  }

  /** Half of it, and then the end of the connection. */
  void writeHalf(HttpResponse answer) throws IOException {
    OutputStream out = begin(answer);
    out.write(answer.body().toByteArray(), 0, answer.body().size() / 2);
    out.flush();
    cut();
  }

  void writeSlowly(HttpResponse answer, Duration whole) throws IOException {
    OutputStream out = begin(answer);
    byte[] body = answer.body().toByteArray();
    int piece = Math.max(1, (body.length + PIECES - 1) / PIECES);
    for (int at = 0; at < body.length; at += piece) {
      pause(whole.dividedBy(PIECES));
      out.write(body, at, Math.min(piece, body.length - at));
      out.flush();
    }
  }

  /** Closes the connection. */
  void cut() {
    ServletContextRequest.getServletContextRequest(request)
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
  }

  private OutputStream begin(HttpResponse answer) throws IOException {
    response.setStatus(answer.status());
    answer.headers().forEach(response::addHeader);
    response.setContentLength(answer.body().size());
    return response.getOutputStream();
  }
}
