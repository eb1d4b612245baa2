import { Agent, request } from 'node:http';

export interface Asking {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly status: number;
  readonly body: string;
}

/** Asks over connections that stay open, as programs of departments do. */
export class Clients {
  readonly #agent: Agent;
  readonly count: number;

  constructor(count: number) {
    this.count = count;
    this.#agent = new Agent({ keepAlive: true, maxSockets: count });
  }

  ask({ url, headers }: Asking, method: 'GET' | 'POST' = 'GET', body?: string): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const asked = request(
        url,
        {
          agent: this.#agent,
          method,
          headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('error', reject);
          answer.on('end', () =>
            resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') }),
          );
        },
      );
      asked.on('error', reject);
      asked.end(body);
    });
  }

  /** Each client asks as soon as it was answered, for so many seconds. @returns answers a second */
  async rate(next: () => Asking, seconds: number): Promise<number> {
    const begun = performance.now();
    let answered = 0;
    const client = async (): Promise<void> => {
      while (performance.now() - begun < seconds * 1000) {
        const asked = next();
        const { status, body } = await this.ask(asked);
        if (status !== 200) throw new Error(`${asked.url}: ${status} ${body.slice(0, 300)}`);
        answered += 1;
      }
    };
    await Promise.all(Array.from({ length: this.count }, client));
    return answered / ((performance.now() - begun) / 1000);
  }

  close(): void {
    this.#agent.destroy();
  }
}
