import { type FormEvent, useState } from 'react';
import { ProblemNote, useSay } from '#ui';
import { call } from '#kernel/call';
import { operations } from '#platform/base/identity/contract';
import { PageHeading } from '../pieces/page-heading.tsx';

const texts = {
  title: { zh: '设为自助终端', en: 'Make this a kiosk' },
  lead: {
    zh: '由管理员在机器上做一次。以后每个人用完即走，60 秒无人操作自动退出，不留前一个人的任何内容。',
    en: 'Done once by an administrator. From then on each person is signed out after 60 idle seconds, and nothing of theirs stays.',
  },
  code: { zh: '终端编码', en: 'Code of the kiosk' },
  key: { zh: '钥匙', en: 'Key' },
  enrol: { zh: '设为自助终端', en: 'Make it a kiosk' },
};

/** Where a machine becomes a kiosk. */
export function KioskPage() {
  const say = useSay();
  const [problem, setProblem] = useState<unknown>(undefined);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const body = { code: String(data.get('code')), key: String(data.get('key')) };
    call('identity', operations.enrolKiosk, { body }).then(() => location.assign('/'), setProblem);
  };
  return (
    <div className="wrap page narrow">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <form className="form" method="post" onSubmit={submit}>
        {problem !== undefined && <ProblemNote problem={problem} />}
        <label htmlFor="code">{say(texts.code)}</label>
        <input id="code" name="code" className="input" autoComplete="off" required maxLength={40} />
        <label htmlFor="key">{say(texts.key)}</label>
        <input
          id="key"
          name="key"
          className="input"
          type="password"
          autoComplete="off"
          required
          minLength={20}
          maxLength={100}
        />
        <button type="submit" className="button primary">
          {say(texts.enrol)}
        </button>
      </form>
    </div>
  );
}
