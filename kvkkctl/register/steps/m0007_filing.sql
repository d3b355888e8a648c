ALTER TABLE controller ADD COLUMN tax_office TEXT;
ALTER TABLE controller ADD COLUMN address_no TEXT;
ALTER TABLE controller ADD COLUMN country TEXT;
ALTER TABLE controller ADD COLUMN representative_decision TEXT;

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
