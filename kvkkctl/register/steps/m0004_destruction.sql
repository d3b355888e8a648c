DROP VIEW holdings;
DROP VIEW entries;

ALTER TABLE holding ADD COLUMN location TEXT;
ALTER TABLE holding ADD COLUMN reference TEXT;
ALTER TABLE holding ADD COLUMN requested TEXT CHECK (requested IS date(requested, '+0 days'));
ALTER TABLE holding ADD COLUMN board_date TEXT CHECK (board_date IS date(board_date, '+0 days'));
ALTER TABLE holding ADD COLUMN board_decision TEXT;

ALTER TABLE entry ADD COLUMN method TEXT;

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
  CASE WHEN e.measures_stated THEN (SELECT coalesce(group_concat(label, '; '), '') FROM (SELECT t.label
    FROM entry_measure x JOIN term t ON t.id = x.term WHERE x.entry = e.id ORDER BY x.position)) END AS measures,
  e.ended, s.file AS origin_file, s.sheet AS origin_sheet, e.origin_row
FROM entry e
JOIN activity a ON a.id = e.activity
JOIN term c ON c.id = e.category
LEFT JOIN retention r ON r.id = e.retention
LEFT JOIN source_sheet s ON s.id = e.origin_source
ORDER BY e.id;

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
