package io.github.citydc.exchange.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.message.MalformedMessageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

  private static HttpHeaders asking(String range) {
    return HttpHeaders.empty().with("range", range);
  }

  private static HttpHeaders sending(String range) {
    return HttpHeaders.empty().with("content-range", range);
  }

  @Test
  void a_range_with_or_without_an_end_is_cut_to_the_file_and_to_what_an_answer_has() {
    ByteRange bounded = ByteRange.asked(asking("bytes=10-19")).orElseThrow();
    ByteRange open = ByteRange.asked(asking("bytes=10-")).orElseThrow();

    assertThat(bounded.within(100, 50)).isEqualTo(new ByteRange(10, 19));
    assertThat(bounded.within(15, 50)).isEqualTo(new ByteRange(10, 14));
    assertThat(bounded.within(100, 4)).isEqualTo(new ByteRange(10, 13));
    assertThat(open.within(100, 50)).isEqualTo(new ByteRange(10, 59));
    assertThat(open.within(30, 50).length()).isEqualTo(20);
    assertThat(ByteRange.asked(HttpHeaders.empty())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=-5",
        "bytes=5-4",
        "bytes=0-1,3-4",
        "lines=0-1",
        "bytes=0-1234567890123456789",
        "bytes=a-b",
        "bytes"
      })
  void what_is_not_one_range_with_a_beginning_is_refused(String range) {
    assertThatThrownBy(() -> ByteRange.asked(asking(range)))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void only_the_beginning_of_what_was_asked_for_is_an_answer_to_it() {
    ByteRange asked = new ByteRange(10, 19);

    assertThat(ByteRange.sent(sending("bytes 10-19/100"), asked, 100)).isEqualTo(asked);
    assertThat(ByteRange.sent(sending("bytes 10-12/100"), asked, 100))
        .isEqualTo(new ByteRange(10, 12));
    for (String other :
        new String[] {
          "bytes 11-19/100", "bytes 10-20/100", "bytes 10-19/101", "bytes 10-9/100", "bytes 10-19/*"
        }) {
      assertThatThrownBy(() -> ByteRange.sent(sending(other), asked, 100))
          .as(other)
          .isInstanceOf(MalformedMessageException.class);
    }
  }
}
