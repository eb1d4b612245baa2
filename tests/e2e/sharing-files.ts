import { createHash } from 'node:crypto';
import { canonicalJson } from '#engines/canonical-json';
import { newSigningKey, signer } from '#engines/crypto-suite';
import { invented } from './hand-in.ts';

// What the story of sharing hands in and how its machine asks; for tests only.

/** The items of the resource, as the department's own sheet names them. */
export const itemsFile = (resource: string): Buffer =>
  Buffer.from(
    [
      '信息项代码,信息项名称,序号,数据类型,数据长度,必填,敏感程度,脱敏方式',
      `${resource}.number,培训编号,1,文字,20,是,内部,`,
      `${resource}.name,姓名,2,文字,60,是,个人信息,姓名`,
      `${resource}.citizenId,公民身份号码,3,公民身份号码,18,是,敏感个人信息,公民身份号码`,
      `${resource}.mobile,手机号码,4,手机号码,11,否,个人信息,手机号码`,
      `${resource}.trade,工种,5,文字,40,是,内部,`,
      `${resource}.finishedOn,结业日期,6,日期,,是,内部,`,
      '',
    ].join('\n'),
  );

const trades = ['电工', '焊工', '育婴员'];

/** People who were trained: one whom the city knows, and seventeen that nobody is; six of each trade, so that nobody stands alone. */
export function trainingFile(citizen: { readonly citizenId: string; readonly name: string }): Buffer {
  const others = Array.from({ length: 17 }, (_, at) => ({
    name: `模拟学员${at + 1}`,
    citizenId: invented(`0002811985${String(1 + (at % 9)).padStart(2, '0')}1${at % 9}${String(300 + at)}`),
  }));
  const rows = [citizen, ...others].map(
    ({ name, citizenId }, at) =>
      `PX-${String(at + 1).padStart(3, '0')},${name},${citizenId},154123456${String(10 + at)},${trades[at % 3]},2026-0${1 + (at % 3)}-15`,
  );
  return Buffer.from(['培训编号,姓名,公民身份号码,手机号码,工种,结业日期', ...rows, ''].join('\n'));
}

interface Head {
  readonly batch: number;
  readonly signature: string;
}

interface Credentials {
  readonly id: string;
  readonly secret: string;
  readonly organisation: string;
}

/** A department's own program: it reads by its agreement, and signs for what it received. */
export function machineOf(url: string, { id, secret, organisation }: Credentials) {
  const key = signer('international', newSigningKey('international'));
  const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${url}/exchange${path}`, {
      ...init,
      headers: { authorization, 'content-type': 'application/json', ...init.headers },
    });
  const send = (method: string, path: string, body: object) =>
    ask(path, { method, body: JSON.stringify(body) });
  return {
    read: (agreement: string, purpose: string) =>
      ask(`/agreements/${agreement}/rows`, { headers: { 'x-purpose': encodeURIComponent(purpose) } }),
    proof: async (receipt: string): Promise<{ readonly head: Head }> =>
      (await ask(`/receipts/${receipt}`)).json() as Promise<{ readonly head: Head }>,
    register: () => send('PUT', '/receipts/key', { pem: key.publicPem }),
    /** Signs for the head under which a receipt lies. */
    acknowledge: ({ signature: _signature, ...head }: Head) => {
      const digest = createHash('sha256').update(canonicalJson(head)).digest('hex');
      const statement = canonicalJson({
        form: 'yaojiang-exchange-acknowledgement/1',
        consumer: organisation,
        client: id,
        at: new Date().toISOString(),
        heads: [{ batch: head.batch, digest }],
      });
      const signature = key.sign(Buffer.from(statement)).toString('base64url');
      return send('POST', '/receipts/acknowledge', { statement, signature });
    },
  };
}
