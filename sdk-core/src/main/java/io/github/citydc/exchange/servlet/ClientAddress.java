package io.github.citydc.exchange.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a request comes from: the other end of the connection, or what the proxy there says if it
 * is one that is trusted. What others say in {@code X-Forwarded-For} is not believed.
 *
 * @param proxies addresses of the proxies that are trusted
 */
record ClientAddress(Set<String> proxies) {

  private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
  private static final String FIELD = "X-Forwarded-For";

  ClientAddress {
    proxies = Set.copyOf(proxies);
  }

  /** The last address that is none of a trusted proxy. */
  String of(HttpServletRequest request) {
    String connected = String.valueOf(request.getRemoteAddr());
    if (!proxies.contains(connected)) {
      return connected;
    }
    List<String> hops = new ArrayList<>();
    Collections.list(request.getHeaders(FIELD))
        .forEach(field -> hops.addAll(List.of(field.split(",", -1))));
    Collections.reverse(hops);
    return hops.stream()
        .map(String::strip)
        .filter(hop -> !proxies.contains(hop))
        .findFirst()
        .filter(hop -> ADDRESS.matcher(hop).matches())
        .orElse(connected);
  }
}
