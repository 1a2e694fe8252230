package io.github.citydc.testkit.conformance;

import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.testkit.conformance.CheckResult.Verdict;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A run of the suite against one node, or one client.
 *
 * <pre>{@code
 * SandboxCity city = SandboxCity.found("Test Root");
 * ConformanceKeys keys = ConformanceKeys.of(city, own, second, clock);
 * ConformanceReport report = Conformance.node(nodeUrl, keys).build().run();
 * }</pre>
 *
 * <p>It sends messages of made-up persons that the node will store: never to be run against a node
 * in use. Not thread-safe.
 */
public final class Conformance {

  private final String subject;
  private final List<Running> checks;
  private final Consumer<CheckResult> listener;
  private final Session session;

  /** A check with what it is tried on. */
  private record Running(ConformanceCheck about, Trial trial) {}

  /** Tries one check. */
  @FunctionalInterface
  private interface Trial {

    /** Returns what was left out. */
    String run() throws Exception;
  }

  /** What lasts as long as the suite runs. */
  private interface Session extends AutoCloseable {

    @Override
    void close();
  }

  private Conformance(
      String subject,
      List<Running> checks,
      Predicate<ConformanceCheck> chosen,
      Consumer<CheckResult> listener,
      Session session) {
    this.subject = subject;
    this.checks = checks.stream().filter(check -> chosen.test(check.about())).toList();
    this.listener = listener;
    this.session = session;
  }

  /**
   * Returns a new builder of a suite against a node.
   *
   * @param base the base URL of the node, up to and with the version
   * @param keys the keys of the nodes that the suite plays
   * @return a builder
   */
  public static ConformanceBuilder node(URI base, ConformanceKeys keys) {
    return new ConformanceBuilder(base, keys);
  }

  static Conformance ofNode(ConformanceBuilder settings) {
    HttpTransport transport = settings.transport.get();
    Lazy<Examiner> examiner = new Lazy<>(() -> new Examiner(settings, transport));
    List<Running> checks =
        Catalogue.ofNodes().stream()
            .map(
                check ->
                    new Running(
                        check.about(), () -> run(check, examiner.get(), examiner.get().leftOut())))
            .toList();
    return new Conformance(
        "node at " + settings.base, checks, settings.chosen, settings.listener, transport::close);
  }

  private static <E> String run(Check<E> check, E examiner, LeftOut leftOut) throws Exception {
    leftOut.take();
    check.body().run(examiner);
    return leftOut.take();
  }

  /**
   * Returns a new builder of a suite against a client.
   *
   * @param client the client, and how it is made to send
   * @param key the key of the node that the suite plays, with its certificate
   * @param root the root that client and node trust
   * @return a builder
   */
  public static ClientConformanceBuilder client(
      ClientUnderTest client, SigningKey key, X509Certificate root) {
    return new ClientConformanceBuilder(client, key, root);
  }

  static Conformance ofClient(ClientConformanceBuilder settings) {
    ClientExaminer examiner = new ClientExaminer(settings);
    List<Running> checks =
        Catalogue.ofClients().stream()
            .map(
                check -> new Running(check.about(), () -> run(check, examiner, examiner.leftOut())))
            .toList();
    return new Conformance(
        "client of " + settings.node(),
        checks,
        settings.chosen,
        settings.listener,
        examiner::close);
  }

  /**
   * Tries all checks that were chosen, one after the other.
   *
   * @return what came of them
   */
  public ConformanceReport run() {
    Session running = session;
    try (running) {
      return new ConformanceReport(subject, checks.stream().map(this::tried).toList());
    }
  }

  /** The checks that were chosen. */
  List<ConformanceCheck> chosen() {
    return checks.stream().map(Running::about).toList();
  }

  /** Tries one of them. */
  CheckResult run(ConformanceCheck check) {
    return checks.stream()
        .filter(running -> running.about().equals(check))
        .findFirst()
        .map(this::tried)
        .orElseThrow();
  }

  void close() {
    session.close();
  }

  private CheckResult tried(Running check) {
    long begin = System.nanoTime();
    CheckResult result = result(check.about(), check.trial(), begin);
    listener.accept(result);
    return result;
  }

  private static CheckResult result(ConformanceCheck check, Trial trial, long begin) {
    try {
      String leftOut = trial.run();
      return result(
          check,
          Verdict.PASSED,
          leftOut.isEmpty() ? "" : "Left out: " + leftOut,
          Optional.empty(),
          begin);
    } catch (CheckFailed e) {
      return result(check, Verdict.FAILED, String.valueOf(e.getMessage()), e.reply(), begin);
    } catch (CheckSkipped e) {
      return result(
          check, Verdict.SKIPPED, String.valueOf(e.getMessage()), Optional.empty(), begin);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return result(check, Verdict.SKIPPED, "It was interrupted", Optional.empty(), begin);
    } catch (Exception e) {
      return result(
          check, Verdict.FAILED, "The check came to no end: " + e, Optional.empty(), begin);
    }
  }

  private static CheckResult result(
      ConformanceCheck check, Verdict verdict, String reason, Optional<Reply> reply, long begin) {
    return new CheckResult(
        check,
        verdict,
        reason,
        reply.map(Reply::sent).orElse(""),
        reply.map(Reply::answered).orElse(""),
        Duration.ofNanos(System.nanoTime() - begin));
  }
}
