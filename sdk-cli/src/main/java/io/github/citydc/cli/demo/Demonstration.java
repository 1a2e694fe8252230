package io.github.citydc.cli.demo;

import io.github.citydc.code.DivisionCode;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.model.document.OfficialDocument;
import io.github.citydc.model.population.Person;
import io.github.citydc.signing.http.ReceiptVerifier;
import io.github.citydc.signing.trust.TrustStore;
import io.github.citydc.validation.Violation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** The whole way of messages through real parts, told as it happens. */
public final class Demonstration {

  private static final int SPOILED_EVERY = 50;
  private static final int CONNECTIONS = 8;
  private static final long SEED = 20030910;

  private final Path folder;
  private final int persons;
  private final Story story;

  /**
   * Prepares a run.
   *
   * @param folder where database, receipts and root certificate are left
   * @param persons how many persons are sent; every 50th is spoiled
   * @param out takes the story
   */
  public Demonstration(Path folder, int persons, PrintWriter out) {
    this.folder = folder;
    this.persons = persons;
    this.story = new Story(out);
  }

  /**
   * Runs it.
   *
   * @return whether all of it was as it should be
   * @throws IOException if the folder cannot be written
   * @throws SQLException if the database fails
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public boolean run() throws IOException, SQLException, InterruptedException {
    Stage stage = Stage.set(folder);
    try (stage) {
      introduce(stage);
      sendNotice(stage);
      sendPersons(stage);
      attack(stage);
      takeStock(stage);
    }
    verifyReceipts(stage);
    story.end();
    return story.isAsItShouldBe();
  }

  private void introduce(Stage stage) {
    story.chapter("A city and a district, each with an SM2 certificate of the same sandbox root");
    story.tell("hub     %s at %s", Stage.HUB, stage.hub().baseUrl());
    story.tell("vendor  %s", Stage.TIANHE);
  }

  private void sendNotice(Stage stage) throws IOException, SQLException {
    OfficialDocument notice = Notice.read();
    story.chapter("The notice that asked for this interface goes out as an official document");
    story.tell("%s", notice.title());
    SignedReceipt receipt = stage.vendor().build().send(Stage.HUB, notice);
    story.tell("sent as %s %s", receipt.receipt().type(), receipt.receipt().messageId());
    story.tell("receipt of %s", receipt.receipt().acceptedAt());
    story.check("documents in the city's register", 1L, stage.rows("official_document"));
  }

  private void sendPersons(Stage stage) throws SQLException, InterruptedException {
    story.chapter(
        "The district reports "
            + persons
            + " persons; every "
            + SPOILED_EVERY
            + "th has a mistake");
    People people = new People(DivisionCode.parse("440106"), SEED);
    List<Person> good = new ArrayList<>();
    List<Spoiled> spoiled = new ArrayList<>();
    for (int i = 1; i <= persons; i++) {
      Person person = people.next();
      if (i % SPOILED_EVERY == 0) {
        Spoiling[] ways = Spoiling.values();
        spoiled.add(new Spoiled(ways[spoiled.size() % ways.length], person));
      } else {
        good.add(person);
      }
    }
    long start = System.nanoTime();
    sendAll(stage.vendor().build(), good);
    long nanos = System.nanoTime() - start;
    story.tell(
        "%d accepted in %.1f s: %.0f a second on %d connections, each signed and verified both ways",
        good.size(), nanos / 1e9, good.size() * 1e9 / nanos, CONNECTIONS);
    sendSpoiled(stage, spoiled);
    story.check("persons in the city's register", (long) good.size(), stage.rows("person"));
  }

  private static void sendAll(ExchangeClient vendor, List<Person> good)
      throws InterruptedException {
    ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      List<Callable<SignedReceipt>> sendings =
          good.stream()
              .map(person -> (Callable<SignedReceipt>) () -> vendor.send(Stage.HUB, person))
              .toList();
      for (Future<SignedReceipt> receipt : senders.invokeAll(sendings)) {
        receipt.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("A good record was not accepted: " + e.getCause(), e);
    } finally {
      senders.shutdown();
    }
  }

  private void sendSpoiled(Stage stage, List<Spoiled> spoiled) {
    ExchangeClient careful = stage.vendor().build();
    ExchangeClient careless = stage.vendor().withoutLocalValidation().build();
    int refusedHere = 0;
    int refusedThere = 0;
    for (Spoiled one : spoiled) {
      Person person = one.way.spoil(one.person);
      List<Violation> here = refused(() -> careful.send(Stage.HUB, person));
      List<Violation> there = refused(() -> careless.send(Stage.HUB, person));
      refusedHere += one.isFoundIn(here, "") ? 1 : 0;
      refusedThere += one.isFoundIn(there, "/payload") ? 1 : 0;
      there.forEach(
          violation ->
              story.tell(
                  "rejected  %-35s %-28s %s: %s",
                  violation.pointer(),
                  violation.code(),
                  violation.standard(),
                  violation.message()));
    }
    story.check(
        "rejected before they were sent, by the expected rule", spoiled.size(), refusedHere);
    story.check("rejected by the hub when sent all the same", spoiled.size(), refusedThere);
  }

  private static List<Violation> refused(Runnable sending) {
    try {
      sending.run();
      return List.of();
    } catch (InvalidPayloadException e) {
      return e.report().errors();
    } catch (ProblemException e) {
      return e.problem().violations();
    }
  }

  private void attack(Stage stage) throws SQLException {
    story.chapter("Five attacks");
    Person victim = new People(DivisionCode.parse("440106"), SEED + 1).next();
    Person elsewhere = new People(DivisionCode.parse("440105"), SEED + 2).next();
    Attacks attacks = new Attacks(stage, victim, elsewhere);
    long before = stage.rows("cdx_inbox");
    answer("a genuine request, sent again", ProblemCode.REPLAYED, attacks::replay);
    answer("a changed body", ProblemCode.DIGEST_MISMATCH, attacks::changedBody);
    answer("an unknown node", ProblemCode.CERTIFICATE_UNTRUSTED, attacks::unknownNode);
    answer(
        "a record of another district",
        ProblemCode.OUTSIDE_JURISDICTION,
        attacks::outsideJurisdiction);
    answer("a message for another node", ProblemCode.RECEIVER_MISMATCH, attacks::wrongReceiver);
    story.check("messages stored by the attacks", 0L, stage.rows("cdx_inbox") - before);
  }

  private void answer(String what, ProblemCode expected, Supplier<Problem> attack) {
    Problem problem = attack.get();
    story.check(what, expected, problem.code());
    story.tell("    %d %s", problem.status(), problem.detail());
  }

  private void takeStock(Stage stage) throws IOException, SQLException {
    story.chapter("What is left");
    story.tell("database  %s", stage.databaseFile());
    story.tell("receipts  %s", stage.receiptFolder());
    story.tell("root      %s", stage.rootFile());
    story.check("receipts", stage.rows("cdx_inbox"), (long) stage.receipts().files().size());
  }

  /** The hub is gone by now: files and the root certificate are all there is. */
  private void verifyReceipts(Stage stage) throws IOException {
    story.chapter("The receipts are verified offline");
    ReceiptVerifier verifier = new ReceiptVerifier(TrustStore.ofPem(stage.rootFile()));
    Random random = new Random(SEED);
    int verified = 0;
    int refused = 0;
    List<Path> files = stage.receipts().files();
    for (Path file : files) {
      byte[] receipt = Files.readAllBytes(file);
      verified += isVerified(verifier, receipt) ? 1 : 0;
      receipt[random.nextInt(receipt.length)] ^= (byte) (1 + random.nextInt(127));
      refused += isVerified(verifier, receipt) ? 0 : 1;
    }
    story.check("receipts verified", files.size(), verified);
    story.check("receipts refused, one byte of each changed", files.size(), refused);
    story.tell(
        "again by yourself: cdx verify-receipt --trust %s %s",
        stage.rootFile(), stage.receiptFolder());
  }

  private static boolean isVerified(ReceiptVerifier verifier, byte[] receipt) {
    try {
      verifier.verify(SignedReceipt.fromJson(receipt));
      return true;
    } catch (ExchangeException e) {
      return false;
    }
  }

  /** A person whose record will be spoiled in one way. */
  private record Spoiled(Spoiling way, Person person) {

    boolean isFoundIn(List<Violation> violations, String prefix) {
      return violations.stream()
          .anyMatch(v -> v.pointer().equals(prefix + way.pointer()) && v.code().equals(way.rule()));
    }
  }
}
