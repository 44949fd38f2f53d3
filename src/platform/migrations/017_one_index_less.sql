-- The patient's tickets and the one of a day are found by one index. Every index that begins with the patient is a page more that a
-- booking writes to the log, because among a million patients hardly any of its leaves is touched twice between two checkpoints.
ALTER TABLE visit_tickets DROP CONSTRAINT visit_tickets_day_key;
ALTER TABLE visit_tickets ADD CONSTRAINT visit_tickets_day_key UNIQUE (organization_id, patient_id, service_date, clinic_id);
DROP INDEX visit_tickets_patient_idx;
