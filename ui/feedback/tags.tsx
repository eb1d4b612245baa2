import type { ReactNode } from 'react';
import type { Text } from '#kernel/texts';
import { useSay } from '../language/language.tsx';
import { Time, useNow } from '../language/time.tsx';
import { words } from '../words.ts';

export type TagTone = 'plain' | 'celadon' | 'river' | 'amber' | 'seal' | 'leaf';

export function Tag({
  tone = 'plain',
  title,
  children,
}: {
  readonly tone?: TagTone;
  readonly title?: string;
  readonly children: ReactNode;
}) {
  return (
    <span className={`tag tag-${tone}`} title={title}>
      {children}
    </span>
  );
}

const simulated = {
  zh: '由模拟器生成，不是真实的人或事',
  en: 'Invented by the simulator: no real person or event',
};

/** Said on every row, panel and page whose content the simulator invented. */
export function SimulatedTag() {
  const say = useSay();
  return (
    <Tag tone="amber" title={say(simulated)}>
      {say(words.simulated)}
    </Tag>
  );
}

const kinds: Readonly<Record<string, Text>> = {
  handover: { zh: '数据交接', en: 'Hand-over desk' },
  form: { zh: '表单填写', en: 'Form' },
  import: { zh: '文件导入', en: 'File import' },
  batch: { zh: '汇集批次', en: 'Batch' },
  simulator: { zh: '模拟器', en: 'Simulator' },
  seed: { zh: '演示数据', en: 'Demonstration' },
  city: { zh: '城市资料', en: 'City folder' },
  correction: { zh: '问题数据更正', en: 'Correction' },
  link: { zh: '比对融合', en: 'Linkage' },
  reconciliation: { zh: '数据比对', en: 'Reconciliation' },
  exchange: { zh: '共享交换', en: 'Data sharing' },
  event: { zh: '平台事件', en: 'Event' },
  platform: { zh: '平台自动', en: 'By the platform' },
  console: { zh: '工作台', en: 'Console' },
  catalogue: { zh: '目录', en: 'Catalogue' },
  cloud: { zh: '云资源', en: 'Cloud' },
  'decision-support': { zh: '预警', en: 'Warnings' },
  disposal: { zh: '档案销毁', en: 'Disposal' },
  linkage: { zh: '比对融合', en: 'Linkage' },
  performance: { zh: '绩效考评', en: 'Performance' },
  plan: { zh: '检查计划', en: 'Plan of inspections' },
  projects: { zh: '项目管理', en: 'Projects' },
  recheck: { zh: '重新检查', en: 'Check done again' },
  registers: { zh: '基础库', en: 'Registers' },
  relations: { zh: '关系与授权', en: 'Relations' },
  reports: { zh: '报表', en: 'Reports' },
  reporting: { zh: '填报', en: 'Returns' },
  transfer: { zh: '移交', en: 'Transfer' },
  undo: { zh: '撤销导入', en: 'Import undone' },
  version: { zh: '版本', en: 'Version' },
};

/** What was done to a row, where its source names that. */
const acts: Readonly<Record<string, Text>> = {
  acknowledged: { zh: '确认', en: 'acknowledged' },
  adjusted: { zh: '加减分', en: 'adjusted' },
  appealed: { zh: '申诉', en: 'appealed' },
  approved: { zh: '批准', en: 'approved' },
  baseline: { zh: '基线', en: 'baseline' },
  closed: { zh: '办结', en: 'closed' },
  consent: { zh: '同意', en: 'consent' },
  decided: { zh: '决定', en: 'decided' },
  document: { zh: '文件', en: 'document' },
  dropped: { zh: '撤下', en: 'dropped' },
  followed: { zh: '随数值更新', en: 'followed the values' },
  handled: { zh: '处置', en: 'handled' },
  higher: { zh: '升级', en: 'rose' },
  issued: { zh: '交办', en: 'issued' },
  judged: { zh: '研判', en: 'judged' },
  opened: { zh: '开始', en: 'opened' },
  parted: { zh: '拆分', en: 'parted' },
  proposal: { zh: '立项', en: 'proposal' },
  published: { zh: '公布', en: 'published' },
  raised: { zh: '报出', en: 'raised' },
  report: { zh: '进度报告', en: 'report' },
  review: { zh: '审查', en: 'review' },
  scored: { zh: '评分', en: 'scored' },
  submitted: { zh: '提交', en: 'submitted' },
  superseded: { zh: '由新版取代', en: 'superseded' },
  supervised: { zh: '督查', en: 'supervised' },
  withdrawn: { zh: '撤销', en: 'withdrawn' },
};

/** Where a value or row came from: `form`, `import:<id>`, `batch:<id>`, `city:<file>` … */
export function SourceTag({ source, href }: { readonly source: string; readonly href?: string | undefined }) {
  const say = useSay();
  const [kind = '', ...rest] = source.split(':');
  const known = kinds[kind];
  const which = rest.join(':');
  const act = acts[which];
  const shown = (
    <>
      {known ? say(known) : kind}
      {which && (act ? say({ zh: '：', en: ': ' }) : ' ')}
      {which && (act ? say(act) : <span className="mono source-id">{which}</span>)}
    </>
  );
  return (
    <span className="source-tag" title={source}>
      {href ? <a href={href}>{shown}</a> : shown}
    </span>
  );
}

const fresh = {
  asOf: { zh: '数据截至', en: 'As of' },
  stale: { zh: '已过时，最后数据', en: 'Stale, last data' },
  from: { zh: '来源：{source}', en: 'Source: {source}' },
};

interface FreshnessProps {
  readonly asOf: string;
  /** Older than this is said to be stale. */
  readonly staleAfterSeconds?: number;
  readonly source?: string;
}

/** How old the figures are; when too old, says so and from where they stopped coming. */
export function FreshnessTag({ asOf, staleAfterSeconds, source }: FreshnessProps) {
  const say = useSay();
  const now = useNow();
  const stale =
    staleAfterSeconds !== undefined && now.getTime() - Date.parse(asOf) > staleAfterSeconds * 1000;
  return (
    <span className={stale ? 'freshness stale' : 'freshness'}>
      {say(stale ? fresh.stale : fresh.asOf)} <Time at={asOf} />
      {stale && source && ` · ${say(fresh.from, { source })}`}
    </span>
  );
}
