import { expect, test } from 'vitest';
import { errorOf } from './log.ts';

test('an error of the database is logged without the row that it quotes', () => {
  const error = Object.assign(
    new Error('duplicate key value violates unique constraint "person_citizen_id": "000281199001010017"'),
    {
      code: '23505',
      constraint: 'person_citizen_id',
      table: 'person',
      detail: 'Key (citizen_id)=(000281199001010017) already exists.',
      where: 'COPY person, line 1: "000281199001010017"',
    },
  );
  const logged = JSON.stringify(errorOf(new Error('outer', { cause: error })));
  expect(logged).not.toContain('000281199001010017');
  expect(logged).toContain('person_citizen_id');
  expect(logged).toContain('23505');
});

test('an error of our own keeps its words', () => {
  expect(errorOf(new TypeError('x is "y"'))).toMatchObject({ type: 'TypeError', message: 'x is "y"' });
});
