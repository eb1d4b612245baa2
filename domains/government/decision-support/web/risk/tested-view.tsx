import { FieldList, number, PlainTable, useLanguage, useSay } from '#ui';
import type { RiskTested } from '../../contract.ts';
import { Faults } from '../back-test-view.tsx';
import { LevelTag } from '../level-tag.tsx';
import { shareOf } from './times.ts';
import { words } from './words.ts';

const end = true;

/** What is wrong with a rule of cases, or of what it would have warned. */
export function TestedView({ tested }: { readonly tested: RiskTested }) {
  const say = useSay();
  const { language } = useLanguage();
  if (tested.faults.length > 0) return <Faults faults={tested.faults} />;
  const { moments, cases, refused, raised, late, inTime, missed, byLevel } = tested;
  const amount = (value: number | null, digits: number) =>
    value === null ? '—' : number(value, language, digits);
  const lines = [
    { name: 'precision', label: say(words.precision), value: shareOf(tested.precision, language) },
    { name: 'recall', label: say(words.recall), value: shareOf(tested.recall, language) },
    { name: 'ahead', label: say(words.ahead), value: amount(tested.leadDays, 1) },
    { name: 'share', label: say(words.share), value: shareOf(tested.share, language) },
    { name: 'brier', label: say(words.brier), value: amount(tested.brier, 3) },
    { name: 'base', label: say(words.base), value: amount(tested.base, 3) },
  ];
  return (
    <div className="stack">
      <p>{say(words.tested, { moments, cases, refused, raised, late, inTime, missed })}</p>
      <FieldList lines={lines} />
      <PlainTable
        label={words.backTest}
        heads={[
          { name: 'level', label: words.level },
          { name: 'count', label: words.warned, end },
          { name: 'late', label: words.lateOnes, end },
        ]}
        rows={byLevel.map(({ level, count, late: right }) => ({
          key: level,
          cells: { level: <LevelTag level={level} />, count, late: right },
        }))}
      />
    </div>
  );
}
