package io.github.citydc.internal;

/** Why a text is not strict JSON, in the words of both languages and without a part of the text. */
public enum JsonFault {
  BROKEN("Broken JSON", "JSON语法有误"),
  NOT_AN_OBJECT("Not a JSON object", "不是JSON对象"),
  MEMBER_TWICE("A member appears twice", "同一成员出现了两次"),
  CONTENT_AFTER_VALUE("Content after the JSON value", "JSON值之后还有内容"),
  TOO_MUCH("Too long, too deep or too many", "过长、嵌套过深或个数过多"),
  TOO_LARGE("More than 16 MiB", "超过16 MiB"),
  NOT_UTF_8("The text is not UTF-8", "文本不是UTF-8编码"),
  BYTE_ORDER_MARK("The text is not UTF-8 without a byte order mark", "文本不是不带字节序标记（BOM）的UTF-8编码"),
  NUL("U+0000 in a text", "文本中有字符U+0000"),
  LONE_SURROGATE("Half a surrogate pair in a text", "文本中有不成对的代理码位"),
  WRONG_FORM("A value of the wrong type or form", "值的类型或格式有误");

  private final String english;
  private final String chinese;

  JsonFault(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  /**
   * The fault in English.
   *
   * @return a few words, without a full stop
   */
  public String english() {
    return english;
  }

  /**
   * The fault in Chinese.
   *
   * @return a few words, without a full stop
   */
  public String chinese() {
    return chinese;
  }
}
