import { Tag, Time, useSay } from '#ui';
import type { Text } from '#kernel/texts';
import type { EntryAboutMe } from '#platform/base/ledger/contract';
import { operations as identity } from '#platform/base/identity/contract';
import type { Question } from '#platform/base/questions/contract';
import type { PublishedEntry } from '#platform/data/catalogue/contract';
import { useAsked } from '../state/asked.ts';
import { resourceTitle } from '../state/catalogue.ts';
import { AskWhy } from './ask-why.tsx';
import { actions, actorKinds, wordsOf } from '../state/words.ts';

const HOUR = 3_600_000;

const texts = {
  me: { zh: '您本人', en: 'You yourself' },
  purpose: { zh: '事由：', en: 'Why: ' },
  basis: { zh: '依据：', en: 'Basis: ' },
  unsaid: { zh: '没有写明', en: 'not stated' },
  own: { zh: '本人查看自己数据的权利', en: "the right to see one's own data" },
  emergency: { zh: '紧急情况下应急查阅，事后逐次复核', en: 'opened in an emergency; each time is reviewed' },
  permission: { zh: '权限“{name}”', en: 'permission “{name}”' },
  catalogue: { zh: '目录中登记的“{name}”', en: '“{name}” of the catalogue' },
  agreement: { zh: '共享协议 {id}', en: 'sharing agreement {id}' },
  request: { zh: '同意的开放数据申请 {id}', en: 'a granted request for open data, {id}' },
  report: { zh: '数据差错报告 {id}', en: 'a report of wrong data, {id}' },
  number: { zh: '账本第 {sequence} 条', en: 'Ledger entry {sequence}' },
  withheld: {
    zh: '此条曾依法暂不告知：{basis}',
    en: 'The law kept this entry from you for a time: {basis}',
  },
  does: { zh: '{action}“{resource}”', en: '{action} "{resource}"' },
};

/** Which office, and in what part: an official of it, a program of it. */
function whoOf({ who }: EntryAboutMe): { readonly name: Text; readonly part: Text | undefined } {
  const kind = wordsOf(actorKinds, who.kind);
  if (who.me) return { name: texts.me, part: undefined };
  return who.organisation ? { name: who.organisation, part: kind } : { name: kind, part: undefined };
}

/** Why it was done and on what ground. What the platform does by itself has neither, and nothing is said of it. */
function Ground({ entry: { who, why, basis }, entries }: Pick<LookProps, 'entry' | 'entries'>) {
  const say = useSay();
  const permissions = useAsked('identity', identity.permissions, {}, { keepMs: HOUR });
  const named = permissions.state === 'here' ? permissions.value.items : [];
  const titleOf = (code: string) => named.find(({ permission }) => permission === code.split(' ')[0])?.title;
  const system = who.kind === 'system';
  if (system && why === null && basis === null) return null;
  return (
    <>
      {!(system && why === null) && (
        <span className="look-why">
          {say(texts.purpose)}
          {say(why ?? texts.unsaid)}
        </span>
      )}
      <span className="look-why">
        {say(texts.basis)}
        {groundOf(basis, { entries, titleOf }, say)}
      </span>
    </>
  );
}

/** The ground in words: one's own right, a dataset of the catalogue, a permission. */
function groundOf(
  basis: string | null,
  { entries, titleOf }: Pick<LookProps, 'entries'> & { titleOf: (permission: string) => Text | undefined },
  say: ReturnType<typeof useSay>,
): string {
  if (basis === null) return say(texts.unsaid);
  if (basis === 'registers:self') return say(texts.own);
  if (basis === 'break-glass') return say(texts.emergency);
  const [kind, code = ''] = basis.split(':');
  const numbered = {
    agreement: texts.agreement,
    'open-data.request': texts.request,
    'exchange.report': texts.report,
  };
  if (Object.hasOwn(numbered, kind ?? '')) return say(numbered[kind as keyof typeof numbered], { id: code });
  if (kind === 'catalogue') return say(texts.catalogue, { name: say(resourceTitle(code, entries)) });
  const title = titleOf(basis);
  return say(texts.permission, { name: title ? say(title) : basis });
}

interface LookProps {
  readonly entry: EntryAboutMe;
  readonly entries: readonly PublishedEntry[];
  /** Without reason, basis and number: for the first page. */
  readonly short?: boolean;
  /** What was asked of the entry; the whole form only. */
  readonly question?: Question | undefined;
}

/** One time that somebody handled the reader's data. */
export function Look({ entry, entries, short = false, question }: LookProps) {
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
        {!short && <Ground entry={entry} entries={entries} />}
        {!short && entry.withheld && (
          <span className="look-why">{say(texts.withheld, { basis: entry.withheld.basis })}</span>
        )}
      </p>
      <p className="look-when">
        <Time at={entry.at} as={short ? 'near' : 'exact'} />
        {!short && <span>{say(texts.number, { sequence: entry.sequence })}</span>}
      </p>
      {!short && <AskWhy entry={entry} question={question} />}
    </li>
  );
}
