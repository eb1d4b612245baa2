import { ProblemNote, ScrollRegion, useAct, useMay, useSay } from '#ui';
import { operations, type Tried } from '../contract.ts';
import { typeWords } from '../rules.ts';
import { words } from './words.ts';

function Rows({ tried: { columns, rows } }: { readonly tried: Tried }) {
  const say = useSay();
  return (
    <ScrollRegion label={say(words.firstRows)}>
      <table className="data-table" aria-label={say(words.firstRows)}>
        <thead>
          <tr>
            {columns.map(({ name, type, field }) => (
              <th key={name} scope="col">
                {name}
                <div className="small quiet">
                  {field ? say(field) : say(words.unknownField)} · {say(typeWords(type))}
                </div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows of a look have no key and never move
            <tr key={at}>
              {columns.map(({ name }, cell) => (
                <td key={name}>{cells[cell]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** What a look found: its rows, or why there are none. */
export function Found({ tried }: { readonly tried: Tried }) {
  const say = useSay();
  if (tried.fault)
    return (
      <p className="notice" role="status">
        {say(tried.fault)}
      </p>
    );
  if (tried.rows.length === 0) return <p role="status">{say(words.tryNothing)}</p>;
  return (
    <>
      <Rows tried={tried} />
      {tried.masked && <p className="small quiet">{say(words.tryMasked)}</p>}
    </>
  );
}

/** The first rows of a source, read now and not kept. */
export function TryIt({ code }: { readonly code: string }) {
  const say = useSay();
  const may = useMay();
  const act = useAct('sources', operations.look);
  if (!may('sources:run')) return null;
  return (
    <div className="stack tight">
      <p className="hint">{say(words.tryHint)}</p>
      <div className="row">
        <button
          type="button"
          className="button second"
          disabled={act.isPending}
          onClick={() => act.mutate({ params: { key: code } })}
        >
          {say(words.tryNow)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
      {act.data && <Found tried={act.data} />}
    </div>
  );
}
