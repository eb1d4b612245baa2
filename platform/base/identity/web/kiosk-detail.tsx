import { OnceMore, type AnyRow, type DetailSection, ProblemNote, type Say, useAct, useSay } from '#ui';
import { operations } from '../contract.ts';
import { SecretOnce } from './secret-once.tsx';

const words = {
  key: { zh: '钥匙', en: 'Key' },
  lead: {
    zh: '换了钥匙，旧的即刻失效。在那台机器上打开 /kiosk，输入编码和钥匙。登记了客户端证书的机器凭证书即被认出，不需要钥匙。',
    en: 'A new key ends the old one at once. At the machine open /kiosk and enter code and key. A machine with a registered client certificate is known by it and needs no key.',
  },
  will: {
    zh: '旧钥匙即刻失效：那台机器在输入新钥匙之前不再是自助终端。',
    en: 'The old key ends at once: until the new one is entered the machine is no kiosk.',
  },
  make: { zh: '换一把钥匙', en: 'Make a new key' },
};

function Key({ id }: { readonly id: string }) {
  const say = useSay();
  const act = useAct('identity', operations.newKioskKey);
  return (
    <div className="stack tight">
      <p className="quiet">{say(words.lead)}</p>
      <div className="row">
        <OnceMore
          word={say(words.make)}
          will={say(words.will)}
          className="button"
          busy={act.isPending}
          onYes={() => act.mutate({ params: { id } })}
        />
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
      {act.data && <SecretOnce made={act.data} />}
    </div>
  );
}

/** What an administrator can do with a kiosk beside changing its fields. */
export const kioskDetail = {
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(words.key), content: <Key id={String(row['code'])} /> },
  ],
};
