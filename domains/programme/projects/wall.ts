import type { WallList } from '#kernel/wall';
import { listKeyProjects } from './indicator-store.ts';

/** The key projects as the plan prints them; what has been registered for them is counted, nothing is judged. */
export const keyProjects: WallList = {
  code: 'projects.key',
  path: '/projects/projects',
  title: { zh: '重点项目', en: 'Key projects' },
  permission: 'projects:read',
  looksBack: false,
  async read(context, { most }) {
    const all = await listKeyProjects(context.db);
    return {
      total: all.length,
      rows: all
        .slice(0, most)
        .map(({ id, number, nameZh, nameEn, yearFrom, yearTo, clause, undertakings }) => ({
          key: id,
          title: { zh: `${number}. ${nameZh}`, en: `${number}. ${nameEn}` },
          note: { zh: clause, en: clause },
          tone: 'calm' as const,
          values: [
            {
              name: { zh: '年份', en: 'Years' },
              text: { zh: `${yearFrom}–${yearTo}`, en: `${yearFrom}–${yearTo}` },
            },
            {
              name: { zh: '已登记建设项目', en: 'Undertakings registered' },
              absent: { zh: '无', en: 'none' },
              text: undertakings === 0 ? null : { zh: String(undertakings), en: String(undertakings) },
            },
          ],
          path: `/projects/projects/${encodeURIComponent(id)}`,
          simulated: false,
        })),
    };
  },
};
