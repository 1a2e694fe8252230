package io.github.citydc.model.sharing;

/** Forms of texts. */
final class Forms {

  /** The id of an exchange node: division, organization, system. */
  static final String NODE = "[0-9]{6}([0-9]{3}){0,2}:[0-9A-HJ-NP-RTUWXY]{18}:[a-z][a-z0-9-]{0,31}";

  private Forms() {}
}
