import { quoted } from '#engines/duckdb-text';

/** Counts of `link_truth`, which it makes from a table of true pairs, beside the links and the kept pairs. */
export function measureTruth(truth: string, same: boolean): string {
  const right = same ? 'link_l' : 'link_r';
  const order = same ? 'least(l.n, r.n) as a, greatest(l.n, r.n) as b' : 'l.n as a, r.n as b';
  return `create or replace table link_truth as
      select distinct ${order} from ${quoted(truth)} t join link_l l on l.id = t.left_id::varchar join ${right} r on r.id = t.right_id::varchar${same ? ' where l.n <> r.n' : ''};
    select (select count(*) from link_truth)::double as "truePairs",
      (select count(*) from link_result where band = 'link')::double as linked,
      (select count(*) from link_result semi join link_truth using (a, b) where band = 'link')::double as "right",
      (select count(*) from link_scored where weight >= 0)::double as even,
      (select count(*) from link_scored semi join link_truth using (a, b) where weight >= 0)::double as "evenRight",
      (select count(*) from link_scored semi join link_truth using (a, b))::double as kept`;
}

/** The threshold with the best F1. */
export const besidesLinks = (truePairs: number): string =>
  `with s as (select weight, (t.a is not null)::integer as hit from link_scored s left join link_truth t on s.a = t.a and s.b = t.b),
    c as (select weight::double as weight, sum(hit) over w as hits, count(*) over w as pairs from s window w as (order by weight desc range unbounded preceding))
  select weight, hits::double as "right", pairs::double as linked from c order by 2 * hits / (pairs + ${truePairs}) desc, weight desc limit 1`;
