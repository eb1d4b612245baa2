import { useState } from 'react';
import { FileInput, SimulatedTag, Tag, type TagTone, useSay } from '#ui';
import { operations, type Verified } from '#platform/base/documents/contract';
import { Answer } from '../pieces/answer.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { useAsked } from '../state/asked.ts';
import { useAddress } from '../state/router.ts';

const texts = {
  title: { zh: '核验文书真伪', en: 'Verify a paper' },
  lead: {
    zh: '扫描文书上的二维码，或输入验证码、文号。这里只说明签发单位、日期和是否有效，不显示内容。',
    en: 'Scan the code on the paper, or type its code or number. You are told issuer, date and whether it holds, never what it says.',
  },
  code: { zh: '验证码或文号', en: 'Code or number' },
  ask: { zh: '核验', en: 'Verify' },
  none: { zh: '没有查到这份文书', en: 'There is no such paper' },
  noneHint: {
    zh: '请核对验证码或文号有没有抄错。仍查不到的，请向签发单位核实，不要轻信。',
    en: 'Look whether the code or number was copied right. If it still is not found, ask the issuer, and do not rely on the paper.',
  },
  valid: { zh: '有效', en: 'In force' },
  revoked: { zh: '已撤销，不再有效', en: 'Revoked: no longer in force' },
  'being-printed': { zh: '正在印制', en: 'Being printed' },
  disposed: { zh: '保管期满，已销毁', en: 'Its time was over; it was disposed of' },
  number: { zh: '文号', en: 'Number' },
  issuer: { zh: '签发单位', en: 'Issuer' },
  date: { zh: '成文日期', en: 'Date' },
  seal: { zh: '电子印章', en: 'Electronic seal' },
  sealValid: { zh: '签名有效', en: 'signature holds' },
  sealBroken: { zh: '签名无效', en: 'signature does not hold' },
  sealNone: { zh: '没有', en: 'none' },
  digest: { zh: '文件摘要（SHA-256）', en: 'Digest of the file (SHA-256)' },
  file: {
    zh: '核对手里的 PDF（不会上传，只在本机计算）',
    en: 'Compare the PDF in hand (it is not sent; the digest is made here)',
  },
  same: { zh: '与签发的文件一致', en: 'It is the file that was issued' },
  cannot: {
    zh: '这个浏览器或这个连接不能核对文件，请用 https 打开本页，或比对上面的摘要',
    en: 'This browser or connection cannot compare files; open the page by https, or compare the digest above',
  },
  other: {
    zh: '与签发的文件不一致，可能被改动过',
    en: 'It is not the file that was issued; it may have been changed',
  },
};

const tones: Readonly<Record<NonNullable<Verified['state']>, TagTone>> = {
  valid: 'leaf',
  revoked: 'seal',
  'being-printed': 'plain',
  disposed: 'plain',
};
const seals = { valid: texts.sealValid, broken: texts.sealBroken, none: texts.sealNone };

async function digestOf(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether a file is the one that was issued, found out without sending it. */
function Compare({ digest }: { readonly digest: string }) {
  const say = useSay();
  const [same, setSame] = useState<'same' | 'other' | 'cannot'>();
  return (
    <div>
      <label htmlFor="verify-file">{say(texts.file)}</label>
      <FileInput
        id="verify-file"

        accept="application/pdf"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          setSame(undefined);
          if (file)
            void digestOf(file).then(
              (own) => setSame(own === digest ? 'same' : 'other'),
              () => setSame('cannot'),
            );
        }}
      />
      <p role="status" className="strong">
        {same !== undefined && say(texts[same])}
      </p>
    </div>
  );
}

function Found({ paper }: { readonly paper: Verified }) {
  const say = useSay();
  const { state = 'valid', issuer, digest } = paper;
  const lines = [
    [texts.number, paper.number],
    [texts.issuer, issuer && say(issuer)],
    [texts.date, paper.issuedOn],
    [texts.seal, say(seals[paper.seal ?? 'none'])],
    [texts.digest, digest ?? '—'],
  ] as const;
  return (
    <>
      <p role="status">
        <Tag tone={tones[state]}>{say(texts[state])}</Tag> {paper.simulated && <SimulatedTag />}
      </p>
      <dl className="fact-list">
        {lines.map(([label, value]) => (
          <div key={label.en}>
            <dt>{say(label)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {digest && state !== 'disposed' && <Compare digest={digest} />}
    </>
  );
}

function Result({ code }: { readonly code: string }) {
  const say = useSay();
  const paper = useAsked('documents', operations.verify, { query: { code } });
  return (
    <Answer of={paper} lines={5}>
      {(found) =>
        found.found ? (
          <Found paper={found} />
        ) : (
          <div className="invitation" role="status">
            <h2>{say(texts.none)}</h2>
            <p>{say(texts.noneHint)}</p>
          </div>
        )
      }
    </Answer>
  );
}

/** Anyone finds out whether a paper was issued by the city and still holds. */
export function VerifyPage() {
  const say = useSay();
  const code = useAddress().searchParams.get('code')?.trim() ?? '';
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <form className="filters" method="get" action="/verify" role="search" aria-label={say(texts.title)}>
        <div className="filter-words">
          <label htmlFor="verify-code">{say(texts.code)}</label>
          <input
            key={code}
            id="verify-code"
            name="code"
            className="input"
            defaultValue={code}
            maxLength={80}
          />
        </div>
        <button type="submit" className="button primary">
          {say(texts.ask)}
        </button>
      </form>
      {code !== '' && <Result key={code} code={code} />}
    </div>
  );
}
