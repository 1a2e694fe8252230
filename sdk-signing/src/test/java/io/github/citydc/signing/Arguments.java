package io.github.citydc.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.cms.CmsForm;
import io.github.citydc.signing.cms.CmsSigner;
import io.github.citydc.signing.cms.CmsVerifier;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.node.NodeAtUrl;
import io.github.citydc.signing.node.NodeLink;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.sandbox.internal.CertificateDraft;
import io.github.citydc.signing.tls.TlsContext;
import io.github.citydc.signing.tls.TlsProfile;
import io.github.citydc.signing.trust.DualKeys;
import io.github.citydc.signing.trust.HostNames;
import io.github.citydc.signing.trust.TrustStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * What can be handed to a parameter. A type that no call makes from what happens to fit gets an
 * instance here.
 */
final class Arguments {

  private static final int SAME_TYPE = 6;
  private static final NodeId NODE = NodeId.parse("440106:11440106007482911C:grid");
  private static final Pattern SECRET =
      Pattern.compile(
          ".*(secret|password|private|appkey|token|scalar).*", Pattern.CASE_INSENSITIVE);
  private static final Map<Class<?>, Object> PRIMITIVES =
      Map.of(
          int.class, 3, long.class, 3L, boolean.class, true, byte.class, (byte) 3, char.class, 'a');

  private final List<Object> pool = new ArrayList<>();
  private final List<Object> secretTexts;
  private final List<Object> secretBytes = List.of(Secrets.SCALAR, Secrets.TEXT.getBytes(US_ASCII));
  private final List<Object> texts;
  private final List<Object> bytes;

  Arguments(Path folder) throws IOException {
    SandboxCa ca = SandboxCa.create("sandbox");
    SigningKey bare = SigningKey.fromPem(Secrets.PEM);
    SigningKey key = bare.certificates(List.of(ca.certify(NODE, bare.verificationKey())));
    String certificates = Certificates.toPem(List.of(key.certificates().get(0), ca.root()));
    String damaged = Secrets.PEM.replace("\n-----END", "!\n-----END");
    secretTexts = List.of(Secrets.TEXT, Secrets.PEM, damaged, Secrets.PEM + Secrets.PEM);
    texts =
        List.of(
            NODE.toString(), certificates, "cdx", "()", "\"@method\"", "sm3=:AA==:", "x", "", "{}");
    bytes =
        List.of(
            "message".getBytes(US_ASCII),
            key.verificationKey().toSubjectPublicKeyInfo(),
            key.sign(new byte[1]),
            Secrets.PKCS8,
            new byte[0]);
    pool.addAll(
        List.of(
            ca, bare, key, NODE, HostNames.of("localhost"), Clock.systemUTC(), new SecureRandom()));
    pool.addAll(List.of(Duration.ofMillis(20), Instant.now(), BigInteger.TEN, new Object()));
    pool.addAll(key.certificates());
    pool.add(TlsContext.builder(TlsProfile.standard()).build());
    pool.addAll(List.of(URI.create("http://localhost:9/x?a=1"), ProblemCode.SIGNATURE_INVALID));
    addFiles(folder, certificates, damaged);
    addMessages(ca, key);
  }

  private void addFiles(Path folder, String certificates, String damaged) throws IOException {
    for (String content : List.of(Secrets.PEM, Secrets.PEM + certificates, certificates, damaged)) {
      pool.add(Files.writeString(folder.resolve("file" + pool.size() + ".pem"), content));
    }
    pool.add(folder.resolve("absent"));
  }

  private void addMessages(SandboxCa ca, SigningKey key) {
    HttpHeaders headers = HttpHeaders.empty().with("content-type", "text/plain");
    Content body = Content.of(new byte[] {1});
    HttpRequest request = new HttpRequest("POST", URI.create("http://hub/x"), headers, body);
    HttpRequest signed = HttpSignatures.signer(key).sign(request, NODE);
    HttpResponse response = new HttpResponse(200, headers, body);
    pool.addAll(List.of(headers, signed.headers(), body, request, signed, response));
    pool.add(HttpSignatures.signer(key).sign(response, signed));
    NodeDirectory directory = NodeDirectory.of(NodeEntry.sending(NODE, key.certificates()));
    TrustStore trust = TrustStore.of(List.of(ca.root()));
    pool.addAll(List.of(directory, trust));
    URI url = URI.create("http://localhost:9/cdx/v1");
    HttpTransport nobody = asked -> response;
    pool.addAll(
        List.of(NodeAtUrl.of(url, nobody, trust), NodeLink.builder(url, key, trust).build()));
    pool.add(new CertificateDraft(new X500Name("CN=x"), key.verificationKey()));
    DualKeys dual = ca.issueDual(NODE);
    List<X509Certificate> encryption = List.of(dual.decryption().certificate().orElseThrow());
    pool.addAll(List.of(dual, trust.validateForEncryption(encryption, Instant.now())));
    CmsSigner signer = new CmsSigner(key, CmsForm.GM, Clock.systemUTC());
    pool.add(new CmsVerifier(trust).verify(signer.sign(new byte[1]), Instant.now()));
  }

  /** Takes up something that a call returned. */
  void add(Object instance) {
    if (pool.stream().filter(known -> known.getClass() == instance.getClass()).count()
        < SAME_TYPE) {
      pool.add(instance);
    }
  }

  /** The instances of a type. */
  List<Object> known(Class<?> type) {
    return pool.stream().filter(type::isInstance).toList();
  }

  /** What fits a parameter; empty if nothing does yet. */
  List<Object> candidates(Parameter parameter) {
    Class<?> declaring = parameter.getDeclaringExecutable().getDeclaringClass();
    boolean secret =
        SECRET.matcher(parameter.getName()).matches()
            || declaring.getSimpleName().endsWith("Secret");
    return candidates(parameter.getParameterizedType(), parameter.getType(), secret);
  }

  private List<Object> candidates(Type generic, Class<?> type, boolean secret) {
    if (type.isPrimitive()) {
      return Optional.ofNullable(PRIMITIVES.get(type)).map(List::of).orElse(List.of());
    }
    if (type == String.class) {
      return secret ? secretTexts : texts;
    }
    if (type == byte[].class) {
      return secret ? secretBytes : bytes;
    }
    if (type == char[].class) {
      return List.of(Secrets.TEXT.toCharArray());
    }
    if (type.isEnum()) {
      return List.of(type.getEnumConstants());
    }
    if (type == InputStream.class) {
      return List.of(new ByteArrayInputStream(Secrets.PKCS8));
    }
    if (type == OutputStream.class) {
      return List.of(new ByteArrayOutputStream());
    }
    if (generic instanceof ParameterizedType of && of.getActualTypeArguments().length == 1) {
      return containers(type, of.getActualTypeArguments()[0], secret);
    }
    List<Object> known = known(type);
    return known.isEmpty() && type.isInterface() ? List.of(stub(type)) : known;
  }

  private List<Object> containers(Class<?> container, Type element, boolean secret) {
    List<Object> elements =
        element instanceof Class<?> type ? candidates(type, type, secret) : List.of();
    if (container == Optional.class) {
      return elements.isEmpty()
          ? List.of(Optional.empty())
          : List.of(Optional.empty(), Optional.of(elements.get(0)));
    }
    if (container == List.class || container == Collection.class || container == Iterable.class) {
      return elements.isEmpty() ? List.of(List.of()) : List.of(List.of(), elements);
    }
    if (container == Set.class) {
      return List.of(Set.copyOf(elements));
    }
    return container.isInterface() ? List.of(stub(container)) : List.of();
  }

  /** Something of the application's that does not work today. */
  private static Object stub(Class<?> type) {
    return Proxy.newProxyInstance(
        type.getClassLoader() == null ? Arguments.class.getClassLoader() : type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, values) -> {
          return switch (method.getName()) {
            case "toString" -> "stub";
            case "hashCode" -> 1;
            case "equals" -> false;
            default -> throw new IllegalStateException("not available");
          };
        });
  }
}
