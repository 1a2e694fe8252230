-- Files that have arrived, and parts of those that are on their way; their content lies in a file store.
CREATE TABLE cdx_file (
  kind VARCHAR(4) NOT NULL,
  sender VARCHAR(80) NOT NULL,
  digest VARCHAR(80) NOT NULL,
  size BIGINT NOT NULL,
  received_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  referred_at TIMESTAMP(3) WITH TIME ZONE,
  PRIMARY KEY (kind, sender, digest)
);

CREATE INDEX cdx_file_age ON cdx_file (received_at);
CREATE INDEX cdx_file_sender ON cdx_file (sender);

-- What happened to official documents, told for each recipient.
CREATE TABLE cdx_document_action (
  document_id VARCHAR(100) NOT NULL,
  recipient VARCHAR(200) NOT NULL,
  position INTEGER NOT NULL,
  action VARCHAR(20) NOT NULL,
  payload ${text} NOT NULL,
  PRIMARY KEY (document_id, recipient, position)
);
