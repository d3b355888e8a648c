DROP VIEW holdings;

ALTER TABLE holding ADD COLUMN location TEXT;
ALTER TABLE holding ADD COLUMN reference TEXT;
ALTER TABLE holding ADD COLUMN requested TEXT CHECK (requested IS date(requested, '+0 days'));
ALTER TABLE holding ADD COLUMN board_date TEXT CHECK (board_date IS date(board_date, '+0 days'));
ALTER TABLE holding ADD COLUMN board_decision TEXT;

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
