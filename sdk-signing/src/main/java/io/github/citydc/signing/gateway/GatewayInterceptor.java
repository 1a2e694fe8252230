package io.github.citydc.signing.gateway;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * An OkHttp interceptor that sets the fields of a gateway on every call, replacing fields of the
 * same names. Thread-safe.
 *
 * <pre>{@code
 * new OkHttpClient.Builder()
 *     .followRedirects(false)
 *     .addInterceptor(new GatewayInterceptor(signer))
 *     .build();
 * }</pre>
 *
 * As an interceptor of the application it signs once per call, as a network interceptor every
 * attempt. Either way the fields go wherever a redirect leads, so do not follow any.
 *
 * <p><b>Security guarantees.</b> Those of the signer; see the package.
 */
public final class GatewayInterceptor implements Interceptor {

  private final GatewaySigner signer;

  /**
   * An interceptor.
   *
   * @param signer makes the fields
   */
  public GatewayInterceptor(GatewaySigner signer) {
    this.signer = signer;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request.Builder signed = chain.request().newBuilder();
    signer.sign().forEach(signed::header);
    return chain.proceed(signed.build());
  }
}
