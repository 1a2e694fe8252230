-- From when on a store knows every item: those whose id was made before may have been given to an archive.
CREATE TABLE cdx_retention (
  kind VARCHAR(20) NOT NULL PRIMARY KEY,
  forgotten_before TIMESTAMP(3) WITH TIME ZONE
);

INSERT INTO cdx_retention (kind) VALUES ('messages');
