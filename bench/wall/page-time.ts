const time = `  const real = { fetch: window.fetch.bind(window), now: Date.now.bind(Date), Date };
  const began = real.now();
  let at = 0;
  let names = 1;
  const timers = new Map();
  const add = (run, ms, every, args) => {
    const id = names++;
    timers.set(id, { due: at + Math.max(0, Number(ms) || 0), every, run: () => run(...args) });
    return id;
  };
  window.setTimeout = (run, ms, ...args) => add(run, ms, undefined, args);
  window.setInterval = (run, ms, ...args) => add(run, ms, Math.max(1, Number(ms) || 0), args);
  window.clearTimeout = window.clearInterval = (id) => void timers.delete(id);
  window.Date = class extends real.Date {
    constructor(...given) {
      if (given.length === 0) super(began + at);
      else super(...given);
    }
    static now() {
      return began + at;
    }
  };
  const { port1, port2 } = new MessageChannel();
  const waiting = [];
  port1.onmessage = () => waiting.shift()?.();
  /** The turn of everything that waits for one: promises, and React, which draws in a message of its own. */
  const turn = () => new Promise((resolve) => {
    waiting.push(resolve);
    port2.postMessage(0);
  });`;

const line = `  const lines = new Set();
  window.EventSource = class extends EventTarget {
    constructor() {
      super();
      lines.add(this);
    }
    close() {
      lines.delete(this);
    }
  };
  let beats = 0;
  let version = 0;
  const beat = () => {
    beats += 1;
    if (beats % changeEvery === 0) version += 1;
    const data = JSON.stringify({ version: String(version), at: new Date().toISOString() });
    for (const line of [...lines]) line.dispatchEvent(new MessageEvent('beat', { data }));
  };

  const known = new Map();
  let asked = 0;
  window.fetch = async (input, init) => {
    const address = typeof input === 'string' ? input : input.url;
    asked += 1;
    if (!known.has(address)) {
      const answer = await real.fetch(input, init);
      if (!answer.ok) return answer;
      known.set(address, await answer.text());
    }
    const body = known.get(address).replaceAll(/"value":(\\d+)/g, (_, value) => '"value":' + (Number(value) + (version % 97)));
    return new Response(body, { headers: { 'content-type': 'application/json' } });
  };`;

const going = `  /** Lets so many milliseconds go by, timer after timer in their order. */
  const pass = async (ms) => {
    const until = at + ms;
    for (;;) {
      let next;
      for (const [id, timer] of timers) if (timer.due <= until && (!next || timer.due < next.timer.due)) next = { id, timer };
      if (!next) break;
      at = Math.max(at, next.timer.due);
      if (next.timer.every === undefined) timers.delete(next.id);
      else next.timer.due = at + next.timer.every;
      next.timer.run();
      await turn();
      await turn();
    }
    at = until;
  };
  window.wallTime = {
    async run(count) {
      for (let done = 0; done < count; done += 1) {
        beat();
        await turn();
        await pass(5000);
      }
      return { beats, asked, timers: timers.size, lines: lines.size, scene: new URLSearchParams(location.search).get('scene') };
    },
    pass,
  };`;

/**
 * Runs in the page before any of its own code, so it is text: time that goes on when it is told to, a line that beats every five
 * seconds of it, and answers that are the server's own first ones with other figures in them. Everything else, the page's own
 * code, React, the document, is what a hall has on its wall.
 */
export const pageTime = (changeEvery: number): string =>
  `(() => {\nconst changeEvery = ${changeEvery};\n${time}\n${line}\n${going}\n})()`;
