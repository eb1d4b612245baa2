import { useId, type ReactNode } from 'react';
import { DateInput, useSay, words } from '#ui';
import type { Text } from '#kernel/texts';

function Labelled({
  label,
  hint,
  children,
}: {
  readonly label: Text;
  readonly hint?: Text | undefined;
  readonly children: (ids: { id: string; 'aria-describedby'?: string }) => ReactNode;
}) {
  const say = useSay();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{say(label)}</label>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {say(hint)}
        </span>
      )}
      {children({ id, ...(hint ? { 'aria-describedby': `${id}-hint` } : {}) })}
    </div>
  );
}

interface Written {
  readonly label: Text;
  readonly hint?: Text;
  readonly value: string;
  readonly type?: 'text' | 'number';
  readonly required?: boolean;
  readonly onWrite: (value: string) => void;
}

/** One line that is kept as it is written. */
export function Write({ label, hint, value, type = 'text', required = true, onWrite }: Written) {
  return (
    <Labelled label={label} hint={hint}>
      {(ids) => (
        <input
          {...ids}
          className="input"
          type={type}
          step="any"
          value={value}
          required={required}
          onChange={(event) => onWrite(event.currentTarget.value)}
        />
      )}
    </Labelled>
  );
}

/** A day, written in the house's way. */
export function WriteDay({ label, value, onWrite }: Pick<Written, 'label' | 'value' | 'onWrite'>) {
  return (
    <Labelled label={label} hint={words.dayForm}>
      {(ids) => <DateInput {...ids} required defaultValue={value} onDay={(day) => onWrite(day ?? '')} />}
    </Labelled>
  );
}

interface Chosen {
  readonly label: Text;
  readonly value: string;
  readonly choices: readonly { readonly value: string; readonly title: Text }[];
  readonly none?: Text;
  readonly onChoose: (value: string) => void;
}

/** One of a list. */
export function Choose({ label, value, choices, none, onChoose }: Chosen) {
  const say = useSay();
  return (
    <Labelled label={label}>
      {(ids) => (
        <select
          {...ids}
          className="input"
          value={value}
          required={none === undefined}
          onChange={(event) => onChoose(event.currentTarget.value)}
        >
          <option value="">{none ? say(none) : '—'}</option>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {say(choice.title)}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

/** Both languages of a name. */
export function Titles({
  title,
  onWrite,
}: {
  readonly title: Text;
  readonly onWrite: (title: Text) => void;
}) {
  return (
    <div className="row">
      <Write label={formWords.titleZh} value={title.zh} onWrite={(zh) => onWrite({ ...title, zh })} />
      <Write label={formWords.titleEn} value={title.en} onWrite={(en) => onWrite({ ...title, en })} />
    </div>
  );
}

export const formWords = {
  titleZh: { zh: '名称', en: 'Name in Chinese' },
  titleEn: { zh: '英文名称', en: 'Name in English' },
  code: { zh: '代码', en: 'Code' },
  codeHint: { zh: '小写字母、数字和 -', en: 'small letters, digits and -' },
  begins: { zh: '起', en: 'From' },
  ends: { zh: '止', en: 'To' },
  grain: { zh: '统计周期', en: 'Period' },
  office: { zh: '考评单位代码', en: 'Code of the office' },
  units: { zh: '被考评单位代码', en: 'Codes of the units' },
  unitsHint: { zh: '用逗号或空格分开', en: 'apart by commas or blanks' },
  evidenceDays: { zh: '举证时限（工作日）', en: 'Working days for evidence' },
  appealDays: { zh: '申诉时限（工作日）', en: 'Working days for appeals' },
  follows: { zh: '上一期方案', en: 'Scheme of the period before' },
  noFollows: { zh: '没有', en: 'None' },
  group: { zh: '一级指标', en: 'Group' },
  leaf: { zh: '指标项', en: 'Criterion' },
  kind: { zh: '来源', en: 'Fed by' },
  measure: { zh: '指标', en: 'Measure' },
  by: { zh: '区分单位的维度', en: 'Dimension of the units' },
  over: { zh: '统计范围', en: 'Over' },
  overAll: { zh: '各期合计', en: 'All periods added up' },
  overLast: { zh: '最后一期', en: 'The last period' },
  scoring: { zh: '计分方法', en: 'Scoring' },
  floor: { zh: '底线（0 分）', en: 'Floor (0)' },
  target: { zh: '目标（100 分）', en: 'Target (100)' },
  more: { zh: '越大越好', en: 'The more the better' },
  shrink: { zh: '样本少时向全体靠拢', en: 'Draw ratios of few cases towards that of all' },
  asksZh: { zh: '举证要求', en: 'What is to be shown, in Chinese' },
  asksEn: { zh: '举证要求（英文）', en: 'What is to be shown' },
  method: { zh: '权重方法', en: 'Weights' },
  weights: { zh: '权重', en: 'Weights' },
  groupWeights: { zh: '各一级指标的权重', en: 'Weights of the groups' },
  leafWeights: { zh: '组内各项的权重', en: 'Weights within the group' },
  weightsHint: { zh: '依次写出，按比例折算', en: 'in their order, shared in proportion' },
  judgements: { zh: '两两比较', en: 'Judgements of pairs' },
  judgementsHint: {
    zh: '依次写 1比2、1比3……2比3：3 表示前者重要三倍，1/3 相反',
    en: '1 to 2, 1 to 3 … 2 to 3: 3 says that the first counts three times the second, 1/3 the reverse',
  },
  ratioReason: { zh: '判断矛盾（比率超过 0.1）时为什么仍采用', en: 'Why used, where the ratio is above 0.1' },
  addGroup: { zh: '加一组', en: 'Add a group' },
  addMeasure: { zh: '加指标计分项', en: 'Add one fed by a measure' },
  addEvidence: { zh: '加举证评分项', en: 'Add one judged by evidence' },
  addAdjustment: { zh: '加一个加减分项', en: 'Add an item of points' },
  remove: { zh: '去掉', en: 'Remove' },
  removeOf: { zh: '去掉 {what}', en: 'Remove {what}' },
  adjustments: { zh: '加减分项', en: 'Points to add or take off' },
  most: { zh: '最高分值', en: 'Points in all' },
  invented: { zh: '虚构方案，只用于模拟城市', en: 'An invented scheme, for a simulated city' },
  check: { zh: '检查', en: 'Check' },
  save: { zh: '保存', en: 'Save' },
  saved: { zh: '已保存。', en: 'Saved.' },
  see: { zh: '查看', en: 'See it' },
  good: { zh: '方案成立。', en: 'The scheme can stand.' },
  lead: {
    zh: '说明考评谁、哪段时期、用什么、权重怎样来。开始收集举证后不能再改。',
    en: 'Say who is evaluated over what period, by what, and where the weights come from. Once evidence is collected it stands.',
  },
} as const;
