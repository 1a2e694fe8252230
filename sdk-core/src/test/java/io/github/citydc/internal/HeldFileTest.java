package io.github.citydc.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldFileTest {

  private static final FileKind KIND = new FileKind("cdx-note/1", "note");
  private static final String FIRST = "{\"file\":\"cdx-note/1\"}\n";

  @TempDir private Path folder;

  private List<String> lines(HeldFile file) throws IOException {
    return file.lines().stream().map(line -> new String(line, UTF_8)).toList();
  }

  private Path path() {
    return folder.resolve("note");
  }

  @Test
  void it_remembers_lines_behind_one_that_says_what_it_is() throws IOException {
    try (HeldFile file = HeldFile.hold(path(), KIND)) {
      assertThat(file.exists()).isFalse();
      assertThat(file.lines()).isEmpty();
      file.replace(List.of("a".getBytes(UTF_8)));
      file.append("b".getBytes(UTF_8));
    }
    assertThat(path()).hasContent(FIRST + "a\nb\n");
    try (HeldFile file = HeldFile.hold(path(), KIND)) {
      assertThat(lines(file)).containsExactly("a", "b");
    }
    assertThat(folder.toFile().list()).containsExactly("note");
  }

  @Test
  void a_line_that_was_cut_off_makes_room_for_the_next() throws IOException {
    Files.writeString(path(), FIRST + "a\nbb");
    try (HeldFile file = HeldFile.hold(path(), KIND)) {
      assertThat(lines(file)).containsExactly("a");
      file.append("c".getBytes(UTF_8));
      assertThat(lines(file)).containsExactly("a", "c");
    }
  }

  /** A kill at any moment leaves what somebody else sees at that moment. */
  @Test
  void it_is_replaced_as_a_whole_or_not_at_all() throws Exception {
    String one = "a".repeat(100_000);
    String other = "b".repeat(100_000);
    Set<String> whole = Set.of(FIRST + one + "\n", FIRST + other + "\n");
    try (HeldFile file = HeldFile.hold(path(), KIND)) {
      file.replace(List.of(one.getBytes(UTF_8)));
      CompletableFuture<Void> replacing =
          CompletableFuture.runAsync(() -> replaceOften(file, List.of(other, one)));
      while (!replacing.isDone()) {
        assertThat(whole.contains(Files.readString(path()))).isTrue();
      }
      replacing.join();
    }
    assertThat(folder.toFile().list()).containsExactly("note");
  }

  private static void replaceOften(HeldFile file, List<String> lines) {
    for (int i = 0; i < 50; i++) {
      try {
        file.replace(List.of(lines.get(i % lines.size()).getBytes(UTF_8)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void a_replacement_that_a_kill_has_left_is_removed_and_nothing_else() throws IOException {
    Files.writeString(path(), FIRST);
    Files.writeString(folder.resolve("note123.new"), FIRST + "half");
    Files.writeString(folder.resolve("note4.new"), "{\"fi");
    Files.writeString(folder.resolve("note5.new"), "a note of mine");
    HeldFile.hold(path(), KIND).close();

    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("note", "note5.new");
  }

  @Test
  void one_at_a_time_holds_it_by_whatever_path() throws IOException {
    Files.writeString(path(), FIRST);
    Path link = Files.createSymbolicLink(folder.resolve("link"), path());
    try (HeldFile held = HeldFile.hold(link, KIND)) {
      for (Path other : List.of(path(), folder.resolve("x").resolve("..").resolve("note"))) {
        assertThatThrownBy(() -> HeldFile.hold(other, KIND))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("is in use by another part of this process");
      }
      held.replace(List.of());
    }
    assertThat(link).isSymbolicLink();
    HeldFile.hold(path(), KIND).close();
  }

  @Test
  void a_lock_that_is_something_else_is_left_alone() throws IOException {
    Path lock = Files.writeString(folder.resolve("note.lock"), "mine");
    assertThatThrownBy(() -> HeldFile.hold(path(), KIND))
        .hasMessageContaining("note.lock is no lock");
    assertThat(lock).hasContent("mine");

    for (String left : List.of("", "{\"file\":", "{\"file\":\"cdx-lock/1\"}\n{\"pid\":1,\"com")) {
      Files.writeString(lock, left);
      HeldFile.hold(path(), KIND).close();
      assertThat(lock).doesNotExist();
    }
  }

  @Test
  void what_is_found_is_told_without_quoting_it() throws IOException {
    Files.writeString(path(), "440106198001010019\n");
    assertThatThrownBy(() -> HeldFile.hold(path(), KIND))
        .hasMessageContaining("note is no note: its first line does not say so; it has 19 bytes")
        .hasMessageNotContaining("440106");
    Files.writeString(path(), "{\"file\":\"cdx-note/2\"}\n");
    assertThatThrownBy(() -> HeldFile.hold(path(), KIND))
        .hasMessageContaining("it is a file cdx-note/2. It was left as it is");
    Files.write(path(), new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
    assertThatThrownBy(() -> HeldFile.hold(path(), KIND)).hasMessageContaining("it is empty");
    assertThat(folder.toFile().list()).containsExactly("note");
  }
}
