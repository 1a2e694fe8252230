package io.github.citydc.exchange;

import java.util.Set;

/** The names by which requests are counted: few, whatever paths others choose. */
final class ResourceNames {

  private static final String OTHER = "other";

  private static final Set<String> OF_THE_STANDARD =
      Set.of(
          "messages",
          "bundles",
          "batches",
          "parts",
          "files",
          "records",
          "catalog",
          "queries",
          "reconciliation",
          "node",
          "directory");

  private ResourceNames() {}

  /** The first word of a path behind a base path, empty for that of a call. */
  static String of(String basePath, String path) {
    if (!path.startsWith(basePath + "/")) {
      return OTHER;
    }
    String first = path.substring(basePath.length() + 1).split("[/?]", 2)[0];
    return OF_THE_STANDARD.contains(first) ? first : OTHER;
  }
}
