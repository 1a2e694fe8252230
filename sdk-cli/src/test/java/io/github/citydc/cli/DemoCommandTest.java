package io.github.citydc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class DemoCommandTest {

  @TempDir private static Path folder;
  private static final StringWriter STORY = new StringWriter();
  private static int exitCode;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void run() {
    exitCode =
        Cdx.commandLine(new PrintWriter(STORY, true), new PrintWriter(STORY, true))
            .execute("demo", "--out", folder.toString(), "--persons", "1000");
  }

  @Test
  void everything_is_as_it_should_be() {
    assertThat(exitCode).describedAs(STORY.toString()).isZero();
    assertThat(STORY.toString())
        .contains("广州市人民政府办公厅转发市信息办关于区县级市信息化工作指导意见的通知")
        .contains(
            "replayed",
            "digest-mismatch",
            "certificate-untrusted",
            "outside-jurisdiction",
            "receiver-mismatch")
        .doesNotContain("✗");
  }

  @Test
  void the_database_holds_the_document_and_the_good_persons_and_nothing_of_the_attacks()
      throws SQLException {
    assertThat(count("official_document")).isEqualTo(1);
    assertThat(count("person")).isEqualTo(980);
    assertThat(count("cdx_inbox")).isEqualTo(981);
  }

  @Test
  void the_receipts_are_accepted_offline() {
    assertThat(cdx("verify-receipt", "--trust", root(), receipts())).isZero();
    assertThat(out.toString().lines())
        .hasSize(981)
        .allMatch(line -> line.contains("\"verified\":true"));
    assertThat(err).hasToString("981 verified, 0 refused\n");
  }

  @Test
  void a_receipt_with_any_one_byte_changed_is_refused(@TempDir Path changed) throws IOException {
    byte[] receipt = Files.readAllBytes(anyReceipt());
    for (int i = 0; i < receipt.length; i++) {
      byte[] copy = receipt.clone();
      copy[i] ^= (byte) (1 << (i % 7));
      Files.write(changed.resolve(i + ".json"), copy);
    }

    assertThat(cdx("verify-receipt", "--trust", root(), changed.toString())).isEqualTo(1);
    assertThat(err).hasToString("0 verified, " + receipt.length + " refused\n");
  }

  @Test
  void a_receipt_that_does_not_show_the_revocation_state_says_so_or_is_refused_on_demand()
      throws IOException {
    String receipt = anyReceipt().toString();

    assertThat(cdx("verify-receipt", "--trust", root(), receipt)).isZero();
    assertThat(out.toString()).contains("\"revocation\":\"unknown\"");
    assertThat(cdx("verify-receipt", "--trust", root(), "--require-revocation", receipt))
        .isEqualTo(1);
    assertThat(out.toString()).contains("does not show that the certificates of its signer");
    assertThat(cdx("verify-receipt", "--trust", root(), "--crls", "no-such-folder", receipt))
        .isEqualTo(2);
  }

  @Test
  void a_receipt_is_refused_under_another_root(@TempDir Path elsewhere) throws IOException {
    assertThat(cdx("demo", "--out", elsewhere.toString(), "--persons", "10")).isZero();

    assertThat(
            cdx(
                "verify-receipt",
                "--trust",
                elsewhere.resolve("root.pem").toString(),
                anyReceipt().toString()))
        .isEqualTo(1);
    assertThat(out.toString()).contains("certificate-untrusted");
  }

  @Test
  void help_teaches_and_mistakes_are_usage_errors() {
    assertThat(cdx("--help")).isZero();
    assertThat(out.toString()).contains("demo", "verify-receipt", "Exit codes");
    assertThat(cdx("verify-receipt")).isEqualTo(2);
    assertThat(err.toString()).contains("--trust");
    assertThat(cdx("no-such-command")).isEqualTo(2);
  }

  private int cdx(String... arguments) {
    return Cdx.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
        .execute(arguments);
  }

  private static String root() {
    return folder.resolve("root.pem").toString();
  }

  private static String receipts() {
    return folder.resolve("receipts").toString();
  }

  private static Path anyReceipt() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("receipts"))) {
      return List.copyOf(files.sorted().toList()).get(0);
    }
  }

  private static long count(String table) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("hub"), "", "");
        ResultSet row =
            connection.createStatement().executeQuery("SELECT COUNT(*) FROM " + table)) {
      row.next();
      return row.getLong(1);
    }
  }
}
