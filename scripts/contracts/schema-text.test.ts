import { expect, test } from 'vitest';
import { majorOf, schemaText } from './schema-text.ts';

const dump = (noise: string) => `--
-- PostgreSQL database dump
--
\\restrict ${noise}
SET statement_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);


CREATE TABLE a.b (
    c text
);

-- Dumped from ${noise}
\\unrestrict ${noise}
`;

test('two dumps of one schema read the same, and say who printed them', () => {
  expect(schemaText(dump('x'), 15)).toBe(schemaText(dump('y'), 15));
  expect(schemaText(dump('x'), 15)).toContain('CREATE TABLE a.b (\n    c text\n);\n');
  expect(majorOf(schemaText(dump('x'), 17))).toBe(17);
  expect(majorOf('create table a')).toBeUndefined();
});
