package io.github.citydc.naming.domain;

/** The status of a name: whether it can still be chosen. */
public enum NameStatus {
  /** To be registered: what breaks a rule is an error. */
  PROPOSED,
  /** In use: what breaks a rule is advice, as it may be older than the rule. */
  IN_USE
}
