/**
 * Compatibility only: signatures of the gateways that vendors have to talk to today, the national
 * exchange and service platforms ({@code gjgxjhpt_*}, {@code gjzwfwpt_*}) and TIF or RIO.
 *
 * <pre>{@code
 * OkHttpClient client = new OkHttpClient.Builder()
 *     .followRedirects(false)
 *     .addInterceptor(new GatewayInterceptor(TifSigner.tif(paasId, token, clock, random)))
 *     .build();
 * }</pre>
 *
 * <p><b>What these do not protect.</b> They prove the caller and the time, nothing else: method,
 * path, query and body are not signed, responses are not signed at all, and caller and gateway
 * share one secret, so that neither can prove anything to a third party. An attacker who reads one
 * such message can replace its body as long as it is valid. Between nodes of the exchange use
 * {@code io.github.citydc.signing.http}, and through a gateway use both: {@link
 * io.github.citydc.signing.gateway.GatewayTransport}.
 */
@NullMarked
package io.github.citydc.signing.gateway;

import org.jspecify.annotations.NullMarked;
