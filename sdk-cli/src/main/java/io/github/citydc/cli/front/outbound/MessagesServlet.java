package io.github.citydc.cli.front.outbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.cli.front.store.Item;
import io.github.citydc.cli.front.store.ItemState;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.internal.StrictJson;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plain JSON over HTTP for the programs of this machine: {@code POST /messages/TYPE} takes a
 * payload, {@code GET /messages/ID} and {@code GET /messages?key=KEY} tell what became of it.
 */
public final class MessagesServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(MessagesServlet.class);
  private static final String SOURCE = "http";
  private static final String BEARER = "Bearer ";
  private static final String RECEIPT = "/receipt";
  private static final int UNPROCESSABLE = 422;
  private static final int BUFFER = 1 << 14;

  private final transient Intake intake;
  private final transient Path receipts;
  private final transient byte[] token;

  /**
   * A servlet.
   *
   * @param intake takes what is posted
   * @param receipts where receipts are kept
   * @param token what a program must show
   */
  public MessagesServlet(Intake intake, Path receipts, String token) {
    this.intake = intake;
    this.receipts = receipts;
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      if (!isAllowed(request)) {
        response.setHeader("WWW-Authenticate", "Bearer");
        refuse(response, HttpServletResponse.SC_UNAUTHORIZED, "token", "The token is not right");
      } else if (request.getMethod().equals("POST")) {
        take(request, response);
      } else if (request.getMethod().equals("GET")) {
        tell(request, response);
      } else {
        refuse(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "method", "POST or GET");
      }
    } catch (StorageException e) {
      LOG.warn("A request was not answered: {}", e.getMessage());
      later(response, "The database of the front-end machine failed");
    }
  }

  private boolean isAllowed(HttpServletRequest request) {
    String shown = request.getHeader("Authorization");
    return shown != null
        && shown.startsWith(BEARER)
        && MessageDigest.isEqual(
            token, shown.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8));
  }

  private void take(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String key = Optional.ofNullable(request.getHeader("Idempotency-Key")).orElse("");
    if (!key.matches("[\\x21-\\x7E]{1,200}")) {
      refuse(
          response,
          HttpServletResponse.SC_BAD_REQUEST,
          "idempotency-key",
          "The header Idempotency-Key is missing: 1 to 200 characters without blanks, the same"
              + " when the request is made again");
      return;
    }
    byte[] payload = body(request);
    if (payload.length > MessageDrafts.LONGEST) {
      refuse(
          response,
          HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
          "payload-too-large",
          "A payload has at most " + MessageDrafts.LONGEST + " bytes");
      return;
    }
    if (!intake.hasRoom()) {
      later(response, "As many messages wait as may");
      return;
    }
    Taken taken =
        intake.takeQuietly(
            SOURCE,
            new Draft(
                key,
                path(request),
                Optional.ofNullable(request.getParameter("operation")).orElse("upsert"),
                Optional.ofNullable(request.getParameter("to")),
                Optional.ofNullable(request.getParameter("order")),
                Content.of(payload),
                Optional.empty()));
    if (taken.fits()) {
      boolean rejected = taken.item().state() == ItemState.REJECTED;
      answer(
          response,
          rejected ? UNPROCESSABLE : HttpServletResponse.SC_ACCEPTED,
          shown(taken.item()));
    } else {
      refuse(
          response,
          HttpServletResponse.SC_CONFLICT,
          "key-used",
          "This key was used for other content");
    }
  }

  private static String path(HttpServletRequest request) {
    String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
    return path.substring(1);
  }

  /** No more than one byte beyond what may be. */
  private static byte[] body(HttpServletRequest request) throws IOException {
    try (InputStream in = request.getInputStream()) {
      return in.readNBytes(MessageDrafts.LONGEST + 1);
    }
  }

  private void tell(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String path = path(request);
    String key = request.getParameter("key");
    Optional<Item> item = Optional.empty();
    if (path.isEmpty() && key != null) {
      item = intake.items().find(SOURCE, key);
    } else {
      String id =
          path.endsWith(RECEIPT) ? path.substring(0, path.length() - RECEIPT.length()) : path;
      if (isId(id)) {
        item = intake.items().byMessage(SOURCE, id);
      }
    }
    if (item.isEmpty()) {
      refuse(
          response,
          HttpServletResponse.SC_NOT_FOUND,
          "not-found",
          "Nothing was taken under this id");
    } else if (path.endsWith(RECEIPT)) {
      receipt(response, item.get());
    } else {
      answer(response, HttpServletResponse.SC_OK, shown(item.get()));
    }
  }

  private static boolean isId(String text) {
    try {
      return MessageId.parse(text).toString().equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void receipt(HttpServletResponse response, Item item) throws IOException {
    Path file = receipts.resolve(item.messageId().orElse("") + ".json");
    if (!Files.isRegularFile(file)) {
      refuse(response, HttpServletResponse.SC_NOT_FOUND, "not-found", "There is no receipt yet");
      return;
    }
    response.setContentType("application/json");
    response.setContentLengthLong(Files.size(file));
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        response.getOutputStream().write(buffer, 0, read);
      }
    }
  }

  private ObjectNode shown(Item item) {
    ObjectNode shown = StrictJson.newObject();
    item.messageId().ifPresent(id -> shown.put("id", id));
    shown.put("key", item.key()).put("state", item.state().word());
    if (item.state() == ItemState.REJECTED) {
      shown.set("errors", Errors.of(item));
    } else if (item.state() == ItemState.ACCEPTED) {
      shown.put("receipt", receipts.resolve(item.messageId().orElse("") + ".json").toString());
    }
    return shown;
  }

  private static void later(HttpServletResponse response, String why) throws IOException {
    response.setHeader("Retry-After", "1");
    refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "unavailable", why);
  }

  private static void refuse(HttpServletResponse response, int status, String code, String message)
      throws IOException {
    ObjectNode body = StrictJson.newObject();
    body.set(
        "errors", StrictJson.read(Errors.one("", code, message).getBytes(StandardCharsets.UTF_8)));
    answer(response, status, body);
  }

  private static void answer(HttpServletResponse response, int status, ObjectNode body)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.getOutputStream().write(StrictJson.write(body));
  }
}
