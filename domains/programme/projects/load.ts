import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import { withdrawGone, writeRows } from '#kernel/record-server';
import { projectsFile, type CityProject } from './city.ts';
import { catalogueFile } from '#platform/data/catalogue';
import { putOffice } from './proposals/store.ts';
import { Project } from './records.ts';

const rowOf = ({ name, years, ...project }: CityProject) => ({
  id: project.id,
  number: project.number,
  nameZh: name.zh,
  nameEn: name.en,
  yearFrom: years.from,
  yearTo: years.to,
  lead: project.lead,
  supporting: project.supporting,
  goals: project.goals,
  figures: project.figures,
  clause: project.clause,
});

/** Brings the plan's key projects into the record. */
export async function load(city: ReadCity, context: Context): Promise<void> {
  const { projects } = city.get(projectsFile);
  await putOffice(context.db, city.get(catalogueFile).office);
  const source = `city:${projectsFile.path}`;
  await context.transaction(async (tx) => {
    await writeRows(context, tx, Project, projects.map(rowOf), { source, simulated: false });
    await withdrawGone(context, tx, Project, { source, keep: projects.map(({ id }) => id) });
  });
}
