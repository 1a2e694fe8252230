-- What was known of the revocation of the certificates when the batch was accepted.
ALTER TABLE cdx_batch ADD COLUMN revocation ${text};

INSERT INTO cdx_retention (kind) VALUES ('batches');
