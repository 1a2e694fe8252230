package io.github.citydc.model.sharing;

import io.github.citydc.model.LifeCycle;
import java.util.List;

/** Articles of the Regulations on the Sharing of Government Data, as they are cited. */
final class Decree {

  private static final List<String> DIGITS =
      List.of("", "一", "二", "三", "四", "五", "六", "七", "八", "九");

  private Decree() {}

  static LifeCycle.Source article(int number) {
    return new LifeCycle.Source(en(number), zh(number));
  }

  static String en(int article) {
    return "Decree 809, art. " + article;
  }

  static String zh(int article) {
    int tens = article / 10;
    return "国务院令第809号第"
        + (tens > 1 ? DIGITS.get(tens) : "")
        + (tens > 0 ? "十" : "")
        + DIGITS.get(article % 10)
        + "条";
  }
}
