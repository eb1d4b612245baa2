import { expect, test } from 'vitest';
import { Feed } from './records.ts';
import { settingsParts } from './settings-parts.ts';
import { AdapterSettings } from './shapes.ts';

test('the form of a feed asks for every setting that an adapter may have, and for no other', () => {
  const { fields, ...rest } = AdapterSettings.shape;
  const names = fields.def.keyType.options.map((name) => `fields.${name}`);
  const all = [...Object.keys(rest), ...names];
  expect(Object.keys(settingsParts).toSorted()).toEqual(all.toSorted());
  expect(Feed.fields.settings.parts).toBe(settingsParts);
});

test('a list is a list in both, and what may be chosen is what may be said', () => {
  const { encoding } = settingsParts;
  expect(Object.keys(encoding?.names ?? {})).toEqual(AdapterSettings.shape.encoding.unwrap().options);
  const lists = Object.entries(settingsParts).flatMap(([path, { list }]) => (list ? [path] : []));
  expect(lists).toEqual(['done', 'dropped']);
});
