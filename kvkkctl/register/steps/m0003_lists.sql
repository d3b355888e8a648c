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
INSERT INTO entry_purpose (entry, position, term)
SELECT entry, position, term FROM entry_term WHERE field = 'purposes' ORDER BY entry, position;

CREATE TABLE entry_subject (
  entry INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, term INTEGER NOT NULL REFERENCES term (id),
  PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_subject_term ON entry_subject (term);
INSERT INTO entry_subject (entry, position, term)
SELECT entry, position, term FROM entry_term WHERE field = 'subjects' ORDER BY entry, position;

CREATE TABLE entry_recipient (
  entry INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, term INTEGER NOT NULL REFERENCES term (id),
  PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_recipient_term ON entry_recipient (term);
INSERT INTO entry_recipient (entry, position, term)
SELECT entry, position, term FROM entry_term WHERE field = 'recipients' ORDER BY entry, position;

CREATE TABLE entry_measure (
  entry INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, term INTEGER NOT NULL REFERENCES term (id),
  PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_measure_term ON entry_measure (term);
INSERT INTO entry_measure (entry, position, term)
SELECT entry, position, term FROM entry_term WHERE field = 'measures' ORDER BY entry, position;

DROP VIEW entries;
DROP TABLE entry_term;

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
  e.abroad, r.text AS retention, r.kind AS retention_kind, r.maximum AS retention_maximum,
  CASE WHEN e.measures_stated THEN (SELECT coalesce(group_concat(label, '; '), '') FROM (SELECT t.label
    FROM entry_measure x JOIN term t ON t.id = x.term WHERE x.entry = e.id ORDER BY x.position)) END AS measures,
  e.ended, s.file AS origin_file, s.sheet AS origin_sheet, e.origin_row
FROM entry e
JOIN activity a ON a.id = e.activity
JOIN term c ON c.id = e.category
LEFT JOIN retention r ON r.id = e.retention
LEFT JOIN source_sheet s ON s.id = e.origin_source
ORDER BY e.id;
