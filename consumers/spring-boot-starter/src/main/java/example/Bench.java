package example;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.validation.ValidDivisionCode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

@PayloadName("street.bench/1")
public record Bench(
    @NotBlank String id,
    @NotNull @ValidDivisionCode String street,
    @NotBlank String state,
    Extensions extensions)
    implements Payload {

  public static Bench of(String id, String state) {
    return new Bench(id, "440106001", state, Extensions.none());
  }
}
