-- The tables of this kind of database have known several nodes from the first script on.
INSERT INTO cdx_schema (version) VALUES (2);
