-- Every tenant's rows are walled off: the server signs in as tessera_app, which owns nothing, and each transaction names its
-- organization with SET LOCAL app.organization_id. Without it a statement fails; with another's it sees nothing.
-- The role itself is made by the migrator before this file runs. Rights are given one by one: what is append-only has no UPDATE.

GRANT USAGE ON SCHEMA public TO tessera_app;
GRANT SELECT, INSERT ON organizations TO tessera_app;
GRANT SELECT, INSERT, DELETE ON sign_in_directory TO tessera_app;
GRANT SELECT ON schema_migrations TO tessera_app;
REVOKE ALL ON FUNCTION find_patients_by_name FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_patients_by_name TO tessera_app;

GRANT SELECT, INSERT, UPDATE ON accounts TO tessera_app;
ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;
CREATE POLICY accounts_tenant ON accounts USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE, DELETE ON sign_ins TO tessera_app;
ALTER TABLE sign_ins ENABLE ROW LEVEL SECURITY;
CREATE POLICY sign_ins_tenant ON sign_ins USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE ON api_tokens TO tessera_app;
ALTER TABLE api_tokens ENABLE ROW LEVEL SECURITY;
CREATE POLICY api_tokens_tenant ON api_tokens USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE ON patients TO tessera_app;
ALTER TABLE patients ENABLE ROW LEVEL SECURITY;
CREATE POLICY patients_tenant ON patients USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT ON imported_rows TO tessera_app;
ALTER TABLE imported_rows ENABLE ROW LEVEL SECURITY;
CREATE POLICY imported_rows_tenant ON imported_rows USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE ON clinics TO tessera_app;
ALTER TABLE clinics ENABLE ROW LEVEL SECURITY;
CREATE POLICY clinics_tenant ON clinics USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE ON resources TO tessera_app;
ALTER TABLE resources ENABLE ROW LEVEL SECURITY;
CREATE POLICY resources_tenant ON resources USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE ON practitioners TO tessera_app;
ALTER TABLE practitioners ENABLE ROW LEVEL SECURITY;
CREATE POLICY practitioners_tenant ON practitioners USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, DELETE ON practitioner_clinics TO tessera_app;
ALTER TABLE practitioner_clinics ENABLE ROW LEVEL SECURITY;
CREATE POLICY practitioner_clinics_tenant ON practitioner_clinics USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE, DELETE ON schedule_rules TO tessera_app;
ALTER TABLE schedule_rules ENABLE ROW LEVEL SECURITY;
CREATE POLICY schedule_rules_tenant ON schedule_rules USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, DELETE ON schedule_rule_breaks TO tessera_app;
ALTER TABLE schedule_rule_breaks ENABLE ROW LEVEL SECURITY;
CREATE POLICY schedule_rule_breaks_tenant ON schedule_rule_breaks USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE, DELETE ON slots TO tessera_app;
ALTER TABLE slots ENABLE ROW LEVEL SECURITY;
CREATE POLICY slots_tenant ON slots USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE ON services TO tessera_app;
ALTER TABLE services ENABLE ROW LEVEL SECURITY;
CREATE POLICY services_tenant ON services USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, DELETE ON service_phases TO tessera_app;
ALTER TABLE service_phases ENABLE ROW LEVEL SECURITY;
CREATE POLICY service_phases_tenant ON service_phases USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, DELETE ON service_clinics TO tessera_app;
ALTER TABLE service_clinics ENABLE ROW LEVEL SECURITY;
CREATE POLICY service_clinics_tenant ON service_clinics USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, DELETE ON service_practitioners TO tessera_app;
ALTER TABLE service_practitioners ENABLE ROW LEVEL SECURITY;
CREATE POLICY service_practitioners_tenant ON service_practitioners USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE ON appointments TO tessera_app;
ALTER TABLE appointments ENABLE ROW LEVEL SECURITY;
CREATE POLICY appointments_tenant ON appointments USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE ON resource_claims TO tessera_app;
ALTER TABLE resource_claims ENABLE ROW LEVEL SECURITY;
CREATE POLICY resource_claims_tenant ON resource_claims USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT ON events TO tessera_app;
ALTER TABLE events ENABLE ROW LEVEL SECURITY;
CREATE POLICY events_tenant ON events USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE ON visit_tickets TO tessera_app;
ALTER TABLE visit_tickets ENABLE ROW LEVEL SECURITY;
CREATE POLICY visit_tickets_tenant ON visit_tickets USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE ON visits TO tessera_app;
ALTER TABLE visits ENABLE ROW LEVEL SECURITY;
CREATE POLICY visits_tenant ON visits USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE ON queue_counters TO tessera_app;
ALTER TABLE queue_counters ENABLE ROW LEVEL SECURITY;
CREATE POLICY queue_counters_tenant ON queue_counters USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT ON void_queue_numbers TO tessera_app;
ALTER TABLE void_queue_numbers ENABLE ROW LEVEL SECURITY;
CREATE POLICY void_queue_numbers_tenant ON void_queue_numbers USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE ON payments TO tessera_app;
ALTER TABLE payments ENABLE ROW LEVEL SECURITY;
CREATE POLICY payments_tenant ON payments USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT ON payment_entries TO tessera_app;
ALTER TABLE payment_entries ENABLE ROW LEVEL SECURITY;
CREATE POLICY payment_entries_tenant ON payment_entries USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO tessera_app;
ALTER TABLE outbox ENABLE ROW LEVEL SECURITY;
CREATE POLICY outbox_tenant ON outbox USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, UPDATE ON rooms TO tessera_app;
ALTER TABLE rooms ENABLE ROW LEVEL SECURITY;
CREATE POLICY rooms_tenant ON rooms USING (organization_id = current_setting('app.organization_id')::uuid);

GRANT SELECT, INSERT, DELETE ON room_events TO tessera_app;
ALTER TABLE room_events ENABLE ROW LEVEL SECURITY;
CREATE POLICY room_events_tenant ON room_events USING (organization_id = current_setting('app.organization_id')::uuid);
