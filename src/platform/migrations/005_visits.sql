-- The way through the day: visit tickets, visits, and the queue numbers that a clinic gives on a date.

CREATE TABLE visit_tickets (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  service_date date NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT visit_tickets_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT visit_tickets_day_key UNIQUE (organization_id, clinic_id, patient_id, service_date),
  CONSTRAINT visit_tickets_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics (organization_id, id),
  CONSTRAINT visit_tickets_patient_fk FOREIGN KEY (organization_id, patient_id) REFERENCES patients (organization_id, id)
);
CREATE INDEX visit_tickets_patient_idx ON visit_tickets (organization_id, patient_id, service_date);

CREATE TABLE visits (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  visit_ticket_id uuid NOT NULL,
  appointment_id uuid,
  patient_id uuid NOT NULL,
  practitioner_id uuid,
  service_id uuid NOT NULL,
  visit_type text NOT NULL,
  status text NOT NULL,
  service_date date NOT NULL,
  queue_number integer,
  notes text,
  check_in_time timestamptz,
  called_at timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  completed_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT visits_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT visits_appointment_key UNIQUE (organization_id, appointment_id),
  CONSTRAINT visits_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics (organization_id, id),
  CONSTRAINT visits_ticket_fk FOREIGN KEY (organization_id, visit_ticket_id) REFERENCES visit_tickets (organization_id, id),
  CONSTRAINT visits_appointment_fk FOREIGN KEY (organization_id, appointment_id) REFERENCES appointments (organization_id, id),
  CONSTRAINT visits_patient_fk FOREIGN KEY (organization_id, patient_id) REFERENCES patients (organization_id, id),
  CONSTRAINT visits_practitioner_fk FOREIGN KEY (organization_id, practitioner_id) REFERENCES practitioners (organization_id, id),
  CONSTRAINT visits_service_fk FOREIGN KEY (organization_id, service_id) REFERENCES services (organization_id, id),
  CONSTRAINT visits_status_known CHECK (status IN
    ('scheduled', 'waiting', 'called', 'in_progress', 'pending_payment', 'completed', 'cancelled', 'no_show', 'left')),
  CONSTRAINT visits_type_matches_appointment CHECK
    ((visit_type = 'walk_in' AND appointment_id IS NULL) OR (visit_type = 'scheduled' AND appointment_id IS NOT NULL)),
  CONSTRAINT visits_queued_has_number CHECK
    (status IN ('scheduled', 'cancelled', 'no_show') OR (queue_number IS NOT NULL AND check_in_time IS NOT NULL)),
  CONSTRAINT visits_called_has_time CHECK (status <> 'called' OR called_at IS NOT NULL),
  CONSTRAINT visits_started_has_time CHECK (status NOT IN ('in_progress', 'pending_payment', 'completed') OR started_at IS NOT NULL),
  CONSTRAINT visits_ended_has_time CHECK ((status IN ('pending_payment', 'completed', 'left')) = (ended_at IS NOT NULL)),
  CONSTRAINT visits_completed_has_time CHECK ((status = 'completed') = (completed_at IS NOT NULL)),
  CONSTRAINT visits_queue_number_positive CHECK (queue_number >= 1)
);
CREATE UNIQUE INDEX visits_queue_number_key ON visits (organization_id, clinic_id, service_date, queue_number)
  WHERE queue_number IS NOT NULL;
CREATE INDEX visits_day_idx ON visits (organization_id, clinic_id, service_date, status);
CREATE INDEX visits_patient_idx ON visits (organization_id, patient_id, service_date);

-- One row hands out the numbers of a clinic's date: from 1, no gap, no repeat, under any concurrency.
CREATE TABLE queue_counters (
  organization_id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  service_date date NOT NULL,
  last_number integer NOT NULL,
  CONSTRAINT queue_counters_pkey PRIMARY KEY (organization_id, clinic_id, service_date),
  CONSTRAINT queue_counters_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics (organization_id, id)
);

-- A number once given stays given: where a visit moved to another date, its old number is kept here.
CREATE TABLE void_queue_numbers (
  organization_id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  service_date date NOT NULL,
  queue_number integer NOT NULL,
  visit_id uuid NOT NULL,
  voided_at timestamptz NOT NULL,
  CONSTRAINT void_queue_numbers_pkey PRIMARY KEY (organization_id, clinic_id, service_date, queue_number),
  CONSTRAINT void_queue_numbers_visit_fk FOREIGN KEY (organization_id, visit_id) REFERENCES visits (organization_id, id)
);
