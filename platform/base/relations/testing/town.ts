import { fixedClock } from '#kernel/clock';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { codesModule } from '#platform/base/codes';
import { createAccount, identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { organisationsModule } from '#platform/base/organisations';
import { tasksModule } from '#platform/base/tasks';
import { relationsModule } from '../index.ts';

export const clock = fixedClock('2026-03-01T00:00:00.000Z');
export const day = (count: number): string =>
  new Date(clock.now().getTime() + count * 86_400_000).toISOString();
export const health = '330281-wsj';

export async function account(
  city: TestCity,
  name: string,
  more: {
    readonly citizen?: { readonly idNumber: string; readonly person: string };
    readonly posts?: readonly {
      readonly code: string;
      readonly organisation: string;
      readonly role: string;
    }[];
  },
): Promise<string> {
  const context = city.as({ id: 'setup', grants: { '*': 'city' } }).context();
  return context.transaction((tx) =>
    createAccount(context, tx, {
      account: name,
      name,
      kind: more.citizen ? 'citizen' : 'official',
      password: 'Yuyao-Bridge-8',
      posts: [],
      simulated: true,
      ...more,
    }),
  );
}

/** A mother, whose child has no account, a doctor of the health bureau and its head, the data office, an auditor. */
export interface Town extends Readonly<
  Record<'mother' | 'doctor' | 'head' | 'office' | 'auditor' | 'stranger', Asker>
> {
  readonly city: TestCity;
}

export async function openTown(): Promise<Town> {
  const city = await openTestCity({
    modules: [organisationsModule, codesModule, identityModule, ledgerModule, tasksModule, relationsModule],
    clock,
  });
  const motherId = await account(city, 'mother', {
    citizen: { idNumber: '000000199001010015', person: 'P-mother' },
  });
  const doctorId = await account(city, 'doctor', {
    posts: [{ code: 'doctor.post', organisation: health, role: 'doctor' }],
  });
  const self = { 'relations:self': 'own', 'registers:self': 'own', 'tasks:own': 'own' } as const;
  return {
    city,
    mother: city.as({ id: motherId, kind: 'citizen', grants: self }),
    doctor: city.as({
      id: doctorId,
      organisation: health,
      grants: { 'relations:make': 'own', 'relations:read': 'own' },
    }),
    head: city.as({
      id: 'head',
      organisation: health,
      grants: { 'relations:make': 'department', 'relations:read': 'department' },
    }),
    office: city.as({
      id: 'office',
      organisation: '330281-jxj',
      grants: { 'relations:make': 'city', 'relations:read': 'city', 'relations:reveal': 'city' },
    }),
    auditor: city.as({ id: 'auditor', grants: { 'ledger:audit': 'city' } }),
    stranger: city.as({ id: 'other', kind: 'citizen', grants: self }),
  };
}
