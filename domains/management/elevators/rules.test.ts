import { expect, test } from 'vitest';
import { faultOfDays, faultOfTimes, monitoringFits, mustBeMonitored } from './rules.ts';

const noon = '2026-11-28T04:00:00.000Z';
const later = (minutes: number) => new Date(Date.parse(noon) + minutes * 60_000).toISOString();

test.each([
  [{ inUseSince: '2018-01-01', inspectedOn: null, inspectBy: '2019-01-01' }, undefined],
  [{ inUseSince: '2026-11-29', inspectBy: '2027-01-01' }, 'inFuture'],
  [{ inUseSince: '2018-01-01', inspectedOn: '2017-01-01' }, 'inspectedBeforeUse'],
  [{ inspectedOn: '2020-01-01', inspectBy: '2020-01-01' }, 'nextBeforeLast'],
  [{}, undefined],
])('days of a lift %j: %s', (given, fault) => expect(faultOfDays(given, '2026-11-28')).toBe(fault));

test.each([
  ['2017-06-08', false],
  ['2017-06-09', true],
])('in use since %s has to be monitored: %s', (since, must) => expect(mustBeMonitored(since)).toBe(must));

test.each([
  [{ monitored: true, monitoredBy: 'x' }, true],
  [{ monitored: true, monitoredBy: null }, false],
  [{ monitored: false, monitoredBy: 'x' }, false],
  [{ monitored: true }, true],
])('%j fits: %s', (given, fits) => expect(monitoringFits(given)).toBe(fits));

test.each([
  [{ occurredAt: later(4) }, undefined],
  [{ occurredAt: later(6) }, 'ahead'],
  [{ occurredAt: later(-5), endedAt: later(6) }, 'ahead'],
  [{ occurredAt: later(-5), endedAt: later(-6) }, 'endsFirst'],
])('times of an alarm %j: %s', (given, fault) => expect(faultOfTimes(given, new Date(noon))).toBe(fault));
