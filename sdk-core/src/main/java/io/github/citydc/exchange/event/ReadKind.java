package io.github.citydc.exchange.event;

/** A way of reading from a node. */
public enum ReadKind {
  /** One record of a register, asked for by its key. */
  QUERY,
  /** A page of the records that are offered. */
  RECORDS,
  /** A file, or a range of it. */
  FILE
}
