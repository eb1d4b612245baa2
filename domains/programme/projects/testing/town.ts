import { fixedClock } from '#kernel/clock';
import { openTestCity, type Asker } from '#testing';
import module from '../module.ts';

export const unit = '330281-wsj';
/** Of an undertaking under way, its plan not yet frozen. */
export const of = { undertaking: 'T-001', unit };

/** `done`, or the code by which it was refused: of the whole, or of the row. */
export async function codeOf(answer: ReturnType<Asker['post']>): Promise<string> {
  const { statusCode, body } = await answer;
  if (statusCode === 200) return 'done';
  const { code, errors } = JSON.parse(body) as { code: string; errors?: { code: string }[] };
  return errors?.[0]?.code ?? code;
}

/** A city on 2 March 2026 with a unit's clerk, the office that approves, and one undertaking of a budget of 1,000 yuan. */
export async function openTown() {
  const clock = fixedClock('2026-03-02T02:00:00Z');
  const city = await openTestCity({ modules: [module], clock });
  const clerk = city.as({
    id: 'clerk',
    organisation: unit,
    grants: {
      'projects:read': 'department',
      'projects:write': 'department',
      'tasks:own': 'department',
      'documents:attach': 'own',
    },
  });
  const office = city.as({
    id: 'office',
    organisation: '330281-jxj',
    grants: {
      'projects:read': 'city',
      'projects:write': 'city',
      'projects:approve': 'city',
      'tasks:own': 'department',
    },
  });
  const made = await office.post('/api/projects/undertakings', {
    code: of.undertaking,
    title: '终端',
    unit,
    state: 'under-way',
    startsOn: '2026-03-02',
    endsBy: '2026-06-30',
    budgetFen: 1000_00,
    funding: 'city',
  });
  if (made.statusCode !== 200) throw new Error(made.body);
  return {
    city,
    clock,
    clerk,
    office,
    post: (path: string, body: object, who = clerk) => codeOf(who.post(`/api/projects/${path}`, body)),
    tasks: async (who: Asker) =>
      (await who.get('/api/tasks')).json<{ items: { kind: string }[] }>().items.map(({ kind }) => kind),
  };
}
