package io.github.citydc.testkit;

import io.github.citydc.exchange.content.FolderContentStore;
import io.github.citydc.testkit.junit.ContentStoreTests;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class FolderContentStoreTest {

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> a_folder_is_a_content_store() {
    return ContentStoreTests.of(
        () -> {
          Path place = folder.resolve(UUID.randomUUID().toString());
          return () -> FolderContentStore.in(place);
        });
  }
}
