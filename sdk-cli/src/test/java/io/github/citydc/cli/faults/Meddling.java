package io.github.citydc.cli.faults;

/** What somebody on the way makes of a request and its answer. */
enum Meddling {
  /** A page to log in, as if all were well. */
  LOGIN_PAGE("200 OK", "text/html", "<html><form>Please log in</form></html>"),
  BARE_204("204 No Content", "", ""),
  REDIRECT("302 Found", "text/html", "<html>Please log in elsewhere</html>"),
  PAGE_400("400 Bad Request", "text/html", "<html>Bad request</html>"),
  PAGE_401("401 Unauthorized", "text/html", "<html>Please log in</html>"),
  PAGE_403("403 Forbidden", "text/html", "<html>Blocked by policy</html>"),
  PAGE_404("404 Not Found", "text/html", "<html>No such page</html>"),
  PAGE_413("413 Payload Too Large", "text/html", "<html>Too large</html>"),
  PROBLEM_422(
      "422 Unprocessable Content",
      "application/problem+json",
      "{\"type\":\"urn:cdx:problem:validation-failed\",\"status\":422}"),
  PAGE_429("429 Too Many Requests", "text/html", "<html>Slower, please</html>"),
  PAGE_500("500 Internal Server Error", "text/html", "<html>Sorry</html>"),
  PAGE_502("502 Bad Gateway", "text/html", "<html>Bad gateway</html>"),
  PAGE_503("503 Service Unavailable", "text/html", "<html>Under maintenance</html>"),
  SHORTENED_ANSWER,
  LENGTHENED_ANSWER,
  FLIPPED_BIT_IN_ANSWER,
  FLIPPED_BIT_IN_HEADER_OF_ANSWER,
  FLIPPED_BIT_IN_REQUEST,
  FLIPPED_BIT_IN_HEADER_OF_REQUEST,
  OTHER_STATUS,
  UNSIGNED_ANSWER,
  UNSIGNED_REQUEST,
  /** Two requests get each the answer to the other. */
  SWAPPED_ANSWERS,
  /** The answer to a request before. */
  OLDER_ANSWER,
  /** The request arrives twice, and what comes back is the second answer. */
  REPEATED_REQUEST,
  /**
   * Somebody without a key copies the signature, sends it with other content, and hands on how the
   * node refuses that, signed.
   */
  PROVOKED_REFUSAL;

  private final String status;
  private final String mediaType;
  private final String page;

  Meddling() {
    this("", "", "");
  }

  Meddling(String status, String mediaType, String page) {
    this.status = status;
    this.mediaType = mediaType;
    this.page = page;
  }

  /** Whether somebody answers in the place of the node. */
  boolean isPage() {
    return !status.isEmpty();
  }

  String status() {
    return status;
  }

  String mediaType() {
    return mediaType;
  }

  String page() {
    return page;
  }
}
