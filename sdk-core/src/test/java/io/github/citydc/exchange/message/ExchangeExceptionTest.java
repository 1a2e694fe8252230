package io.github.citydc.exchange.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.code.Severity;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.validation.ValidationReport;
import io.github.citydc.validation.Violation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExchangeExceptionTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final Violation VIOLATION =
      new Violation("/name", "not-blank", Severity.ERROR, "GB 11643", "is missing", "缺少姓名");
  private static final ContentHash PART = ContentHash.of(Content.ofText("part"));
  private static final Problem PROBLEM =
      Problem.of(ProblemCode.VALIDATION_FAILED, "one rule")
          .about(MessageId.parse("019ab5c2-7e1d-7cc3-98c4-dc0c0c07398f"))
          .violations(List.of(VIOLATION), 0)
          .missing(List.of(PART))
          .retryAfter(Duration.ofSeconds(7));

  static Stream<ExchangeException> every_exception_survives_serialization() {
    return Stream.of(
        new ProblemException(PROBLEM),
        new CircuitOpenException(HUB, Duration.ofSeconds(9), new IOException("down")),
        new InvalidPayloadException(new ValidationReport(List.of(VIOLATION))),
        new MalformedMessageException("/a", "must be b"),
        new MissingPartsException("part(s)", List.of(PART)),
        new RefusedException(ProblemCode.RATE_LIMITED, "slower", Duration.ofSeconds(3)),
        RefusedException.beforeSending(ProblemCode.NOT_FOUND, "no such node"),
        new StorageException("not stored", new IOException("disk")),
        new TransportException("cut", new IOException("reset"), TlsFault.EXPIRED),
        TransportException.beforeSending("not reached", new ConnectException("refused")),
        new UnverifiedRequestException(PROBLEM),
        new VerificationException(ProblemCode.ofWireName("newer"), "differs"));
  }

  @ParameterizedTest
  @MethodSource
  void every_exception_survives_serialization(ExchangeException thrown)
      throws IOException, ClassNotFoundException {
    ExchangeException read = copy(thrown);

    assertThat(read).hasSameClassAs(thrown).hasMessage(thrown.getMessage());
    assertThat(read.isRetryable()).isEqualTo(thrown.isRetryable());
    assertThat(read.retryAfter()).isEqualTo(thrown.retryAfter());
    assertThat(read.delivery()).isEqualTo(thrown.delivery());
  }

  @Test
  void what_an_exception_tells_is_there_after_serialization()
      throws IOException, ClassNotFoundException {
    assertThat(copy(new ProblemException(PROBLEM)).problem()).isEqualTo(PROBLEM);
    assertThat(copy(new MissingPartsException("part(s)", List.of(PART))).problem().missing())
        .containsExactly(PART);
    assertThat(
            copy(new InvalidPayloadException(new ValidationReport(List.of(VIOLATION))))
                .report()
                .errors())
        .containsExactly(VIOLATION);
    CircuitOpenException open = new CircuitOpenException(HUB, Duration.ofSeconds(9), new Error());
    assertThat(copy(open).node()).isEqualTo(HUB);
    RefusedException refused = new RefusedException(ProblemCode.INTERNAL, "failed");
    assertThat(copy(refused).code()).isSameAs(ProblemCode.INTERNAL);
  }

  @Test
  void an_exception_says_whether_anything_was_sent() {
    TransportException cut = new TransportException("cut", new IOException("reset"));

    assertThat(new ProblemException(PROBLEM).delivery()).isEqualTo(Delivery.REFUSED);
    assertThat(new UnverifiedRequestException(PROBLEM).delivery())
        .isEqualTo(Delivery.MAY_HAVE_ARRIVED);
    assertThat(cut.delivery()).isEqualTo(Delivery.MAY_HAVE_ARRIVED);
    assertThat(new CircuitOpenException(HUB, Duration.ZERO, cut).nothingWasSent()).isTrue();
    assertThat(new TransportException("tls", cut, TlsFault.WRONG_HOST).nothingWasSent()).isTrue();
    assertThat(new TransportException("tls", cut, TlsFault.BROKEN_OFF).nothingWasSent()).isFalse();
  }

  @Test
  void only_what_is_about_the_content_is_refused_for_good() {
    Set<ProblemCode> refused =
        ProblemCode.standard().stream()
            .filter(
                code -> new ProblemException(Problem.of(code, "")).delivery() == Delivery.REFUSED)
            .collect(Collectors.toSet());

    assertThat(refused)
        .containsExactlyInAnyOrder(
            ProblemCode.MALFORMED_MESSAGE,
            ProblemCode.UNSUPPORTED_VERSION,
            ProblemCode.DIGEST_MISMATCH,
            ProblemCode.SENDER_MISMATCH,
            ProblemCode.NOT_AUTHORIZED,
            ProblemCode.OUTSIDE_JURISDICTION,
            ProblemCode.MESSAGE_CONFLICT,
            ProblemCode.BODY_TOO_LARGE,
            ProblemCode.RECEIVER_MISMATCH,
            ProblemCode.UNKNOWN_TYPE,
            ProblemCode.DECRYPTION_FAILED,
            ProblemCode.ENCRYPTION_REQUIRED,
            ProblemCode.VALIDATION_FAILED);
    Problem newer = Problem.of(ProblemCode.ofWireName("newer"), "");
    assertThat(new ProblemException(newer).delivery()).isEqualTo(Delivery.REFUSED);
    assertThat(new ProblemException(newer.toBuilder().retryable(true).build()).delivery())
        .isEqualTo(Delivery.ANSWERED);
  }

  @Test
  void a_later_try_that_is_not_sent_does_not_hide_an_earlier_one_that_may_have_arrived() {
    TransportException last =
        TransportException.beforeSending("not reached", new ConnectException("refused"));
    last.addSuppressed(
        TransportException.beforeSending("not reached", new ConnectException("refused")));
    assertThat(last.nothingWasSent()).isTrue();

    last.addSuppressed(new TransportException("cut", new IOException("reset")));

    assertThat(last.delivery()).isEqualTo(Delivery.MAY_HAVE_ARRIVED);
  }

  @SuppressWarnings("unchecked")
  private static <T> T copy(T object) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }
}
