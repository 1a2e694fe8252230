package io.github.citydc.naming.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CachedDirectoryTest {

  private static final NodeId NODE = NodeId.parse("440106:91350100M000100Y43:grid");
  private static final NodeEntry FIRST =
      NodeEntry.at(URI.create("https://a/cdx/v1"), NODE, List.of());
  private static final NodeEntry SECOND =
      NodeEntry.at(URI.create("https://b/cdx/v1"), NODE, List.of());
  private static final CachedDirectory.Times TIMES =
      new CachedDirectory.Times(
          Duration.ofMinutes(5),
          Duration.ofSeconds(30),
          Duration.ofHours(1),
          Duration.ofSeconds(10),
          2);

  private final TestClock clock = new TestClock();
  private Supplier<Optional<NodeEntry>> source = () -> Optional.of(FIRST);
  private int asked;
  private final CachedDirectory directory =
      CachedDirectory.of(
          node -> {
            asked++;
            return source.get();
          },
          TIMES,
          clock);

  private void down() {
    source =
        () -> {
          throw new DirectoryUnavailableException("down");
        };
  }

  @Test
  void anAnswerHoldsUntilItExpires() {
    assertThat(directory.find(NODE)).contains(FIRST);
    source = () -> Optional.of(SECOND);
    clock.pass(Duration.ofMinutes(5).minusMillis(1));
    assertThat(directory.find(NODE)).contains(FIRST);
    assertThat(asked).isEqualTo(1);

    clock.pass(Duration.ofMillis(1));
    assertThat(directory.find(NODE)).contains(SECOND);
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void thatANodeIsNotThereIsRememberedForLess() {
    source = Optional::empty;
    assertThat(directory.find(NODE)).isEmpty();
    source = () -> Optional.of(FIRST);
    clock.pass(Duration.ofSeconds(29));
    assertThat(directory.find(NODE)).isEmpty();
    assertThat(asked).isEqualTo(1);

    clock.pass(Duration.ofSeconds(1));
    assertThat(directory.find(NODE)).contains(FIRST);
  }

  @Test
  void whileTheSourceIsDownTheLastGoodAnswerServes() {
    directory.find(NODE);
    down();
    clock.pass(Duration.ofMinutes(5));
    assertThat(directory.find(NODE)).contains(FIRST);
    clock.pass(Duration.ofSeconds(9));
    assertThat(directory.find(NODE)).contains(FIRST);
    assertThat(asked).as("left alone for ten seconds").isEqualTo(2);

    source = () -> Optional.of(SECOND);
    clock.pass(Duration.ofSeconds(1));
    assertThat(directory.find(NODE)).contains(SECOND);
  }

  @ParameterizedTest
  @MethodSource("errors")
  void an_error_of_the_source_is_survived_and_the_source_is_asked_again(Error error) {
    directory.find(NODE);
    source =
        () -> {
          throw error;
        };
    clock.pass(Duration.ofMinutes(5));
    assertThat(directory.find(NODE)).contains(FIRST);

    source = () -> Optional.of(SECOND);
    clock.pass(Duration.ofSeconds(10));
    assertThat(directory.find(NODE)).contains(SECOND);
  }

  static Stream<Error> errors() {
    return Stream.of(
        new NoClassDefFoundError("com/example/Missing"),
        new OutOfMemoryError("Java heap space"),
        new StackOverflowError());
  }

  @Test
  void an_answer_of_the_time_when_the_clock_was_two_days_fast_does_not_hold_when_it_is_right() {
    clock.pass(Duration.ofDays(2));
    assertThat(directory.find(NODE)).contains(FIRST);
    source = () -> Optional.of(SECOND);

    clock.pass(Duration.ofDays(-2));

    assertThat(directory.find(NODE)).contains(SECOND);
  }

  @Test
  void theLastGoodAnswerServesForALimitedTime() {
    directory.find(NODE);
    down();
    clock.pass(Duration.ofMinutes(65).minusMillis(1));
    assertThat(directory.find(NODE)).contains(FIRST);

    clock.pass(Duration.ofSeconds(11));
    assertThatThrownBy(() -> directory.find(NODE))
        .isInstanceOf(DirectoryUnavailableException.class);
  }

  @Test
  void anAnswerThatIsNotGenuineDoesNotTakeThePlaceOfAGoodOne() {
    directory.find(NODE);
    source =
        () -> {
          throw new UntrustedDirectoryException("poisoned");
        };
    clock.pass(Duration.ofMinutes(6));

    assertThat(directory.find(NODE)).contains(FIRST);
  }

  @Test
  void withoutAGoodAnswerTheFailureIsTheAnswer() {
    down();
    assertThatThrownBy(() -> directory.find(NODE))
        .isInstanceOf(DirectoryUnavailableException.class);

    source = Optional::empty;
    assertThat(directory.find(NODE)).isEmpty();
    down();
    clock.pass(Duration.ofSeconds(31));
    assertThatThrownBy(() -> directory.find(NODE))
        .as("that it was not there is no good answer to go on with")
        .isInstanceOf(DirectoryUnavailableException.class);
  }

  @Test
  void theAnswersThatWereUsedLongestAgoAreForgotten() {
    NodeId second = NodeId.parse("440106:91350100M000100Y43:second");
    NodeId third = NodeId.parse("440106:91350100M000100Y43:third");
    List.of(NODE, second, NODE, third).forEach(directory::find);
    assertThat(asked).isEqualTo(3);

    directory.find(NODE);
    assertThat(asked).isEqualTo(3);
    directory.find(second);
    assertThat(asked).isEqualTo(4);
  }
}
