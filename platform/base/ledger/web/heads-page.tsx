import { EmptyState, PageHead, ProblemNote, ScrollRegion, Skeleton, Time, useCall, useSay } from '#ui';
import { operations } from '../contract.ts';
import { VerificationState } from './verification-state.tsx';

const words = {
  title: { zh: '树头与见证', en: 'Heads and witnesses' },
  lead: {
    zh: '每日最后一个树头的指纹，可登报、张贴。日后任何人可凭它核对账本：yj audit verify --head 指纹。',
    en: 'The fingerprint of the last head of each day, for the newspaper or the board. With it anyone can hold the ledger to account: yj audit verify --head FINGERPRINT.',
  },
  daily: { zh: '每日指纹', en: 'Fingerprint of each day' },
  day: { zh: '日期', en: 'Day' },
  size: { zh: '条目数', en: 'Entries' },
  fingerprint: { zh: '指纹', en: 'Fingerprint' },
  at: { zh: '签名时间', en: 'Signed' },
  none: { zh: '账本还没有树头', en: 'The ledger has no head yet' },
  print: { zh: '打印', en: 'Print' },
  witnesses: { zh: '外部见证', en: 'Witnesses' },
  witness: { zh: '见证方', en: 'Witness' },
  receipt: { zh: '最近回执', en: 'Last receipt' },
  noWitness: {
    zh: '还没有见证方确认过。由管理员设置 LEDGER_WITNESSES 或 LEDGER_HEADS_FOLDER。',
    en: 'No witness has confirmed yet. An administrator sets LEDGER_WITNESSES or LEDGER_HEADS_FOLDER.',
  },
  files: { zh: '树头副本', en: 'Copies of the heads' },
  key: { zh: '账本公钥', en: 'Public key of the ledger' },
};

function Daily() {
  const say = useSay();
  const found = useCall('ledger', operations.daily, { query: { limit: 31 } });
  if (found.isError) return <ProblemNote problem={found.error} />;
  if (!found.data) return <Skeleton lines={4} />;
  if (found.data.items.length === 0) return <EmptyState title={say(words.none)} />;
  return (
    <ScrollRegion label={say(words.daily)}>
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">{say(words.day)}</th>
            <th scope="col">{say(words.fingerprint)}</th>
            <th scope="col" className="end">
              {say(words.size)}
            </th>
            <th scope="col">{say(words.at)}</th>
          </tr>
        </thead>
        <tbody>
          {found.data.items.map(({ day, fingerprint, size, at }) => (
            <tr key={day}>
              <td>{day}</td>
              <td className="mono">{fingerprint}</td>
              <td className="end">{size}</td>
              <td>
                <Time at={at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Witnesses() {
  const say = useSay();
  const found = useCall('ledger', operations.receipts, {});
  if (found.isError) return <ProblemNote problem={found.error} />;
  if (!found.data) return <Skeleton lines={3} />;
  const { items, files, key } = found.data;
  return (
    <div className="stack tight">
      {items.length === 0 && <p className="quiet">{say(words.noWitness)}</p>}
      <ul>
        {items.map(({ witness, size, at }) => (
          <li key={witness}>
            {witness} · {say(words.receipt)} <Time at={at} as="near" /> · {say(words.size)} {size}
          </li>
        ))}
      </ul>
      <p>
        {say(words.files)}: <code>{files.join(' · ')}</code>
      </p>
      <p>
        {say(words.key)}: <code>{key}</code>
      </p>
    </div>
  );
}

/** What of the ledger stands outside of its database, and what of it can be printed. */
export function HeadsPage() {
  const say = useSay();
  return (
    <div className="stack">
      <PageHead
        title={say(words.title)}
        lead={say(words.lead)}
        actions={
          <>
            <VerificationState />
            <button type="button" className="button no-print" onClick={() => window.print()}>
              {say(words.print)}
            </button>
          </>
        }
      />
      <section aria-labelledby="daily" className="stack tight">
        <h2 id="daily">{say(words.daily)}</h2>
        <Daily />
      </section>
      <section aria-labelledby="witnesses" className="stack tight">
        <h2 id="witnesses">{say(words.witnesses)}</h2>
        <Witnesses />
      </section>
    </div>
  );
}
