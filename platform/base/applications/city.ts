import { z } from 'zod';
import { defineCityFile, type CityCheck, type CityFile } from '#kernel/city';
import { Text } from '#kernel/texts';

/** A system that the city has, as far as it is known before its department registers the rest. */
export const CitySystem = z.strictObject({
  code: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: Text,
  owner: z.string(),
  purpose: z.string().max(500),
  clause: z.string().max(40),
  vendorKind: z.enum(['bought', 'made-for-us', 'own', 'upper-level']).optional(),
});
export type CitySystem = z.infer<typeof CitySystem>;

export const systemsFile = defineCityFile({
  path: 'systems.yaml',
  format: 'yaml',
  title: { zh: '既有系统', en: 'Systems that exist' },
  schema: z.strictObject({ systems: z.array(CitySystem) }),
});

/** No more of the neighbour's file than is needed here: which codes there are. */
const organisationCodes = defineCityFile({
  path: 'organisations.yaml',
  format: 'yaml',
  title: { zh: '机构', en: 'Organisations' },
  schema: z.object({ organisations: z.array(z.object({ code: z.string() })) }),
});

export const systemCityFiles: readonly CityFile<unknown>[] = [systemsFile, organisationCodes];

/** Each system once, of an organisation of the city. */
export const systemsFit: CityCheck = (city) => {
  const known = new Set(city.get(organisationCodes).organisations.map(({ code }) => code));
  const { systems } = city.get(systemsFile);
  return systems.flatMap(({ code, owner }, index) => {
    const first = systems.findIndex((each) => each.code === code) === index;
    const said = [
      ...(known.has(owner)
        ? []
        : [
            {
              at: 'owner',
              zh: `organisations.yaml 中没有 ${owner}`,
              en: `organisations.yaml has no ${owner}`,
            },
          ]),
      ...(first ? [] : [{ at: 'code', zh: '编码重复', en: 'the code stands twice' }]),
    ];
    return said.map(({ at, ...message }) =>
      city.fault(systemsFile, ['systems', index, at], { code: `applications.bad-${at}`, message }),
    );
  });
};
