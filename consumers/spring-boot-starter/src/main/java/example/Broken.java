package example;

/** What goes wrong in a handler, after it has written. */
final class Broken {

  private Broken() {}

  static void throwIf(String state) {
    if (state.equals("broken")) {
      throw new IllegalStateException("This one is broken");
    }
  }
}
