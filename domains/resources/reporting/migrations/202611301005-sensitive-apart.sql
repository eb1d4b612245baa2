-- What was handed in before sensitive answers stood apart is put apart too, in every version: it is classed as what it is. No
-- version is new, nothing of what was said changes.
with apart as (
  select f.id, array_agg(a.key) as names, jsonb_object_agg(a.key, a.value) as answers
  from reporting.filing f
  cross join lateral jsonb_each(case jsonb_typeof(f.answers) when 'object' then f.answers else '{}' end) a
  join reporting.question q on q.code = f.return || '.' || a.key and q.sensitivity = 'sensitive'
  group by f.id
)
update reporting.filing f set answers = f.answers - apart.names,
  sensitive_answers = coalesce(f.sensitive_answers, '{}') || apart.answers
from apart where apart.id = f.id;

with apart as (
  select f.id, f.revision, array_agg(a.key) as names, jsonb_object_agg(a.key, a.value) as answers
  from reporting.filing_history f
  cross join lateral jsonb_each(case jsonb_typeof(f.answers) when 'object' then f.answers else '{}' end) a
  join reporting.question q on q.code = f.return || '.' || a.key and q.sensitivity = 'sensitive'
  group by f.id, f.revision
)
update reporting.filing_history f set answers = f.answers - apart.names,
  sensitive_answers = coalesce(f.sensitive_answers, '{}') || apart.answers
from apart where apart.id = f.id and apart.revision = f.revision;
