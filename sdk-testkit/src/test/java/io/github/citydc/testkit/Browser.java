package io.github.citydc.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Chromium without a window, told what to do by the DevTools protocol. Close it to end it. */
final class Browser implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long LOOK_AGAIN_MILLIS = 50;

  private final Process process;
  private final WebSocket socket;
  private final Answers answers;

  private Browser(Process process, WebSocket socket, Answers answers) {
    this.process = process;
    this.socket = socket;
    this.answers = answers;
  }

  /** Where Chromium is on this machine. */
  static Optional<Path> installed() {
    return Stream.of(System.getenv("PATH").split(":"))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Browser start(Path program, Path profile) throws Exception {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolveSibling("chromium.log").toFile())
            .start();
    try {
      Answers answers = new Answers();
      WebSocket socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .buildAsync(page(profile), answers)
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      Browser browser = new Browser(process, socket, answers);
      browser.send("Page.enable", Map.of());
      browser.send("Runtime.enable", Map.of());
      return browser;
    } catch (Exception e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static URI page(Path profile) throws IOException, InterruptedException {
    Path ports = profile.resolve("DevToolsActivePort");
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(ports) || Files.readAllLines(ports).isEmpty()) {
      if (System.nanoTime() > end) {
        throw new IOException("Chromium does not answer");
      }
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
    URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(ports).get(0) + "/json/list");
    String targets =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    for (JsonNode target : JSON.readTree(targets)) {
      if (target.path("type").asText().equals("page")) {
        return URI.create(target.path("webSocketDebuggerUrl").asText());
      }
    }
    throw new IOException("Chromium has no page");
  }

  /** What the browser says to each command. */
  private static final class Answers implements WebSocket.Listener {

    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger loaded = new AtomicInteger();
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        String whole = text.toString();
        text.setLength(0);
        try {
          JsonNode message = JSON.readTree(whole);
          CompletableFuture<JsonNode> answer = waiting.remove(message.path("id").asInt(-1));
          if (message.path("method").asText().equals("Page.loadEventFired")) {
            loaded.incrementAndGet();
          }
          if (answer != null) {
            answer.complete(message);
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }

  private JsonNode send(String method, Map<String, ?> parameters) throws Exception {
    int number = answers.numbers.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.waiting.put(number, answer);
    ObjectNode command = JSON.createObjectNode().put("id", number).put("method", method);
    command.set("params", JSON.valueToTree(parameters));
    socket.sendText(command.toString(), true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    JsonNode message = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (message.has("error")) {
      throw new IllegalStateException(method + ": " + message.get("error"));
    }
    return message.path("result");
  }

  /** The size of the window, the language of its user, and whether the user likes it dark. */
  Browser as(int width, int height, String language, boolean dark) throws Exception {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    send(
        "Emulation.setUserAgentOverride",
        Map.of("userAgent", "Chromium", "acceptLanguage", language));
    send(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    return this;
  }

  /** Opens another page, and waits until it is loaded. */
  void open(URI address) throws Exception {
    int before = answers.loaded.get();
    send("Page.navigate", Map.of("url", address.toString()));
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (answers.loaded.get() == before) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Not loaded: " + address);
      }
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  /** The value of an expression. */
  JsonNode value(String script) throws Exception {
    JsonNode result =
        send(
            "Runtime.evaluate",
            Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(script + ": " + result.get("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  String text() throws Exception {
    return value("document.body.innerText").asText();
  }

  /** Waits until an expression is true. */
  void await(String script) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!value("!!(" + script + ")").asBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Not so in time: " + script + "\n" + text());
      }
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  void awaitText(String part) throws Exception {
    await("document.body.innerText.includes(" + JSON.writeValueAsString(part) + ")");
  }

  void click(String selector) throws Exception {
    await("document.querySelector(" + JSON.writeValueAsString(selector) + ")");
    value("document.querySelector(" + JSON.writeValueAsString(selector) + ").click()");
  }

  void press(String key) throws Exception {
    for (String type : List.of("keyDown", "keyUp")) {
      send("Input.dispatchKeyEvent", Map.of("type", type, "key", key, "code", key));
    }
  }

  void screenshot(Path file) throws Exception {
    JsonNode picture = send("Page.captureScreenshot", Map.of("format", "webp", "quality", 80));
    Files.write(file, Base64.getDecoder().decode(picture.path("data").asText()));
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }
}
