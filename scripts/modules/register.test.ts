import { expect, test } from 'vitest';
import { withModule } from './register.ts';

const list = `import type { CityModule } from '#kernel/module';
import codes from '../../platform/base/codes/module.ts';
import targets from '../../domains/programme/targets/module.ts';

export const modules: readonly CityModule[] = [
  // platform/base
  codes,
  // domains
  targets,
];
`;

test('a new module stands at the end of its floor, a domain at the end of the domains', () => {
  const both = withModule(withModule(list, 'platform/base/open-data'), 'domains/health/wards');
  expect(both).toContain(`import openData from '../../platform/base/open-data/module.ts';`);
  expect(both).toContain('  // platform/base\n  codes,\n  openData,\n  // domains\n  targets,\n  wards,\n];');
  expect(withModule(both, 'domains/health/wards')).toBe(both);
});

test('a list that is not one is refused', () => {
  expect(() => withModule('export const modules = [];', 'platform/base/x')).toThrow(/modules\.ts/);
});
