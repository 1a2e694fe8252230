package io.github.citydc.exchange.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.HashAlgorithm;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.standard.InterfaceStandard;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryWireTest {

  private static final PayloadJson JSON = PayloadJson.standard();
  private static final ObjectNode API =
      JSON.readObject(InterfaceStandard.openApi().getBytes(StandardCharsets.UTF_8));
  private static final String EXAMPLES = "/content/application~1json/examples/";
  private static final String RESOURCE = "306001/000001";
  private static final MessageId ID = MessageId.parse("019ab5c2-7e1d-7cc3-98c4-dc0c0c07398f");
  private static final Query QUERY =
      Query.builder(RESOURCE).key(Map.of("idNumber", "440106198001010019")).purpose("核验身份").build();

  private static Content example(String place) {
    return Content.of(JSON.write(API.at("/paths/~1queries~1{resource}/post" + place)));
  }

  private static QueryRequest.Received read(Content body) {
    return QueryRequest.read(RESOURCE, body, id -> unused -> unused);
  }

  /** Stands for encryption: only its form matters here. */
  private static SealedContent.Made seal(ObjectNode members) {
    return SealedContent.of(
        members, HashAlgorithm.SHA_256, content -> Base64.getEncoder().encodeToString(content));
  }

  private static byte[] opened(byte[] text) {
    return Base64.getDecoder().decode(text);
  }

  @Test
  void the_examples_of_the_standard_are_read_and_written_back() {
    Content request = example("/requestBody" + EXAMPLES + "query/value");
    Content answer = example("/responses/200" + EXAMPLES + "answer/value");

    QueryRequest.Received received = read(request);
    assertThat(QueryRequest.clear(received.id(), received.query()).body().toText())
        .isEqualTo(request.toText());
    assertThat(AnswerJson.clear(AnswerJson.read(answer, Optional.empty())).toText())
        .isEqualTo(answer.toText());
  }

  @Test
  void an_encrypted_key_is_not_in_the_body_and_comes_out_again() {
    QueryRequest.Written written = QueryRequest.sealed(ID, QUERY, QueryWireTest::seal);

    QueryRequest.Received received =
        QueryRequest.read(RESOURCE, written.body(), id -> QueryWireTest::opened);

    assertThat(written.body().toText()).doesNotContain("440106198001010019", "\"key\"");
    assertThat(received.query()).isEqualTo(QUERY);
    assertThat(received.id()).isEqualTo(ID);
    assertThat(received.sealed()).isTrue();
  }

  @Test
  void the_digest_of_what_is_encrypted_does_not_tell_what_it_is() {
    assertThat(seal(JSON.newObject().put("verdict", "found")).sealed().digest())
        .isNotEqualTo(seal(JSON.newObject().put("verdict", "found")).sealed().digest());
  }

  @Test
  void what_was_encrypted_must_be_what_was_signed() {
    SealedContent sealed = seal(JSON.newObject().put("verdict", "found")).sealed();
    SealedContent other = seal(JSON.newObject().put("verdict", "not-found")).sealed();

    assertThatThrownBy(
            () -> new SealedContent(other.text(), sealed.digest()).open(QueryWireTest::opened))
        .isInstanceOf(VerificationException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'purpose':'p','key':{'id':'1'}}|/queryId",
        "{'queryId':'x','purpose':'p','key':{'id':'1'}}|/queryId",
        "{'queryId':'ID','key':{'id':'1'}}|/purpose",
        "{'queryId':'ID','purpose':'p'}|/key",
        "{'queryId':'ID','purpose':'p','key':['id']}|/key",
        "{'queryId':'ID','purpose':'p','key':{'id':440106198001010019}}|/key",
        "{'queryId':'ID','purpose':'p','sealed':'x'}|/sealedDigest",
      })
  void what_is_no_query_is_refused_by_pointer_without_repeating_a_value(
      String body, String pointer) {
    Content sent = Content.ofText(body.replace('\'', '"').replace("ID", ID.toString()));

    assertThatThrownBy(() -> read(sent))
        .isInstanceOfSatisfying(
            MalformedMessageException.class, e -> assertThat(e.pointer()).isEqualTo(pointer))
        .hasMessageNotContaining("440106198001010019");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'id':''}", "{'Id':'1'}", "{'a b':'1'}"})
  void a_key_has_names_and_values(String key) {
    String body = "{'queryId':'" + ID + "','purpose':'p','key':" + key + "}";

    assertThatThrownBy(() -> read(Content.ofText(body.replace('\'', '"'))))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void a_declared_key_is_met_by_exactly_its_members() {
    QueryKey key = QueryKey.of("idDocumentType", "idNumber");

    assertThat(key.fits(Map.of("idDocumentType", "111", "idNumber", "1"))).isTrue();
    assertThat(key.fits(Map.of("idNumber", "1"))).isFalse();
    assertThat(key.fits(Map.of("idDocumentType", "111", "idNumber", "1", "name", "x"))).isFalse();
    assertThatThrownBy(() -> QueryKey.of("id", "id")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(QueryKey::of).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothing_shows_the_key() {
    assertThat(QUERY.toString())
        .isEqualTo("Query[306001/000001 by [idNumber]]")
        .doesNotContain("440106198001010019");
  }
}
