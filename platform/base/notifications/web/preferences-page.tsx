import { useId } from 'react';
import { PageHead, ProblemNote, Skeleton, useAct, useCall, useSay } from '#ui';
import { operations, type Preferences } from '../contract.ts';
import { channels } from '../rules.ts';
import { channelWords, texts } from './words.ts';

type Known = Preferences & {
  readonly kinds: readonly {
    readonly kind: string;
    readonly title: { readonly zh: string; readonly en: string };
    readonly mandatory: boolean;
  }[];
};

const textOf = (form: FormData, name: string): string => String(form.get(name) ?? '').trim();

function bodyOf(form: FormData, kinds: readonly string[]): Preferences {
  const from = textOf(form, 'from');
  const to = textOf(form, 'to');
  return {
    mobile: textOf(form, 'mobile') || null,
    email: textOf(form, 'email') || null,
    quiet: from !== '' && to !== '' ? { from, to } : null,
    off: kinds
      .map((kind) => ({ kind, off: channels.filter((channel) => form.has(`${kind} ${channel}`)) }))
      .filter(({ off }) => off.length > 0),
  };
}

function KindLine({ kind, title, off }: { kind: string; title: string; off: readonly string[] }) {
  const say = useSay();
  return (
    <fieldset className="field">
      <legend>{title}</legend>
      <div className="row wrap">
        {channels.map((channel) => (
          <label key={channel} className="check">
            <input type="checkbox" name={`${kind} ${channel}`} defaultChecked={off.includes(channel)} />
            <span>{say(channelWords[channel])}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Wishes({ known }: { readonly known: Known }) {
  const say = useSay();
  const id = useId();
  const act = useAct('notifications', operations.setPreferences);
  const kinds = known.kinds.filter(({ mandatory, kind }) => !mandatory && !kind.includes('{'));
  const offOf = (kind: string) => known.off.find((each) => each.kind === kind)?.off ?? [];
  const lines = [
    ['mobile', texts.mobile, 'tel', known.mobile],
    ['email', texts.email, 'email', known.email],
    ['from', texts.quietFrom, 'time', known.quiet?.from],
    ['to', texts.quietTo, 'time', known.quiet?.to],
  ] as const;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        act.mutate({ body: bodyOf(form, ['*', ...kinds.map(({ kind }) => kind)]) });
      }}
    >
      {lines.map(([name, label, type, value]) => (
        <div key={name} className="field">
          <label htmlFor={`${id}-${name}`}>{say(label)}</label>
          <input id={`${id}-${name}`} className="input" name={name} type={type} defaultValue={value ?? ''} />
        </div>
      ))}
      <p className="hint">{say(texts.quietHint)}</p>
      <h2>{say(texts.off)}</h2>
      <KindLine kind="*" title={say(texts.everyKind)} off={offOf('*')} />
      {kinds
        .filter(({ kind }) => kind !== 'notifications.plain')
        .map(({ kind, title }) => (
          <KindLine key={kind} kind={kind} title={say(title)} off={offOf(kind)} />
        ))}
      <p className="quiet">
        {say(texts.mandatory)}:{' '}
        {known.kinds
          .filter(({ mandatory, kind }) => mandatory && kind !== 'notifications.call')
          .map(({ title }) => say(title))
          .join(' · ')}
      </p>
      <div className="row">
        <button type="submit" className="button primary" disabled={act.isPending}>
          {say(texts.save)}
        </button>
        <span role="status">{act.isSuccess && say(texts.saved)}</span>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

/** How the reader wishes to be told, kind by kind. */
export function PreferencesPage() {
  const say = useSay();
  const found = useCall('notifications', operations.preferences, {});
  return (
    <div className="stack">
      <PageHead title={say(texts.preferences)} />
      {found.isError && <ProblemNote problem={found.error} />}
      {found.data ? <Wishes known={found.data} /> : <Skeleton lines={6} />}
    </div>
  );
}
