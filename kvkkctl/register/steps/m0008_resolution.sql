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
