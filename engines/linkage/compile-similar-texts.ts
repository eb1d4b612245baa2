import type { Sides } from './compile-pairs.ts';

/** Words that stand in more than this many pairs of records are too common to bring two together by themselves. */
const mostPairsOfWord = 200_000;
/** Of each record so many of the nearest are kept, either way. */
const kept = 50;

/** Words of a text; one with marks inside (KX-FA83) counts whole (kxfa83) and in its parts. */
const tokens = (table: string, at: number): string =>
  `select n, token, max(times) as times from (
    select n, token, count(*) as times from (select n, unnest(string_split(c${at}, ' ')) as token from ${table} where c${at} is not null) group by n, token
    union all select n, token, 1 as times from (select n, unnest(string_split(c${at}j, ' ')) as token from ${table} where c${at}j is not null))
  where token <> '' group by n, token`;

/**
 * `link_w<at>`: a, b, cosine `s` of their words weighted by inverse document frequency, and `k`, its rank among the
 * texts near either record. Two words of one record that the other writes as one (KX FA83, KXFA83) count as it.
 */
export function similarTextStatements({ left, right, same }: Sides, at: number): string[] {
  const side = (name: string, table: string) =>
    `create or replace table ${name} as
      with t as (${tokens(table, at)}), w as (select n, token, (1 + ln(times)) * idf as w from t join link_idf using (token))
      select n, token, (w / sqrt(sum(w * w) over (partition by n)))::float as w from w`;
  const all = same
    ? `select * from (${tokens(left, at)})`
    : `(${tokens(left, at)}) union all (${tokens(right, at)})`;
  return [
    `create or replace table link_idf as select token, ln(1 + (select count(*) from ${left})${same ? '' : ` + (select count(*) from ${right})`}) - ln(count(*)) + 0.1 as idf from (${all}) group by token`,
    side('link_tl', left),
    side('link_tr', right),
    `create or replace table link_common as select token from (select token, count(*) as l from link_tl group by token)
      join (select token, count(*) as r from link_tr group by token) using (token) where l * r > ${mostPairsOfWord}`,
    `create or replace table link_w${at} as
      select a, b, least(x, y)::integer as k, (least(s, 0.999) + (greatest(x, y) = 1)::integer)::float as s
      from (select a, b, s, row_number() over (partition by a order by s desc, b) as x, row_number() over (partition by b order by s desc, a) as y from (select x.n as a, y.n as b, sum(x.w * y.w)::float as s
        from link_tl x join link_tr y using (token)
        where token not in (select token from link_common)${same ? ' and x.n < y.n' : ''} group by x.n, y.n))
      where least(x, y) <= ${kept}`,
    'drop table link_tl',
    'drop table link_tr',
  ];
}
