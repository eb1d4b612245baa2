import { Link } from 'react-router';
import { type ActForm, ActForms, useAct, useMay, useSay, type AnyRow } from '#ui';
import { operations } from '../contract.ts';

const texts = {
  reason: { zh: '理由', en: 'Reason' },
  enforce: { zh: '使其生效', en: 'Put in force' },
  withdraw: { zh: '撤销规则', en: 'Withdraw the rule' },
  change: { zh: '修改', en: 'Change' },
  recheck: { zh: '按现行规则复查最近一批', en: 'Check the newest batch again' },
  rechecking: {
    zh: '已开始复查，可在“作业”中看进度。',
    en: 'It is being checked again; see its progress under Jobs.',
  },
  ofTheCity: {
    zh: '写在城市资料文件里的规则，在文件中修改。',
    en: "A rule of the city's files: it is changed there.",
  },
};

interface Moved {
  readonly state: 'in-force' | 'withdrawn';
  readonly reason: string;
}

const acts: readonly ActForm<Moved>[] = [
  {
    during: ['draft', 'withdrawn'],
    permission: 'quality:rules',
    asks: [{ kind: 'words', name: 'reason', label: texts.reason }],
    buttons: [{ word: texts.enforce, make: (said) => ({ state: 'in-force', reason: said.words('reason') }) }],
  },
  {
    during: ['draft', 'in-force'],
    permission: 'quality:rules',
    asks: [{ kind: 'words', name: 'reason', label: texts.reason }],
    buttons: [
      {
        word: texts.withdraw,
        danger: true,
        make: (said) => ({ state: 'withdrawn', reason: said.words('reason') }),
      },
    ],
  },
];

function Actions({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const may = useMay();
  const move = useAct('quality', operations.moveRule, { renews: ['tasks'] });
  const recheck = useAct('quality', operations.recheck, { renews: ['jobs'] });
  const id = String(row['id']);
  const own = id.startsWith('own.');
  if (!may('quality:rules')) return null;
  return (
    <div className="stack">
      <div className="row">
        {own && row['state'] !== 'withdrawn' && (
          <Link className="button second" to={`/quality/rule-form?rule=${encodeURIComponent(id)}`}>
            {say(texts.change)}
          </Link>
        )}
        {row['state'] === 'in-force' && (
          <button
            type="button"
            className="button"
            disabled={recheck.isPending}
            onClick={() => recheck.mutate({ params: { dataset: String(row['dataset']) } })}
          >
            {say(texts.recheck)}
          </button>
        )}
      </div>
      {recheck.isSuccess && <p role="status">{say(texts.rechecking)}</p>}
      {own ? (
        <ActForms
          acts={acts}
          state={String(row['state'])}
          onAct={(body) => move.mutate({ params: { id }, body })}
          busy={move.isPending}
          problem={move.error ?? recheck.error}
        />
      ) : (
        <p className="hint">{say(texts.ofTheCity)}</p>
      )}
    </div>
  );
}

/** A rule with what it asks, in words, and what the data office may do with it. */
export const statedRuleDetail = {
  fields: [
    'titleZh',
    'titleEn',
    'dataset',
    'owner',
    'kind',
    'dimension',
    'severity',
    'state',
    'days',
    'messageZh',
    'messageEn',
    'repairZh',
    'repairEn',
  ],
  actions: (row: AnyRow) => <Actions row={row} />,
};
