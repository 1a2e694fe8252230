-- For MariaDB 10.6 and later. Times are in UTC. Texts are compared byte by byte, to the last blank.

-- Which scripts of this folder have run: each records itself at its end, whoever runs it.
CREATE TABLE cdx_schema (
  version INTEGER NOT NULL PRIMARY KEY,
  completed_at DATETIME(3) NOT NULL DEFAULT (UTC_TIMESTAMP(3))
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

-- The nodes that use these tables: each row of the others belongs to the one whose number is in its column node.
CREATE TABLE cdx_node (
  number INTEGER NOT NULL PRIMARY KEY,
  node_id VARCHAR(80) NOT NULL UNIQUE
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

-- Messages that were accepted, each with its signature and its receipt. bundle: of one that came in a bundle, the path to what
-- was signed.
CREATE TABLE cdx_inbox (
  node INTEGER NOT NULL,
  sender VARCHAR(80) NOT NULL,
  message_id VARCHAR(36) NOT NULL,
  type VARCHAR(100) NOT NULL,
  operation VARCHAR(10) NOT NULL,
  body_digest VARCHAR(80) NOT NULL,
  accepted_at DATETIME(3) NOT NULL,
  body LONGBLOB NOT NULL,
  signature_base LONGTEXT NOT NULL,
  signature VARCHAR(1000) NOT NULL,
  certificates LONGTEXT NOT NULL,
  revocation LONGTEXT,
  receipt LONGBLOB NOT NULL,
  bundle VARCHAR(2000),
  PRIMARY KEY (node, sender, message_id)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

-- All that the reconciliation of a day reads.
CREATE INDEX cdx_inbox_key ON cdx_inbox (node, sender, message_id, type, body_digest);

CREATE INDEX cdx_inbox_latest ON cdx_inbox (node, accepted_at DESC, message_id DESC);
CREATE INDEX cdx_inbox_sender ON cdx_inbox (node, sender, accepted_at DESC, message_id DESC);

-- Messages to send, and what became of them. A pending message is in one of three places. It may be taken: ready_for is its
-- receiver. It is leased, or was postponed: ready_again says until when. Or it is behind another one of its ordering key:
-- behind_key is that key. Of each key one message at a time has its turn, in the first or the second place: turn_key.
-- So each place has an index in which nothing else is. timed_at: when, by the clock of the sender, ready_again was set; in
-- the future, that clock was wrong. replaced_by: the new message that was made of a dead letter.
CREATE TABLE cdx_outbox (
  node INTEGER NOT NULL,
  position BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  message_id VARCHAR(36) NOT NULL,
  receiver VARCHAR(80) NOT NULL,
  type VARCHAR(100) NOT NULL,
  ordering_key VARCHAR(200),
  state VARCHAR(10) NOT NULL,
  attempts INTEGER NOT NULL,
  next_attempt DATETIME(3) NOT NULL,
  ready_for VARCHAR(80),
  ready_again DATETIME(3),
  behind_key VARCHAR(200),
  turn_key VARCHAR(200),
  timed_at DATETIME(3),
  finished_at DATETIME(3),
  last_failure VARCHAR(1000),
  replaced_by VARCHAR(36),
  body_digest VARCHAR(80) NOT NULL,
  body LONGBLOB NOT NULL,
  receipt LONGBLOB,
  CONSTRAINT cdx_outbox_key UNIQUE (node, message_id)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

CREATE INDEX cdx_outbox_ready ON cdx_outbox (node, ready_for, position);
CREATE INDEX cdx_outbox_again ON cdx_outbox (node, ready_again);
CREATE INDEX cdx_outbox_timed ON cdx_outbox (node, timed_at);
CREATE INDEX cdx_outbox_behind ON cdx_outbox (node, behind_key, position);
CREATE INDEX cdx_outbox_turn ON cdx_outbox (node, turn_key, position);
CREATE INDEX cdx_outbox_state ON cdx_outbox (node, state, position);
CREATE INDEX cdx_outbox_finished ON cdx_outbox (node, state, finished_at);
CREATE INDEX cdx_outbox_sent ON cdx_outbox (node, receiver, message_id, type, state, body_digest);

-- Nonces of signatures that were accepted and could be accepted again.
CREATE TABLE cdx_nonce (
  node INTEGER NOT NULL,
  claim VARCHAR(64) NOT NULL,
  valid_until DATETIME(3) NOT NULL,
  PRIMARY KEY (node, claim)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

CREATE INDEX cdx_nonce_end ON cdx_nonce (node, valid_until);

-- Content that has arrived: parts of batches, parts of files on their way, files; it lies in a content store.
-- served_at: when the last batch that needed a part was done; empty while one is under way, or may be to come.
-- referred_at: when a message last referred to a file. upload: which batch or file the one upload is of that has brought a
-- part and may take it back; empty as soon as anybody else wants it.
CREATE TABLE cdx_content (
  node INTEGER NOT NULL,
  kind VARCHAR(10) NOT NULL,
  sender VARCHAR(80) NOT NULL,
  digest VARCHAR(80) NOT NULL,
  size BIGINT NOT NULL,
  encoding VARCHAR(10) NOT NULL,
  decoded_size BIGINT NOT NULL,
  records INTEGER NOT NULL,
  received_at DATETIME(3) NOT NULL,
  served_at DATETIME(3),
  referred_at DATETIME(3),
  upload VARCHAR(80),
  PRIMARY KEY (node, kind, sender, digest)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

CREATE INDEX cdx_content_age ON cdx_content (node, received_at);
CREATE INDEX cdx_content_served ON cdx_content (node, served_at);
CREATE INDEX cdx_content_waiting ON cdx_content (node, sender, kind, referred_at, size);
CREATE INDEX cdx_content_upload ON cdx_content (node, upload);
CREATE INDEX cdx_content_digest ON cdx_content (node, digest);

-- Room in the quotas of senders for content that is just being stored. The row of a sender whose id is empty is locked while
-- room is given to it.
CREATE TABLE cdx_content_room (
  node INTEGER NOT NULL,
  sender VARCHAR(80) NOT NULL,
  id VARCHAR(36) NOT NULL,
  kind VARCHAR(10) NOT NULL,
  size BIGINT NOT NULL,
  held_until DATETIME(3) NOT NULL,
  PRIMARY KEY (node, sender, id)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

-- The store in which content of a kind lies, by the mark that was made when it was set up.
CREATE TABLE cdx_content_place (
  node INTEGER NOT NULL,
  kind VARCHAR(10) NOT NULL,
  mark VARCHAR(200) NOT NULL,
  PRIMARY KEY (node, kind)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

-- Batches that were accepted, each with its signature and its receipt, and how far they are. open_for: the sender, until the
-- batch is done. delay: why one waits or was given up.
CREATE TABLE cdx_batch (
  node INTEGER NOT NULL,
  position BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  sender VARCHAR(80) NOT NULL,
  batch_id VARCHAR(36) NOT NULL,
  type VARCHAR(100) NOT NULL,
  operation VARCHAR(10) NOT NULL,
  body_digest VARCHAR(80) NOT NULL,
  accepted_at DATETIME(3) NOT NULL,
  manifest LONGBLOB NOT NULL,
  signature_base LONGTEXT NOT NULL,
  signature VARCHAR(1000) NOT NULL,
  certificates LONGTEXT NOT NULL,
  revocation LONGTEXT,
  receipt LONGBLOB NOT NULL,
  state VARCHAR(10) NOT NULL,
  records BIGINT NOT NULL,
  accepted BIGINT NOT NULL,
  rejected BIGINT NOT NULL,
  part INTEGER NOT NULL,
  line INTEGER NOT NULL,
  leased_by VARCHAR(36),
  leased_until DATETIME(3),
  finished_at DATETIME(3),
  open_for VARCHAR(80),
  delay VARCHAR(1000),
  CONSTRAINT cdx_batch_key UNIQUE (node, sender, batch_id)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

CREATE INDEX cdx_batch_open ON cdx_batch (node, open_for, position);
CREATE INDEX cdx_batch_latest ON cdx_batch (node, accepted_at DESC, batch_id DESC);
CREATE INDEX cdx_batch_sender ON cdx_batch (node, sender, accepted_at DESC, batch_id DESC);
CREATE INDEX cdx_batch_done ON cdx_batch (node, finished_at);

-- Which parts a batch that is not done needs.
CREATE TABLE cdx_batch_part (
  node INTEGER NOT NULL,
  sender VARCHAR(80) NOT NULL,
  batch_id VARCHAR(36) NOT NULL,
  digest VARCHAR(80) NOT NULL,
  PRIMARY KEY (node, sender, digest, batch_id)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

CREATE INDEX cdx_batch_part_batch ON cdx_batch_part (node, sender, batch_id);

-- Records that were not stored, and why.
CREATE TABLE cdx_batch_rejection (
  node INTEGER NOT NULL,
  sender VARCHAR(80) NOT NULL,
  batch_id VARCHAR(36) NOT NULL,
  part INTEGER NOT NULL,
  line INTEGER NOT NULL,
  code VARCHAR(40) NOT NULL,
  detail VARCHAR(1000) NOT NULL,
  violations LONGTEXT NOT NULL,
  PRIMARY KEY (node, sender, batch_id, part, line)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

-- Copies of official documents, one for each recipient. The row is locked while the life of the copy changes.
CREATE TABLE cdx_document_copy (
  node INTEGER NOT NULL,
  document_id VARCHAR(100) NOT NULL,
  recipient VARCHAR(200) NOT NULL,
  PRIMARY KEY (node, document_id, recipient)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

-- What happened to them. placed: the sender of the document has told the place, or is this node.
CREATE TABLE cdx_document_action (
  node INTEGER NOT NULL,
  document_id VARCHAR(100) NOT NULL,
  recipient VARCHAR(200) NOT NULL,
  action_id VARCHAR(80) NOT NULL,
  position INTEGER NOT NULL,
  placed BOOLEAN NOT NULL,
  action VARCHAR(20) NOT NULL,
  payload LONGTEXT NOT NULL,
  PRIMARY KEY (node, document_id, recipient, action_id)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

-- Messages that tell the other side of own actions, and what became of them; those of a copy are sent in this order.
CREATE TABLE cdx_document_message (
  node INTEGER NOT NULL,
  position BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  message_id VARCHAR(36) NOT NULL,
  document_id VARCHAR(100) NOT NULL,
  recipient VARCHAR(200) NOT NULL,
  action_id VARCHAR(80) NOT NULL,
  receiver VARCHAR(80) NOT NULL,
  type VARCHAR(100) NOT NULL,
  state VARCHAR(10) NOT NULL,
  made_at DATETIME(3) NOT NULL,
  content_digest VARCHAR(64) NOT NULL,
  body_digest VARCHAR(80) NOT NULL,
  body LONGBLOB NOT NULL,
  receipt LONGBLOB,
  CONSTRAINT cdx_document_message_key UNIQUE (node, message_id)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

CREATE INDEX cdx_document_message_copy ON cdx_document_message (node, document_id, recipient, position);
CREATE INDEX cdx_document_message_action ON cdx_document_message (node, action_id);
CREATE INDEX cdx_document_message_open ON cdx_document_message (node, state);
CREATE INDEX cdx_document_message_sent ON cdx_document_message (node, receiver, message_id);

-- Changes of records a node offers, in the order they were committed. division: the smallest one that covers the record;
-- left_division: the same before the change.
CREATE TABLE cdx_record (
  node INTEGER NOT NULL,
  position BIGINT NOT NULL,
  type VARCHAR(100) NOT NULL,
  resource VARCHAR(100) NOT NULL,
  record_id VARCHAR(200) NOT NULL,
  operation VARCHAR(10) NOT NULL,
  changed_at DATETIME(3) NOT NULL,
  payload LONGBLOB,
  division VARCHAR(12),
  left_division VARCHAR(12),
  PRIMARY KEY (node, position)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

CREATE INDEX cdx_record_type ON cdx_record (node, type, resource, position);
CREATE INDEX cdx_record_latest ON cdx_record (node, record_id, resource, position);

-- Which change of a record names which file.
CREATE TABLE cdx_record_file (
  node INTEGER NOT NULL,
  digest VARCHAR(80) NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (node, digest, position)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

CREATE INDEX cdx_record_file_change ON cdx_record_file (node, position);

-- The last position given away, for each node. Whoever writes holds this row until commit: so positions have no gaps, and none becomes
-- visible before a lower one.
CREATE TABLE cdx_record_log (
  node INTEGER NOT NULL,
  log_id VARCHAR(36) NOT NULL,
  last_position BIGINT NOT NULL,
  PRIMARY KEY (node)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

-- Grants of sharing, each in its latest version. state: what its changes have made of it. The row is locked while it changes.
CREATE TABLE cdx_grant (
  node INTEGER NOT NULL,
  grant_number VARCHAR(50) NOT NULL,
  version INTEGER NOT NULL,
  state VARCHAR(10) NOT NULL,
  payload LONGTEXT NOT NULL,
  PRIMARY KEY (node, grant_number)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

-- The nodes that a grant names.
CREATE TABLE cdx_grant_reader (
  node INTEGER NOT NULL,
  reader VARCHAR(80) NOT NULL,
  resource VARCHAR(100) NOT NULL,
  grant_number VARCHAR(50) NOT NULL,
  PRIMARY KEY (node, reader, resource, grant_number)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

CREATE INDEX cdx_grant_reader_grant ON cdx_grant_reader (node, grant_number);

-- What happened to grants, in its order. version: the one that a change after consultation announces, else 0.
CREATE TABLE cdx_grant_change (
  node INTEGER NOT NULL,
  grant_number VARCHAR(50) NOT NULL,
  position INTEGER NOT NULL,
  change_number VARCHAR(50) NOT NULL,
  action VARCHAR(20) NOT NULL,
  version INTEGER NOT NULL,
  payload LONGTEXT NOT NULL,
  PRIMARY KEY (node, grant_number, position)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

-- How far this node has pulled the records of others.
CREATE TABLE cdx_cursor (
  node INTEGER NOT NULL,
  source VARCHAR(80) NOT NULL,
  type VARCHAR(100) NOT NULL,
  resource VARCHAR(100) NOT NULL,
  next_cursor VARCHAR(1000) NOT NULL,
  moved_at DATETIME(3) NOT NULL,
  PRIMARY KEY (node, source, type, resource)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

-- Who has read what of the data this node shares, without the data. position: in the order in which it was recorded. reference:
-- the id of a query, the digest of a file.
CREATE TABLE cdx_use (
  node INTEGER NOT NULL,
  position BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  kind VARCHAR(10) NOT NULL,
  used_at DATETIME(3) NOT NULL,
  reader VARCHAR(80) NOT NULL,
  resource VARCHAR(100) NOT NULL,
  type VARCHAR(100) NOT NULL,
  grant_id VARCHAR(100),
  purpose VARCHAR(500),
  reference VARCHAR(100),
  records BIGINT NOT NULL,
  bytes BIGINT NOT NULL
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

-- Where the records of use are moved from cdx_use, a thousand at a time. There each is written before its answer leaves, and so
-- with no key but one; here they are searched.
CREATE TABLE cdx_use_kept (
  node INTEGER NOT NULL,
  position BIGINT NOT NULL PRIMARY KEY,
  kind VARCHAR(10) NOT NULL,
  used_at DATETIME(3) NOT NULL,
  reader VARCHAR(80) NOT NULL,
  resource VARCHAR(100) NOT NULL,
  type VARCHAR(100) NOT NULL,
  grant_id VARCHAR(100),
  purpose VARCHAR(500),
  reference VARCHAR(100),
  records BIGINT NOT NULL,
  bytes BIGINT NOT NULL
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

CREATE INDEX cdx_use_kept_time ON cdx_use_kept (node, used_at, position);
CREATE INDEX cdx_use_kept_grant ON cdx_use_kept (node, grant_id, used_at);
CREATE INDEX cdx_use_kept_all ON cdx_use_kept (node, position);
CREATE INDEX cdx_use_kept_reader ON cdx_use_kept (node, reader, position);

-- From when on a store knows every item: those whose id was made before may have been given to an archive.
CREATE TABLE cdx_retention (
  node INTEGER NOT NULL,
  kind VARCHAR(20) NOT NULL,
  forgotten_before DATETIME(3),
  PRIMARY KEY (node, kind)
) ENGINE = InnoDB, CHARACTER SET utf8mb4, COLLATE utf8mb4_nopad_bin;

INSERT INTO cdx_schema (version) VALUES (1);
