import { citizenIdCheck } from '#engines/identifiers';
import type { Clock } from '#kernel/clock';
import { writeRows } from '#kernel/record-server';
import { openTestCity, type TestCity } from '#testing';
import { createAccount } from '#platform/base/identity';
import { Company, Person } from '#platform/data/registers';
import { modules } from '../../apps/server/modules.ts';

export const password = 'Yuyao-Bridge-8';
/** Invented numbers: division 000281, which never was. */
const number = (first17: string): string => first17 + citizenIdCheck(first17);

interface ActingCity {
  readonly city: TestCity;
  /** Ids of accounts. */
  readonly mother: string;
  readonly agent: string;
  readonly colleague: string;
}

/** A mother and her child, both with accounts, a company, and two people who may come to act for it. */
export async function openActingCity(clock: Clock): Promise<ActingCity> {
  const city = await openTestCity({ modules, clock, work: false });
  const setup = city.as({ id: 'setup', grants: { '*': 'city' } }).context();
  const made = { source: 'test', simulated: true };
  const base = { sources: 1, origins: {} };
  const citizen = (account: string, idNumber: string): Promise<string> =>
    setup.transaction((tx) =>
      createAccount(setup, tx, {
        account,
        name: account,
        kind: 'citizen',
        password,
        posts: [{ code: `${account}.citizen`, role: 'citizen' }],
        simulated: true,
        citizen: { idNumber, person: `P-${account}` },
      }),
    );
  const [hers, theirs] = [number('00028119900505002'), number('00028120180505001')];
  await setup.transaction(async (tx) => {
    const people = [
      { id: 'P-mother', name: '舜妈妈', citizenId: hers, provisional: false, ...base },
      { id: 'P-child', name: '舜小宝', citizenId: theirs, provisional: false, ...base },
    ];
    await writeRows(setup, tx, Person, people, made);
    const firm = { id: 'C-firm', name: '模拟灯具厂', creditCode: '91330281MA00000000', ...base };
    await writeRows(setup, tx, Company, [firm], made);
  });
  await citizen('child', theirs);
  return {
    city,
    mother: await citizen('mother', hers),
    agent: await citizen('agent', number('00028119850505004')),
    colleague: await citizen('colleague', number('00028119850505006')),
  };
}
