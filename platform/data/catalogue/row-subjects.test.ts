import { afterAll, beforeAll, expect, test } from 'vitest';
import { citizenIdCheck } from '#engines/identifiers';
import { numberSubjects } from '#platform/base/ledger';
import { openTestCity, type TestCity } from '#testing';
import { getDatasetEver } from './faces.ts';
import catalogue from './module.ts';
import { rowSubjects } from './row-subjects.ts';

let city: TestCity;
beforeAll(async () => {
  city = await openTestCity({ modules: [catalogue] });
});
afterAll(() => city.close());

const first = '00028119800101501';
const number = first + citizenIdCheck(first);
/** Two digits changed places, as they are when somebody types. */
const mistyped = `${number.slice(0, 15)}${number[16]}${number[15]}${number[17]}`;

test('a row is told by the number it bears; where none is right, by its key as well, under which the register knows it', async () => {
  const context = city.as({ id: 'office', grants: { '*': 'city' } }).context();
  const named = await numberSubjects(context);
  const dataset = await getDatasetEver(context.db, 'rsj-insured');
  const told = async (citizenId: string | null, subject = dataset.subject) =>
    (await rowSubjects(context, { ...dataset, subject })).of('Y1', (item) =>
      item === 'citizenId' ? citizenId : null,
    );
  expect(await told(number)).toEqual([named(number)]);
  expect(await told(` ${number} `)).toEqual([named(number)]);
  expect(await told(mistyped)).toEqual([named(mistyped), 'rsj-insured:Y1']);
  expect(await told(null)).toEqual(['rsj-insured:Y1']);
  // No register knows the rows of such a dataset by their key.
  expect(await told(mistyped, 'none')).toEqual([named(mistyped)]);
  expect(JSON.stringify(await told(mistyped))).not.toContain(mistyped);
});
