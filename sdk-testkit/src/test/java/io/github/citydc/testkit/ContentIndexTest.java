package io.github.citydc.testkit;

import static io.github.citydc.exchange.content.ContentKey.Kind.BATCH_PART;
import static io.github.citydc.exchange.content.ContentKey.Kind.FILE;
import static io.github.citydc.exchange.content.ContentKey.Kind.FILE_PART;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.content.ContentArrival;
import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.ContentStore;
import io.github.citydc.exchange.content.FolderContentStore;
import io.github.citydc.exchange.content.StoredContent;
import io.github.citydc.exchange.jdbc.JdbcContentIndex;
import io.github.citydc.exchange.jdbc.JdbcSchema;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.naming.node.NodeId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** Batches and files share a table and a folder, and never meet in it. */
class ContentIndexTest {

  private static final Instant NOW = Instant.parse("2026-11-25T01:00:00Z");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final Content BYTES = Content.of(new byte[] {'{', '}'});
  private static final ContentHash DIGEST = ContentHash.of(BYTES);

  @TempDir private Path folder;

  @ParameterizedTest
  @EachDialect
  void the_same_bytes_of_a_batch_and_a_file_are_counted_needed_and_removed_apart(TestDatabase kind)
      throws Exception {
    try (TestDatabase.Running database = kind.start(folder)) {
      JdbcSchema.create(database.dataSource());
      JdbcContentIndex index =
          JdbcContentIndex.on(NodeDatabase.of(database.dataSource(), TestDatabase.NODE));
      ofAllKinds().forEach(key -> index.add(arrival(key), StoredContent.plain(key, 2), NOW));
      try (Connection connection = database.dataSource().getConnection();
          PreparedStatement claim =
              connection.prepareStatement(
                  "INSERT INTO cdx_batch_part (node, sender, batch_id, digest)"
                      + " VALUES (1, ?, 'b', ?)")) {
        claim.setString(1, TIANHE.toString());
        claim.setString(2, DIGEST.value());
        claim.executeUpdate();
        assertThat(index.refer(connection, ContentKey.file(TIANHE, DIGEST), NOW)).isPresent();
      }

      assertThat(index.waiting(TIANHE, Set.of(BATCH_PART))).isEqualTo(2);
      assertThat(index.waiting(TIANHE, Set.of(FILE_PART, FILE))).isEqualTo(2);
      List<ContentKey> removed = new ArrayList<>();
      index.forgetUnused(Set.of(BATCH_PART, FILE), NOW.plus(Duration.ofDays(1)), removed::add);
      assertThat(removed).as("both are needed").isEmpty();
      index.forgetUnused(Set.of(FILE_PART), NOW.plus(Duration.ofDays(1)), removed::add);
      assertThat(removed).containsExactly(ContentKey.filePart(TIANHE, DIGEST));
      assertThat(ofAllKinds().filter(index::knows))
          .containsExactly(ContentKey.batchPart(TIANHE, DIGEST), ContentKey.file(TIANHE, DIGEST));
    }
  }

  @Test
  void a_sweep_of_one_kind_leaves_the_others() {
    ContentStore store = FolderContentStore.in(folder);
    store.establish();
    ofAllKinds().forEach(key -> store.put(key, BYTES.openStream()));

    store.sweep(FILE_PART, Instant.MAX, key -> false);

    assertThat(ofAllKinds().filter(key -> store.size(key).isPresent()))
        .containsExactly(ContentKey.batchPart(TIANHE, DIGEST), ContentKey.file(TIANHE, DIGEST));
  }

  private static ContentArrival arrival(ContentKey key) {
    return new ContentArrival("a", key, 2, Optional.empty(), Set.of(key.kind()), 2);
  }

  private static Stream<ContentKey> ofAllKinds() {
    return Stream.of(ContentKey.Kind.values()).map(kind -> new ContentKey(kind, TIANHE, DIGEST));
  }
}
