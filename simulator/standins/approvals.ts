// A stand-in for a document and approval system of 2009: its own accounts, database and log-in page, to-dos as JSON under its
// own names, messages as XML in GBK. It was given an OpenID Connect client since. Run as a program of its own:
//   node simulator/standins/approvals.ts '{ "port": …, "file": …, "key": …, "people": […], "openid": { … } }'
import { randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import * as client from 'openid-client';
import { accountsIn, type StandInAccount } from './accounts.ts';
import { encodeGbk } from '../files/gbk.ts';
import { visitThatEnded } from './logout-token.ts';
import { escape, goTo, page, readSettings, serve, type Asked, type Said } from './serve.ts';

interface Settings {
  readonly port: number;
  readonly file: string;
  /** What those who fetch from it must show. */
  readonly key: string;
  readonly people: readonly StandInAccount[];
  /** What is in it when it begins. */
  readonly beginning?: {
    readonly todos: readonly { readonly title: string; readonly account: string }[];
    readonly messages: readonly {
      readonly title: string;
      readonly words: string;
      readonly account: string;
    }[];
  };
  readonly openid?: { readonly issuer: string; readonly id: string; readonly secret: string };
}

const settings = await readSettings<Settings>();
const { port, openid } = settings;
const origin = `http://127.0.0.1:${port}`;
const back = `${origin}/sso/back`;
const title = '公文审批系统';

const db = new DatabaseSync(settings.file);
db.exec(`pragma journal_mode = wal;
  create table if not exists sxb (sxbh integer primary key autoincrement, sxmc text, jsr text, zt text, blsx text, gxsj text);
  create table if not exists xxb (xxbh integer primary key autoincrement, bt text, nr text, jsr text, fssj text)`);
const accounts = accountsIn(db, settings.people);

/** As it writes instants: local, without a zone. */
const stamp = (at = new Date()): string =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at);
/** Its clock has whole seconds: two changes of one to-do never bear one instant. */
const later = (known: string): string => {
  const now = stamp();
  return now > known ? now : stamp(new Date(Date.parse(`${known.replace(' ', 'T')}+08:00`) + 1000));
};

const addItem = db.prepare(`insert into sxb (sxmc, jsr, zt, blsx, gxsj) values (?, ?, '待办', ?, ?)`);
const addMessage = db.prepare('insert into xxb (bt, nr, jsr, fssj) values (?, ?, ?, ?)');

if (settings.beginning && !db.prepare('select 1 from sxb limit 1').get()) {
  const due = stamp(new Date(Date.now() + 5 * 86_400_000)).slice(0, 10);
  for (const { title: name, account } of settings.beginning.todos) addItem.run(name, account, due, stamp());
  for (const { title: name, words, account } of settings.beginning.messages)
    addMessage.run(name, words, account, stamp());
}

const whoIs = ({ cookies }: Asked): string | undefined => accounts.who(cookies.get('jsessionid'));
const signIn = (name: string, outside: string | null): Record<string, string> => ({
  'set-cookie': `jsessionid=${accounts.begin(name, outside)}; Path=/; HttpOnly`,
});

let found: Promise<client.Configuration> | undefined;
const provider = ({ issuer, id, secret }: NonNullable<Settings['openid']>): Promise<client.Configuration> =>
  (found ??= client
    .discovery(new URL(issuer), id, undefined, client.ClientSecretBasic(secret), {
      execute: [client.allowInsecureRequests],
    })
    .catch((error: unknown) => {
      found = undefined;
      throw error;
    }));

const begun = new Map<string, { verifier: string; nonce: string; to: string }>();

async function begin(to: string): Promise<Said> {
  if (!openid) return goTo('/login');
  const state = client.randomState();
  const one = { verifier: client.randomPKCECodeVerifier(), nonce: client.randomNonce(), to };
  begun.set(state, one);
  const url = client.buildAuthorizationUrl(await provider(openid), {
    redirect_uri: back,
    scope: 'openid profile org',
    state,
    nonce: one.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(one.verifier),
    code_challenge_method: 'S256',
  });
  return goTo(url.href);
}

async function comeBack({ url }: Asked): Promise<Said> {
  const state = url.searchParams.get('state') ?? '';
  const one = begun.get(state);
  if (!openid || !one) return page(title, '<p>登录已失效，请重试。</p>', 400);
  begun.delete(state);
  const config = await provider(openid);
  const tokens = await client.authorizationCodeGrant(config, url, {
    pkceCodeVerifier: one.verifier,
    expectedState: state,
    expectedNonce: one.nonce,
  });
  const claims = tokens.claims();
  const told = await client.fetchUserInfo(config, tokens.access_token, claims?.sub ?? '');
  const name = told.preferred_username;
  if (name === undefined || !accounts.known(name))
    return page(title, '<p>您在本系统没有账户，请联系本单位办公室。</p>', 403);
  return goTo(one.to, signIn(name, String(claims?.['sid'])));
}

async function leave({ form }: Asked): Promise<Said> {
  if (!openid) return { status: 404 };
  const { jwks_uri: keys = '' } = (await provider(openid)).serverMetadata();
  const visit = await visitThatEnded(form.get('logout_token') ?? '', { ...openid, keys });
  if (visit === undefined) return { status: 400 };
  accounts.end(visit);
  return { status: 200 };
}

function home(asked: Asked): Said | Promise<Said> {
  const name = whoIs(asked);
  if (name === undefined) return begin(asked.url.pathname + asked.url.search);
  const rows = db.prepare(`select sxbh, sxmc from sxb where jsr = ? and zt = '待办' order by sxbh`).all(name);
  const list = rows.map(
    ({ sxbh, sxmc }) => `<li><a href="/sx?id=${String(sxbh)}">${escape(String(sxmc))}</a></li>`,
  );
  return page(title, `<p id="who">当前用户：${escape(name)}</p><ul>${list.join('')}</ul>`);
}

function item(asked: Asked): Said | Promise<Said> {
  const name = whoIs(asked);
  if (name === undefined) return begin(asked.url.pathname + asked.url.search);
  const id = asked.url.searchParams.get('id') ?? '';
  const row = db.prepare('select sxmc, zt from sxb where sxbh = ? and jsr = ?').get(id, name);
  if (!row) return page(title, '<p>没有此事项。</p>', 404);
  return page(
    title,
    `<p id="who">当前用户：${escape(name)}</p><p>${escape(String(row['sxmc']))}：${escape(String(row['zt']))}</p>
<form method="post" action="/sx/bj"><input type="hidden" name="id" value="${escape(id)}"><button>办结</button></form>`,
  );
}

/** Its own officers write matters and messages to one another. */
function write(asked: Asked, put: (name: string) => void): Said {
  const name = whoIs(asked);
  if (name === undefined) return { status: 401 };
  put(name);
  return goTo('/');
}

const newItem = (asked: Asked): Said =>
  write(asked, () => {
    const { form } = asked;
    addItem.run(form.get('sxmc') ?? '', form.get('jsr') ?? '', form.get('blsx') ?? '', stamp());
  });

const finish = (asked: Asked): Said =>
  write(asked, (name) => {
    const id = asked.form.get('id') ?? '';
    const known = db.prepare('select gxsj from sxb where sxbh = ? and jsr = ?').get(id, name);
    if (known)
      db.prepare(`update sxb set zt = '办结', gxsj = ? where sxbh = ?`).run(later(String(known['gxsj'])), id);
  });

const newMessage = (asked: Asked): Said =>
  write(asked, () => {
    const { form } = asked;
    addMessage.run(form.get('bt') ?? '', form.get('nr') ?? '', form.get('jsr') ?? '', stamp());
  });

const guarded =
  (give: (asked: Asked) => Said) =>
  (asked: Asked): Said =>
    asked.header('x-key') === settings.key ? give(asked) : { status: 403, body: 'key' };

/** Changed at or after an instant; each answer overlaps the one before, so nothing of one second is lost. */
const items = ({ url }: Asked): Said => {
  const rows = db
    .prepare('select sxbh, sxmc, jsr, zt, blsx, gxsj from sxb where gxsj >= ? order by gxsj, sxbh limit 100')
    .all(url.searchParams.get('kssj') ?? '');
  const given = rows.map((row) => ({ ...row, dz: `/sx?id=${String(row['sxbh'])}` }));
  return {
    type: 'application/json; charset=utf-8',
    body: JSON.stringify({ code: 0, data: { rows: given } }),
  };
};

const messages = (): Said => {
  const rows = db.prepare('select xxbh, bt, nr, jsr from xxb order by xxbh desc limit 50').all();
  const list = rows.map(
    ({ xxbh, bt, nr, jsr }) =>
      `<xx><bh>${String(xxbh)}</bh><bt><![CDATA[${String(bt)}]]></bt><nr>${escape(String(nr))}</nr><jsr>${String(jsr)}</jsr></xx>`,
  );
  return {
    type: 'text/xml',
    body: encodeGbk(`<?xml version="1.0" encoding="GBK"?><xxlb>${list.join('')}</xxlb>`),
  };
};

serve(port, {
  'GET /': home,
  'GET /zt': () => ({ body: 'ok' }),
  'GET /login': () =>
    page(
      title,
      `<form method="post" action="/login"><label>用户名 <input name="yhm"></label> <label>密码 <input name="mm" type="password"></label> <button>登录</button></form>`,
    ),
  'POST /login': ({ form }) => {
    const name = form.get('yhm') ?? '';
    if (!accounts.right(name, form.get('mm') ?? '')) return page(title, '<p>用户名或密码错误。</p>', 401);
    return goTo('/', signIn(name, `own-${randomBytes(8).toString('hex')}`));
  },
  'GET /sso/back': comeBack,
  'POST /sso/leave': leave,
  'GET /sx': item,
  'POST /sx': newItem,
  'POST /sx/bj': finish,
  'POST /xx': newMessage,
  'GET /jk/sx.do': guarded(items),
  'GET /jk/xx.xml': guarded(messages),
});
