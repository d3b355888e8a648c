DROP VIEW entries;
DROP VIEW transfers;

ALTER TABLE controller ADD COLUMN special_policy TEXT CHECK (special_policy IS date(special_policy, '+0 days'));
ALTER TABLE controller ADD COLUMN breach_plan TEXT CHECK (breach_plan IS date(breach_plan, '+0 days'));
ALTER TABLE controller ADD COLUMN audited TEXT CHECK (audited IS date(audited, '+0 days'));
ALTER TABLE controller ADD COLUMN policy_items_stated INTEGER NOT NULL DEFAULT 0 CHECK (policy_items_stated IN (0, 1));
CREATE TABLE controller_policy_item (
  controller INTEGER NOT NULL REFERENCES controller (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, item TEXT NOT NULL CHECK (item <> ''),
  PRIMARY KEY (controller, position)
) STRICT, WITHOUT ROWID;

ALTER TABLE term ADD COLUMN remote_access INTEGER CHECK (remote_access IN (0, 1));
ALTER TABLE term ADD COLUMN safeguards_stated INTEGER NOT NULL DEFAULT 0 CHECK (safeguards_stated IN (0, 1));
CREATE TABLE term_safeguard (
  term INTEGER NOT NULL REFERENCES term (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  safeguard TEXT NOT NULL CHECK (safeguard IN ('policy', 'staff', 'electronic', 'physical', 'transfer', 'two_factor')),
  PRIMARY KEY (term, position)
) STRICT, WITHOUT ROWID;

ALTER TABLE entry ADD COLUMN consent_text TEXT;
ALTER TABLE entry ADD COLUMN balancing_test TEXT;
CREATE TABLE entry_retention_reason (
  entry INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('custom', 'relationship', 'interest', 'risk', 'accuracy', 'duty', 'limitation')),
  PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

ALTER TABLE transfer ADD COLUMN times INTEGER CHECK (times >= 0);
ALTER TABLE transfer ADD COLUMN contract_type TEXT CHECK (contract_type IN ('controller_to_controller',
  'controller_to_processor', 'processor_to_processor', 'processor_to_controller'));
ALTER TABLE transfer ADD COLUMN modified INTEGER CHECK (modified IN (0, 1));
ALTER TABLE transfer ADD COLUMN changed TEXT CHECK (changed IS date(changed, '+0 days'));
ALTER TABLE transfer ADD COLUMN change_notified TEXT CHECK (change_notified IS date(change_notified, '+0 days'));
ALTER TABLE transfer ADD COLUMN risk_information TEXT;
ALTER TABLE transfer ADD COLUMN remedies TEXT;
ALTER TABLE transfer ADD COLUMN onward TEXT;
ALTER TABLE transfer ADD COLUMN onward_instrument TEXT;
ALTER TABLE transfer ADD COLUMN annex_stated INTEGER NOT NULL DEFAULT 0 CHECK (annex_stated IN (0, 1));
CREATE TABLE transfer_annex (
  transfer INTEGER NOT NULL REFERENCES transfer (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, term INTEGER NOT NULL REFERENCES term (id),
  PRIMARY KEY (transfer, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX transfer_annex_term ON transfer_annex (term);

CREATE VIEW entries AS
SELECT
  'E' || e.id AS id, a.code AS activity, a.name AS activity_name, a.department,
  c.label AS category, c.official AS category_term,
  CASE WHEN e.items_stated THEN (SELECT coalesce(group_concat(item, '; '), '') FROM (SELECT item
    FROM entry_item WHERE entry = e.id ORDER BY position)) END AS items,
  CASE WHEN e.purposes_stated THEN (SELECT coalesce(group_concat(label, '; '), '') FROM (SELECT t.label
    FROM entry_purpose x JOIN term t ON t.id = x.term WHERE x.entry = e.id ORDER BY x.position)) END AS purposes,
  CASE WHEN e.subjects_stated THEN (SELECT coalesce(group_concat(label, '; '), '') FROM (SELECT t.label
    FROM entry_subject x JOIN term t ON t.id = x.term WHERE x.entry = e.id ORDER BY x.position)) END AS subjects,
  CASE WHEN e.bases_stated THEN (SELECT coalesce(group_concat(coalesce(code, label), '; '), '') FROM (SELECT code, label
    FROM entry_basis WHERE entry = e.id ORDER BY position)) END AS bases,
  CASE WHEN e.recipients_stated THEN (SELECT coalesce(group_concat(label, '; '), '') FROM (SELECT t.label
    FROM entry_recipient x JOIN term t ON t.id = x.term WHERE x.entry = e.id ORDER BY x.position)) END AS recipients,
  e.abroad, r.text AS retention, r.kind AS retention_kind, r.maximum AS retention_maximum, e.method,
  (SELECT coalesce(group_concat(statute, '; '), '') FROM (SELECT statute FROM entry_statute
    WHERE entry = e.id ORDER BY position)) AS statutes,
  (SELECT coalesce(group_concat(reason, '; '), '') FROM (SELECT reason FROM entry_retention_reason
    WHERE entry = e.id ORDER BY position)) AS retention_reasons,
  e.consent_text, e.balancing_test,
  CASE WHEN e.measures_stated THEN (SELECT coalesce(group_concat(label, '; '), '') FROM (SELECT t.label
    FROM entry_measure x JOIN term t ON t.id = x.term WHERE x.entry = e.id ORDER BY x.position)) END AS measures,
  e.ended, s.file AS origin_file, s.sheet AS origin_sheet, e.origin_row
FROM entry e
JOIN activity a ON a.id = e.activity
JOIN term c ON c.id = e.category
LEFT JOIN retention r ON r.id = e.retention
LEFT JOIN source_sheet s ON s.id = e.origin_source
ORDER BY e.id;

CREATE VIEW transfers AS
SELECT 'T' || x.id AS id, t.label AS recipient, x.description, x.abroad, coalesce(x.country, t.country) AS country,
  x.instrument,
  CASE WHEN x.purposes_stated THEN (SELECT coalesce(group_concat(label, '; '), '') FROM (SELECT p.label
    FROM transfer_purpose y JOIN term p ON p.id = y.term WHERE y.transfer = x.id ORDER BY y.position)) END AS purposes,
  CASE WHEN x.bases_stated THEN (SELECT coalesce(group_concat(coalesce(code, label), '; '), '') FROM (SELECT code, label
    FROM transfer_basis WHERE transfer = x.id ORDER BY position)) END AS bases,
  x.frequency, x.signed, x.notified, x.approved, x.started, x.ended,
  x.times, x.contract_type,
  CASE WHEN x.annex_stated THEN (SELECT coalesce(group_concat(label, '; '), '') FROM (SELECT c.label
    FROM transfer_annex y JOIN term c ON c.id = y.term WHERE y.transfer = x.id ORDER BY y.position)) END AS annex,
  x.modified, x.changed, x.change_notified, x.risk_information, x.remedies, x.onward, x.onward_instrument
FROM transfer x JOIN term t ON t.id = x.recipient
ORDER BY x.id;
