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
