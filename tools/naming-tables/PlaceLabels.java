import io.github.citydc.code.Division;
import io.github.citydc.code.DivisionKind;
import io.github.citydc.code.DivisionLevel;
import io.github.citydc.code.Divisions;
import io.github.citydc.naming.domain.Pinyin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes place-labels.txt, the syllables of today's provinces, prefectures and counties, one a
 * line, higher levels first: {@code 440106 tian-he}.
 */
final class PlaceLabels {

  private static final List<DivisionLevel> LEVELS =
      List.of(DivisionLevel.PROVINCE, DivisionLevel.PREFECTURE, DivisionLevel.COUNTY);
  private static final String NATION =
      "(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|"
          + "柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|普米|鄂温克|怒|裕固|保安|独龙|鄂伦春|各)";
  private static final String AUTONOMOUS =
      "(?<=..)(?:" + NATION + "+?族|蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克)*(?:自治)(?:区|州|县|旗)$";

  private PlaceLabels() {}

  public static void main(String[] arguments) throws Exception {
    Pinyin pinyin = Pinyin.icu();
    List<String> lines =
        Divisions.standard()
            .all()
            .filter(division -> division.kind() == DivisionKind.DIVISION)
            .filter(division -> division.isCurrent() && LEVELS.contains(division.level()))
            .sorted(Comparator.comparing(Division::level).thenComparing(d -> d.code().value()))
            .map(d -> d.code().value() + " " + String.join("-", pinyin.syllables(stem(d.name()))))
            .collect(Collectors.toList());
    Files.write(Path.of(arguments[0], "place-labels.txt"), lines);
  }

  private static String stem(String name) {
    String stem = name.replaceFirst(AUTONOMOUS, "");
    if (stem.equals(name)) {
      stem = name.replaceFirst("(?<=..)(?:省|市|区|县|盟|旗|地区|林区|特区|特别行政区)$", "");
      if (stem.endsWith("地") && name.endsWith("地区")) {
        stem = name.substring(0, name.length() - 2);
      }
    }
    return stem;
  }
}
