import type { Played } from '#kernel/simulation';
import { frameOf, make, open } from './survey/survey.ts';
import { listSurveys } from './survey/store.ts';

const frame = 'registers.residents';
const month = 30 * 86_400_000;

/** An invented questionnaire of the demonstration form; drawn once a citizen with an account is in the register. */
export const questionnaire: Played = {
  name: 'feedback.questionnaire',
  grants: { 'feedback:survey': 'department' },
  async play(given) {
    const context = { ...given, actor: { ...given.actor, organisation: '330281-jxj' } };
    const members = (await frameOf(context, frame)?.members(context, context.db)) ?? [];
    if (members.length === 0 || (await listSurveys(context.db, context.actor)).length > 0) return;
    const id = await make(context, {
      title: { zh: '生活服务满意度调查（示范）', en: 'Satisfaction with daily services (demonstration)' },
      lead: {
        zh: '示范用的问卷，约两分钟；不记名，答卷到结束时一起打开。',
        en: 'A questionnaire to try, two minutes; without names, and opened all at once when it closes.',
      },
      form: 'life-survey',
      frame,
      wanted: 100,
      seed: 'demonstration',
      anonymous: true,
      closesOn: new Date(context.clock.now().getTime() + month).toISOString().slice(0, 10),
    });
    await open(context, id);
  },
};
