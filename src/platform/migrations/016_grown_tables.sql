-- Tables that every booking writes are vacuumed after so many new rows. By itself PostgreSQL 18 counts a thousand, and a fifth of the
-- pages that are not frozen: where the past is long and frozen that is a vacuum every few minutes, and each reads the GiST indexes
-- of exclusion constraints, gigabytes by then, from end to end. Dead rows are counted as before.
ALTER TABLE appointments SET (autovacuum_vacuum_insert_threshold = 100000);
ALTER TABLE resource_claims SET (autovacuum_vacuum_insert_threshold = 100000);
ALTER TABLE visit_tickets SET (autovacuum_vacuum_insert_threshold = 100000);
ALTER TABLE visits SET (autovacuum_vacuum_insert_threshold = 100000);
ALTER TABLE payments SET (autovacuum_vacuum_insert_threshold = 100000);
ALTER TABLE payment_entries SET (autovacuum_vacuum_insert_threshold = 100000);
ALTER TABLE events SET (autovacuum_vacuum_insert_threshold = 100000);
