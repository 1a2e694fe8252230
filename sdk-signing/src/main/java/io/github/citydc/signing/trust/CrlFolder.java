package io.github.citydc.signing.trust;

import io.github.citydc.exchange.message.Causes;
import io.github.citydc.signing.internal.BoundedCache;
import io.github.citydc.signing.internal.FetchCache;
import io.github.citydc.signing.internal.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * A folder of revocation lists that an operator copies there, for nodes without access to a CA:
 * files {@code *.crl} and {@code *.pem}, DER or PEM. What is put there is noticed within the
 * minute. Thread-safe.
 */
final class CrlFolder {

  private static final Duration LOOKED_AT_AGAIN = Duration.ofMinutes(1);
  private static final long LARGEST_LIST = 16L << 20;
  private static final int VERIFIED = 256;
  private static final Inquiry.Place SOURCE = new Inquiry.Place("the bundle", "");

  private final Path folder;
  private final FetchCache<Path, Content> content;
  private final BoundedCache<Signed, RevocationList> verified = new BoundedCache<>(VERIFIED);
  private volatile Content last = new Content(Map.of(), List.of(), List.of());

  private record Signed(RevocationList list, X509Certificate issuer) {}

  private record Content(
      Map<Path, FileTime> files, List<RevocationList> lists, List<String> unreadable) {}

  CrlFolder(Path folder, Clock clock) {
    this.folder = folder;
    this.content =
        new FetchCache<>(1, clock, LOOKED_AT_AGAIN, read -> clock.instant().plus(LOOKED_AT_AGAIN));
  }

  /** Asks the lists of the issuer, the newest first. */
  void answer(Inquiry inquiry) {
    X500Name issuer = inquiry.issuer().subject();
    try {
      Content present = content.get(folder, known -> read());
      List<RevocationList> lists =
          RevocationList.newestFirst(
              present.lists().stream().filter(list -> list.issuer().equals(issuer)).toList(),
              inquiry.certificate().serial());
      for (RevocationList list : lists) {
        inquiry.ask(SOURCE, () -> verified(list, inquiry).about(inquiry.certificate()));
      }
      if (lists.isEmpty()) {
        present.unreadable().forEach(reason -> inquiry.ask(SOURCE, () -> refuse(reason)));
      }
    } catch (IOException e) {
      inquiry.ask(SOURCE, () -> refuse(String.valueOf(e.getMessage())));
    }
  }

  private static StatusProof refuse(String reason) throws IOException {
    throw new IOException(reason);
  }

  private RevocationList verified(RevocationList list, Inquiry inquiry) {
    return verified.get(
        new Signed(list, inquiry.issuer().certificate()),
        signed -> list.requireSignedBy(inquiry.issuer()));
  }

  private Content read() throws IOException {
    Map<Path, FileTime> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.filter(CrlFolder::isList).toList()) {
        files.put(file, Files.getLastModifiedTime(file));
      }
    } catch (IOException e) {
      throw new IOException("the folder of lists cannot be read", e);
    }
    if (!files.equals(last.files())) {
      last = read(files);
    }
    return last;
  }

  private static boolean isList(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".crl") || name.endsWith(".pem");
  }

  private static Content read(Map<Path, FileTime> files) {
    List<RevocationList> lists = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (Path file : files.keySet()) {
      try {
        lists.addAll(read(file));
      } catch (IOException e) {
        unreadable.add(file.getFileName() + " cannot be read: " + Causes.of(e));
      } catch (IllegalArgumentException e) {
        unreadable.add(file.getFileName() + ": " + e.getMessage());
      }
    }
    return new Content(files, lists, unreadable);
  }

  private static List<RevocationList> read(Path file) throws IOException {
    if (Files.size(file) > LARGEST_LIST) {
      throw new IllegalArgumentException("more than " + LARGEST_LIST + " bytes");
    }
    return read(Files.readAllBytes(file));
  }

  /** Lists as they are published: one in DER, or any number in PEM. */
  static List<RevocationList> read(byte[] published) {
    String text = new String(published, StandardCharsets.ISO_8859_1);
    return text.contains("-----BEGIN ")
        ? Pem.read(text, Pem.CRL).stream().map(RevocationList::read).toList()
        : List.of(RevocationList.read(published));
  }
}
