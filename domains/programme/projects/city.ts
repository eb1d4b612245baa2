import { z } from 'zod';
import { defineCityFile, type CityCheck, type CityFault, type CityFile, type ReadCity } from '#kernel/city';
import { Text } from '#kernel/texts';
import { CityProjectFigure, CityUnit } from './shapes.ts';

const Id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const Year = z.int().min(1949).max(2099);

/** A key project of the plan's closing table. */
export const CityProject = z.strictObject({
  number: z.int().positive(),
  id: Id,
  name: Text,
  clause: z.string(),
  years: z.strictObject({ from: Year, to: Year }).refine(({ from, to }) => from <= to, {
    error: 'the project ends before it begins',
    params: { zh: '结束早于开始' },
  }),
  goals: z.array(Text).min(1),
  figures: z.array(CityProjectFigure),
  lead: z.array(CityUnit).min(1),
  supporting: z.array(CityUnit),
});
export type CityProject = z.infer<typeof CityProject>;

export const projectsFile = defineCityFile({
  path: 'projects.yaml',
  format: 'yaml',
  title: { zh: '重点项目', en: 'Key projects' },
  schema: z.strictObject({ source: Text, published: z.iso.date(), projects: z.array(CityProject) }),
});

/** No more of the neighbours' files than projects need to know: which codes and ids there are. */
const organisationCodes = defineCityFile({
  path: 'organisations.yaml',
  format: 'yaml',
  title: { zh: '机构', en: 'Organisations' },
  schema: z.object({ organisations: z.array(z.object({ code: z.string() })) }),
});
const figureIds = defineCityFile({
  path: 'figures.yaml',
  format: 'yaml',
  title: { zh: '规划基数', en: 'Figures of the plan' },
  schema: z.object({ figures: z.array(z.object({ id: z.string() })) }),
});

export const projectCityFiles: readonly CityFile<unknown>[] = [projectsFile, organisationCodes, figureIds];

function unitsOf(city: ReadCity, project: number, role: 'lead' | 'supporting'): CityFault[] {
  const known = new Set(city.get(organisationCodes).organisations.map(({ code }) => code));
  const units = city.get(projectsFile).projects[project]?.[role] ?? [];
  return units.flatMap((unit, index) => {
    if (!('organisation' in unit) || known.has(unit.organisation)) return [];
    const message = {
      zh: `organisations.yaml 中没有 ${unit.organisation}`,
      en: `organisations.yaml has no ${unit.organisation}`,
    };
    const path = ['projects', project, role, index, 'organisation'];
    return [city.fault(projectsFile, path, { code: 'projects.organisation-unknown', message })];
  });
}

const unitsFit: CityCheck = (city) =>
  city
    .get(projectsFile)
    .projects.flatMap((_, index) => [...unitsOf(city, index, 'lead'), ...unitsOf(city, index, 'supporting')]);

const baselinesFit: CityCheck = (city) => {
  const known = new Set(city.get(figureIds).figures.map(({ id }) => id));
  return city.get(projectsFile).projects.flatMap(({ figures }, project) =>
    figures.flatMap(({ baseline }, index) => {
      if (baseline === undefined || known.has(baseline)) return [];
      const message = { zh: `figures.yaml 中没有 ${baseline}`, en: `figures.yaml has no ${baseline}` };
      const path = ['projects', project, 'figures', index, 'baseline'];
      return [city.fault(projectsFile, path, { code: 'projects.figure-unknown', message })];
    }),
  );
};

const onceOnly: CityCheck = (city) => {
  const { projects } = city.get(projectsFile);
  const keys = ['number', 'id'] as const;
  return keys.flatMap((key) =>
    projects.flatMap((project, index) => {
      if (projects.findIndex((other) => other[key] === project[key]) === index) return [];
      const message = { zh: `${key} 重复`, en: `the ${key} stands twice` };
      return [city.fault(projectsFile, ['projects', index, key], { code: 'projects.twice', message })];
    }),
  );
};

export const projectCityChecks: readonly CityCheck[] = [unitsFit, baselinesFit, onceOnly];
