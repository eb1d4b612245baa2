import { expect, test } from 'vitest';
import { z } from 'zod';
import { bareModule, passedOn, plain, pureSchemas } from './contracts-plugin.ts';

test('an operation keeps its method and path, words stay, schemas and functions go', () => {
  const read = {
    method: 'GET',
    path: '/x/:id',
    summary: { zh: '读', en: 'Read' },
    permission: 'public',
    params: z.object({ id: z.string() }),
    result: z.object({}),
  };
  expect(plain({ read })).toEqual({ read: { method: 'GET', path: '/x/:id' } });
  expect(plain({ label: { zh: '名', en: 'Name' }, schema: z.string(), make: () => 1 })).toEqual({
    label: { zh: '名', en: 'Name' },
  });
});

test('a schema is not exported at all, so that using it as a value stops the build', () => {
  expect(bareModule({ Thing: z.object({ a: z.string() }), kinds: ['a', 'b'] })).toBe(
    'export const kinds = ["a","b"];\n',
  );
});

test('the contracts of the platform come out bare', async () => {
  const contract = (await import('#platform/data/registers/contract')) as Record<string, unknown>;
  const code = bareModule(contract);
  expect(code).toContain('"me":{"method":"GET","path":"/me"}');
  expect(code).not.toMatch(/zod|_zod|permission/);
});

test('a schema of the kernel is marked as made for nothing, so that it can be left out', () => {
  const code = 'const Text = z.object({ zh: z.string() });\ntype Text = z.infer<typeof Text>;';
  expect(pureSchemas(code)).toBe(
    'const Text = /* @__PURE__ */ z.object({ zh: /* @__PURE__ */ z.string() });\ntype Text = z.infer<typeof Text>;',
  );
});

test('a function from a pure file beside the contract is passed on, a schema and a type are not', () => {
  const code = "export { readWords, Shape, type Block } from './words.ts';\n";
  expect(passedOn(code, { readWords: () => [], Shape: z.string() })).toBe(
    "export { readWords } from './words.ts';\n",
  );
});
