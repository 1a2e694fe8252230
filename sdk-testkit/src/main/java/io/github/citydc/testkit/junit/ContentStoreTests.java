package io.github.citydc.testkit.junit;

import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.ContentStore;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.naming.node.NodeId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/**
 * What every {@link ContentStore} does, as tests of JUnit 5: for a store of your own. Needs {@code
 * org.junit.jupiter:junit-jupiter-api}.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> ourStoreIsAContentStore() {
 *   return ContentStoreTests.of(() -> {
 *     String place = newEmptyPlace();
 *     return () -> OurStore.at(place);
 *   });
 * }
 * }</pre>
 */
public final class ContentStoreTests {

  private static final NodeId SENDER = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId OTHER = NodeId.parse("440105:11440105007483025F:grid");
  private static final byte[] SMALL = "{\"number\":1}\n".getBytes(StandardCharsets.UTF_8);
  private static final int LARGE = 20 * 1024 * 1024 + 7;
  private static final int AT_ONCE = 4;
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant FAR_OFF = Instant.parse("2200-01-01T00:00:00Z");

  private final Supplier<? extends ContentStore> opening;
  private final ContentStore store;

  private ContentStoreTests(Supplier<? extends ContentStore> opening) {
    this.opening = opening;
    this.store = opening.get();
  }

  /** What a test does with a store that is set up. */
  private interface Check {

    void run(ContentStoreTests place) throws Exception;
  }

  /**
   * Makes the tests.
   *
   * @param places gives an empty place each time, as what opens the store in it: several times, as
   *     several processes do
   * @return the tests
   */
  public static Stream<DynamicTest> of(
      Supplier<? extends Supplier<? extends ContentStore>> places) {
    Map<String, Check> checks = new TreeMap<>();
    checks.put("what is stored is read by all that share it", ContentStoreTests::reading);
    checks.put("what is not there has no size and is not read", ContentStoreTests::missing);
    checks.put("senders and kinds do not meet", ContentStoreTests::apart);
    checks.put("content with another digest is refused and not stored", ContentStoreTests::wrong);
    checks.put("content that breaks off is not stored", ContentStoreTests::broken);
    checks.put("the same content may come at once and again", ContentStoreTests::again);
    checks.put("large content is read from a position on", ContentStoreTests::large);
    checks.put("large content with another digest is not stored", ContentStoreTests::largeWrong);
    checks.put("what is removed is gone, and may come again", ContentStoreTests::removing);
    checks.put("damaged content is set aside and listed", ContentStoreTests::settingAside);
    checks.put("a sweep removes what is old and not known", ContentStoreTests::sweeping);
    checks.put("the place is marked once", ContentStoreTests::marking);
    return Stream.concat(
        Stream.of(
            DynamicTest.dynamicTest(
                "of several that set it up at once all get the same mark",
                () -> new ContentStoreTests(places.get()).establishing())),
        checks.entrySet().stream()
            .map(check -> DynamicTest.dynamicTest(check.getKey(), on(places, check.getValue()))));
  }

  private static Executable on(
      Supplier<? extends Supplier<? extends ContentStore>> places, Check check) {
    return () -> {
      ContentStoreTests place = new ContentStoreTests(places.get());
      place.store.establish();
      check.run(place);
    };
  }

  private void establishing() {
    Assertions.assertTrue(store.mark().isEmpty(), "an empty place has no mark");
    Assertions.assertThrows(StorageException.class, () -> put(key(SMALL), SMALL));
    List<CompletableFuture<String>> marks =
        IntStream.range(0, AT_ONCE)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> opening.get().establish()))
            .toList();
    String mark = marks.get(0).join();
    marks.forEach(each -> Assertions.assertEquals(mark, each.join()));
    Assertions.assertEquals(mark, opening.get().mark().orElseThrow());
  }

  private void marking() {
    String mark = store.mark().orElseThrow();
    Assertions.assertEquals(mark, opening.get().establish());
    Assertions.assertEquals(mark, store.mark().orElseThrow());
    store.requireUsable();
  }

  private void reading() throws IOException {
    byte[] empty = new byte[0];
    put(key(SMALL), SMALL);
    put(key(empty), empty);
    Assertions.assertArrayEquals(SMALL, read(opening.get(), key(SMALL)));
    Assertions.assertEquals(OptionalLong.of(SMALL.length), opening.get().size(key(SMALL)));
    Assertions.assertArrayEquals(empty, read(store, key(empty)));
    Assertions.assertEquals(OptionalLong.of(0), store.size(key(empty)));
  }

  private void missing() {
    Assertions.assertEquals(OptionalLong.empty(), store.size(key(SMALL)));
    Assertions.assertThrows(StorageException.class, () -> store.open(key(SMALL)));
  }

  private void apart() {
    put(key(SMALL), SMALL);
    ContentHash digest = key(SMALL).digest();
    Stream.of(
            ContentKey.batchPart(OTHER, digest),
            ContentKey.filePart(SENDER, digest),
            ContentKey.file(SENDER, digest))
        .forEach(
            other -> {
              Assertions.assertEquals(OptionalLong.empty(), store.size(other));
              store.remove(other);
            });
    Assertions.assertEquals(OptionalLong.of(SMALL.length), store.size(key(SMALL)));
  }

  private void wrong() {
    RefusedException refused =
        Assertions.assertThrows(
            RefusedException.class,
            () -> put(key("other".getBytes(StandardCharsets.UTF_8)), SMALL));
    Assertions.assertEquals(ProblemCode.DIGEST_MISMATCH, refused.code());
    Assertions.assertEquals(
        OptionalLong.empty(), store.size(key("other".getBytes(StandardCharsets.UTF_8))));
  }

  private void broken() {
    byte[] large = random();
    Assertions.assertThrows(
        StorageException.class, () -> store.put(key(SMALL), breaking(SMALL, new IOException())));
    Assertions.assertThrows(
        StorageException.class, () -> store.put(key(large), breaking(large, new IOException())));
    Assertions.assertThrows(
        UncheckedIOException.class,
        () ->
            store.put(
                key(large), breaking(large, new UncheckedIOException(new IOException("gone")))));
    Assertions.assertEquals(OptionalLong.empty(), store.size(key(SMALL)));
    Assertions.assertEquals(OptionalLong.empty(), store.size(key(large)));
  }

  /** All of it, and then a failure in place of the end. */
  private static InputStream breaking(byte[] bytes, Exception failure) {
    InputStream end =
        new InputStream() {
          @Override
          public int read() throws IOException {
            if (failure instanceof IOException cause) {
              throw cause;
            }
            throw (RuntimeException) failure;
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
          }
        };
    return new SequenceInputStream(new ByteArrayInputStream(bytes), end);
  }

  private void again() throws IOException {
    List<CompletableFuture<Void>> all =
        IntStream.range(0, AT_ONCE)
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(
                        () -> opening.get().put(key(SMALL), new ByteArrayInputStream(SMALL))))
            .toList();
    all.forEach(CompletableFuture::join);
    put(key(SMALL), SMALL);
    Assertions.assertArrayEquals(SMALL, read(store, key(SMALL)));
  }

  private void large() throws IOException {
    byte[] large = random();
    put(key(large), large);
    Assertions.assertEquals(OptionalLong.of(large.length), store.size(key(large)));
    Assertions.assertArrayEquals(large, read(store, key(large)));
    try (InputStream end = store.open(key(large), LARGE - 10L)) {
      byte[] last = end.readAllBytes();
      Assertions.assertEquals(10, last.length);
      Assertions.assertEquals(large[LARGE - 1], last[last.length - 1]);
    }
    try (InputStream nothing = store.open(key(large), LARGE)) {
      Assertions.assertEquals(-1, nothing.read());
    }
    try (InputStream middle = store.open(key(large), LARGE / 2)) {
      Assertions.assertEquals(large[LARGE / 2] & 0xff, middle.read());
    }
  }

  private void largeWrong() {
    byte[] large = random();
    ContentKey key = key(large);
    large[LARGE - 1] ^= 1;
    Assertions.assertThrows(RefusedException.class, () -> put(key, large));
    Assertions.assertEquals(OptionalLong.empty(), store.size(key));
  }

  private void removing() throws IOException {
    put(key(SMALL), SMALL);
    store.remove(key(SMALL));
    store.remove(key(SMALL));
    Assertions.assertEquals(OptionalLong.empty(), opening.get().size(key(SMALL)));
    put(key(SMALL), SMALL);
    Assertions.assertArrayEquals(SMALL, read(store, key(SMALL)));
  }

  private void settingAside() throws IOException {
    Assertions.assertEquals(List.of(), store.setAside());
    put(key(SMALL), SMALL);
    store.setAside(key(SMALL));
    store.setAside(key(SMALL));
    Assertions.assertEquals(OptionalLong.empty(), store.size(key(SMALL)));
    Assertions.assertEquals(List.of(key(SMALL)), opening.get().setAside());
    put(key(SMALL), SMALL);
    Assertions.assertArrayEquals(SMALL, read(store, key(SMALL)));
  }

  private void sweeping() {
    byte[] known = "known".getBytes(StandardCharsets.UTF_8);
    put(key(SMALL), SMALL);
    put(key(known), known);
    ContentKey file = ContentKey.file(SENDER, key(SMALL).digest());
    put(file, SMALL);

    store.sweep(ContentKey.Kind.BATCH_PART, LONG_AGO, key -> false);
    Assertions.assertEquals(OptionalLong.of(SMALL.length), store.size(key(SMALL)));

    store.sweep(ContentKey.Kind.BATCH_PART, FAR_OFF, key(known)::equals);
    Assertions.assertEquals(OptionalLong.empty(), store.size(key(SMALL)));
    Assertions.assertEquals(OptionalLong.of(known.length), store.size(key(known)));
    Assertions.assertEquals(OptionalLong.of(SMALL.length), store.size(file));
    Assertions.assertTrue(store.mark().isPresent());
  }

  private void put(ContentKey key, byte[] bytes) {
    store.put(key, new ByteArrayInputStream(bytes));
  }

  private static byte[] read(ContentStore from, ContentKey key) throws IOException {
    try (InputStream content = from.open(key)) {
      return content.readAllBytes();
    }
  }

  private static ContentKey key(byte[] bytes) {
    return ContentKey.batchPart(SENDER, ContentHash.of(Content.of(bytes)));
  }

  private static byte[] random() {
    byte[] bytes = new byte[LARGE];
    new Random(LARGE).nextBytes(bytes);
    return bytes;
  }
}
