-- What this script adds to the tables of other databases is in V1__exchange.sql of this one.
INSERT INTO cdx_schema (version) VALUES (2);
