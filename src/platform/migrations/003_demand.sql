-- What patients need: services, where and by whom they are offered, and the phases in which they use resources.

CREATE TABLE services (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  description text,
  duration_minutes smallint NOT NULL,
  buffer_before_minutes smallint NOT NULL,
  buffer_after_minutes smallint NOT NULL,
  price_minor bigint NOT NULL,
  currency text NOT NULL,
  consultation_mode text NOT NULL,
  min_notice_minutes integer NOT NULL,
  max_future_days integer NOT NULL,
  allow_patient_reschedule boolean NOT NULL,
  max_reschedule_count smallint NOT NULL,
  status text NOT NULL,
  version integer NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT services_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT services_organization_fk FOREIGN KEY (organization_id) REFERENCES organizations (id),
  CONSTRAINT services_duration_range CHECK (duration_minutes BETWEEN 1 AND 1440),
  CONSTRAINT services_buffers_range CHECK (buffer_before_minutes BETWEEN 0 AND 240 AND buffer_after_minutes BETWEEN 0 AND 240),
  CONSTRAINT services_price_not_negative CHECK (price_minor >= 0),
  CONSTRAINT services_mode_known CHECK (consultation_mode IN ('in_person', 'video', 'phone')),
  CONSTRAINT services_horizon_positive CHECK (min_notice_minutes >= 0 AND max_future_days >= 1),
  CONSTRAINT services_status_known CHECK (status IN ('active', 'retired'))
);

ALTER TABLE schedule_rules ADD CONSTRAINT schedule_rules_service_fk
  FOREIGN KEY (organization_id, service_id) REFERENCES services (organization_id, id);

-- From minute a to minute b of the service, this is needed.
CREATE TABLE service_phases (
  organization_id uuid NOT NULL,
  service_id uuid NOT NULL,
  position smallint NOT NULL,
  starts_minute smallint NOT NULL,
  ends_minute smallint NOT NULL,
  need text NOT NULL,
  resource_id uuid,
  CONSTRAINT service_phases_pkey PRIMARY KEY (organization_id, service_id, position),
  CONSTRAINT service_phases_service_fk FOREIGN KEY (organization_id, service_id) REFERENCES services (organization_id, id),
  CONSTRAINT service_phases_resource_fk FOREIGN KEY (organization_id, resource_id) REFERENCES resources (organization_id, id),
  CONSTRAINT service_phases_not_empty CHECK (starts_minute >= 0 AND ends_minute > starts_minute),
  CONSTRAINT service_phases_need_known CHECK (need IN ('practitioner', 'resource')),
  CONSTRAINT service_phases_need_names_resource CHECK ((need = 'resource') = (resource_id IS NOT NULL))
);

CREATE TABLE service_clinics (
  organization_id uuid NOT NULL,
  service_id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  CONSTRAINT service_clinics_pkey PRIMARY KEY (organization_id, service_id, clinic_id),
  CONSTRAINT service_clinics_service_fk FOREIGN KEY (organization_id, service_id) REFERENCES services (organization_id, id),
  CONSTRAINT service_clinics_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics (organization_id, id)
);
CREATE INDEX service_clinics_clinic_idx ON service_clinics (organization_id, clinic_id);

CREATE TABLE service_practitioners (
  organization_id uuid NOT NULL,
  service_id uuid NOT NULL,
  practitioner_id uuid NOT NULL,
  CONSTRAINT service_practitioners_pkey PRIMARY KEY (organization_id, service_id, practitioner_id),
  CONSTRAINT service_practitioners_service_fk FOREIGN KEY (organization_id, service_id) REFERENCES services (organization_id, id),
  CONSTRAINT service_practitioners_practitioner_fk FOREIGN KEY (organization_id, practitioner_id)
    REFERENCES practitioners (organization_id, id)
);
CREATE INDEX service_practitioners_practitioner_idx ON service_practitioners (organization_id, practitioner_id);
