import { secondFactorRule } from '#kernel/config';
import type { EvidenceSource } from '#kernel/evidence';
import { countDuties, countPrivileged } from './duty-store.ts';
import { failuresAllowed, lockTime, passwordFaults, sessionIdle, sessionLongest } from './rules.ts';

const minutes = (milliseconds: number): number => milliseconds / 60_000;
const judged = (ok: boolean) => (ok ? 'pass' : 'fail');

/** Passwords that must be refused, whatever the rules are called. */
const weak = ['Short-1', 'alllowercaseletters', '1234567890123', 'lin-Lin-2017'];

const passwords: EvidenceSource = {
  key: 'identity.passwords',
  title: { zh: '口令规则', en: 'Rules of passwords' },
  clauses: ['8.1.4.1-a'],
  how: {
    zh: '试设一个弱口令，会被拒绝并说明原因',
    en: 'Try to set a weak password: it is refused with the reason',
  },
  gather: async () => {
    const taken = weak.filter((password) => passwordFaults(password, 'lin').length === 0);
    return {
      result: judged(taken.length === 0),
      found: {
        zh: `试用 ${weak.length} 个弱口令，接受 ${taken.length} 个`,
        en: `${taken.length} of ${weak.length} weak passwords would be taken`,
      },
    };
  },
};

const sessions: EvidenceSource = {
  key: 'identity.sessions',
  title: { zh: '登录失败锁定与会话时限', en: 'Lock-out and limits of sessions' },
  clauses: ['8.1.4.1-b'],
  how: {
    zh: '连续输错口令；查看“会话”页',
    en: 'Enter a wrong password again and again; see the page of sessions',
  },
  gather: async () => ({
    result: judged(failuresAllowed <= 10 && minutes(sessionIdle) <= 24 * 60),
    found: {
      zh: `${failuresAllowed} 次失败锁定 ${minutes(lockTime)} 分钟；闲置 ${minutes(sessionIdle) / 60} 小时、最长 ${minutes(sessionLongest) / 60} 小时退出`,
      en: `locked for ${minutes(lockTime)} minutes after ${failuresAllowed} failures; sessions end after ${minutes(sessionIdle) / 60} idle hours, ${minutes(sessionLongest) / 60} at most`,
    },
  }),
};

const factors: EvidenceSource = {
  key: 'identity.second-factor',
  title: { zh: '第二鉴别因素', en: 'Second factor' },
  clauses: ['8.1.4.1-d'],
  how: { zh: '设置 SECOND_FACTOR；yj config', en: 'The setting SECOND_FACTOR; yj config' },
  gather: async ({ config }) => {
    const rule = secondFactorRule(config);
    return { result: judged(rule !== 'off'), found: { zh: `规则：${rule}`, en: `the rule is: ${rule}` } };
  },
};

const secured: EvidenceSource = {
  key: 'identity.privileged-secured',
  title: { zh: '特权账户的第二鉴别因素', en: 'Second factors of privileged accounts' },
  clauses: ['8.1.4.1-d'],
  how: { zh: '“安全”页；账户逐个查看', en: 'The page "Security", account by account' },
  gather: async ({ db }) => {
    const { people, secured: some } = await countPrivileged(db);
    return {
      result: judged(some === people),
      found: {
        zh: `特权账户 ${people} 个，已启用第二因素 ${some} 个`,
        en: `${some} of ${people} privileged accounts have a second factor`,
      },
    };
  },
};

const duties: EvidenceSource = {
  key: 'identity.separate-duties',
  title: { zh: '系统、安全、审计三员分立', en: 'Three administrators, three people' },
  clauses: ['8.1.5.1', '8.1.5.2', '8.1.5.3', '8.1.7.2'],
  how: { zh: '“岗位”页按角色查看', en: 'The page of posts, by role' },
  gather: async ({ db }) => {
    const { system, security, audit, several } = await countDuties(db);
    return {
      result: judged(several === 0 && Math.min(system, security, audit) > 0),
      found: {
        zh: `系统 ${system} 人、安全 ${security} 人、审计 ${audit} 人，一人多职 ${several} 人`,
        en: `system ${system}, security ${security}, audit ${audit} people; ${several} hold more than one`,
      },
    };
  },
};

/** What sign-in and rights can show. */
export const identityEvidence: readonly EvidenceSource[] = [passwords, sessions, factors, secured, duties];
