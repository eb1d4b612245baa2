import { Tag, Time, useSay } from '#ui';
import type { Text } from '#kernel/texts';
import type { EntryAboutMe } from '#platform/base/ledger/contract';
import type { PublishedEntry } from '#platform/data/catalogue/contract';
import { resourceTitle } from '../state/catalogue.ts';
import { actions, actorKinds, wordsOf } from '../state/words.ts';

const texts = {
  me: { zh: '您本人', en: 'You yourself' },
  purpose: { zh: '事由：', en: 'Why: ' },
  basis: { zh: '依据：', en: 'Basis: ' },
  unsaid: { zh: '没有写明', en: 'not stated' },
  own: { zh: '本人查看自己数据的权利', en: "the right to see one's own data" },
  permission: { zh: '权限 {name}', en: 'permission {name}' },
  number: { zh: '账本第 {sequence} 条', en: 'Ledger entry {sequence}' },
  does: { zh: '{action}“{resource}”', en: '{action} "{resource}"' },
};

/** Which office, and in what part: an official of it, a program of it. */
function whoOf({ who }: EntryAboutMe): { readonly name: Text; readonly part: Text | undefined } {
  const kind = wordsOf(actorKinds, who.kind);
  if (who.me) return { name: texts.me, part: undefined };
  return who.organisation ? { name: who.organisation, part: kind } : { name: kind, part: undefined };
}

/** Why it was done and on what ground. What the platform does by itself has neither, and nothing is said of it. */
function Ground({ entry: { who, purpose, basis } }: { readonly entry: EntryAboutMe }) {
  const say = useSay();
  if (who.kind === 'system' && purpose === null && basis === null) return null;
  const ground = basis === null ? say(texts.unsaid) : say(texts.permission, { name: basis });
  return (
    <>
      <span className="look-why">
        {say(texts.purpose)}
        {purpose ?? say(texts.unsaid)}
      </span>
      <span className="look-why">
        {say(texts.basis)}
        {basis === 'registers:self' ? say(texts.own) : ground}
      </span>
    </>
  );
}

interface LookProps {
  readonly entry: EntryAboutMe;
  readonly entries: readonly PublishedEntry[];
  /** Without reason, basis and number: for the first page. */
  readonly short?: boolean;
}

/** One time that somebody handled the reader's data. */
export function Look({ entry, entries, short = false }: LookProps) {
  const say = useSay();
  const { name, part } = whoOf(entry);
  const does = say(texts.does, {
    action: say(wordsOf(actions, entry.action)),
    resource: say(resourceTitle(entry.resource, entries)),
  });
  return (
    <li className="look">
      <div className="look-who">
        <strong>{say(name)}</strong>
        {part && <Tag tone="celadon">{say(part)}</Tag>}
      </div>
      <p className="look-what">
        {does}
        {!short && <Ground entry={entry} />}
      </p>
      <p className="look-when">
        <Time at={entry.at} as={short ? 'near' : 'exact'} />
        {!short && <span>{say(texts.number, { sequence: entry.sequence })}</span>}
      </p>
    </li>
  );
}
