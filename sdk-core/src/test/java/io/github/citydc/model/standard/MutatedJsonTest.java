package io.github.citydc.model.standard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.validation.PayloadValidator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Feeds broken payloads. Three seconds in every build; for longer run it with {@code
 * -Dfuzz.seconds=60}, and {@code -Dfuzz.seed=N} to see a failure again.
 */
class MutatedJsonTest {

  private static final long SECONDS = Long.getLong("fuzz.seconds", 3);
  private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());

  /** What reading may allocate for each byte it is given, and for any text at all. */
  private static final long PER_BYTE = 200;

  /** What any text may cost, the first reading of messages and tables included. */
  private static final long AT_ALL = 16 << 20;

  private static final String[] TOKENS = {
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "null",
    "true",
    "1e999999999",
    "-",
    "0.1",
    "\\u0000",
    "\\",
    "\uFEFF",
    "{\"a\":",
    "[[[[[[[[[[[[[[[[",
    "1E-2147483648",
    "99999999999999999999",
    "\"\"",
    "\\ud800"
  };

  private final PayloadJson json = PayloadJson.standard();
  private final PayloadValidator validator = PayloadValidator.standard();
  private final Allocation allocation = new Allocation();

  @Test
  void only_the_documented_exception_comes_out_and_memory_stays_bounded() {
    Random random = new Random(SEED);
    List<PayloadType> types = List.copyOf(PayloadTypes.standard().types());
    types.forEach(type -> assertThat(isRefused(example(type), type)).isFalse());
    long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
    long tries = 0;
    long refused = 0;
    while (System.nanoTime() < end) {
      PayloadType type = types.get(random.nextInt(types.size()));
      byte[] text = example(type);
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        text = mutated(text, random);
      }
      long before = allocation.bytes();
      refused += isRefused(text, type) ? 1 : 0;
      long bound = AT_ALL + PER_BYTE * text.length;
      if (allocation.bytes() - before >= bound) {
        // A table that is read on first use counts once; what a text costs, it costs again.
        assertThat(allocatedBy(text, type)).as("bytes allocated, seed " + SEED).isLessThan(bound);
      }
      tries++;
    }
    assertThat(tries).as("seed " + SEED).isGreaterThan(100 * SECONDS);
    assertThat(refused).as("seed " + SEED).isBetween(tries / 4, tries - 1);
    System.out.printf("%d mutated payloads, %d refused, seed %d%n", tries, refused, SEED);
  }

  private long allocatedBy(byte[] text, PayloadType type) {
    long before = allocation.bytes();
    boolean unused = isRefused(text, type);
    return allocation.bytes() - before;
  }

  private boolean isRefused(byte[] text, PayloadType type) {
    try {
      Payload payload = json.read(text, PayloadTypes.standard().find(type).orElseThrow());
      validator.validate(payload);
      payload.jurisdiction();
      assertThat(payload.toString()).isNotEmpty();
      json.write(payload);
      return false;
    } catch (PayloadFormatException e) {
      assertThat(e.offset()).isLessThanOrEqualTo(text.length);
      return true;
    } catch (RuntimeException | Error e) {
      throw new AssertionError(
          "seed " + SEED + ", " + type + ": " + new String(text, StandardCharsets.UTF_8), e);
    }
  }

  private static byte[] mutated(byte[] text, Random random) {
    int at = random.nextInt(Math.max(1, text.length));
    int to = Math.min(text.length, at + random.nextInt(20));
    return switch (random.nextInt(6)) {
      case 0 -> spliced(text, at, to, new byte[0]);
      case 1 -> spliced(text, at, at, token(random));
      case 2 -> spliced(text, at, to, token(random));
      case 3 ->
          spliced(text, at, Math.min(at + 1, text.length), new byte[] {(byte) random.nextInt()});
      case 4 -> spliced(text, at, at, java.util.Arrays.copyOfRange(text, at, to));
      default -> java.util.Arrays.copyOf(text, at);
    };
  }

  private static byte[] token(Random random) {
    return TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] spliced(byte[] text, int from, int to, byte[] middle) {
    byte[] result = new byte[from + middle.length + text.length - to];
    System.arraycopy(text, 0, result, 0, from);
    System.arraycopy(middle, 0, result, from, middle.length);
    System.arraycopy(text, to, result, from + middle.length, text.length - to);
    return result;
  }

  private static byte[] example(PayloadType type) {
    return InterfaceStandard.example(type).orElseThrow().getBytes(StandardCharsets.UTF_8);
  }
}
