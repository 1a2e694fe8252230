package io.github.citydc.cli.front.outbound;

import io.github.citydc.cli.front.store.Item;

/**
 * What became of a draft.
 *
 * @param item what is noted under its key
 * @param fits whether that was made of the same content; if not, the draft was left aside
 */
record Taken(Item item, boolean fits) {}
