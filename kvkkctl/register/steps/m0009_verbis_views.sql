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
