import { Link } from 'react-router';
import {
  FieldList,
  number,
  ProblemNote,
  ScrollRegion,
  Skeleton,
  Tag,
  useCall,
  useLanguage,
  useSay,
} from '#ui';
import { operations, type Outlook } from '../contract.ts';
import { Variance } from './variance.tsx';

const texts = {
  none: {
    zh: '还没有任务。登记任务后，这里算出进度、关键路径和资金。',
    en: 'No activities yet. Once there are, the end, the critical path and the money are reckoned here.',
  },
  add: { zh: '登记任务', en: 'Enter an activity' },
  all: { zh: '任务', en: 'Activities' },
  ends: { zh: '预计完成', en: 'Ends on' },
  endsBy: { zh: '要求完成', en: 'To end by' },
  late: { zh: '晚 {days} 个工作日', en: '{days} working days late' },
  early: { zh: '提前 {days} 个工作日', en: '{days} working days early' },
  onTime: { zh: '按期', en: 'on time' },
  uncertain: { zh: '其间有年份的节假日尚未公布', en: 'holidays of a year in between are not published yet' },
  path: { zh: '关键路径', en: 'Critical path' },
  asOf: { zh: '截至', en: 'As of' },
  budget: { zh: '任务预算合计', en: 'Budget of the activities' },
  planned: { zh: '计划价值', en: 'Planned value' },
  earned: { zh: '挣值', en: 'Earned value' },
  spent: { zh: '已支付', en: 'Paid' },
  costIndex: { zh: '费用绩效指数', en: 'Cost performance index' },
  timeIndex: { zh: '进度绩效指数（挣得进度）', en: 'Time performance index (earned schedule)' },
  estimate: { zh: '照此完工总费用', en: 'Estimate at completion' },
  finishOn: { zh: '照此完工日期', en: 'At this pace done on' },
  yuan: { zh: '{amount} 元', en: '{amount} yuan' },
  activity: { zh: '任务', en: 'Activity' },
  begins: { zh: '开始', en: 'Begins' },
  endsHead: { zh: '完成', en: 'Ends' },
  float: { zh: '总时差（工作日）', en: 'Float (working days)' },
  percent: { zh: '完成', en: 'Done' },
  when: { zh: '时间', en: 'When' },
  critical: { zh: '关键', en: 'critical' },
  baselineDays: { zh: '现行基线', en: 'Baseline' },
  legend: {
    zh: '上：现在的安排，深色为已完成；下（灰）：现行基线。',
    en: 'Above: as things stand, dark what is done. Below, grey: the current baseline.',
  },
  missing: {
    zh: '{code} 的紧前任务 {after} 没有登记，暂不计',
    en: '{code} comes after {after}, which is not there and is left out',
  },
  twice: { zh: '任务号重复：{ids}', en: 'A short code stands twice: {ids}' },
  cycle: { zh: '任务互相等待：{ids}', en: 'Activities wait for each other: {ids}' },
  print: { zh: '打印', en: 'Print' },
  other: { zh: '不能计算：{ids}', en: 'It cannot be reckoned: {ids}' },
};

type Say = ReturnType<typeof useSay>;

function lateness(say: Say, late: number): string {
  if (late === 0) return say(texts.onTime);
  return late > 0 ? say(texts.late, { days: late }) : say(texts.early, { days: -late });
}

function useFigures() {
  const say = useSay();
  const { language } = useLanguage();
  return {
    yuan: (fen: number | null) =>
      fen === null ? '—' : say(texts.yuan, { amount: number(fen / 100, language, 2) }),
    index: (value: number | null) => (value === null ? '—' : number(value, language, 2)),
  };
}

function Facts({ outlook: { finish, value, endsBy, asOf } }: { readonly outlook: Outlook }) {
  const say = useSay();
  const { yuan, index } = useFigures();
  if (!finish) return null;
  const when = `${finish.on} · ${lateness(say, finish.late)}`;
  const lines = [
    [texts.asOf, asOf],
    [texts.ends, finish.certain ? when : `${when} · ${say(texts.uncertain)}`],
    [texts.endsBy, endsBy],
    [texts.path, finish.path.join(' → ') || '—'],
    ...(value
      ? ([
          [texts.budget, yuan(value.budgetFen)],
          [texts.planned, yuan(value.plannedFen)],
          [texts.earned, yuan(value.earnedFen)],
          [texts.spent, yuan(value.spentFen)],
          [texts.costIndex, index(value.costPerformance)],
          [texts.timeIndex, index(value.timePerformance)],
          [texts.estimate, yuan(value.estimateFen)],
          [texts.finishOn, value.finishOn ?? '—'],
        ] as const)
      : []),
  ] as const;
  return <FieldList lines={lines.map(([label, value]) => ({ name: label.en, label: say(label), value }))} />;
}

type Line = Outlook['activities'][number];

const widthOf = ({ from, to }: { readonly from: number; readonly to: number }, length: number) =>
  Math.max(((to - from) / length) * 100, 0.8);

/** The bar says again what the columns say: it is for eyes alone. */
function Bar({ line, length }: { readonly line: Line; readonly length: number }) {
  const left = (line.from / length) * 100;
  const width = widthOf(line, length);
  const { planned } = line;
  const fill = line.critical ? 'var(--amber)' : 'var(--celadon)';
  return (
    <svg
      width="240"
      height="18"
      viewBox="0 0 100 9"
      preserveAspectRatio="none"
      aria-hidden="true"
      style={{ printColorAdjust: 'exact' }}
    >
      <rect x={left} y="1" width={width} height="6" fill={fill} opacity="0.4" />
      <rect x={left} y="1" width={(width * line.percent) / 100} height="6" fill={fill} />
      {planned && (
        <rect
          x={(planned.from / length) * 100}
          y="7.4"
          width={widthOf(planned, length)}
          height="1.6"
          fill="var(--ink-3)"
        />
      )}
    </svg>
  );
}

function Plan({ lines }: { readonly lines: readonly Line[] }) {
  const say = useSay();
  const length = Math.max(1, ...lines.map(({ to, planned }) => Math.max(to, planned?.to ?? 0)));
  const hasBaseline = lines.some(({ planned }) => planned);
  const heads = [
    texts.activity,
    texts.begins,
    texts.endsHead,
    ...(hasBaseline ? [texts.baselineDays] : []),
    texts.float,
    texts.percent,
    texts.when,
  ];
  return (
    <>
      <ScrollRegion label={say(texts.all)}>
        <table className="data-table" aria-label={say(texts.all)}>
          <thead>
            <tr>
              {heads.map((head) => (
                <th scope="col" key={head.en}>
                  {say(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.code}>
                <td>
                  <Link to={`/projects/activities/${encodeURIComponent(line.code)}`}>{line.title}</Link>{' '}
                  {line.critical && <Tag tone="amber">{say(texts.critical)}</Tag>}
                </td>
                <td>{line.begins}</td>
                <td>{line.ends}</td>
                {hasBaseline && (
                  <td>{line.planned ? `${line.planned.begins} – ${line.planned.ends}` : '—'}</td>
                )}
                <td className="end">{line.float}</td>
                <td className="end">{line.percent} %</td>
                <td>
                  <Bar line={line} length={length} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {hasBaseline && <p className="quiet">{say(texts.legend)}</p>}
    </>
  );
}

function Warnings({ outlook: { fault, missing } }: { readonly outlook: Outlook }) {
  const say = useSay();
  const why = fault && { twice: texts.twice, cycle: texts.cycle }[fault.code];
  return (
    <>
      {fault && (
        <p className="notice" role="alert">
          {say(why ?? texts.other, { ids: fault.ids.join(' → ') })}
        </p>
      )}
      {missing.map(({ code, after }) => (
        <p className="notice" key={`${code} ${after}`}>
          {say(texts.missing, { code, after })}
        </p>
      ))}
    </>
  );
}

/** When an undertaking ends as things stand, what decides it, and what its money says. */
export function OutlookSection({ code }: { readonly code: string }) {
  const say = useSay();
  const outlook = useCall('projects', operations.outlook, { params: { code } });
  if (outlook.isPending) return <Skeleton lines={6} />;
  if (outlook.isError) return <ProblemNote problem={outlook.error} onRetry={() => void outlook.refetch()} />;
  const { activities, fault } = outlook.data;
  return (
    <div className="stack">
      <Warnings outlook={outlook.data} />
      {activities.length === 0 && !fault && <p className="quiet">{say(texts.none)}</p>}
      <Facts outlook={outlook.data} />
      {activities.length > 0 && <Plan lines={activities} />}
      {outlook.data.frozen && <Variance frozen={outlook.data.frozen} />}
      <p className="row">
        <Link to={`/projects/activities?undertaking=${encodeURIComponent(code)}`}>{say(texts.all)}</Link>
        <Link to="/projects/activities/new">{say(texts.add)}</Link>
        <button type="button" className="button no-print" onClick={() => globalThis.print()}>
          {say(texts.print)}
        </button>
      </p>
    </div>
  );
}
