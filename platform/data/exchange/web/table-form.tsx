import type { FormEvent } from 'react';
import { useSay } from '#ui';
import type { CallInput } from '#kernel/operation';
import type { operations } from '../contract.ts';
import { Labelled } from './labelled.tsx';
import { words } from './words.ts';

type TableAddress = NonNullable<CallInput<typeof operations.setAddress>['body']['database']>;

const asks = [
  { name: 'host', kind: 'text', most: 253 },
  { name: 'port', kind: 'number', most: 5 },
  { name: 'database', kind: 'text', most: 63 },
  { name: 'table', kind: 'text', most: 127 },
  { name: 'user', kind: 'text', most: 63 },
  { name: 'password', kind: 'password', most: 500 },
] as const;
const tlsWords = { verify: words.tlsVerify, require: words.tlsRequire, off: words.tlsOff } as const;

/** What stands in an address as it is told, for the form: all but the password. */
function partsOf(url: string | null): Readonly<Record<string, string>> {
  if (!url?.startsWith('postgresql:')) return { port: '5432', tls: 'verify' };
  const { hostname, port, pathname, username, searchParams } = new URL(url);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port,
    database: decodeURIComponent(pathname.slice(1)),
    user: decodeURIComponent(username),
    table: searchParams.get('table') ?? '',
    tls: searchParams.get('tls') ?? 'verify',
  };
}

function saidIn(form: HTMLFormElement): TableAddress {
  const said = new FormData(form);
  const text = (name: string) => String(said.get(name) ?? '');
  return {
    host: text('host').trim(),
    port: Number(text('port')),
    database: text('database').trim(),
    table: text('table').trim(),
    user: text('user').trim(),
    password: text('password'),
    tls: text('tls') as TableAddress['tls'],
  };
}

interface TableFormProps {
  readonly url: string | null;
  readonly busy: boolean;
  readonly onSet: (database: TableAddress) => void;
}

/** A table of the consumer's own database, into which changes are written. */
export function TableForm({ url, busy, onSet }: TableFormProps) {
  const say = useSay();
  const known = partsOf(url);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSet(saidIn(event.currentTarget));
  };
  return (
    <details open={url?.startsWith('postgresql:')}>
      <summary>{say(words.writeTo)}</summary>
      <form className="stack tight" onSubmit={submit}>
        <p className="hint">{say(words.writeToHint)}</p>
        {asks.map(({ name, kind, most }) => (
          <Labelled
            key={name}
            label={say(words[name])}
            hint={name === 'password' ? say(words.passwordHint) : undefined}
          >
            {(ids) => (
              <input
                {...ids}
                name={name}
                type={kind}
                className="input"
                required
                maxLength={most}
                autoComplete={name === 'password' ? 'new-password' : 'off'}
                defaultValue={known[name]}
              />
            )}
          </Labelled>
        ))}
        <Labelled label={say(words.tls)}>
          {(ids) => (
            <select {...ids} name="tls" className="input" defaultValue={known['tls']}>
              {Object.entries(tlsWords).map(([value, word]) => (
                <option key={value} value={value}>
                  {say(word)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <div className="row">
          <button type="submit" className="button second" disabled={busy}>
            {say(words.setTable)}
          </button>
        </div>
      </form>
    </details>
  );
}
