import { defineProtocol } from '#kernel/protocol';
import type { Language, Text } from '#kernel/texts';
import { may } from '#kernel/actor';
import { texts } from '../texts.ts';
import { channelName, saidName } from '../names.ts';
import type { Message, NodeStatus } from './contract.ts';
import { nodeStatus } from './status.ts';
import { pageWords as words } from './page-words.ts';

const escaped = (text: unknown): string =>
  String(text ?? '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const style = `body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #767676}
caption{text-align:left;font-weight:600;padding:1rem 0 .3rem}dt{font-weight:600}dd{margin:0 0 .5rem}
@media(prefers-color-scheme:dark){body{color:#f2f2f2;background:#141414}a{color:#8ab4f8}}`;

type Say = (text: Text) => string;

function facts(status: NodeStatus, say: Say): string {
  const lines: readonly (readonly [Text, unknown])[] = [
    [words.node, status.node ?? say(words.notEnrolled)],
    [words.city, status.city],
    [words.heard, status.heardAt],
    [words.trouble, status.trouble ?? say(words.none)],
    [words.waiting, status.waiting],
    [words.clock, status.clockOffset === null ? '' : `${Math.round(status.clockOffset / 1000)} s`],
    [words.key, status.keyUntil],
  ];
  return `<dl>${lines.map(([name, value]) => `<dt>${escaped(say(name))}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`;
}

function table(caption: string, heads: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const head = heads.map((each) => `<th scope="col">${escaped(each)}</th>`).join('');
  const body = rows
    .map((row) => `<tr>${row.map((each) => `<td>${escaped(each)}</td>`).join('')}</tr>`)
    .join('');
  return `<table><caption>${escaped(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

const messageRow = ({ at, what, name, good, bad, why }: Message, say: Say): unknown[] => {
  const counted = bad === undefined ? '' : `${good} / ${bad}`;
  return [at, say(saidName(what)), name, why ? say(why) : counted];
};

function html(status: NodeStatus, language: Language): string {
  const say: Say = (text) => text[language];
  const channels = status.channels.map((each) => [
    say(channelName(each.channel)),
    each.sequence,
    each.acknowledged,
    each.waiting,
  ]);
  return `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="30">
<title>${escaped(say(texts.node))}</title><style>${style}</style></head><body><main><h1>${escaped(say(texts.node))} ${escaped(status.node)}</h1>
${facts(status, say)}
${table(say(words.channels), [words.channel, words.last, words.receipted, words.waiting].map(say), channels)}
${table(
  say(words.messages),
  [words.at, words.what, words.file, words.result].map(say),
  status.messages.map((each) => messageRow(each, say)),
)}
</main></body></html>`;
}

/** The node's own page: how it stands and what the city told it. No personal data; for whoever holds the local token. */
export const page = defineProtocol({
  id: 'nodes.page',
  title: texts.module,
  path: '/node',
  standard: 'HTML',
  routes: [
    {
      method: 'GET',
      path: '',
      permission: 'public',
      handle: async (_request, reply, context) => {
        if (!may(context.actor, 'nodes:local'))
          return reply.code(401).header('www-authenticate', 'Basic realm="yaojiang node"').send('');
        const status = await nodeStatus(context);
        return reply.type('text/html; charset=utf-8').send(html(status, context.language));
      },
    },
  ],
  problem: ({ status, code }) => ({ status, type: 'text/plain; charset=utf-8', body: code }),
});
