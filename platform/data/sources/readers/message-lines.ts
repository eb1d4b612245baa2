import { parseJson, textOf } from '#engines/tabular';

export interface Arrived {
  readonly topic: string;
  readonly payload: Uint8Array;
  /** ISO instant at which it came. */
  readonly at: string;
}

/** Names under which topic and time stand in each record; they are left out where there is none. */
export interface Added {
  readonly topicField?: string | undefined;
  readonly timeField?: string | undefined;
}

export interface Lines {
  /** One line a record, or the message as it came where it is none. */
  readonly lines: readonly string[];
  readonly sound: boolean;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const lossy = new TextDecoder('utf-8');
const longest = 4000;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Its beginning in one line: what whoever sent it needs to find it. Never something that would pass for a record. */
const asItCame = (payload: Uint8Array): string =>
  `! ${lossy
    .decode(payload.subarray(0, longest))
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .slice(0, longest)}`;

function parsed(payload: Uint8Array): unknown {
  try {
    return parseJson(utf8.decode(payload));
  } catch {
    return undefined;
  }
}

/**
 * What a message holds: a JSON object is a record, a list of objects several; each value as text, so that numbers stay exact.
 * Anything else is kept as it came, to be told as a line that cannot be read.
 */
export function messageLines({ topic, payload, at }: Arrived, { topicField, timeField }: Added): Lines {
  const value = parsed(payload);
  const records = Array.isArray(value) ? value : [value];
  if (records.length === 0 || !records.every(isRecord)) return { lines: [asItCame(payload)], sound: false };
  const added = {
    ...(topicField ? { [topicField]: topic } : {}),
    ...(timeField ? { [timeField]: at } : {}),
  };
  const line = (record: Readonly<Record<string, unknown>>) => ({
    ...Object.fromEntries(Object.entries(record).map(([name, each]) => [name, textOf(each)])),
    ...added,
  });
  // PostgreSQL's text holds no zero character, not even where it is escaped; as JSON writes it, it is one no longer.
  return { lines: records.map((record) => JSON.stringify(line(record))), sound: true };
}
