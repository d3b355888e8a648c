CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

CREATE TABLE counter (
  kind TEXT PRIMARY KEY,
  last INTEGER NOT NULL CHECK (last >= 0)
) STRICT;

CREATE TABLE controller (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  title TEXT, kind TEXT CHECK (kind IN ('private', 'public', 'ngo', 'professional')),
  address TEXT, phone TEXT, email TEXT, kep TEXT, tax_no TEXT, mersis TEXT, website TEXT,
  contact_person TEXT, representative TEXT,
  resident INTEGER CHECK (resident IN (0, 1)), sector TEXT,
  employees INTEGER CHECK (employees >= 0), balance INTEGER CHECK (balance >= 0),
  special_main_activity INTEGER CHECK (special_main_activity IN (0, 1)), exemption TEXT,
  obliged_since TEXT, verbis_registered_on TEXT, policy_date TEXT,
  destruction_runs_stated INTEGER NOT NULL CHECK (destruction_runs_stated IN (0, 1)),
  secrecy_bound INTEGER CHECK (secrecy_bound IN (0, 1)), special_policy TEXT CHECK (special_policy IS date(special_policy, '+0 days')), breach_plan TEXT CHECK (breach_plan IS date(breach_plan, '+0 days')), audited TEXT CHECK (audited IS date(audited, '+0 days')), policy_items_stated INTEGER NOT NULL DEFAULT 0 CHECK (policy_items_stated IN (0, 1)), tax_office TEXT, address_no TEXT, country TEXT, representative_decision TEXT,
  CHECK (obliged_since IS date(obliged_since, '+0 days')), CHECK (policy_date IS date(policy_date, '+0 days')),
  CHECK (verbis_registered_on IS date(verbis_registered_on, '+0 days'))
) STRICT;

CREATE TABLE controller_run (
  controller INTEGER NOT NULL REFERENCES controller (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, run TEXT NOT NULL,
  PRIMARY KEY (controller, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE term (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('category', 'purpose', 'subject', 'recipient', 'measure')),
  label TEXT NOT NULL CHECK (label <> ''), folded TEXT NOT NULL,
  official TEXT, match TEXT NOT NULL CHECK (match IN ('exact', 'alias', 'close', 'none')),
  special INTEGER CHECK (special IN (0, 1)),
  defined INTEGER NOT NULL CHECK (defined IN (0, 1)), definition TEXT,
  role TEXT CHECK (role IN ('controller', 'processor', 'authority')), country TEXT, contract TEXT, remote_access INTEGER CHECK (remote_access IN (0, 1)), safeguards_stated INTEGER NOT NULL DEFAULT 0 CHECK (safeguards_stated IN (0, 1)),
  UNIQUE (kind, folded),
  CHECK ((official IS NULL) = (match IN ('close', 'none')))
) STRICT;

CREATE TABLE activity (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (code <> ''), name TEXT NOT NULL CHECK (name <> ''),
  department TEXT, process TEXT, description TEXT, source TEXT, collection_method TEXT, medium TEXT,
  exemption TEXT, started TEXT, ended TEXT, reviewed TEXT,
  CHECK (started IS date(started, '+0 days')), CHECK (ended IS date(ended, '+0 days')),
  CHECK (reviewed IS date(reviewed, '+0 days'))
) STRICT;

CREATE TABLE retention (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('bounded', 'event_only', 'statutory', 'indefinite', 'unreadable', 'missing')),
  maximum TEXT, reason TEXT,
  read_by_person INTEGER NOT NULL CHECK (read_by_person IN (0, 1))
) STRICT;

CREATE TABLE retention_term (
  retention INTEGER NOT NULL REFERENCES retention (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  period TEXT, bound TEXT NOT NULL CHECK (bound IN ('exact', 'at_least', 'at_most')),
  anchor TEXT NOT NULL CHECK (anchor IN ('event', 'year_end')),
  event TEXT, event_text TEXT, condition TEXT, law TEXT,
  PRIMARY KEY (retention, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
  id INTEGER PRIMARY KEY,
  activity INTEGER NOT NULL REFERENCES activity (id),
  category INTEGER NOT NULL REFERENCES term (id),
  abroad INTEGER CHECK (abroad IN (0, 1)),
  retention INTEGER REFERENCES retention (id),
  items_stated INTEGER NOT NULL CHECK (items_stated IN (0, 1)),
  purposes_stated INTEGER NOT NULL CHECK (purposes_stated IN (0, 1)),
  subjects_stated INTEGER NOT NULL CHECK (subjects_stated IN (0, 1)),
  bases_stated INTEGER NOT NULL CHECK (bases_stated IN (0, 1)),
  recipients_stated INTEGER NOT NULL CHECK (recipients_stated IN (0, 1)),
  measures_stated INTEGER NOT NULL CHECK (measures_stated IN (0, 1)),
  origin_row INTEGER CHECK (origin_row >= 1)
, ended TEXT CHECK (ended IS date(ended, '+0 days')), origin_source INTEGER REFERENCES source_sheet (id), origin_joined TEXT, method TEXT, consent_text TEXT, balancing_test TEXT) STRICT;

CREATE INDEX entry_activity ON entry (activity);

CREATE INDEX entry_category ON entry (category);

CREATE INDEX entry_retention ON entry (retention);

CREATE TABLE entry_item (
  entry INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, item TEXT NOT NULL,
  PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_basis (
  entry INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, label TEXT NOT NULL, code TEXT, law TEXT, article TEXT,
  PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE transfer (
  id INTEGER PRIMARY KEY,
  recipient INTEGER NOT NULL REFERENCES term (id),
  description TEXT, abroad INTEGER CHECK (abroad IN (0, 1)), country TEXT,
  instrument TEXT, frequency TEXT CHECK (frequency IN ('occasional', 'recurring')),
  signed TEXT, notified TEXT, approved TEXT, started TEXT, ended TEXT,
  purposes_stated INTEGER NOT NULL CHECK (purposes_stated IN (0, 1)),
  bases_stated INTEGER NOT NULL CHECK (bases_stated IN (0, 1)),
  origin_row INTEGER CHECK (origin_row >= 1), origin_source INTEGER REFERENCES source_sheet (id), origin_joined TEXT, times INTEGER CHECK (times >= 0), contract_type TEXT CHECK (contract_type IN ('controller_to_controller',
  'controller_to_processor', 'processor_to_processor', 'processor_to_controller')), modified INTEGER CHECK (modified IN (0, 1)), changed TEXT CHECK (changed IS date(changed, '+0 days')), change_notified TEXT CHECK (change_notified IS date(change_notified, '+0 days')), risk_information TEXT, remedies TEXT, onward TEXT, onward_instrument TEXT, annex_stated INTEGER NOT NULL DEFAULT 0 CHECK (annex_stated IN (0, 1)),
  CHECK (signed IS date(signed, '+0 days')), CHECK (notified IS date(notified, '+0 days')),
  CHECK (approved IS date(approved, '+0 days')), CHECK (started IS date(started, '+0 days')),
  CHECK (ended IS date(ended, '+0 days'))
) STRICT;

CREATE INDEX transfer_recipient ON transfer (recipient);

CREATE TABLE transfer_purpose (
  transfer INTEGER NOT NULL REFERENCES transfer (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, term INTEGER NOT NULL REFERENCES term (id),
  PRIMARY KEY (transfer, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX transfer_purpose_term ON transfer_purpose (term);

CREATE TABLE transfer_basis (
  transfer INTEGER NOT NULL REFERENCES transfer (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, label TEXT NOT NULL, code TEXT, law TEXT, article TEXT,
  PRIMARY KEY (transfer, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE holding (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES entry (id),
  label TEXT NOT NULL CHECK (label <> ''), medium TEXT, event TEXT, event_date TEXT, quantity TEXT,
  retention INTEGER REFERENCES retention (id),
  hold_reason TEXT, hold_owner TEXT, hold_review TEXT,
  state TEXT NOT NULL CHECK (state IN ('kept', 'destroyed')),
  origin_row INTEGER CHECK (origin_row >= 1), origin_source INTEGER REFERENCES source_sheet (id), origin_joined TEXT, location TEXT, reference TEXT, requested TEXT CHECK (requested IS date(requested, '+0 days')), board_date TEXT CHECK (board_date IS date(board_date, '+0 days')), board_decision TEXT,
  CHECK (event_date IS date(event_date, '+0 days')), CHECK (hold_review IS date(hold_review, '+0 days'))
) STRICT;

CREATE INDEX holding_entry ON holding (entry);

CREATE INDEX holding_retention ON holding (retention);

CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL, actor TEXT NOT NULL, command TEXT NOT NULL,
  previous TEXT NOT NULL, hash TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE journal_line (
  seq INTEGER NOT NULL REFERENCES journal (seq),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL, record INTEGER NOT NULL, before TEXT, after TEXT,
  PRIMARY KEY (seq, position),
  CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX journal_line_record ON journal_line (kind, record);

CREATE VIEW terms AS
SELECT kind, label, official, match, special, defined, definition, role, country, contract FROM term;

CREATE TABLE source_sheet (
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL, sha256 TEXT CHECK (length(sha256) = 64), sheet TEXT NOT NULL
) STRICT;

CREATE TABLE source_sheet_column (
  source_sheet INTEGER NOT NULL REFERENCES source_sheet (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, field TEXT NOT NULL, letter TEXT NOT NULL,
  PRIMARY KEY (source_sheet, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_origin_source ON entry (origin_source);

CREATE INDEX transfer_origin_source ON transfer (origin_source);

CREATE INDEX holding_origin_source ON holding (origin_source);

CREATE TABLE term_former (
  term INTEGER NOT NULL REFERENCES term (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, label TEXT NOT NULL CHECK (label <> ''),
  PRIMARY KEY (term, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_purpose (
  entry INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, term INTEGER NOT NULL REFERENCES term (id),
  PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_purpose_term ON entry_purpose (term);

CREATE TABLE entry_subject (
  entry INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, term INTEGER NOT NULL REFERENCES term (id),
  PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_subject_term ON entry_subject (term);

CREATE TABLE entry_recipient (
  entry INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, term INTEGER NOT NULL REFERENCES term (id),
  PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_recipient_term ON entry_recipient (term);

CREATE TABLE entry_measure (
  entry INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, term INTEGER NOT NULL REFERENCES term (id),
  PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_measure_term ON entry_measure (term);

CREATE TABLE entry_statute (
  entry INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, statute TEXT NOT NULL CHECK (statute <> ''),
  PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE destruction_run (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL UNIQUE CHECK (day IS date(day, '+0 days')),
  opened TEXT NOT NULL CHECK (opened IS date(opened, '+0 days'))
) STRICT;

CREATE TABLE destruction_run_holding (
  run INTEGER NOT NULL REFERENCES destruction_run (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, holding INTEGER NOT NULL REFERENCES holding (id),
  PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX destruction_run_holding_holding ON destruction_run_holding (holding);

CREATE TABLE destruction (
  id INTEGER PRIMARY KEY,
  holding INTEGER NOT NULL UNIQUE REFERENCES holding (id),
  run INTEGER REFERENCES destruction_run (id),
  done_on TEXT NOT NULL CHECK (done_on IS date(done_on, '+0 days')),
  method TEXT NOT NULL CHECK (method IN ('erasure', 'destruction', 'anonymisation')),
  technique TEXT, done_by TEXT, approved_by TEXT, reference TEXT, reason TEXT, forced TEXT,
  duty_on TEXT CHECK (duty_on IS date(duty_on, '+0 days')),
  destroy_by TEXT CHECK (destroy_by IS date(destroy_by, '+0 days'))
) STRICT;

CREATE INDEX destruction_of_run ON destruction (run);

CREATE TABLE confirmation (
  id INTEGER PRIMARY KEY,
  statute TEXT NOT NULL UNIQUE CHECK (statute <> ''),
  source TEXT NOT NULL CHECK (source <> ''), confirmed_by TEXT NOT NULL CHECK (confirmed_by <> ''),
  confirmed_on TEXT NOT NULL CHECK (confirmed_on IS date(confirmed_on, '+0 days'))
) STRICT;

CREATE VIEW holdings AS
SELECT 'H' || h.id AS id, 'E' || h.entry AS entry, a.code AS activity, c.label AS category, h.label, h.medium,
  h.location, h.reference, h.event, h.event_date, h.quantity, coalesce(r.text, er.text) AS retention,
  h.requested, h.board_date, h.board_decision, h.hold_reason, h.hold_owner, h.hold_review, h.state
FROM holding h
JOIN entry e ON e.id = h.entry
JOIN activity a ON a.id = e.activity
JOIN term c ON c.id = e.category
LEFT JOIN retention r ON r.id = h.retention
LEFT JOIN retention er ON er.id = e.retention
ORDER BY h.id;

CREATE VIEW destructions AS
SELECT 'D' || d.id AS id, 'H' || d.holding AS holding, h.label, a.code AS activity, c.label AS category,
  'P' || d.run AS run, d.done_on, d.method, d.technique, d.done_by, d.approved_by, d.reference, d.reason, d.forced,
  d.duty_on, d.destroy_by
FROM destruction d
JOIN holding h ON h.id = d.holding
JOIN entry e ON e.id = h.entry
JOIN activity a ON a.id = e.activity
JOIN term c ON c.id = e.category
ORDER BY d.id;

CREATE TABLE controller_policy_item (
  controller INTEGER NOT NULL REFERENCES controller (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, item TEXT NOT NULL CHECK (item <> ''),
  PRIMARY KEY (controller, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE term_safeguard (
  term INTEGER NOT NULL REFERENCES term (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  safeguard TEXT NOT NULL CHECK (safeguard IN ('policy', 'staff', 'electronic', 'physical', 'transfer', 'two_factor')),
  PRIMARY KEY (term, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_retention_reason (
  entry INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('custom', 'relationship', 'interest', 'risk', 'accuracy', 'duty', 'limitation')),
  PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE acceptance (
  id INTEGER PRIMARY KEY,
  rule TEXT NOT NULL CHECK (rule <> ''),
  kind TEXT NOT NULL CHECK (kind <> ''), number INTEGER NOT NULL, record TEXT NOT NULL CHECK (record <> ''),
  reason TEXT NOT NULL CHECK (reason <> ''),
  until TEXT NOT NULL CHECK (until IS date(until, '+0 days')),
  accepted_by TEXT NOT NULL CHECK (accepted_by <> ''),
  accepted_on TEXT NOT NULL CHECK (accepted_on IS date(accepted_on, '+0 days')),
  UNIQUE (rule, kind, number)
) STRICT;

CREATE VIEW acceptances AS
SELECT 'G' || id AS id, rule, record, reason, until, accepted_by, accepted_on FROM acceptance ORDER BY id;

CREATE TABLE filing (
  id INTEGER PRIMARY KEY,
  filed_on TEXT NOT NULL CHECK (filed_on IS date(filed_on, '+0 days')),
  reference TEXT, source TEXT, sha256 TEXT,
  content TEXT NOT NULL CHECK (json_valid(content)),
  stamp TEXT NOT NULL
) STRICT;

CREATE TABLE change_date (
  id INTEGER PRIMARY KEY,
  filing INTEGER NOT NULL REFERENCES filing (id),
  category INTEGER, field TEXT NOT NULL CHECK (field <> ''),
  changed_on TEXT NOT NULL CHECK (changed_on IS date(changed_on, '+0 days')),
  reason TEXT NOT NULL CHECK (reason <> ''),
  stated_on TEXT NOT NULL CHECK (stated_on IS date(stated_on, '+0 days'))
) STRICT;

CREATE INDEX change_date_filing ON change_date (filing);

CREATE VIEW filings AS
SELECT 'F' || id AS id, filed_on, reference, source, sha256, content FROM filing ORDER BY filed_on, id;

CREATE TABLE resolution (
  id INTEGER PRIMARY KEY,
  category TEXT NOT NULL CHECK (category <> ''),
  field TEXT NOT NULL CHECK (field IN ('retention', 'abroad', 'recipients', 'processed')),
  value TEXT NOT NULL CHECK (value <> ''), reason TEXT NOT NULL CHECK (reason <> ''),
  decided_by TEXT NOT NULL CHECK (decided_by <> ''),
  decided_on TEXT NOT NULL CHECK (decided_on IS date(decided_on, '+0 days')),
  UNIQUE (category, field)
) STRICT;

CREATE TABLE resolution_ground (
  resolution INTEGER NOT NULL REFERENCES resolution (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, ground TEXT NOT NULL CHECK (ground <> ''),
  PRIMARY KEY (resolution, position)
) STRICT, WITHOUT ROWID;

CREATE VIEW resolutions AS
SELECT 'V' || r.id AS id, r.category, r.field, r.value, r.reason, r.decided_by, r.decided_on,
  (SELECT coalesce(group_concat(ground, '; '), '') FROM (SELECT ground
    FROM resolution_ground WHERE resolution = r.id ORDER BY position)) AS grounds
FROM resolution r ORDER BY r.id;

CREATE VIEW change_dates AS
SELECT 'F' || filing AS filing, category, field, changed_on, reason, stated_on FROM change_date ORDER BY id;

CREATE VIEW filing_answers AS
SELECT filing, filed_on, no, category, processed,
  CASE json_type(answer, '$.labels') WHEN 'array' THEN (SELECT coalesce(group_concat(value, '; '), '')
    FROM json_each(answer, '$.labels')) END AS labels,
  CASE json_type(answer, '$.purposes') WHEN 'array' THEN (SELECT coalesce(group_concat(value, '; '), '')
    FROM json_each(answer, '$.purposes')) END AS purposes,
  CASE json_type(answer, '$.recipients') WHEN 'array' THEN (SELECT coalesce(group_concat(value, '; '), '')
    FROM json_each(answer, '$.recipients')) END AS recipients,
  CASE WHEN json_extract(answer, '$.retention.count') IS NULL
    THEN json_extract(answer, '$.retention.unit') || ': ' || json_extract(answer, '$.retention.text')
    ELSE json_extract(answer, '$.retention.count') || ' ' || json_extract(answer, '$.retention.unit') END AS retention,
  CASE json_type(answer, '$.subjects') WHEN 'array' THEN (SELECT coalesce(group_concat(value, '; '), '')
    FROM json_each(answer, '$.subjects')) END AS subjects,
  abroad,
  CASE json_type(answer, '$.measures') WHEN 'array' THEN (SELECT coalesce(group_concat(value, '; '), '')
    FROM json_each(answer, '$.measures')) END AS measures
FROM (
  SELECT f.id, 'F' || f.id AS filing, f.filed_on, json_extract(c.value, '$.no') AS no,
    json_extract(c.value, '$.name') AS category, json_extract(c.value, '$.processed') AS processed,
    json_extract(c.value, '$.abroad') AS abroad, c.value AS answer
  FROM filing f JOIN json_each(f.content, '$.categories') c
  UNION ALL
  SELECT id, 'F' || id, filed_on, NULL, NULL, NULL, NULL, content FROM filing
)
ORDER BY filed_on, id, no IS NULL, no;
