package io.github.citydc.examples;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.NodeLink;
import io.github.citydc.signing.node.Passphrase;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidDivisionCode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * Sends a payload of a type that the standard does not know. Both sides have the record; the other
 * one takes it in by {@code .on(Lamp.class, …)}.
 *
 * <p>Arguments: the key folder of one's own node, and the address of the other one.
 */
public final class OwnPayloadType {

  private OwnPayloadType() {}

  /**
   * A street lamp. Its rules are checked before it is sent, and again where it arrives.
   *
   * @param lampId its number
   * @param street where it stands, a division code
   * @param state what is the matter
   * @param extensions members that a later version may have; they are kept
   */
  @PayloadName("lighting.lamp/1")
  public record Lamp(
      @Title(zh = "路灯编号", en = "lamp number") @NotBlank @Size(max = 40) String lampId,
      @Title(zh = "所在街道", en = "street") @NotNull @ValidDivisionCode String street,
      @Title(zh = "状态", en = "state") @NotBlank String state,
      Extensions extensions)
      implements Payload {}

  public static void main(String[] args) throws IOException {
    NodeFolder folder = NodeFolder.at(Path.of(args[0]));
    try (NodeLink hub = NodeLink.to(URI.create(args[1]), folder, Passphrase.none());
        ExchangeClient client = hub.client().build()) {

      client.send(hub.receiver(), new Lamp("L-7", "440106001", "dark", Extensions.none()));
    }
  }
}
