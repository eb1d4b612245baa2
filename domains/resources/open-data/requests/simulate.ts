import type { Actor } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Played } from '#kernel/simulation';
import { actUnder } from '#platform/base/identity';
import { follow } from '../follow/store.ts';
import { ask } from './asking.ts';
import { grant, refuse } from './deciding.ts';
import { findPlayers } from './simulate-store.ts';
import { listOnRequest } from './store.ts';

const speaking = (id: string, kind: 'citizen' | 'agent'): Actor => ({
  id,
  kind,
  name: '模拟申请人',
  grants: new Map([['open-data:ask', 'own']]),
});

const companyOf = (agent: Actor, company: string): Actor =>
  actUnder(agent, {
    id: company,
    subject: { kind: 'company', key: company },
    title: { zh: company, en: company },
    basis: 'simulated',
  });

async function citizenAsks(context: Context, office: Context, code: string): Promise<void> {
  const wish = { code, usage: '只在课程报告中引用汇总结果，不转给他人', months: 6 };
  const first = await ask(context, { ...wish, purpose: '想看看全市有哪些企业（示范）' });
  await refuse(office, first.id, '用途写得太笼统，请说明研究什么、由谁使用。');
  const second = await ask(context, { ...wish, purpose: '课程作业：各镇街企业的行业构成（示范）' });
  await grant(office, second.id, { terms: '只用于课程作业，结果注明来源，不得转给他人。', months: 3 });
}

/** The demonstration citizen was refused once and granted once, and follows something; a company’s request waits. */
export const demonstrationRequests: Played = {
  name: 'open-data.requests',
  grants: { 'open-data:ask': 'own', 'open-data:grant': 'city' },
  async play(context) {
    const [release] = await listOnRequest(context.db);
    const { accounts, company, isAsked } = await findPlayers(context.db);
    if (!release || isAsked) return;
    const office = { ...context, actor: { ...context.actor, id: 'simulated-office' } };
    const [citizen, agent] = [accounts.get('citizen'), accounts.get('agent')];
    if (citizen !== undefined) {
      await citizenAsks({ ...context, actor: speaking(citizen, 'citizen') }, office, release.code);
      const at = context.clock.now().toISOString();
      await follow(context.db, { release: 'companies', account: citizen }, at);
    }
    if (agent === undefined || company === undefined) return;
    await ask(
      { ...context, actor: companyOf(speaking(agent, 'agent'), company) },
      {
        code: release.code,
        purpose: '寻找同镇街的上下游企业（示范）',
        usage: '企业内部使用，不公开，不转让',
        months: 12,
      },
    );
  },
};
