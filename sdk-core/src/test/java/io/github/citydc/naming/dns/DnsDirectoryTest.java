package io.github.citydc.naming.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.naming.dns.TestDnsServer.Mood;
import io.github.citydc.naming.node.DirectoryUnavailableException;
import io.github.citydc.naming.node.NodeCertificateCheck;
import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.naming.node.TestNode;
import io.github.citydc.naming.node.TestPki;
import io.github.citydc.naming.node.UntrustedDirectoryException;
import io.github.citydc.naming.plan.NamingPlan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.URIRecord;

/** Discovery against a DNS server and HTTPS servers on the loopback. */
@Tag("processes")
class DnsDirectoryTest {

  private static final NodeId NODE = NodeId.parse("440106:91350100M000100Y43:grid");
  private static final NodeId OTHER = NodeId.parse("440106:91350100M000100Y43:other");
  private static final String SERVICE = "_cdx._tcp.grid.91350100m000100y43.dc.thnet.gov.cn.";
  private static final String FRONT_END = "fe1.thnet.gov.cn.";
  private static final String BACK_UP = "fe2.thnet.gov.cn.";
  private static final Duration TIMEOUT = Duration.ofMillis(300);

  @TempDir static Path folder;
  private static TestPki pki;
  private static X509Certificate genuine;
  private static X509Certificate ofAnother;
  private static X509Certificate forged;
  private static SSLContext tls;
  private static NodeCertificateCheck check;
  private static TestDnsServer dns;

  private TestNode node;
  private DnsDirectory directory;

  @BeforeAll
  static void startNetwork() throws Exception {
    pki = new TestPki(folder);
    pki.authority("city");
    pki.authority("rogue");
    pki.issue("tls", "city", "dns:fe1.thnet.gov.cn,dns:fe2.thnet.gov.cn");
    genuine = pki.issue("genuine", "city", "uri:" + NODE.toUrn());
    ofAnother = pki.issue("other", "city", "uri:" + OTHER.toUrn());
    forged = pki.issue("forged", "rogue", "uri:" + NODE.toUrn());
    tls = pki.tls("tls", pki.trusting("city"));
    check = pki.check("city");
    dns = new TestDnsServer();
  }

  @AfterAll
  static void stopNetwork() throws IOException {
    dns.close();
  }

  @BeforeEach
  void startNode() throws Exception {
    dns.clear();
    address(FRONT_END);
    address(BACK_UP);
    node = node("/cdx/v1", NODE, genuine);
    directory =
        DnsDirectory.builder(NamingPlan.guangzhou(), check)
            .servers(dns.address())
            .timeout(TIMEOUT)
            .client(HttpClient.newBuilder().sslContext(tls).build())
            .build();
  }

  @AfterEach
  void stopNode() {
    node.close();
  }

  private static TestNode node(String path, NodeId says, X509Certificate certificate)
      throws Exception {
    return new TestNode(tls, path, 200, TestNode.says(says.toString(), certificate));
  }

  private static void address(String host) throws IOException {
    dns.add(new ARecord(name(host), DClass.IN, 60, InetAddress.getLoopbackAddress()));
  }

  private static Name name(String text) throws TextParseException {
    return Name.fromString(text);
  }

  private static void srv(int priority, int weight, int port, String target)
      throws TextParseException {
    dns.add(new SRVRecord(name(SERVICE), DClass.IN, 60, priority, weight, port, name(target)));
  }

  private void assertFound(String url) {
    assertThat(directory.find(NODE))
        .contains(new NodeEntry(NODE, Optional.of(URI.create(url)), List.of(genuine)));
  }

  @Test
  void aServiceRecordLeadsToTheNode() throws Exception {
    srv(0, 0, node.port(), FRONT_END);

    assertFound("https://fe1.thnet.gov.cn:" + node.port() + "/cdx/v1");
    assertThat(dns.questions()).contains("udp SRV", "udp TXT", "udp A").doesNotContain("tcp SRV");
  }

  @Test
  void aTextRecordGivesAnotherPath() throws Exception {
    try (TestNode elsewhere = node("/gateway/cdx/v1", NODE, genuine)) {
      srv(0, 0, elsewhere.port(), FRONT_END);
      dns.add(
          new TXTRecord(name(SERVICE), DClass.IN, 60, List.of("v=cdx1", "path=/gateway/cdx/v1")));

      assertFound("https://fe1.thnet.gov.cn:" + elsewhere.port() + "/gateway/cdx/v1");
    }
  }

  @Test
  void aUriRecordLeadsToTheNode() throws Exception {
    String url = "https://fe2.thnet.gov.cn:" + node.port() + "/cdx/v1";
    dns.add(new URIRecord(name(SERVICE), DClass.IN, 60, 1, 1, url));

    assertFound(url);
  }

  @Test
  void anAliasIsFollowed() throws Exception {
    Name shared = name("_cdx._tcp.front.thnet.gov.cn.");
    dns.add(new CNAMERecord(name(SERVICE), DClass.IN, 60, shared));
    dns.add(new SRVRecord(shared, DClass.IN, 60, 0, 0, node.port(), name(FRONT_END)));

    assertFound("https://fe1.thnet.gov.cn:" + node.port() + "/cdx/v1");
  }

  @Test
  void serversAreTriedInTheOrderOfPriority() throws Exception {
    srv(20, 0, 1, BACK_UP);
    srv(10, 1, 1, FRONT_END);
    srv(10, 5, node.port(), BACK_UP);

    assertFound("https://fe2.thnet.gov.cn:" + node.port() + "/cdx/v1");
  }

  @Test
  void aServerThatIsDownIsPassedOver() throws Exception {
    srv(10, 0, 1, FRONT_END);
    srv(20, 0, node.port(), BACK_UP);

    assertFound("https://fe2.thnet.gov.cn:" + node.port() + "/cdx/v1");
  }

  @Test
  void aNameThatDoesNotExistIsNoNode() {
    assertThat(directory.find(NODE)).isEmpty();
    assertThat(dns.questions()).contains("udp SRV");
  }

  @Test
  void aNameWithoutTheRecordIsNoNode() throws Exception {
    address(SERVICE);

    assertThat(directory.find(NODE)).isEmpty();
  }

  @Test
  void theRootAsServerSaysThatThereIsNoService() throws Exception {
    srv(0, 0, 0, ".");

    assertThat(directory.find(NODE)).isEmpty();
  }

  @Test
  void aNodeOutsideThePlanIsNotAskedFor() {
    assertThat(directory.find(NodeId.parse("440300:91350100M000100Y43:grid"))).isEmpty();
    assertThat(dns.questions()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Mood.class,
      names = {"SERVFAIL", "REFUSED", "SILENT", "TRUNCATED_WITHOUT_TCP", "GARBAGE"})
  void aServerThatCannotAnswerIsUnavailable(Mood mood) throws Exception {
    srv(0, 0, node.port(), FRONT_END);
    dns.mood(mood);

    assertThatThrownBy(() -> directory.find(NODE))
        .isInstanceOfSatisfying(
            DirectoryUnavailableException.class, e -> assertThat(e.isRetryable()).isTrue());
  }

  @Test
  void anAnswerThatIsCutOffIsAskedForAgainOverTcp() throws Exception {
    srv(0, 0, node.port(), FRONT_END);
    dns.mood(Mood.TRUNCATED);

    assertFound("https://fe1.thnet.gov.cn:" + node.port() + "/cdx/v1");
    assertThat(dns.questions()).containsSubsequence("udp SRV", "tcp SRV");
  }

  @Test
  void aServerThatHangsUpOnAConnectionIsAskedAgain() throws Exception {
    srv(0, 0, node.port(), FRONT_END);
    dns.mood(Mood.TRUNCATED_HANGING_UP);

    assertFound("https://fe1.thnet.gov.cn:" + node.port() + "/cdx/v1");
    assertThat(dns.questions()).containsSubsequence("tcp SRV", "tcp hung up", "tcp TXT");
  }

  @Test
  void aNodeThatIsDownIsUnavailable() throws Exception {
    srv(0, 0, 1, FRONT_END);

    assertThatThrownBy(() -> directory.find(NODE))
        .isInstanceOf(DirectoryUnavailableException.class);
  }

  @Test
  void aServerWithoutAddressIsUnavailable() throws Exception {
    srv(0, 0, node.port(), "nowhere.thnet.gov.cn.");

    assertThatThrownBy(() -> directory.find(NODE))
        .isInstanceOf(DirectoryUnavailableException.class)
        .hasMessageContaining("no address");
  }

  @ParameterizedTest
  @EnumSource(Poison.class)
  void aPoisonedAnswerIsNotBelieved(Poison poison) throws Exception {
    try (TestNode intruder = poison.node()) {
      srv(0, 0, intruder.port(), FRONT_END);

      assertThatThrownBy(() -> directory.find(NODE))
          .isInstanceOfSatisfying(
              UntrustedDirectoryException.class, e -> assertThat(e.isRetryable()).isFalse());
    }
  }

  /** What may be at an address that someone has slipped into DNS. */
  enum Poison {
    ANOTHER_NODE {
      @Override
      TestNode node() throws Exception {
        return DnsDirectoryTest.node("/cdx/v1", OTHER, ofAnother);
      }
    },
    CERTIFICATE_OF_ANOTHER_NODE {
      @Override
      TestNode node() throws Exception {
        return DnsDirectoryTest.node("/cdx/v1", NODE, ofAnother);
      }
    },
    CERTIFICATE_OF_ANOTHER_AUTHORITY {
      @Override
      TestNode node() throws Exception {
        return DnsDirectoryTest.node("/cdx/v1", NODE, forged);
      }
    },
    NO_CERTIFICATE {
      @Override
      TestNode node() throws Exception {
        String said = TestNode.says(NODE.toString(), List.of());
        return new TestNode(tls, "/cdx/v1", 200, said);
      }
    };

    abstract TestNode node() throws Exception;
  }

  @Test
  void theGenuineNodeIsFoundBehindAPoisonedAnswer() throws Exception {
    try (TestNode intruder = node("/cdx/v1", NODE, forged)) {
      srv(0, 0, intruder.port(), FRONT_END);
      srv(10, 0, node.port(), BACK_UP);

      assertFound("https://fe2.thnet.gov.cn:" + node.port() + "/cdx/v1");
    }
  }

  @Test
  void aServerWhoseTlsCertificateDoesNotFitIsUnavailable() throws Exception {
    address("evil.example.");
    srv(0, 0, node.port(), "evil.example.");

    assertThatThrownBy(() -> directory.find(NODE))
        .isInstanceOf(DirectoryUnavailableException.class);
  }

  @Test
  void dnsCannotLeadToPlainHttp() throws Exception {
    String url = "http://fe1.thnet.gov.cn:" + node.port() + "/cdx/v1";
    dns.add(new URIRecord(name(SERVICE), DClass.IN, 60, 1, 1, url));

    assertThatThrownBy(() -> directory.find(NODE))
        .isInstanceOf(DirectoryUnavailableException.class)
        .hasMessageContaining("https");
  }

  @ParameterizedTest
  @EnumSource(Nonsense.class)
  void whatIsNoAnswerOfANodeIsUnavailable(Nonsense nonsense) throws Exception {
    try (TestNode confused = new TestNode(tls, "/cdx/v1", nonsense.status, nonsense.body)) {
      srv(0, 0, confused.port(), FRONT_END);

      assertThatThrownBy(() -> directory.find(NODE))
          .isInstanceOf(DirectoryUnavailableException.class);
    }
  }

  /** Answers that no node gives. */
  enum Nonsense {
    ERROR(500, "{}"),
    REDIRECT(302, ""),
    PAGE(200, "<html>"),
    CERTIFICATE(200, "{\"node\":\"x\",\"certificates\":[\"AAAA\"]}");

    private final int status;
    private final String body;

    Nonsense(int status, String body) {
      this.status = status;
      this.body = body;
    }
  }

  @Test
  void timeoutsAddUpToLittle() {
    dns.mood(Mood.SILENT);
    long start = System.nanoTime();

    assertThatThrownBy(() -> directory.find(NODE))
        .isInstanceOf(DirectoryUnavailableException.class);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }
}
