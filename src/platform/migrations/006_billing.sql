-- What it costs: a payment is what is owed for a visit, an entry is one movement of money. Integer minor units only.

CREATE TABLE payments (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  appointment_id uuid,
  patient_id uuid NOT NULL,
  practitioner_id uuid,
  service_date date NOT NULL,
  total_minor bigint NOT NULL,
  amount_paid_minor bigint NOT NULL,
  currency text NOT NULL,
  share_basis_points integer NOT NULL,
  practitioner_share_minor bigint NOT NULL,
  clinic_share_minor bigint NOT NULL,
  status text NOT NULL,
  due_at timestamptz,
  paid_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL,
  CONSTRAINT payments_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT payments_visit_key UNIQUE (organization_id, visit_id),
  CONSTRAINT payments_clinic_fk FOREIGN KEY (organization_id, clinic_id) REFERENCES clinics (organization_id, id),
  CONSTRAINT payments_visit_fk FOREIGN KEY (organization_id, visit_id) REFERENCES visits (organization_id, id),
  CONSTRAINT payments_appointment_fk FOREIGN KEY (organization_id, appointment_id) REFERENCES appointments (organization_id, id),
  CONSTRAINT payments_patient_fk FOREIGN KEY (organization_id, patient_id) REFERENCES patients (organization_id, id),
  CONSTRAINT payments_practitioner_fk FOREIGN KEY (organization_id, practitioner_id) REFERENCES practitioners (organization_id, id),
  CONSTRAINT payments_status_known CHECK (status IN ('pending', 'paid', 'refunded')),
  CONSTRAINT payments_paid_within_total CHECK (amount_paid_minor BETWEEN 0 AND total_minor),
  CONSTRAINT payments_shares_add_up CHECK (practitioner_share_minor + clinic_share_minor = total_minor),
  CONSTRAINT payments_shares_not_negative CHECK (practitioner_share_minor >= 0 AND clinic_share_minor >= 0),
  CONSTRAINT payments_paid_in_full CHECK ((status = 'paid') = (paid_at IS NOT NULL) AND (status <> 'paid' OR amount_paid_minor = total_minor)),
  CONSTRAINT payments_refunded_in_full CHECK (status <> 'refunded' OR amount_paid_minor = 0)
);
CREATE INDEX payments_clinic_date_idx ON payments (organization_id, clinic_id, service_date);
CREATE INDEX payments_patient_idx ON payments (organization_id, patient_id, service_date);
CREATE INDEX payments_outstanding_idx ON payments (organization_id, clinic_id, due_at) WHERE status = 'pending' AND due_at IS NOT NULL;

-- Append-only: the application's role may insert and read, nothing else.
CREATE TABLE payment_entries (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  payment_id uuid NOT NULL,
  clinic_id uuid NOT NULL,
  kind text NOT NULL,
  amount_minor bigint NOT NULL,
  method text NOT NULL,
  account_id uuid,
  occurred_at timestamptz NOT NULL,
  occurred_on date NOT NULL,
  CONSTRAINT payment_entries_pkey PRIMARY KEY (organization_id, id),
  CONSTRAINT payment_entries_payment_fk FOREIGN KEY (organization_id, payment_id) REFERENCES payments (organization_id, id),
  CONSTRAINT payment_entries_account_fk FOREIGN KEY (organization_id, account_id) REFERENCES accounts (organization_id, id),
  CONSTRAINT payment_entries_kind_known CHECK (kind IN ('receipt', 'refund')),
  CONSTRAINT payment_entries_amount_positive CHECK (amount_minor > 0),
  CONSTRAINT payment_entries_method_known CHECK (method IN ('cash', 'visa', 'bank_transfer'))
);
CREATE INDEX payment_entries_payment_idx ON payment_entries (organization_id, payment_id);
CREATE INDEX payment_entries_day_idx ON payment_entries (organization_id, clinic_id, occurred_on);
