package io.github.citydc.exchange.file;

import io.github.citydc.exchange.Call;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.MediaType;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.naming.node.NodeId;
import java.util.List;

/** The requests of a client about files: interface standard §4.8. */
final class FileCalls {

  private static final int CONFLICT = 409;

  private final ExchangeClient client;

  FileCalls(ExchangeClient client) {
    this.client = client;
  }

  /** {@code PUT /parts/{digest}} of a file. */
  void putPart(NodeId receiver, ContentHash file, ContentHash digest, Content content) {
    Call call = Call.bringing("PUT", "/parts/" + digest, MediaType.OCTETS, content);
    client.call(receiver, call.parameter("for", file.value()));
  }

  /** {@code DELETE /files/{digest}/parts}. */
  void takeBack(NodeId receiver, ContentHash file) {
    client.call(receiver, Call.delete("/files/" + file + "/parts"));
  }

  /**
   * {@code PUT /files/{digest}}.
   *
   * @return the parts that have not arrived; none if the file is there
   */
  List<ContentHash> putFile(NodeId receiver, FileManifest manifest) {
    Content body = Content.of(FileManifestJson.write(manifest));
    Call call = Call.bringing("PUT", "/files/" + manifest.digest(), MediaType.JSON, body);
    return client.call(receiver, call.expecting(CONFLICT), answer -> missing(answer.response()));
  }

  private static List<ContentHash> missing(HttpResponse response) {
    if (response.status() != CONFLICT) {
      return List.of();
    }
    Problem problem = Problem.fromJson(CONFLICT, response.body().toByteArray());
    if (!problem.code().equals(ProblemCode.PARTS_MISSING) || problem.missing().isEmpty()) {
      throw new ProblemException(problem);
    }
    return problem.missing();
  }
}
