import { Link, useSearchParams } from 'react-router';
import type { Text } from '#kernel/texts';
import { ProblemNote, useAct, useMay, useSay, type AnyRow, type DetailSection, type Say } from '#ui';
import { operations } from '../contract.ts';
import { Contract, ContractChange, Payment, Report, Risk, Tender } from '../records.ts';
import { BaselinePart } from './baseline-part.tsx';
import { DocumentPart } from './document-part.tsx';
import { OutlookSection } from './outlook.tsx';
import { PartList } from './part-list.tsx';
import { partWords as words } from './part-words.ts';
import { LateSigning, PlannedOn } from './planned-on.tsx';
import { RiskMatrix } from './risk-matrix.tsx';

interface PartProps {
  readonly code: string;
  readonly row: AnyRow;
}

function Money({ code }: PartProps) {
  const filter = { undertaking: code };
  return (
    <div className="stack">
      <PartList
        record={Tender}
        filter={filter}
        columns={['number', 'subject', 'procurement', 'state', 'bids', 'winner', 'awardFen']}
      />
      <PartList
        record={Contract}
        filter={filter}
        columns={['number', 'subject', 'supplier', 'tender', 'plannedOn', 'signedOn', 'amountFen']}
        cells={{ plannedOn: (row) => <PlannedOn row={row} of={filter} /> }}
      />
      <PartList
        record={ContractChange}
        filter={filter}
        columns={['number', 'contract', 'changedOn', 'amountFen', 'why']}
      />
      <PartList record={Payment} filter={filter} columns={['number', 'contract', 'paidOn', 'amountFen']} />
    </div>
  );
}

function Reports({ code, row }: PartProps) {
  const say = useSay();
  const may = useMay();
  const open = useAct('projects', operations.openReport, { renews: ['records', 'tasks'] });
  return (
    <div className="stack">
      <PartList
        record={Report}
        filter={{ undertaking: code }}
        columns={['id', 'period', 'state', 'dueOn', 'decidedOn']}
      />
      {may('projects:write') && row['state'] === 'under-way' && (
        <div className="row no-print">
          <button
            type="button"
            className="button"
            disabled={open.isPending}
            onClick={() => open.mutate({ params: { code } })}
          >
            {say(words.openReport)}
          </button>
        </div>
      )}
      {open.isError && <ProblemNote problem={open.error} />}
    </div>
  );
}

const Risks = ({ code }: PartProps) => (
  <div className="stack">
    <RiskMatrix undertaking={code} />
    <PartList
      record={Risk}
      filter={{ undertaking: code }}
      columns={['code', 'title', 'likelihood', 'impact', 'score', 'owner', 'reviewOn', 'state']}
    />
  </div>
);

const parts: Readonly<
  Record<string, { readonly title: Text; readonly Part: (props: PartProps) => React.ReactNode }>
> = {
  outlook: { title: words.outlook, Part: ({ code }) => <OutlookSection code={code} /> },
  money: { title: words.money, Part: Money },
  baselines: { title: words.baselines, Part: ({ code }) => <BaselinePart code={code} /> },
  reports: { title: words.reports, Part: Reports },
  risks: { title: words.risks, Part: Risks },
  documents: { title: words.documents, Part: ({ code }) => <DocumentPart code={code} /> },
};

/** The parts of an undertaking, one at a time; which one stands in the address. */
function Parts({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const [search] = useSearchParams();
  const asked = search.get('part') ?? 'outlook';
  const shown = parts[asked] ? asked : 'outlook';
  const Part = parts[shown]?.Part;
  const to = (part: string) => {
    const next = new URLSearchParams(search);
    next.set('part', part);
    return `?${next.toString()}`;
  };
  return (
    <div className="stack">
      <nav className="row no-print" aria-label={say(words.parts)}>
        {Object.entries(parts).map(([part, { title }]) => (
          <Link
            key={part}
            to={to(part)}
            className={part === shown ? 'button primary' : 'button'}
            aria-current={part === shown ? 'page' : undefined}
          >
            {say(title)}
          </Link>
        ))}
      </nav>
      {Part && <Part code={String(row['code'])} row={row} />}
    </div>
  );
}

/** An undertaking, and below its fields one of its parts. */
export const undertakingDetail = {
  lead: (row: AnyRow) => <LateSigning code={String(row['code'])} />,
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(words.parts), content: <Parts row={row} /> },
  ],
};
