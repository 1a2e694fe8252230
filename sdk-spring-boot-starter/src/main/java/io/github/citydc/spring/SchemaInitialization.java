package io.github.citydc.spring;

/** When the application makes the tables of the exchange in its database itself. */
enum SchemaInitialization {
  /** In an embedded database only: H2 in memory. */
  EMBEDDED,
  /** In every database. */
  ALWAYS,
  /** Never: somebody else runs the scripts. */
  NEVER
}
