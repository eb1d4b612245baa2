import { expect, test } from 'vitest';
import { dice } from '#engines/chance';
import {
  admit,
  canonical,
  edit,
  merge,
  newReplica,
  receive,
  requestOf,
  type Edit,
  type Replica,
  type SyncAnswer,
  type SyncRequest,
} from './sync.ts';

/** The server's log as the store keeps it: in order of arrival, an id once. */
class Log {
  readonly edits: Edit[] = [];
  answer(request: SyncRequest): SyncAnswer {
    const present = new Map(this.edits.map((each) => [each.id, each]));
    const { added, taken, refused } = admit(present, request.edits, ({ value }) =>
      value === 'forbidden' ? 'inspections.wrong-value' : undefined,
    );
    this.edits.push(...added);
    const upTo = this.edits.length;
    return { from: request.after, upTo, edits: this.edits.slice(request.after), taken, refused };
  }
}

/** A phone: what it shows, and what a crash leaves. Its own edits are stored at once, what it is told perhaps later. */
class Phone {
  now: Replica;
  stored: Replica;
  constructor(device: string) {
    this.now = newReplica(device);
    this.stored = this.now;
  }
  edit(id: string, field: string, value: string): void {
    this.now = edit(this.now, { id, field, value });
    this.stored = this.now;
  }
  receive(answer: SyncAnswer, kept: boolean): void {
    this.now = receive(this.now, answer);
    if (kept) this.stored = this.now;
  }
  crash(): void {
    this.now = this.stored;
  }
}

const shown = (edits: readonly Edit[]): string =>
  JSON.stringify(
    [...merge(edits)].map(([name, { value, heads, conflict }]) => [
      name,
      value,
      conflict,
      heads.map(({ id }) => id),
    ]),
  );

interface Letter {
  readonly phone: Phone;
  readonly request?: SyncRequest;
  readonly answer?: SyncAnswer;
}

/** One schedule: edits, sending, losing, doubling, reordering, crashes, in the order that the seed gives. */
class Schedule {
  readonly log = new Log();
  readonly made: string[] = [];
  readonly phones: readonly Phone[];
  private readonly air: Letter[] = [];
  private readonly random: (below: number) => number;
  constructor(seed: number) {
    this.random = dice(seed);
    this.phones = ['phone-a', 'phone-b', 'phone-c']
      .slice(0, 2 + this.random(2))
      .map((name) => new Phone(name));
    const steps = 40 + this.random(80);
    for (let step = 0; step < steps; step += 1) this.step(`${seed}-${step}`);
    this.comeBack();
  }
  private step(id: string): void {
    const phone = this.phones[this.random(this.phones.length)];
    if (!phone) return;
    const what = this.random(10);
    if (what < 4) this.edit(phone, id);
    else if (what < 6) this.air.push({ phone, request: requestOf(phone.now, 1 + this.random(5)) });
    else if (what === 6) phone.crash();
    else this.deliver(this.random(4) === 0);
  }
  private edit(phone: Phone, id: string): void {
    const forbidden = this.random(12) === 0;
    if (!forbidden) this.made.push(id);
    phone.edit(id, `item.${this.random(4)}`, forbidden ? 'forbidden' : `value ${this.random(5)}`);
  }
  /** Any letter, whichever was first; a third is lost, and what comes twice stays on its way. */
  private deliver(twice: boolean): void {
    const place = this.random(this.air.length);
    const letter = this.air[place];
    if (!letter) return;
    if (!twice) this.air.splice(place, 1);
    if (this.random(3) === 0) return;
    const { phone, request, answer } = letter;
    if (request) this.air.push({ phone, answer: this.log.answer(request) });
    if (answer) phone.receive(answer, this.random(4) > 0);
  }
  /** The network comes back: what is still on its way arrives first, then everybody asks until nothing is new. */
  private comeBack(): void {
    while (this.air.length > 0) this.deliver(false);
    const behind = ({ now }: Phone) => now.unsent.length > 0 || now.after < this.log.edits.length;
    for (let round = 0; round < 200 && this.phones.some(behind); round += 1)
      for (const phone of this.phones) phone.receive(this.log.answer(requestOf(phone.now, 3)), true);
  }
}

test('1,000 random schedules of edits, cuts, replays and crashes end equal on the server and on every phone', () => {
  let conflicts = 0;
  let moved = 0;
  for (let seed = 1; seed <= 1000; seed += 1) {
    const { log, phones, made } = new Schedule(seed);
    const outcome = shown(log.edits);
    for (const { now } of phones) {
      expect(shown(now.edits), `schedule ${seed}, ${now.device}`).toBe(outcome);
      expect(now.unsent, `schedule ${seed}`).toEqual([]);
    }
    expect(log.edits.map(({ id }) => id).toSorted(), `schedule ${seed}: each edit once`).toEqual(
      made.toSorted(),
    );
    if (outcome.includes('true')) conflicts += 1;
    const last = new Map(log.edits.map(({ field, value }) => [field, value]));
    if ([...merge(log.edits)].some(([name, { value }]) => last.get(name) !== value)) moved += 1;
  }
  // The schedules are worth something: phones did disagree, and the last to arrive is often not what is shown.
  expect(conflicts).toBeGreaterThan(300);
  expect(moved).toBeGreaterThan(100);
});

test('two phones that did not know of each other both stay; the next word over both settles it', () => {
  const log = new Log();
  let a = edit(newReplica('a'), { id: 'a1', field: 'item.1', value: 'ok' });
  let b = edit(newReplica('b'), { id: 'b1', field: 'item.1', value: 'wrong' });
  a = receive(a, log.answer(requestOf(a)));
  b = receive(b, log.answer(requestOf(b)));
  a = receive(a, log.answer(requestOf(a)));
  expect(merge(a.edits).get('item.1')).toMatchObject({ value: 'wrong', conflict: true });
  a = edit(a, { id: 'a2', field: 'item.1', value: 'ok' });
  log.answer(requestOf(a));
  b = receive(b, log.answer(requestOf(b)));
  expect(merge(b.edits).get('item.1')).toMatchObject({ value: 'ok', conflict: false });
});

test('the same value on two phones is no conflict', () => {
  const a = edit(newReplica('a'), { id: 'a1', field: 'photo.x', value: { item: '1', bytes: 3 } });
  const b = edit(newReplica('b'), { id: 'b1', field: 'photo.x', value: { bytes: 3, item: '1' } });
  expect(merge([...a.edits, ...b.edits]).get('photo.x')).toMatchObject({ conflict: false });
});

test('a refused edit is told and leaves the phone as the server is', () => {
  const log = new Log();
  let phone = edit(newReplica('a'), { id: '1', field: 'note', value: 'forbidden' });
  phone = edit(phone, { id: '2', field: 'note', value: 'fine' });
  phone = receive(phone, log.answer(requestOf(phone)));
  expect(phone.refused.map(({ id, code }) => [id, code])).toEqual([['1', 'inspections.wrong-value']]);
  expect(shown(phone.edits)).toBe(shown(log.edits));
});

test('an id is one edit for good, and edits that claim to have seen each other both cannot vanish', () => {
  const first: Edit = { id: '1', device: 'a', clock: 1, field: 'note', value: 'x', over: ['2'] };
  const second: Edit = { id: '2', device: 'b', clock: 1, field: 'note', value: 'y', over: ['1'] };
  expect(merge([first, second]).get('note')?.heads).toHaveLength(2);
  const { refused } = admit(new Map([['1', first]]), [{ ...first, value: 'z' }], () => undefined);
  expect(refused).toEqual([{ id: '1', code: 'inspections.id-taken' }]);
  expect(canonical({ b: 1, a: undefined, c: [null] })).toBe('{"b":1,"c":[null]}');
});
