// A stand-in for a permit system of 2012, of another make: it lets people in by CAS tickets, and pushes its to-dos and messages
// itself with an API client's credentials. What could not be pushed waits in its own database. Run as a program of its own:
//   node simulator/standins/permits.ts '{ "port": …, "file": …, "people": […], "platform": …, "system": …, "client": { … } }'
import { DatabaseSync } from 'node:sqlite';
import { accountsIn, type StandInAccount } from './accounts.ts';
import { escape, goTo, page, readSettings, serve, type Asked, type Said } from './serve.ts';

interface Settings {
  readonly port: number;
  readonly file: string;
  readonly people: readonly StandInAccount[];
  /** Origin of the platform, and under which code it knows this system. */
  readonly platform: string;
  readonly system: string;
  readonly client: { readonly id: string; readonly secret: string };
}

const settings = await readSettings<Settings>();
const { port, platform, system } = settings;
const origin = `http://127.0.0.1:${port}`;
const title = '许可办理系统';

const db = new DatabaseSync(settings.file);
db.exec(`pragma journal_mode = wal;
  create table if not exists permit (id integer primary key autoincrement, name text, officer text, state text, changed text);
  create table if not exists outbox (id integer primary key autoincrement, kind text, body text, sent integer not null default 0)`);
const accounts = accountsIn(db, settings.people);

const whoIs = ({ cookies }: Asked): string | undefined => accounts.who(cookies.get('PERMITSESSION'));
/** The address for which a ticket is asked: as it was asked for, without the ticket. */
const serviceOf = ({ url }: Asked): string => {
  const service = new URL(url.pathname + url.search, origin);
  service.searchParams.delete('ticket');
  return service.href;
};

async function enter(asked: Asked, ticket: string): Promise<Said> {
  const service = serviceOf(asked);
  const query = new URLSearchParams({ service, ticket });
  const xml = await (await fetch(`${platform}/cas/p3/serviceValidate?${query}`)).text();
  const name = /<cas:user>([^<]+)<\/cas:user>/.exec(xml)?.[1];
  if (name === undefined || !accounts.known(name)) return page(title, '<p>票据无效或没有账户。</p>', 403);
  const session = accounts.begin(name, ticket);
  return goTo(service, { 'set-cookie': `PERMITSESSION=${session}; Path=/; HttpOnly` });
}

/** Behind the door: whoever is not in goes for a ticket. */
const inside =
  (show: (name: string, asked: Asked) => Said | Promise<Said>) =>
  (asked: Asked): Said | Promise<Said> => {
    const ticket = asked.url.searchParams.get('ticket');
    if (ticket !== null) return enter(asked, ticket);
    const name = whoIs(asked);
    if (name !== undefined) return show(name, asked);
    return goTo(`${platform}/cas/login?service=${encodeURIComponent(serviceOf(asked))}`);
  };

/** CAS Protocol 3.0 §2.3.3. */
const leave = ({ form }: Asked): Said => {
  const ticket = /<samlp:SessionIndex>([^<]+)</.exec(form.get('logoutRequest') ?? '')?.[1];
  if (ticket === undefined) return { status: 400 };
  accounts.end(ticket);
  return { status: 200 };
};

const authorization = `Basic ${Buffer.from(`${settings.client.id}:${settings.client.secret}`).toString('base64')}`;

let pushing = false;
/** Sends what waits, in its order; what is not taken is sent again. */
async function push(): Promise<void> {
  if (pushing) return;
  pushing = true;
  try {
    for (const { id, kind, body } of db
      .prepare('select id, kind, body from outbox where sent = 0 order by id')
      .all()) {
      const answer = await fetch(`${platform}/api/applications/systems/${system}/${String(kind)}`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: String(body),
        signal: AbortSignal.timeout(5000),
      });
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
      db.prepare('update outbox set sent = 1 where id = ?').run(id ?? 0);
    }
  } catch (error) {
    process.stderr.write(`not pushed: ${error instanceof Error ? error.message : String(error)}\n`);
  } finally {
    pushing = false;
  }
}
setInterval(() => void push(), 1000).unref();

const queue = (kind: 'todos' | 'messages', item: object): void => {
  db.prepare('insert into outbox (kind, body) values (?, ?)').run(kind, JSON.stringify({ items: [item] }));
};

const tell = (id: number, state: 'waiting' | 'done'): void => {
  const row = db.prepare('select name, officer, changed from permit where id = ?').get(id);
  queue('todos', {
    id: String(id),
    title: String(row?.['name']),
    account: String(row?.['officer']),
    state,
    link: `/permit?id=${id}`,
    changedAt: String(row?.['changed']),
  });
};

const home = inside((name) => {
  const rows = db.prepare(`select id, name from permit where officer = ? and state = 'waiting'`).all(name);
  const list = rows.map(
    (row) => `<li><a href="/permit?id=${String(row['id'])}">${escape(String(row['name']))}</a></li>`,
  );
  return page(title, `<p id="who">当前用户：${escape(name)}</p><ul>${list.join('')}</ul>`);
});

const permit = inside((name, { url }) => {
  const row = db.prepare('select name, state from permit where id = ?').get(url.searchParams.get('id') ?? '');
  if (!row) return page(title, '<p>没有此件。</p>', 404);
  return page(title, `<p id="who">当前用户：${escape(name)}</p><p>${escape(String(row['name']))}</p>`);
});

const change = (asked: Asked, put: () => void): Said => {
  if (whoIs(asked) === undefined) return { status: 401 };
  put();
  void push();
  return goTo('/');
};

const newPermit = (asked: Asked): Said =>
  change(asked, () => {
    const { form } = asked;
    const made = db
      .prepare(`insert into permit (name, officer, state, changed) values (?, ?, 'waiting', ?)`)
      .run(form.get('name') ?? '', form.get('officer') ?? '', new Date().toISOString());
    tell(Number(made.lastInsertRowid), 'waiting');
  });

const grant = (asked: Asked): Said =>
  change(asked, () => {
    const id = Number(asked.form.get('id'));
    db.prepare(`update permit set state = 'done', changed = ? where id = ?`).run(
      new Date().toISOString(),
      id,
    );
    tell(id, 'done');
  });

const newMessage = (asked: Asked): Said =>
  change(asked, () => {
    const { form } = asked;
    queue('messages', {
      id: String(Date.now()),
      title: form.get('title') ?? '',
      words: form.get('words') ?? '',
      account: form.get('officer') ?? '',
    });
  });

serve(port, {
  'GET /': home,
  'POST /': leave,
  'GET /permit': permit,
  'POST /permit': leave,
  'GET /alive': () => ({ body: 'ok' }),
  'POST /permits': newPermit,
  'POST /permits/grant': grant,
  'POST /messages': newMessage,
});
