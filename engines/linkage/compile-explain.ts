import type { Comparison } from './config.ts';
import { frequencyPlaces } from './compile-prepare.ts';

/** Pairs by their ids ($1 left, $2 right), with the values that were compared and what their frequency says. */
export function explainedPairs(compare: readonly Comparison[], same: boolean): string {
  const right = same ? 'link_l' : 'link_r';
  const values = compare.map((_, at) => `l.c${at} as l${at}, r.c${at} as r${at}`);
  const bits = frequencyPlaces(compare).map(
    (at) => `case when l.c${at} = r.c${at} then l.f${at} end::double as y${at}`,
  );
  return `select l.id as left_id, r.id as right_id, s.code, s.weight::double as weight, s.layer::varchar as layer, ${[...values, ...bits].join(', ')}
    from (select unnest($1) as left_id, unnest($2) as right_id) p
    join link_l l on l.id = p.left_id join ${right} r on r.id = p.right_id
    join link_scored s on ${same ? 's.a = least(l.n, r.n) and s.b = greatest(l.n, r.n)' : 's.a = l.n and s.b = r.n'}
    order by left_id, right_id`;
}
