package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.Call;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.query.Queries;
import io.github.citydc.exchange.query.Query;
import io.github.citydc.exchange.query.QueryAnswer;
import io.github.citydc.exchange.query.QueryVerdict;
import io.github.citydc.exchange.query.SignedAnswer;
import io.github.citydc.exchange.security.PayloadEncryption;
import io.github.citydc.exchange.usage.Use;
import io.github.citydc.exchange.usage.UseKind;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PeriodBuilder;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.model.sharing.SharingGrantBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.AnswerVerifier;
import io.github.citydc.signing.http.ReceiptVerifier;
import io.github.citydc.signing.payload.PayloadDecryptor;
import io.github.citydc.signing.payload.PayloadEncryptor;
import io.github.citydc.signing.payload.ReceiverEncryption;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** Queries to the register of a real hub on a real database, over real HTTP. */
@ParameterizedClass
@EachDatabase
class QueryTest {

  private static final NodeId HUB = SharingHub.HUB;
  private static final NodeId READER = SharingHub.READER;
  private static final Person ZHANG = TestPeople.number(1);

  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private SharingHub hub;
  private ExchangeClient client;

  @BeforeEach
  void start() {
    hub = SharingHub.start(kind, folder);
    client = hub.client(READER);
    hub.register("p-1", ZHANG);
    hub.register("p-2", PersonBuilder.builder(TestPeople.number(2)).name("李四").sex("1").build());
    hub.register("p-3", PersonBuilder.builder(TestPeople.number(3)).name("李四").sex("1").build());
  }

  @AfterEach
  void stop() {
    client.close();
    hub.close();
  }

  private static SharingGrantBuilder grant() {
    return SharingHub.grantOf(SharingHub.GRANT, SharingHub.PEOPLE, "姓名", "性别");
  }

  private static Query by(Map<String, String> key) {
    return Query.builder(SharingHub.PEOPLE)
        .key(key)
        .purpose(SharingHub.PURPOSE)
        .grant(SharingHub.GRANT)
        .build();
  }

  private static Query byId(String id) {
    return by(Map.of("id", id));
  }

  private QueryAnswer ask(Query query) {
    return Queries.through(client).ask(HUB, query).answer();
  }

  private ProblemException refusal(Query query) {
    return catchThrowableOfType(ProblemException.class, () -> ask(query));
  }

  @Test
  void a_record_is_found_by_its_id_or_a_declared_key_and_only_granted_items_leave() {
    hub.grant(grant().build());

    QueryAnswer found = ask(byId("p-1"));

    assertThat(found.verdict()).isEqualTo(QueryVerdict.FOUND);
    assertThat(found.record().orElseThrow().toText())
        .isEqualTo("{\"name\":\"" + ZHANG.name() + "\",\"sex\":\"" + ZHANG.sex() + "\"}");
    assertThat(found.read(Person.class).orElseThrow().name()).isEqualTo(ZHANG.name());
    assertThat(found.provider()).isEqualTo(HUB);
    assertThat(found.reader()).isEqualTo(READER);
    assertThat(found.grant()).contains(SharingHub.GRANT);
    assertThat(
            ask(by(Map.of("idNumber", ZHANG.idNumber()))).read(Person.class).orElseThrow().name())
        .isEqualTo(ZHANG.name());
    assertThat(found.toString()).doesNotContain(ZHANG.name());
  }

  @Test
  void none_and_several_records_are_verdicts_without_a_record() {
    hub.grant(grant().build());

    QueryAnswer none = ask(byId("p-9"));
    QueryAnswer several = ask(by(Map.of("name", "李四", "sex", "1")));

    assertThat(none.verdict()).isEqualTo(QueryVerdict.NOT_FOUND);
    assertThat(several.verdict()).isEqualTo(QueryVerdict.NOT_UNIQUE);
    assertThat(none.record()).isEmpty();
    assertThat(several.record()).isEmpty();
  }

  @Test
  void a_record_outside_the_divisions_of_the_grant_is_not_found() {
    hub.grant(grant().divisions(List.of("440105")).build());
    assertThat(ask(byId("p-1")).verdict()).isEqualTo(QueryVerdict.NOT_FOUND);
    assertThat(hub.uses()).extracting(Use::records).containsExactly(0L);
  }

  /** People live in 440106; each grant is another one, made by the seed. */
  @Test
  void whatever_the_grant_nothing_outside_of_it_is_in_an_answer() {
    Random random = new Random(809);
    Map<String, String> members = Map.of("姓名", "name", "证件号码", "idNumber", "性别", "sex");
    for (int i = 0; i < 40; i++) {
      String number = "SQ-" + i;
      Set<String> items =
          members.keySet().stream()
              .filter(item -> random.nextBoolean())
              .collect(Collectors.toCollection(TreeSet::new));
      items.add(random.nextBoolean() ? "性别" : "没有的项");
      boolean covered = random.nextBoolean();
      hub.grant(
          SharingHub.grantOf(number, SharingHub.PEOPLE, items.toArray(String[]::new))
              .divisions(List.of(covered ? "440106" : "440106002", "440105"))
              .build());

      QueryAnswer answer =
          ask(
              Query.builder(SharingHub.PEOPLE)
                  .key(Map.of("id", "p-1"))
                  .purpose(SharingHub.PURPOSE)
                  .grant(number)
                  .build());

      assertThat(answer.verdict()).isEqualTo(covered ? QueryVerdict.FOUND : QueryVerdict.NOT_FOUND);
      List<String> given = new ArrayList<>();
      answer
          .record()
          .ifPresent(
              record ->
                  PayloadJson.standard()
                      .readObject(record.toByteArray())
                      .fieldNames()
                      .forEachRemaining(given::add));
      assertThat(given)
          .as("%s of %s", number, items)
          .isSubsetOf(items.stream().map(item -> members.getOrDefault(item, "")).toList());
    }
  }

  @Test
  void a_register_is_asked_for_one_known_record_and_not_searched() {
    hub.grant(grant().build());

    ProblemException refused = refusal(by(Map.of("name", "李四")));

    assertThat(refused.problem().code()).isEqualTo(ProblemCode.MALFORMED_MESSAGE);
    assertThat(refused.problem().detail()).contains("id, idNumber, name+sex");
    assertThat(hub.uses()).isEmpty();
  }

  @Test
  void who_has_no_grant_or_names_another_grant_or_purpose_is_refused_by_name() {
    assertThat(refusal(byId("p-1")).problem().detail()).contains("Decree 809, art. 25");
    hub.grant(grant().build());

    for (Query other :
        List.of(
            Query.builder(SharingHub.PEOPLE)
                .key(Map.of("id", "p-1"))
                .purpose("广告")
                .grant(SharingHub.GRANT)
                .build(),
            Query.builder(SharingHub.PEOPLE)
                .key(Map.of("id", "p-1"))
                .purpose(SharingHub.PURPOSE)
                .grant("SQ-2026-00099")
                .build())) {
      assertThat(refusal(other).problem().code()).isEqualTo(ProblemCode.NOT_AUTHORIZED);
      assertThat(refusal(other).problem().detail()).contains("Decree 809, art. 25");
    }
    try (ExchangeClient stranger = hub.client(SharingHub.STRANGER)) {
      assertThatThrownBy(() -> Queries.through(stranger).ask(HUB, byId("p-1")))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.NOT_AUTHORIZED));
    }
    assertThat(hub.uses()).isEmpty();
  }

  @Test
  void a_suspension_has_its_effect_with_the_next_query_and_so_has_its_end() {
    hub.grant(grant().build());
    assertThat(ask(byId("p-1")).verdict()).isEqualTo(QueryVerdict.FOUND);

    hub.change(SharingHub.GRANT, "suspended", "misuse");
    ProblemException refused = refusal(byId("p-1"));
    hub.change(SharingHub.GRANT, "resumed", "mended");

    assertThat(refused.problem().code()).isEqualTo(ProblemCode.NOT_AUTHORIZED);
    assertThat(refused.problem().detail())
        .contains(SharingHub.GRANT, "is suspended", "Decree 809, art. 27");
    assertThat(ask(byId("p-1")).verdict()).isEqualTo(QueryVerdict.FOUND);
  }

  @Test
  void an_expired_grant_is_refused_by_name() {
    hub.grant(
        grant()
            .period(
                PeriodBuilder.builder()
                    .from(LocalDate.of(2026, 1, 1))
                    .until(LocalDate.of(2026, 2, 1))
                    .build())
            .build());

    assertThat(refusal(byId("p-1")).problem().detail())
        .contains(SharingHub.GRANT, "expired after 2026-02-01");
  }

  @Test
  void an_expiry_has_its_effect_with_the_first_query_of_the_next_day() {
    hub.close();
    SettableClock clock = new SettableClock(Instant.parse("2026-03-01T15:59:59.500Z"));
    hub = SharingHub.start(kind, folder.resolve("expiring"), clock, UnaryOperator.identity());
    hub.register("p-1", ZHANG);
    hub.grant(
        grant()
            .period(
                PeriodBuilder.builder()
                    .from(LocalDate.of(2026, 1, 1))
                    .until(LocalDate.of(2026, 3, 1))
                    .build())
            .build());
    try (ExchangeClient reader = hub.client(READER)) {
      Queries queries = Queries.through(reader);
      assertThat(queries.ask(HUB, byId("p-1")).answer().verdict()).isEqualTo(QueryVerdict.FOUND);

      clock.set(Instant.parse("2026-03-01T16:00:00Z"));

      assertThatThrownBy(() -> queries.ask(HUB, byId("p-1")))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("Grant " + SharingHub.GRANT + " expired after 2026-03-01");
    }
  }

  @Test
  void a_resource_without_a_register_or_catalog_entry_is_not_found() {
    hub.grant(grant().build());
    for (String code : List.of(SharingHub.CERTIFICATES, "306001/000009")) {
      assertThat(
              refusal(
                      Query.builder(code)
                          .key(Map.of("id", "p-1"))
                          .purpose(SharingHub.PURPOSE)
                          .build())
                  .problem()
                  .code())
          .isEqualTo(ProblemCode.NOT_FOUND);
    }
    assertThatThrownBy(() -> client.call(HUB, Call.get("/queries/" + SharingHub.PEOPLE)))
        .hasMessageContaining("This resource answers to POST");
  }

  @Test
  void every_answer_leaves_a_record_of_use_that_has_no_value() {
    hub.grant(grant().build());

    QueryAnswer found = ask(byId("p-1"));
    ask(byId("p-9"));

    List<Use> uses = hub.uses();
    assertThat(uses).extracting(Use::kind).containsExactly(UseKind.QUERY, UseKind.QUERY);
    assertThat(uses).extracting(Use::records).containsExactly(1L, 0L);
    Use use = uses.get(0);
    assertThat(use.reader()).isEqualTo(READER);
    assertThat(use.resource()).isEqualTo(SharingHub.PEOPLE);
    assertThat(use.grant()).contains(SharingHub.GRANT);
    assertThat(use.purpose()).contains(SharingHub.PURPOSE);
    assertThat(use.reference()).contains(found.queryId().toString());
    assertThat(use.usedAt()).isEqualTo(found.answeredAt());
    assertThat(use.bytes()).isEqualTo(found.record().orElseThrow().size());
    assertThat(new String(use.toJson(), StandardCharsets.UTF_8))
        .doesNotContain(ZHANG.name(), ZHANG.idNumber(), "p-1");
  }

  @Test
  void a_grant_that_is_used_up_for_the_day_is_refused_until_the_next_one() {
    hub.grant(grant().readsPerDay(2).build());
    ask(byId("p-1"));
    ask(byId("p-9"));

    ProblemException refused = refusal(byId("p-1"));

    assertThat(refused.problem().code()).isEqualTo(ProblemCode.RATE_LIMITED);
    assertThat(refused.problem().detail()).contains(SharingHub.GRANT, "2 reads a day");
    assertThat(hub.uses()).hasSize(2);
  }

  @Test
  void an_answer_is_proved_with_the_root_alone_and_refused_with_one_byte_changed() {
    hub.grant(grant().build());
    byte[] proof = Queries.through(client).ask(HUB, byId("p-1")).toJson();
    AnswerVerifier verifier = new AnswerVerifier(new ReceiptVerifier(hub.city().trust()));

    SignedAnswer stored = SignedAnswer.fromJson(proof);

    assertThat(verifier.verify(stored).signer()).isEqualTo(HUB);
    assertThat(stored.query()).isEqualTo(byId("p-1"));
    assertThat(stored.answer().record()).isPresent();
    for (int i = 0; i < proof.length; i++) {
      byte[] changed = proof.clone();
      changed[i] ^= 1;
      int at = i;
      assertThatThrownBy(() -> verifier.verify(SignedAnswer.fromJson(changed)))
          .as("byte %d of %d", at, proof.length)
          .isInstanceOf(ExchangeException.class);
    }
    assertThatThrownBy(
            () ->
                new AnswerVerifier(new ReceiptVerifier(SandboxCity.found("Other Root").trust()))
                    .verify(stored))
        .isInstanceOf(ExchangeException.class);
  }

  @Test
  void the_answer_to_one_query_is_no_answer_to_another() {
    hub.grant(grant().build());
    SignedAnswer one = Queries.through(client).ask(HUB, byId("p-1"));
    SignedAnswer other = Queries.through(client).ask(HUB, byId("p-2"));
    SignedAnswer mixed =
        new SignedAnswer(
            one.answer(),
            other.request(),
            other.openedRequest(),
            one.body(),
            one.openedAnswer(),
            one.evidence());

    assertThatThrownBy(
            () -> new AnswerVerifier(new ReceiptVerifier(hub.city().trust())).verify(mixed))
        .hasMessageContaining("digest");
  }

  @Test
  void what_the_grant_wants_sealed_is_read_by_the_reader_alone_and_proved_all_the_same() {
    hub.close();
    SecureRandom random = new SecureRandom();
    hub =
        SharingHub.start(
            kind,
            folder.resolve("sealing"),
            ChinaTime.clock(),
            offer -> offer.sealing(encryption(HUB, random)));
    hub.register("p-1", ZHANG);
    hub.grant(grant().sealed(true).build());
    hub.city().enrol(READER);
    PayloadDecryptor decryption =
        new PayloadDecryptor(READER, List.of(hub.city().decryptionKey(READER).orElseThrow()));
    List<String> wire = new CopyOnWriteArrayList<>();
    try (ExchangeClient overheard =
        hub.city().client(READER).transport(overhearing(wire)).build()) {
      SignedAnswer signed = Queries.through(overheard, decryption).ask(HUB, byId("p-1"));

      assertThat(signed.answer().read(Person.class).orElseThrow().name()).isEqualTo(ZHANG.name());
      assertThat(wire).isNotEmpty().noneMatch(text -> text.contains(ZHANG.name()));
      assertThat(wire).noneMatch(text -> text.contains("verdict"));
      SignedAnswer stored = SignedAnswer.fromJson(signed.toJson());
      assertThat(
              new AnswerVerifier(new ReceiptVerifier(hub.city().trust())).verify(stored).signer())
          .isEqualTo(HUB);
      assertThat(stored.toJson()).isEqualTo(signed.toJson());
      assertThatThrownBy(() -> Queries.through(overheard).ask(HUB, byId("p-1")))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("no key to open it");
    }
  }

  @Test
  void what_the_grant_wants_sealed_is_not_given_away_by_a_node_that_cannot_seal() {
    hub.grant(grant().sealed(true).build());

    assertThat(refusal(byId("p-1")).problem().code()).isEqualTo(ProblemCode.ENCRYPTION_REQUIRED);
    assertThat(hub.uses()).isEmpty();
  }

  private PayloadEncryption encryption(NodeId self, SecureRandom random) {
    return (message, content) ->
        ReceiverEncryption.byDirectory(
                new PayloadEncryptor(self, random),
                node -> true,
                hub.city().directory(),
                hub.city().trust(),
                ChinaTime.clock())
            .encrypt(message, content);
  }

  private static HttpTransport overhearing(List<String> wire) {
    HttpTransport network = OkHttpTransport.create();
    return request -> {
      HttpResponse response = network.exchange(request);
      wire.add(request.body().toText());
      wire.add(response.body().toText());
      return response;
    };
  }
}
