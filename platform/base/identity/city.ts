import { z } from 'zod';
import { defineCityFile, type CityCheck } from '#kernel/city';
import { Text } from '#kernel/texts';
import { grantPattern, holdsOne, unitesDuties } from './rules.ts';
import { texts } from './texts.ts';
import { fill } from '#kernel/texts';

const RoleEntry = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  title: Text,
  description: Text.optional(),
  duty: z
    .enum(['system', 'security', 'audit'])
    .optional()
    .describe('三员: one person holds at most one of these'),
  grants: z.array(z.string().regex(grantPattern)).describe('permission@scope'),
});

/** What people of the city may do, by role. */
export const rolesFile = defineCityFile({
  path: 'roles.yaml',
  format: 'yaml',
  title: { zh: '角色', en: 'Roles' },
  schema: z.strictObject({ roles: z.array(RoleEntry).min(1) }),
});

/** Breaking glass is for what one has no right to: whoever may unmask the whole city would have nothing left to break. */
const breaksNothing = (grants: readonly string[]): boolean =>
  holdsOne(grants, new Set(['emergency:break'])) && grants.some((grant) => grant.endsWith(':reveal@city'));

/** Whoever has tasks is told of them. */
const isNotTold = (grants: readonly string[]): boolean =>
  holdsOne(grants, new Set(['tasks:own'])) && !holdsOne(grants, new Set(['notifications:own']));

type RoleFault = 'roleTwice' | 'dutiesInRole' | 'breaksNothing' | 'notTold';

/**
 * A role stands once; none unites the administration of rights with their audit, nor breaking glass with a right to see
 * everything; and who has tasks is told of them.
 */
export const rolesCheck: CityCheck = (city) => {
  const { roles } = city.get(rolesFile);
  const first = new Map(roles.map(({ code }, index) => [code, index] as const).toReversed());
  return roles.flatMap(({ code, grants }, index) => {
    const at = (key: RoleFault, fault: string) =>
      city.fault(rolesFile, ['roles', index], { code: fault, message: fill(texts[key], { role: code }) });
    return [
      ...(first.get(code) === index ? [] : [at('roleTwice', 'city.duplicate-key')]),
      ...(unitesDuties(grants) ? [at('dutiesInRole', 'identity.duties-clash')] : []),
      ...(breaksNothing(grants) ? [at('breaksNothing', 'identity.breaks-nothing')] : []),
      ...(isNotTold(grants) ? [at('notTold', 'identity.not-told')] : []),
    ];
  });
};
