import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '#kernel/call';
import { isPersonal, type RecordOf } from '#kernel/record';
import {
  FieldValue,
  HeadRow,
  ProblemNote,
  ReferenceValue,
  Reveal,
  ScrollRegion,
  Skeleton,
  Tag,
  Time,
  useMay,
  useSay,
} from '#ui';
import { operations, type Faced } from '../contract.ts';
import { Person } from '../records.ts';
import { texts } from './regroup-texts.ts';

const fields: RecordOf['fields'] = Person.fields;

interface Asked {
  readonly id: string;
  readonly other?: string | undefined;
  readonly decision?: string | undefined;
  /** Its heading stands above it already. */
  readonly headless?: boolean;
}

function Values({ sides, masked }: Pick<Faced, 'sides' | 'masked'>) {
  const say = useSay();
  const attributes = (sides[0]?.values ?? [])
    .map(({ attribute }) => attribute)
    .filter((name) =>
      sides.some(({ values }) => values.find(({ attribute }) => attribute === name)?.value != null),
    );
  return (
    <ScrollRegion label={say(texts.facing)}>
      <table className="data-table whole">
        <thead>
          <tr>
            <th scope="col">{say(texts.attribute)}</th>
            {sides.map(({ id, provisional }) => (
              <th key={id} scope="col">
                <span className="mono">{id}</span> {provisional && <Tag>{say(texts.noNumber)}</Tag>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {attributes.map((name) => (
            <tr key={name}>
              <th scope="row">{say(fields[name]?.label ?? { zh: name, en: name })}</th>
              {sides.map(({ id, values }) => {
                const value = values.find(({ attribute }) => attribute === name)?.value ?? null;
                const field = fields[name];
                return (
                  <td key={id}>
                    {field && value !== null ? (
                      <FieldValue field={field} value={value} masked={masked && isPersonal(field)} />
                    ) : (
                      '—'
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

export type FacingRow = Faced['sides'][number]['rows'][number];

interface RowsProps {
  readonly rows: readonly FacingRow[];
  /** What is chosen of each row, at its end. */
  readonly choose?: (row: FacingRow) => ReactNode;
}

/** The rows of departments, each with the id under which it came. */
export function FacingRows({ rows, choose }: RowsProps) {
  const say = useSay();
  return (
    <ScrollRegion label={say(texts.rows)}>
      <table className="data-table whole">
        <HeadRow names={['rowOf', 'key', 'under', 'at', ...(choose ? ['whose'] : [])]} texts={texts} />
        <tbody>
          {rows.map((row) => (
            <tr key={row.ref}>
              <th scope="row">
                <ReferenceValue record="catalogue.entry" value={row.dataset} />
              </th>
              <td>
                <span className="mono">{row.key}</span> {row.linked && <Tag>{say(texts.linked)}</Tag>}
              </td>
              <td className="mono">{row.side}</td>
              <td>
                <Time at={row.at} />
              </td>
              {choose && <td>{choose(row)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** Each row once, of all that is shown. */
export const rowsOf = ({ sides }: Pick<Faced, 'sides'>): FacingRow[] => [
  ...new Map(sides.flatMap(({ rows }) => rows.map((row) => [row.ref, row] as const))).values(),
];

/** Persons side by side, masked until a purpose is stated; then what is to be done with them. */
export function Facing({
  id,
  other,
  decision,
  headless,
  children,
}: Asked & { readonly children: (faced: Faced, again: () => void) => ReactNode }) {
  const say = useSay();
  const may = useMay();
  const [purpose, setPurpose] = useState<string>();
  const query = {
    reveal: purpose ? ('yes' as const) : ('no' as const),
    ...(other && { other }),
    ...(decision && { decision }),
  };
  const faced = useQuery({
    queryKey: ['registers', 'facing', id, query, purpose],
    ...(purpose ? { gcTime: 0, staleTime: Infinity } : {}),
    queryFn: ({ signal }) =>
      call(
        'registers',
        operations.personsFacing,
        { params: { key: id }, query },
        { signal, ...(purpose ? { purpose } : {}) },
      ),
  });
  if (faced.isPending) return <Skeleton lines={8} />;
  if (faced.isError) return <ProblemNote problem={faced.error} />;
  return (
    <>
      {may('registers:reveal') && (
        <div>
          <Reveal purpose={purpose} onPurpose={setPurpose} />
        </div>
      )}
      {!headless && <h2>{say(texts.facing)}</h2>}
      <Values {...faced.data} />
      {children(faced.data, () => void faced.refetch())}
    </>
  );
}
