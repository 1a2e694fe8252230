import io.github.citydc.code.DivisionCode;
import io.github.citydc.code.Divisions;
import io.github.citydc.naming.domain.NamedOrgan;
import io.github.citydc.naming.domain.NamingRules;
import io.github.citydc.naming.domain.Pinyin;
import io.github.citydc.naming.plan.NamingPlan;
import io.github.citydc.naming.plan.NamingPlanBuilder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes guangzhou.json: the registered names of the city and its districts, its streets and towns in pinyin. */
final class GuangzhouPlan {

  private GuangzhouPlan() {}

  public static void main(String[] arguments) throws Exception {
    DivisionCode city = DivisionCode.parse("440100");
    Divisions divisions = Divisions.standard();
    NamingPlanBuilder plan = NamingPlan.builder(city, registered(city));
    divisions.children(city).forEach(d -> plan.domain(d.code(), registered(d.code())));
    String json = plan.townsByRule(divisions, Pinyin.icu()).build().toJson();
    Files.writeString(Path.of(arguments[0], "guangzhou.json"), json);
  }

  private static String registered(DivisionCode division) {
    NamedOrgan government = NamedOrgan.government(division);
    return NamingRules.standard().suggest(government).english().orElseThrow().host().registered();
  }
}
