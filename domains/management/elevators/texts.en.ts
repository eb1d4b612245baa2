import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Lift remote monitoring',
  read: 'See lifts and their alarms',
  write: 'Register and import lifts',
  report: 'Tell of alarms of lifts',
  handle: 'Deal with alarms of lifts',
  village: 'The place is a village or community: a division code of twelve digits.',
  inFuture: 'Neither the day it was put into use nor the last inspection can lie after today.',
  inspectedBeforeUse: 'The last inspection cannot lie before the day it was put into use.',
  nextBeforeLast: 'The next inspection lies after the last one.',
  monitoring: 'A monitored lift names who monitors it; one that is not names nobody.',
  noCompany:
    'The client that tells of alarms belongs to no monitoring company, so nothing was taken in. Ask the administrator to name its organisation.',
  unknownLift:
    'No lift {lift} is monitored by your company, so the alarm was not taken in. Check the number, or let the user of the lift register it and name you first.',
  ahead:
    'A time lies more than five minutes ahead of the platform, so the alarm was not taken in. Set your clock.',
  endsFirst: 'It ends before it happened, so the alarm was not taken in.',
  numberTaken:
    'The number {number} stands for another lift or another kind of alarm already, so this was not taken in. Give a new alarm a new number.',
  alarm: 'lift alarm',
  notYours: 'The maintainer of the lift deals with this alarm.',
  closedAlready: 'This alarm was dealt with already.',
  noOneTrapped: 'Only an alarm of a trapped person can end with somebody released.',
  trappedTitle: 'Person trapped in a lift: {address} ({lift})',
  faultTitle: 'Fault of a lift: {address} ({lift})',
  inspectionTitle: 'Inspection of a lift overdue: {address} ({lift}), good until {day}',
  monitoringTitle: 'New lift without monitoring: {address} ({lift})',
  trappedKind: 'Rescue from a lift',
  faultKind: 'Fault of a lift',
  inspectionKind: 'Periodic inspection of a lift overdue',
  monitoringKind: 'New lift to be monitored',
  toAlarm: 'Say what was done',
  toLift: 'See the lift',
  passed: 'The signal ended by itself',
  inspected: 'Inspected, or the lift was withdrawn',
  connected: 'Monitored now, or the lift was withdrawn',
  settling: 'Looking through inspections and monitoring of lifts',
  settled: '{open} wait, {closed} were closed',
  changed: 'Lifts or alarms changed',
} satisfies typeof zh;
