import type { LakeSession } from '#kernel/lake';

/** Two registered persons who may be one, as the engine weighed them. */
export interface TwinPair {
  readonly one: string;
  readonly other: string;
  readonly weight: number;
  readonly probability: number;
}

/** A number of fifteen digits in the form of the first seventeen of eighteen. */
const body = (of: string) =>
  `case when length(${of}."citizenId") = 15 then left(${of}."citizenId", 6) || '19' || substr(${of}."citizenId", 7) else left(${of}."citizenId", 17) end`;

/**
 * Lays out in a session that has the register as `persons`: `twin_pair`, pairs of numbered persons of one name whose numbers
 * differ by a slip (two digits at most, the old form of fifteen digits, the check digit), or who were born on one day and share
 * a telephone or an address; `twins`, the first of each without their number: that two numbers differ is why they are two.
 * @returns how many pairs
 */
export async function layTwins(session: LakeSession): Promise<number> {
  await session.run(`create or replace table numbered as
    select p.*, ${body('p')} as body from persons p where p."citizenId" is not null and p.name is not null`);
  await session.run(`create or replace table twin_pair as
    select a.id as one, b.id as other from numbered a join numbered b on a.name = b.name and a."birthDate" = b."birthDate"
      where a.id > b.id and (a.mobile = b.mobile or a.address = b.address)
    union
    select a.id, b.id from numbered a join numbered b on a.name = b.name and left(a.body, 6) = left(b.body, 6)
      where a.id > b.id and length(a.body) = length(b.body) and hamming(a.body, b.body) <= 2`);
  await session.run(`create or replace table twins as
    select * exclude (body) replace (null::varchar as "citizenId") from numbered where id in (select one from twin_pair)`);
  const [count] = await session.rows<{ count: number }>('select count(*)::integer as count from twin_pair');
  return count?.count ?? 0;
}

/** Of the pairs that were laid out, those that the engine finds to be one or asks about. */
export async function scoredTwins(session: LakeSession): Promise<TwinPair[]> {
  const rows = await session.rows<TwinPair & Record<string, unknown>>(
    `select p.one, p.other, r.weight, r.probability from link_result r
      join twin_pair p on p.one = r.left_id and p.other = r.right_id
      where r.band in ('link', 'clerical') order by r.weight desc, p.one, p.other`,
  );
  return rows.map(({ one, other, weight, probability }) => ({ one, other, weight, probability }));
}
