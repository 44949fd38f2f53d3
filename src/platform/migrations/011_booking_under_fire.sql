-- Holds, requests, waivers, late cancellations and missed appointments; what a day looked like at any moment; and a number
-- that says whether what gives or takes an organization's time is still what it was.

-- A service may want each online booking approved, and counts a patient's cancellation as late within so many minutes of its start.
ALTER TABLE services ADD COLUMN requires_approval boolean NOT NULL DEFAULT false;
ALTER TABLE services ALTER COLUMN requires_approval DROP DEFAULT;
ALTER TABLE services ADD COLUMN late_cancel_notice_minutes integer NOT NULL DEFAULT 0;
ALTER TABLE services ALTER COLUMN late_cancel_notice_minutes DROP DEFAULT;
ALTER TABLE services ADD CONSTRAINT services_late_cancel_notice_range CHECK (late_cancel_notice_minutes BETWEEN 0 AND 525600);

-- After how many minutes who has not come is noted as missing; null leaves that to the desk.
ALTER TABLE clinics ADD COLUMN no_show_grace_minutes smallint;
ALTER TABLE clinics ADD CONSTRAINT clinics_no_show_grace_range CHECK (no_show_grace_minutes BETWEEN 0 AND 1440);

-- Null where the events of an appointment that was booked before this file do not tell.
ALTER TABLE appointments ADD COLUMN needs_approval boolean;
ALTER TABLE appointments ADD COLUMN waived jsonb;
ALTER TABLE appointments ADD COLUMN cancelled_for text;
ALTER TABLE appointments ADD COLUMN cancelled_late boolean;
ALTER TABLE appointments ADD CONSTRAINT appointments_cancelled_for_known CHECK (cancelled_for IN ('patient', 'clinic'));
CREATE INDEX appointments_hold_expiry_idx ON appointments (organization_id, hold_expires_at) WHERE status = 'held';

-- Which clinic's date an event puts its subject on, so that a past moment of a day can be asked for. Null where it moves nothing there.
ALTER TABLE events ADD COLUMN clinic_id uuid;
ALTER TABLE events ADD COLUMN service_date date;
UPDATE events e SET clinic_id = a.clinic_id, service_date = (e.change ->> 'service_date')::date
  FROM appointments a
  WHERE e.subject = 'appointment' AND e.change ? 'service_date' AND a.organization_id = e.organization_id AND a.id = e.subject_id;
CREATE INDEX events_day_idx ON events (organization_id, clinic_id, service_date) WHERE service_date IS NOT NULL;

-- From now on a visit's changes are events too. What became of a visit before is not known: its events begin with what it is now.
INSERT INTO events (organization_id, subject, subject_id, version, id, kind, occurred_at, change, clinic_id, service_date)
  SELECT organization_id, 'visit', id, version, gen_random_uuid(), 'snapshot', updated_at,
    jsonb_strip_nulls(to_jsonb(visits) - 'organization_id'), clinic_id, service_date
  FROM visits;

-- Raised by every change of what gives or takes time: what was read at another revision is read again before it is relied on.
CREATE TABLE supply_revisions (
  organization_id uuid NOT NULL,
  revision bigint NOT NULL,
  CONSTRAINT supply_revisions_pkey PRIMARY KEY (organization_id),
  CONSTRAINT supply_revisions_organization_fk FOREIGN KEY (organization_id) REFERENCES organizations (id)
);
INSERT INTO supply_revisions (organization_id, revision) SELECT id, 1 FROM organizations;

GRANT SELECT, INSERT, UPDATE ON supply_revisions TO tessera_app;
ALTER TABLE supply_revisions ENABLE ROW LEVEL SECURITY;
CREATE POLICY supply_revisions_tenant ON supply_revisions USING (organization_id = current_setting('app.organization_id')::uuid);

-- Whoever has an organization's row locked empties its outbox; others step aside.
CREATE TABLE relay_turns (
  organization_id uuid NOT NULL,
  CONSTRAINT relay_turns_pkey PRIMARY KEY (organization_id),
  CONSTRAINT relay_turns_organization_fk FOREIGN KEY (organization_id) REFERENCES organizations (id)
);
INSERT INTO relay_turns (organization_id) SELECT id FROM organizations;

GRANT SELECT, INSERT, UPDATE ON relay_turns TO tessera_app;
ALTER TABLE relay_turns ENABLE ROW LEVEL SECURITY;
CREATE POLICY relay_turns_tenant ON relay_turns USING (organization_id = current_setting('app.organization_id')::uuid);
