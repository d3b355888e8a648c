CREATE TABLE source_sheet (
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL, sha256 TEXT CHECK (length(sha256) = 64), sheet TEXT NOT NULL
) STRICT;

CREATE TABLE source_sheet_column (
  source_sheet INTEGER NOT NULL REFERENCES source_sheet (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, field TEXT NOT NULL, letter TEXT NOT NULL,
  PRIMARY KEY (source_sheet, position)
) STRICT, WITHOUT ROWID;

INSERT INTO source_sheet (file, sheet)
SELECT origin_file, origin_sheet FROM entry WHERE origin_file IS NOT NULL AND origin_sheet IS NOT NULL
UNION SELECT origin_file, origin_sheet FROM transfer WHERE origin_file IS NOT NULL AND origin_sheet IS NOT NULL
UNION SELECT origin_file, origin_sheet FROM holding WHERE origin_file IS NOT NULL AND origin_sheet IS NOT NULL;

INSERT INTO counter (kind, last) SELECT 'source_sheet', max(id) FROM source_sheet HAVING max(id) IS NOT NULL;

DROP VIEW entries;

ALTER TABLE entry ADD COLUMN ended TEXT CHECK (ended IS date(ended, '+0 days'));

ALTER TABLE entry ADD COLUMN origin_source INTEGER REFERENCES source_sheet (id);
ALTER TABLE entry ADD COLUMN origin_joined TEXT;
UPDATE entry SET origin_source = (SELECT s.id FROM source_sheet s WHERE s.file = origin_file AND s.sheet = origin_sheet);
ALTER TABLE entry DROP COLUMN origin_file;
ALTER TABLE entry DROP COLUMN origin_sheet;
CREATE INDEX entry_origin_source ON entry (origin_source);

ALTER TABLE transfer ADD COLUMN origin_source INTEGER REFERENCES source_sheet (id);
ALTER TABLE transfer ADD COLUMN origin_joined TEXT;
UPDATE transfer SET origin_source = (SELECT s.id FROM source_sheet s WHERE s.file = origin_file AND s.sheet = origin_sheet);
ALTER TABLE transfer DROP COLUMN origin_file;
ALTER TABLE transfer DROP COLUMN origin_sheet;
CREATE INDEX transfer_origin_source ON transfer (origin_source);

ALTER TABLE holding ADD COLUMN origin_source INTEGER REFERENCES source_sheet (id);
ALTER TABLE holding ADD COLUMN origin_joined TEXT;
UPDATE holding SET origin_source = (SELECT s.id FROM source_sheet s WHERE s.file = origin_file AND s.sheet = origin_sheet);
ALTER TABLE holding DROP COLUMN origin_file;
ALTER TABLE holding DROP COLUMN origin_sheet;
CREATE INDEX holding_origin_source ON holding (origin_source);

CREATE VIEW entries AS
SELECT
  'E' || e.id AS id, a.code AS activity, a.name AS activity_name, a.department,
  c.label AS category, c.official AS category_term,
  CASE WHEN e.items_stated THEN (SELECT coalesce(group_concat(item, '; '), '') FROM (SELECT item
    FROM entry_item WHERE entry = e.id ORDER BY position)) END AS items,
  CASE WHEN e.purposes_stated THEN (SELECT coalesce(group_concat(label, '; '), '') FROM (SELECT t.label
    FROM entry_term x JOIN term t ON t.id = x.term WHERE x.entry = e.id AND x.field = 'purposes' ORDER BY x.position))
    END AS purposes,
  CASE WHEN e.subjects_stated THEN (SELECT coalesce(group_concat(label, '; '), '') FROM (SELECT t.label
    FROM entry_term x JOIN term t ON t.id = x.term WHERE x.entry = e.id AND x.field = 'subjects' ORDER BY x.position))
    END AS subjects,
  CASE WHEN e.bases_stated THEN (SELECT coalesce(group_concat(coalesce(code, label), '; '), '') FROM (SELECT code, label
    FROM entry_basis WHERE entry = e.id ORDER BY position)) END AS bases,
  CASE WHEN e.recipients_stated THEN (SELECT coalesce(group_concat(label, '; '), '') FROM (SELECT t.label
    FROM entry_term x JOIN term t ON t.id = x.term WHERE x.entry = e.id AND x.field = 'recipients' ORDER BY x.position))
    END AS recipients,
  e.abroad, r.text AS retention, r.kind AS retention_kind, r.maximum AS retention_maximum,
  CASE WHEN e.measures_stated THEN (SELECT coalesce(group_concat(label, '; '), '') FROM (SELECT t.label
    FROM entry_term x JOIN term t ON t.id = x.term WHERE x.entry = e.id AND x.field = 'measures' ORDER BY x.position))
    END AS measures,
  e.ended, s.file AS origin_file, s.sheet AS origin_sheet, e.origin_row
FROM entry e
JOIN activity a ON a.id = e.activity
JOIN term c ON c.id = e.category
LEFT JOIN retention r ON r.id = e.retention
LEFT JOIN source_sheet s ON s.id = e.origin_source
ORDER BY e.id;
