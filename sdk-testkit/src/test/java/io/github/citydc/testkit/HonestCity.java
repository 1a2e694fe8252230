package io.github.citydc.testkit;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.Limits;
import io.github.citydc.model.Address;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.node.Passphrase;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process with a small heap: a hub, and eight honest clients that go on sending to it. It says
 * where the hub listens, and, when its input ends, what became of the messages.
 */
final class HonestCity {

  static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");

  /** A node of the city that is not honest. Its key is in the folder {@code city}. */
  static final NodeId INSIDER = NodeId.parse("440105:11440105007483025F:grid");

  private static final int CLIENTS = 8;
  private static final int PAUSE = 100;

  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger served = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicLong slowest = new AtomicLong();

  private HonestCity() {}

  public static void main(String[] arguments) throws Exception {
    new HonestCity().run(Path.of(arguments[0]));
  }

  private void run(Path folder) throws Exception {
    SandboxCity city = SandboxCity.keptIn(folder.resolve("city"), "Root", Passphrase.none());
    city.enrol(INSIDER);
    Limits limits = Limits.builder().bodyTime(Duration.ofSeconds(3)).build();
    try (SandboxNode hub =
        SandboxNode.builder(city, HUB)
            .storingIn(folder.resolve("hub"))
            .limits(limits)
            .on(Person.class, (person, context) -> {})
            .start()) {
      Thread[] clients = new Thread[CLIENTS];
      for (int i = 0; i < CLIENTS; i++) {
        ExchangeClient client = client(city, i);
        clients[i] = new Thread(() -> sendOn(client), "honest");
        clients[i].start();
      }
      System.out.println("listening " + hub.baseUrl());
      BufferedReader orders =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      while (orders.readLine() != null) {
        System.out.println("served " + served + " failed " + failed + " slowest " + slowest);
      }
      over.set(true);
      for (Thread client : clients) {
        client.join();
      }
    }
  }

  private static ExchangeClient client(SandboxCity city, int number) {
    NodeId node = NodeId.parse("440106:11440106007482911C:grid" + number);
    return ExchangeClient.builder()
        .self(node)
        .signer(HttpSignatures.signer(city.enrol(node)))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .build();
  }

  private void sendOn(ExchangeClient client) {
    while (!over.get()) {
      long begin = System.nanoTime();
      try {
        client.send(HUB, person());
        served.incrementAndGet();
      } catch (RuntimeException e) {
        failed.incrementAndGet();
      }
      slowest.accumulateAndGet((System.nanoTime() - begin) / 1_000_000, Math::max);
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static Person person() {
    return PersonBuilder.builder()
        .idDocumentType("111")
        .idNumber("440106198001010019")
        .name("张三")
        .sex("1")
        .birthDate(LocalDate.of(1980, 1, 1))
        .residenceAddress(Address.of("440106001", "五山路1号"))
        .build();
  }
}
