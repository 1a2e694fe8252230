-- The tables of this kind of database have known several nodes from the first script on.
-- The audit trail: who has read or sent what, when, from where, and what came of it.
CREATE TABLE cdx_audit (
  node INTEGER NOT NULL,
  position BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  logged_at DATETIME(3) NOT NULL,
  party VARCHAR(80),
  address VARCHAR(64),
  action VARCHAR(40) NOT NULL,
  subject VARCHAR(100),
  type VARCHAR(100),
  verdict VARCHAR(10) NOT NULL,
  code VARCHAR(40),
  bytes BIGINT NOT NULL,
  times BIGINT NOT NULL,
  trace VARCHAR(32)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

CREATE INDEX cdx_audit_time ON cdx_audit (node, logged_at, position);
CREATE INDEX cdx_audit_all ON cdx_audit (node, position);
CREATE INDEX cdx_audit_party ON cdx_audit (node, party, position);
CREATE INDEX cdx_audit_subject ON cdx_audit (node, subject, position);

INSERT INTO cdx_schema (version) VALUES (2);
