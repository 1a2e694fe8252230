package io.github.citydc.naming.dns;

import io.github.citydc.naming.node.DirectoryUnavailableException;
import io.github.citydc.naming.node.NodeJson;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.URIRecord;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/** Asks DNS where a service is. */
final class DnsLookup {

  private static final String SERVICE = "_cdx._tcp.";
  private static final String PATH = "path=";

  /**
   * How often a server is asked. Not only once: a datagram may get lost, and a server may hang up
   * on a connection it answered on before, just when dnsjava asks again over it (RFC 7766 §6.2.4).
   */
  private static final int TRIES = 2;

  private final LookupSession session;

  private DnsLookup(Resolver resolver) {
    session = LookupSession.builder().resolver(resolver).build();
  }

  static DnsLookup of(List<InetSocketAddress> servers, Duration timeout) {
    ExtendedResolver resolver =
        servers.isEmpty()
            ? new ExtendedResolver()
            : new ExtendedResolver(
                servers.stream().map(SimpleResolver::new).toArray(Resolver[]::new));
    for (Resolver server : resolver.getResolvers()) {
      server.setTimeout(timeout);
    }
    resolver.setRetries(TRIES);
    resolver.setTimeout(timeout.multipliedBy((long) TRIES * resolver.getResolvers().length));
    return new DnsLookup(resolver);
  }

  /** Where a service may be, the best first; empty if DNS says that there is none. */
  List<URI> addresses(URI planned) {
    Name service = name(SERVICE + planned.getHost() + ".");
    List<SRVRecord> servers = records(service, Type.SRV, SRVRecord.class);
    if (servers.isEmpty()) {
      return records(service, Type.URI, URIRecord.class).stream()
          .sorted(
              Comparator.comparingInt(URIRecord::getPriority)
                  .thenComparing(Comparator.comparingInt(URIRecord::getWeight).reversed()))
          .map(DnsLookup::url)
          .toList();
    }
    String path = path(service).orElse(planned.getRawPath());
    return servers.stream()
        .filter(server -> !server.getTarget().equals(Name.root))
        .sorted(
            Comparator.comparingInt(SRVRecord::getPriority)
                .thenComparing(Comparator.comparingInt(SRVRecord::getWeight).reversed()))
        .map(server -> url(server, path))
        .toList();
  }

  /** The addresses of a server. */
  List<InetAddress> hosts(String host) throws UnknownHostException {
    try {
      Name name = name(host + ".");
      List<InetAddress> found =
          Stream.concat(
                  records(name, Type.A, ARecord.class).stream().map(ARecord::getAddress),
                  records(name, Type.AAAA, AAAARecord.class).stream().map(AAAARecord::getAddress))
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
      throw new UnknownHostException("DNS has no address of " + host);
    } catch (DirectoryUnavailableException e) {
      UnknownHostException unknown = new UnknownHostException(e.getMessage());
      unknown.initCause(e);
      throw unknown;
    }
  }

  private Optional<String> path(Name service) {
    return records(service, Type.TXT, TXTRecord.class).stream()
        .flatMap(record -> record.getStringsAsByteArrays().stream())
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .filter(text -> text.startsWith(PATH))
        .map(text -> text.substring(PATH.length()))
        .findFirst();
  }

  private static URI url(SRVRecord server, String path) {
    return url("https://" + server.getTarget().toString(true) + ":" + server.getPort() + path);
  }

  private static URI url(URIRecord record) {
    try {
      return url(record.getTargetAsURI().toString());
    } catch (URISyntaxException e) {
      throw new DirectoryUnavailableException("DNS gave something that is not a URL", e);
    }
  }

  /**
   * Only https addresses are used, so that an attacker with a forged DNS answer cannot redirect to
   * plain HTTP.
   */
  private static URI url(String text) {
    try {
      URI url = NodeJson.baseUrl(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      if ("https".equals(url.getScheme())) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw new DirectoryUnavailableException("DNS gave something that is not a base URL", e);
    }
    throw new DirectoryUnavailableException("DNS gave a base URL that is not https");
  }

  private <T extends Record> List<T> records(Name name, int type, Class<T> recordType) {
    try {
      return session.lookupAsync(name, type).toCompletableFuture().join().getRecords().stream()
          .filter(recordType::isInstance)
          .map(recordType::cast)
          .toList();
    } catch (CompletionException e) {
      if (e.getCause() instanceof NoSuchDomainException
          || e.getCause() instanceof NoSuchRRSetException) {
        return List.of();
      }
      throw new DirectoryUnavailableException(
          "DNS gave no answer about " + name + " " + Type.string(type) + ": " + e.getCause(),
          e.getCause() == null ? e : e.getCause());
    }
  }

  private static Name name(String text) {
    try {
      return Name.fromString(text);
    } catch (TextParseException e) {
      throw new IllegalArgumentException("No name for DNS: " + text, e);
    }
  }
}
