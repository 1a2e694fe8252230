package io.github.citydc.naming.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswerTest {

  private static final int LARGEST = 12;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello, and more",
        "HTTP/1.0 200\r\nServer: x\r\n\r\nhello",
        "HTTP/1.1 200 OK\nTransfer-Encoding: Chunked\n\n2\nhe\n3;x=y\nllo\n0\n\n",
        "HTTP/1.1 200 OK\r\ntransfer-encoding:chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
      })
  void every_way_to_end_a_document_is_read(String answer) throws IOException {
    assertThat(new String(document(answer), StandardCharsets.UTF_8)).isEqualTo("hello");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          HTTP/1.1 200 OK|Content-Length: 6||hello, broke off
          HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hel, broke off
          HTTP/1.1 200 OK|Content-Length: 5, broke off
          HTTP/1.1 200 OK|Content-Length: 13||thirteen byte, larger than 12
          HTTP/1.1 200 OK|Content-Length: 99999999999||x, larger than 12
          HTTP/1.1 200 OK||thirteen byte, larger than 12
          HTTP/1.1 200 OK|Transfer-Encoding: chunked||7|seven b|6|six mo, larger than 12
          HTTP/1.1 200 OK|Content-Length: -1||x, a length that is not one
          HTTP/1.1 200 OK|Transfer-Encoding: chunked||zz|hello, a length that is not one
          HTTP/1.1 200 OK|Content-Encoding: gzip||x, was not asked for
          HTTP/1.1 302 Found|Location: /x||, HTTP 302
          HTTP/1.1 500 No||, HTTP 500
          SSH-2.0-OpenSSH|, not HTTP
          """)
  void what_is_not_a_whole_small_document_is_refused(String answer, String reason) {
    assertThatThrownBy(() -> document(answer.replace("|", "\r\n")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void fields_without_end_are_not_read() {
    String status = "HTTP/1.1 200 OK\r\n";

    assertThatThrownBy(() -> document(status + "x".repeat(1 << 20)))
        .hasMessageContaining("a line longer than");
    assertThatThrownBy(() -> document(status + "x: y\r\n".repeat(1000)))
        .hasMessageContaining("more than 200 fields");
  }

  private static byte[] document(String answer) throws IOException {
    return HttpAnswer.document(
        new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)), LARGEST);
  }
}
