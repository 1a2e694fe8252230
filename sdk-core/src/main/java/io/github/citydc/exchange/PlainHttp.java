package io.github.citydc.exchange;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.naming.node.NodeId;
import java.net.URI;
import java.util.regex.Pattern;

/** Where a client uses plain {@code http}: interface standard §4. */
enum PlainHttp {
  /** To this machine only. */
  THIS_MACHINE,
  /** Wherever the address of a node says so. */
  ALLOWED;

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

  URI require(NodeId node, URI url) {
    boolean plain = !"https".equalsIgnoreCase(url.getScheme());
    if (plain && this != ALLOWED && !LOOPBACK.matcher(String.valueOf(url.getHost())).matches()) {
      throw RefusedException.beforeSending(
          ProblemCode.NOT_FOUND,
          "The directory has no https address of the node "
              + node
              + ", and this client may not use plain http (allowingPlainHttp)");
    }
    return url;
  }
}
