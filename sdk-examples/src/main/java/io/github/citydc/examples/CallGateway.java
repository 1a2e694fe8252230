package io.github.citydc.examples;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.signing.gateway.GatewayInterceptor;
import io.github.citydc.signing.gateway.GatewaySecret;
import io.github.citydc.signing.gateway.NationalPlatform;
import io.github.citydc.signing.gateway.NationalPlatformSigner;
import io.github.citydc.signing.gateway.NationalSecretSource;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Calls an interface behind the gateway of the national platform, which wants {@code gjgxjhpt_*}
 * fields. Compatibility only: they cover the caller and the time, not the content.
 *
 * <p>Arguments: the URL of the key service, the URL to call, rid, sid. The appkey is read from the
 * environment variable {@code GATEWAY_APPKEY}, which no process list shows.
 */
public final class CallGateway {

  private CallGateway() {}

  public static OkHttpClient client(
      Supplier<GatewaySecret> secrets, String rid, String sid, Clock clock) {
    return new OkHttpClient.Builder()
        .followRedirects(false) // a redirect would take the signature elsewhere
        .addInterceptor(
            new GatewayInterceptor(
                new NationalPlatformSigner(NationalPlatform.EXCHANGE, rid, sid, secrets, clock)))
        .build();
  }

  public static void main(String[] args) throws IOException {
    Clock clock = ChinaTime.clock();
    GatewaySecret appkey = GatewaySecret.of(System.getenv("GATEWAY_APPKEY"));
    Supplier<GatewaySecret> secrets = // fetched when first needed, renewed before it ends
        new NationalSecretSource(
            args[0],
            NationalPlatform.EXCHANGE,
            args[2],
            args[3],
            appkey,
            OkHttpTransport.create(),
            clock);
    OkHttpClient client = client(secrets, args[2], args[3], clock);
    try (Response response = client.newCall(new Request.Builder().url(args[1]).build()).execute()) {
      System.out.println(response.code());
    }
  }
}
