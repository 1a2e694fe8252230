-- Messages are small: kept in the row, they cost a quarter of what they do beside it.
SET MAX_LENGTH_INPLACE_LOB 65536;
