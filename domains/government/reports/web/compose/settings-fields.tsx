import { useSay } from '#ui';
import {
  audienceNames,
  grainNames,
  type Grain,
  type ReportDefinition,
  type Schedule,
} from '../../contract.ts';
import { Select } from '../explore-tools.tsx';
import { withoutAt } from './draft.ts';
import { Count, Write } from './inputs.tsx';
import { useOrganisations } from './use-organisations.ts';
import { words } from './words.ts';

export interface SettingsProps {
  readonly report: ReportDefinition;
  /** It has been saved: its code stays. */
  readonly isKept: boolean;
  readonly onChange: (report: ReportDefinition) => void;
}

const choicesOf = (names: Readonly<Record<string, { zh: string; en: string }>>) =>
  Object.entries(names).map(([value, title]) => ({ value, title }));

function Readers({ report, onChange }: Omit<SettingsProps, 'isKept'>) {
  const say = useSay();
  const organisations = useOrganisations();
  const { readers } = report;
  const nameOf = (code: string) => {
    const found = organisations.find(({ value }) => value === code);
    return found ? say(found.title) : code;
  };
  return (
    <div className="row">
      <Select
        label={words.addReader}
        value=""
        none={{ zh: '—', en: '—' }}
        choices={organisations.filter(({ value }) => !readers.includes(value))}
        onChoose={(code) => code !== '' && onChange({ ...report, readers: [...readers, code] })}
      />
      <ul className="plain row" aria-label={say(words.readers)}>
        {readers.map((code, at) => (
          <li key={code}>
            <button
              type="button"
              className="button small"
              style={{ whiteSpace: 'normal' }}
              aria-label={say(words.removeOf, { what: nameOf(code) })}
              onClick={() => onChange({ ...report, readers: withoutAt(readers, at) })}
            >
              {nameOf(code)} ×
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Named({ report, isKept, onChange }: SettingsProps) {
  const say = useSay();
  const organisations = useOrganisations();
  const { code, title, owner } = report;
  const known = organisations.some(({ value }) => value === owner);
  const own = known || owner === '' ? [] : [{ value: owner, title: { zh: owner, en: owner } }];
  return (
    <>
      <div className="row">
        {!isKept && (
          <Write
            label={words.code}
            hint={words.codeHint}
            value={code}
            onWrite={(next) => onChange({ ...report, code: next })}
          />
        )}
        <Write
          label={words.titleZh}
          value={title.zh}
          onWrite={(zh) => onChange({ ...report, title: { ...title, zh } })}
        />
        <Write
          label={words.titleEn}
          value={title.en}
          onWrite={(en) => onChange({ ...report, title: { ...title, en } })}
        />
      </div>
      <div className="row">
        <Select
          label={words.owner}
          value={owner}
          none={{ zh: '—', en: '—' }}
          choices={[...own, ...organisations]}
          onChoose={(next) => onChange({ ...report, owner: next })}
        />
        <Select
          label={words.audience}
          value={report.audience}
          choices={choicesOf(audienceNames)}
          onChoose={(audience) => onChange({ ...report, audience: audience as ReportDefinition['audience'] })}
        />
        <Select
          label={words.grain}
          value={report.grain}
          choices={choicesOf(grainNames)}
          onChoose={(grain) => onChange({ ...report, grain: grain as Grain })}
        />
        <label className="row tight">
          <input
            type="checkbox"
            checked={report.running ?? false}
            onChange={(event) => onChange({ ...report, running: event.currentTarget.checked })}
          />
          {say(words.running)}
        </label>
      </div>
    </>
  );
}

const begins: { readonly [K in Schedule['every']]: Extract<Schedule, { every: K }> } = {
  day: { every: 'day', hour: 8 },
  week: { every: 'week', weekday: 1, hour: 8 },
  month: { every: 'month', workingDay: 3, hour: 8 },
};
const frequencies = (['day', 'week', 'month'] as const).map((value) => ({ value, title: words[value] }));

function ScheduleFields({ report, onChange }: Omit<SettingsProps, 'isKept'>) {
  const { schedule, ...rest } = report;
  const set = (next: Schedule) => onChange({ ...rest, schedule: next });
  return (
    <div className="row">
      <Select
        label={words.every}
        value={schedule?.every ?? ''}
        none={words.never}
        choices={frequencies}
        onChoose={(every) => (every === '' ? onChange(rest) : set(begins[every as Schedule['every']]))}
      />
      {schedule?.every === 'week' && (
        <Count
          label={words.weekday}
          value={schedule.weekday}
          from={1}
          to={7}
          onWrite={(weekday) => set({ ...schedule, weekday })}
        />
      )}
      {schedule?.every === 'month' && (
        <Count
          label={words.workingDay}
          value={schedule.workingDay}
          from={1}
          to={15}
          onWrite={(workingDay) => set({ ...schedule, workingDay })}
        />
      )}
      {schedule && (
        <Count
          label={words.hour}
          value={schedule.hour}
          from={0}
          to={23}
          onWrite={(hour) => set({ ...schedule, hour })}
        />
      )}
    </div>
  );
}

/** What a report is called, whose it is, who reads it and when it is run. */
export function SettingsFields(props: SettingsProps) {
  const say = useSay();
  return (
    <fieldset className="parts stack">
      <legend>{say(words.settings)}</legend>
      <Named {...props} />
      <Readers {...props} />
      <ScheduleFields {...props} />
    </fieldset>
  );
}
