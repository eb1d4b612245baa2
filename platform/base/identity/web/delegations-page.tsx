import { useId } from 'react';
import type { Result } from '#kernel/operation';
import {
  OnceMore,
  DateInput,
  EmptyState,
  PageHead,
  ProblemNote,
  ScrollRegion,
  Skeleton,
  Time,
  useAct,
  useCall,
  useNow,
  useSay,
  words as common,
} from '#ui';
import { operations, type Delegation } from '../contract.ts';
import { delegationWords as words } from './delegation-words.ts';

function Acting() {
  const say = useSay();
  const asked = useCall('identity', operations.acting, {});
  const act = useAct('identity', operations.actFor, { done: () => location.reload() });
  if (!asked.data || asked.data.choices.length === 0) return null;
  return (
    <section className="sheet stack tight">
      <h2>{say(words.actFor)}</h2>
      <p className="quiet">{say(words.actForLead)}</p>
      <div className="row">
        <button
          type="button"
          className="button small"
          aria-pressed={asked.data.present === null}
          disabled={act.isPending}
          onClick={() => act.mutate({ body: { choice: null } })}
        >
          {say(words.myself)}
        </button>
        {asked.data.choices.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            className="button small"
            aria-pressed={asked.data.present === id}
            disabled={act.isPending}
            onClick={() => act.mutate({ body: { choice: id } })}
          >
            {say(title)}
          </button>
        ))}
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </section>
  );
}

function Row({ delegation }: { readonly delegation: Delegation }) {
  const say = useSay();
  const end = useAct('identity', operations.endDelegation);
  const now = useNow();
  const over = delegation.revokedAt !== null || Date.parse(delegation.endsAt) <= now.getTime();
  return (
    <tr>
      <td>{delegation.fromName}</td>
      <td>{delegation.toName}</td>
      <td className="mono small">{delegation.post}</td>
      <td>
        <Time at={delegation.startsAt} /> – <Time at={delegation.endsAt} />
      </td>
      <td>{delegation.basis}</td>
      <td className="mono small">{delegation.permissions.join(' ')}</td>
      <td>
        {over ? (
          say(words.over)
        ) : (
          <OnceMore
            word={say(words.end)}
            will={say(words.endWill)}
            className="button danger small"
            busy={end.isPending}
            onYes={() => end.mutate({ params: { id: delegation.id } })}
          />
        )}
        {end.isError && <ProblemNote problem={end.error} />}
      </td>
    </tr>
  );
}

const heads = ['from', 'to', 'post', 'period', 'basis', 'permissions', 'state'] as const;

function Table({ title, items }: { readonly title: string; readonly items: readonly Delegation[] }) {
  const say = useSay();
  if (items.length === 0) return null;
  return (
    <section className="stack tight">
      <h2>{title}</h2>
      <ScrollRegion label={title}>
        <table className="data-table">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {say(words[head])}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((each) => (
              <Row key={each.id} delegation={each} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

function bodyOf(form: FormData) {
  return {
    post: textOf(form, 'post'),
    to: textOf(form, 'to'),
    startsAt: `${textOf(form, 'from')}T00:00:00+08:00`,
    endsAt: `${textOf(form, 'until')}T23:59:59+08:00`,
    basis: textOf(form, 'basis'),
    permissions: form.getAll('permission').map(String),
  };
}

function Field({ name, label }: { name: string; label: string }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} className="input" name={name} required maxLength={200} />
    </div>
  );
}

function Day({ name, label }: { name: string; label: string }) {
  const say = useSay();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span className="hint" id={`${id}-form`}>
        {say(common.dayForm)}
      </span>
      <DateInput id={id} name={name} required aria-describedby={`${id}-form`} />
    </div>
  );
}

function Give({ posts }: { readonly posts: Result<typeof operations.delegations>['posts'] }) {
  const say = useSay();
  const id = useId();
  const act = useAct('identity', operations.createDelegation);
  const permissions = [...new Set(posts.flatMap((post) => post.permissions))].toSorted();
  return (
    <details>
      <summary>{say(words.give)}</summary>
      <form
        className="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          act.mutate({ body: bodyOf(new FormData(event.currentTarget)) });
        }}
      >
        <div className="field">
          <label htmlFor={id}>{say(words.post)}</label>
          <select id={id} className="input" name="post">
            {posts.map(({ code }) => (
              <option key={code}>{code}</option>
            ))}
          </select>
        </div>
        <Field name="to" label={say(words.toAccount)} />
        <Day name="from" label={say(words.startsAt)} />
        <Day name="until" label={say(words.endsAt)} />
        <Field name="basis" label={say(words.basis)} />
        <fieldset>
          <legend>{say(words.permissions)}</legend>
          {permissions.map((permission) => (
            <label key={permission} className="check">
              <input type="checkbox" name="permission" value={permission} />
              <span className="mono">{permission}</span>
            </label>
          ))}
        </fieldset>
        <div className="row">
          <button type="submit" className="button primary small" disabled={act.isPending}>
            {say(words.give)}
          </button>
        </div>
        {act.isError && <ProblemNote problem={act.error} />}
      </form>
    </details>
  );
}

/** My duties in a colleague's hands while I am away, theirs in mine, and for whom I act now. */
export function DelegationsPage() {
  const say = useSay();
  const asked = useCall('identity', operations.delegations, {});
  const data = asked.data;
  const nothing = data !== undefined && data.given.length + data.received.length === 0;
  return (
    <div className="stack">
      <PageHead title={say(words.title)} lead={say(words.lead)} />
      <Acting />
      {asked.isPending && <Skeleton lines={4} />}
      {asked.isError && <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />}
      {data && data.posts.length > 0 && <Give posts={data.posts} />}
      {nothing && <EmptyState title={say(words.none)} hint={say(words.noneHint)} />}
      {data && <Table title={say(words.given)} items={data.given} />}
      {data && <Table title={say(words.received)} items={data.received} />}
    </div>
  );
}
