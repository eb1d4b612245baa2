import type { Config } from '#kernel/config';
import type { Context } from '#kernel/context';
import { accountExists, insertAccount, type NewAccount } from './accounts.ts';
import type { DemonstrationAccount } from './contract.ts';
import type { Text } from '#kernel/texts';
import { demonstrationKiosk, ensureDemonstrationKiosk } from './kiosk/demonstration.ts';
import { costOf, hashPassword } from './password.ts';

/** Of every demonstration account: they are made where a simulated city is, never in production. */
export const demonstrationPassword = 'Yaojiang-2017';

interface Demonstration extends Omit<NewAccount, 'password' | 'simulated'> {
  readonly title: Text;
}

const city = '330281';

const official = (
  account: string,
  name: string,
  title: Text,
  post: { role: string; organisation: string },
): Demonstration => ({
  account,
  name,
  kind: 'official',
  title,
  posts: [{ code: `demo.${account}`, division: city, ...post }],
});

/** Invented people, each to see the city with other eyes; `rsj-clerk` holds two posts. */
const demonstrations: readonly Demonstration[] = [
  official(
    'data-office',
    '虞明远',
    { zh: '数据主管部门', en: 'data office' },
    { role: 'data-office', organisation: `${city}-jxj` },
  ),
  official(
    'rsj-clerk',
    '谢晓棠',
    { zh: '人社局数据专员', en: 'clerk, human resources' },
    { role: 'data-clerk', organisation: `${city}-rsj` },
  ),
  official(
    'wsj-clerk',
    '黄沐晨',
    { zh: '卫健局数据专员', en: 'clerk, health' },
    { role: 'data-clerk', organisation: `${city}-wsj` },
  ),
  official(
    'rsj-head',
    '葛正言',
    { zh: '人社局负责人', en: 'head, human resources' },
    { role: 'department-head', organisation: `${city}-rsj` },
  ),
  official(
    'wsj-head',
    '陶知微',
    { zh: '卫健局负责人', en: 'head, health' },
    { role: 'department-head', organisation: `${city}-wsj` },
  ),
  official(
    'inspector',
    '鲁知行',
    { zh: '市场监管检查员', en: 'inspector, market supervision' },
    { role: 'inspector', organisation: `${city}-scjg` },
  ),
  official(
    'inspector-two',
    '程同行',
    { zh: '市场监管检查员二', en: 'second inspector, market supervision' },
    { role: 'inspector', organisation: `${city}-scjg` },
  ),
  official(
    'inspection-office',
    '齐定筹',
    { zh: '检查计划员', en: 'inspection office, market supervision' },
    { role: 'inspection-office', organisation: `${city}-scjg` },
  ),
  official(
    'doctor',
    '邵清和',
    { zh: '医生', en: 'doctor' },
    { role: 'doctor', organisation: `${city}-wjkj` },
  ),
  official(
    'service-desk',
    '孙知夏',
    { zh: '预约服务台', en: 'booking desk' },
    { role: 'service-desk', organisation: `${city}-wjkj` },
  ),
  official(
    'cashier',
    '钱可数',
    { zh: '执法局收费员', en: 'cashier, enforcement' },
    { role: 'cashier', organisation: `${city}-zfj` },
  ),
  official(
    'finance',
    '冯对清',
    { zh: '财政局', en: 'finance bureau' },
    { role: 'finance-officer', organisation: `${city}-czj` },
  ),
  official(
    'leader',
    '魏致远',
    { zh: '市领导', en: 'city leader' },
    { role: 'leader', organisation: `${city}-zfb` },
  ),
  official(
    'performance',
    '岑公允',
    { zh: '考评督查', en: 'performance and supervision' },
    { role: 'performance-office', organisation: `${city}-zfb` },
  ),
  official(
    'auditor',
    '施守正',
    { zh: '审计员', en: 'auditor' },
    { role: 'auditor', organisation: `${city}-sjj` },
  ),
  official(
    'administrator',
    '严复核',
    { zh: '安全管理员', en: 'security administrator' },
    { role: 'security-administrator', organisation: `${city}-zfb` },
  ),
  official(
    'operator',
    '陆长安',
    { zh: '系统管理员', en: 'system administrator' },
    { role: 'system-administrator', organisation: `${city}-jxj` },
  ),
  official(
    'grants-officer',
    '蒋兑现',
    { zh: '政策兑现专员', en: 'grants officer' },
    { role: 'grants-officer', organisation: `${city}-jxj` },
  ),
  ...['甲', '乙', '丙', '丁'].map((name, at) =>
    official(
      `reviewer-${at + 1}`,
      `评模拟${name}`,
      { zh: `评审专家${name}`, en: `reviewer ${at + 1}` },
      { role: 'reviewer', organisation: `${city}-jxj` },
    ),
  ),
  {
    account: 'agent',
    name: '代模拟',
    kind: 'agent',
    title: { zh: '企业经办人，可切换为代模拟企业办理', en: 'agent of companies, acts for simulated ones' },
    posts: [{ code: 'demo.agent', role: 'company-agent' }],
  },
  {
    account: 'citizen',
    name: '舜小江',
    kind: 'citizen',
    title: { zh: '市民', en: 'citizen' },
    posts: [{ code: 'demo.citizen', role: 'citizen' }],
  },
];

const isDemonstration = (config: Pick<Config, 'production' | 'SEED_SIZE'>): boolean =>
  !config.production && config.SEED_SIZE !== 'none';

/** The accounts to try the city with; none in production or where nothing is simulated. */
export const demonstrationAccounts = (
  config: Pick<Config, 'production' | 'SEED_SIZE'>,
): DemonstrationAccount[] =>
  isDemonstration(config)
    ? demonstrations.map(({ account, title }) => ({ account, password: demonstrationPassword, title }))
    : [];

/** The code and key by which a browser becomes the kiosk to try; nothing in production or where nothing is simulated. */
export const kioskToTry = (
  config: Pick<Config, 'production' | 'SEED_SIZE'>,
): typeof demonstrationKiosk | undefined => (isDemonstration(config) ? demonstrationKiosk : undefined);

/** The account of the citizen bears the name of the simulated person whose data it opens. */
const ownOf = ({
  name,
  ...citizen
}: {
  readonly idNumber: string;
  readonly person?: string;
  readonly name?: string;
}) => ({ citizen, ...(name ? { name } : {}) });

/**
 * Makes the demonstration accounts, and the kiosk, that are missing.
 * @param citizen the simulated person whose data the citizen's account opens
 * @returns how many accounts were made
 */
export async function ensureDemonstration(
  context: Context,
  citizen?: { readonly idNumber: string; readonly person?: string; readonly name?: string },
): Promise<number> {
  if (!isDemonstration(context.config)) return 0;
  await context.transaction((tx) => ensureDemonstrationKiosk(context, tx));
  const missing: Demonstration[] = [];
  for (const each of demonstrations) if (!(await accountExists(context.db, each.account))) missing.push(each);
  if (missing.length === 0) return 0;
  // One hash for all: the password stands on the sign-in page anyway, and each takes a quarter of a second.
  const hash = await hashPassword(demonstrationPassword, costOf(context.config));
  await context.transaction(async (tx) => {
    for (const { title: _title, ...each } of missing) {
      const own = each.kind === 'citizen' && citizen ? ownOf(citizen) : {};
      await insertAccount(context, tx, { ...each, ...own, simulated: true }, hash);
    }
  });
  return missing.length;
}
