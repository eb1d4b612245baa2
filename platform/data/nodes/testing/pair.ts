import { expect } from 'vitest';
import { citizenIdCheck } from '#engines/identifiers';
import { system } from '#kernel/actor';
import { fixedClock, type Clock } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { codesModule } from '#platform/base/codes';
import { ledgerModule } from '#platform/base/ledger';
import { catalogueModule } from '#platform/data/catalogue';
import { exchangeModule } from '#platform/data/exchange';
import { ingestionModule } from '#platform/data/ingestion';
import { openTestCity, type Asker, type TestCity } from '#testing';
import nodes from '../module.ts';
import { enrolAt } from '../node/enrolling.ts';
import { nodeModule } from '../node/module.ts';
import { callCity } from '../node/round.ts';
import { putInto } from '../node/handlers.ts';
import { Readable } from 'node:stream';

// For tests only: a city that listens on a port, and a node with a store of its own.

/** Invented persons: division 000281, which never was. */
function person(number: number): string {
  const first = `0002811980010${1 + (number % 9)}${String(number % 1000).padStart(3, '0')}`;
  const id = first + citizenIdCheck(first);
  const sex = Number(id[16]) % 2 === 1 ? '男' : '女';
  return `${number},试验,${id},${sex},1980/1/${1 + (number % 9)},失业保险,2005/3/1,模拟甲公司,15412345678,模拟路${number}号`;
}

export const insured = (count: number, first = 1): string =>
  [
    '社保编号,姓名,身份证号码,性别,出生日期,险种,参保日期,参保单位,联系电话,现住址',
    ...Array.from({ length: count }, (_, at) => person(first + at)),
  ].join('\r\n');

export interface CitySide {
  readonly city: TestCity;
  readonly clock: ReturnType<typeof fixedClock>;
  readonly address: string;
  /** Of the data office; of the department whose node it is; of another. */
  readonly office: Asker;
  readonly department: Asker;
  readonly stranger: Asker;
  register(code: string, change?: object): Promise<void>;
  invite(code: string): Promise<string>;
}

export interface NodeSide {
  readonly node: TestCity;
  readonly context: Context;
  put(name: string, text: string, dataset?: string): Promise<number>;
  call(): ReturnType<typeof callCity>;
}

export async function openCitySide(): Promise<CitySide> {
  const clock = fixedClock('2026-11-02T02:00:00Z');
  const city = await openTestCity({
    modules: [codesModule, ledgerModule, catalogueModule, ingestionModule, exchangeModule, nodes],
    clock,
  });
  const address = await city.app.listen({ host: '127.0.0.1', port: 0 });
  const office = city.as({ id: 'office', organisation: '330281-jxj', grants: { '*': 'city' } });
  const ofDepartment = { 'nodes:read': 'department', 'nodes:enrol': 'department' } as const;
  const register: CitySide['register'] = async (code, change = {}) => {
    const made = await office.post('/api/nodes/nodes', {
      code,
      titleZh: '社保前置机',
      titleEn: 'Node of social insurance',
      owner: '330281-rsj',
      role: 'department',
      way: 'network',
      datasets: ['rsj-insured'],
      ...change,
    });
    expect(made.statusCode, made.body).toBe(200);
  };
  return {
    city,
    clock,
    address,
    office,
    department: city.as({ id: 'clerk', organisation: '330281-rsj', grants: ofDepartment }),
    stranger: city.as({ id: 'stranger', organisation: '330281-gaj', grants: ofDepartment }),
    register,
    invite: async (code) => {
      const made = await office.post(`/api/nodes/nodes/${code}/code`);
      expect(made.statusCode, made.body).toBe(200);
      return made.json<{ code: string }>().code;
    },
  };
}

/** A node that is opened, and enrolled when there is a code. */
export async function openNodeSide(
  clock: Clock,
  enrolment?: { readonly address: string; readonly code: string },
): Promise<NodeSide> {
  const node = await openTestCity({ modules: [nodeModule], clock, work: false });
  const context = node.platform.contextFor(system, { requestId: 'node' });
  if (enrolment) await enrolAt(context, enrolment.address, enrolment.code);
  return {
    node,
    context,
    put: async (name, text, dataset = 'rsj-insured') =>
      (await putInto(context, { dataset, name, stream: Readable.from([Buffer.from(text)]) })).sequence,
    call: () => callCity(context, new AbortController().signal),
  };
}
