package example;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.validation.ValidDivisionCode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

@PayloadName("street.lamp/1")
public record Lamp(
    @NotBlank String id,
    @NotNull @ValidDivisionCode String street,
    @NotBlank String state,
    Extensions extensions)
    implements Payload {

  public static Lamp of(String id, String state) {
    return new Lamp(id, "440106001", state, Extensions.none());
  }
}
