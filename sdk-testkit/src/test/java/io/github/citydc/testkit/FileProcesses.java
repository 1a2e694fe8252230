package io.github.citydc.testkit;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.FolderContentStore;
import io.github.citydc.exchange.file.FetchOptions;
import io.github.citydc.exchange.file.FileFetcher;
import io.github.citydc.exchange.file.FileOffer;
import io.github.citydc.exchange.file.StoredFiles;
import io.github.citydc.exchange.jdbc.JdbcRecords;
import io.github.citydc.exchange.jdbc.JdbcUseLog;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.HashAlgorithm;
import io.github.citydc.exchange.records.Catalog;
import io.github.citydc.exchange.records.ReadPolicy;
import io.github.citydc.exchange.records.RecordChange;
import io.github.citydc.exchange.records.RecordFiles;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.PartReferenceBuilder;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.model.catalog.CatalogEntryBuilder;
import io.github.citydc.model.catalog.SharingBuilder;
import io.github.citydc.model.certificate.ECertificate;
import io.github.citydc.model.certificate.ECertificateBuilder;
import io.github.citydc.signing.node.Passphrase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Random;

/** A node that gives a large file away, and one that fetches it, each a process of its own. */
final class FileProcesses {

  private static final String RESOURCE = "306001/000002";

  private FileProcesses() {}

  static SandboxCity city(Path folder) throws IOException {
    return SandboxCity.keptIn(folder.resolve("city"), "Test Root", Passphrase.none());
  }

  /** The bytes of a file, always the same ones. */
  static InputStream content(long size) {
    Random random = new Random(size);
    return new InputStream() {
      private long left = size;

      @Override
      public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) {
        if (left == 0) {
          return -1;
        }
        byte[] some = new byte[(int) Math.min(Math.min(left, length), 64 * 1024)];
        random.nextBytes(some);
        System.arraycopy(some, 0, bytes, offset, some.length);
        left -= some.length;
        return some.length;
      }
    };
  }

  static PartReference reference(ContentHash digest, long size) {
    return PartReferenceBuilder.builder()
        .digest(digest.value())
        .mediaType("application/octet-stream")
        .size(size)
        .build();
  }

  /** The node: {@code FOLDER SIZE}; prints the digest of the file, and ends with its input. */
  static final class Giving {

    private Giving() {}

    public static void main(String[] arguments) throws Exception {
      Path folder = Path.of(arguments[0]);
      long size = Long.parseLong(arguments[1]);
      FolderContentStore files = FolderContentStore.in(folder.resolve("files"));
      files.establish();
      MessageDigest all = HashAlgorithm.SHA_256.newDigest();
      byte[] buffer = new byte[64 * 1024];
      try (InputStream in = content(size)) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          all.update(buffer, 0, n);
        }
      }
      ContentHash digest = ContentHash.of(all);
      files.put(ContentKey.file(SharingHub.HUB, digest), content(size));
      try (TestDatabase.Running database = TestDatabase.H2.start(folder.resolve("hub"));
          SandboxNode node = start(folder, database, files, digest, size)) {
        System.out.println("giving " + digest + " at " + node.baseUrl());
        System.in.transferTo(System.err);
      }
    }

    private static SandboxNode start(
        Path folder,
        TestDatabase.Running database,
        FolderContentStore files,
        ContentHash digest,
        long size)
        throws Exception {
      JdbcRecords records = JdbcRecords.on(NodeDatabase.of(database.dataSource(), SharingHub.HUB));
      try (Connection connection = database.dataSource().getConnection()) {
        connection.setAutoCommit(false);
        records.append(connection, List.of(change(digest, size)));
        connection.commit();
      }
      CatalogEntry example = SharingHub.example(CatalogEntry.class);
      Catalog catalog =
          Catalog.of(
              List.of(
                  CatalogEntryBuilder.builder(example)
                      .resourceCode(RESOURCE)
                      .sharing(SharingBuilder.builder(example.sharing()).type("1").build())
                      .build()));
      return SandboxNode.builder(city(folder), SharingHub.HUB)
          .storingIn(database.dataSource())
          .contentIn(folder.resolve("content"))
          .endpoint(
              FileOffer.of(
                  StoredFiles.of(SharingHub.HUB, files),
                  RecordFiles.of(catalog, records, ReadPolicy.byShareType()),
                  JdbcUseLog.on(NodeDatabase.of(database.dataSource(), SharingHub.HUB))))
          .start();
    }

    private static RecordChange change(ContentHash digest, long size) {
      ECertificate certificate =
          ECertificateBuilder.builder(SharingHub.example(ECertificate.class))
              .file(reference(digest, size))
              .build();
      return RecordChange.upsert(
          RESOURCE, "c-1", certificate, OffsetDateTime.parse("2026-11-24T09:00:00+08:00"));
    }
  }

  /**
   * Who fetches: {@code FOLDER SIZE DIGEST}; prints how far it is behind each range, and goes on
   * when a byte comes.
   */
  static final class Fetching {

    private Fetching() {}

    public static void main(String[] arguments) throws Exception {
      Path folder = Path.of(arguments[0]);
      PartReference file = reference(ContentHash.parse(arguments[2]), Long.parseLong(arguments[1]));
      try (ExchangeClient client = city(folder).client(SharingHub.READER).build()) {
        FetchOptions options =
            FetchOptions.builder()
                .listener(
                    progress -> {
                      System.out.println(progress.sent());
                      awaitWord();
                    })
                .build();
        FileFetcher.through(client)
            .fetch(SharingHub.HUB, file, folder.resolve("fetched.bin"), options);
      }
      System.out.println("done");
      System.exit(0);
    }

    private static void awaitWord() {
      try {
        if (System.in.read() < 0) {
          System.exit(1);
        }
      } catch (IOException e) {
        System.exit(1);
      }
    }
  }
}
