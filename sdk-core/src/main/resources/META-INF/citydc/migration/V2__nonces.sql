-- Nonces of signatures that were accepted and could be accepted again.
CREATE TABLE cdx_nonce (
  claim VARCHAR(64) NOT NULL PRIMARY KEY,
  valid_until TIMESTAMP(3) WITH TIME ZONE NOT NULL
);

CREATE INDEX cdx_nonce_end ON cdx_nonce (valid_until);
