import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Relations and consent',
  read: 'See relations and consents',
  reveal: 'See whom a relation is about',
  make: 'Register relations, ask for consent',
  self: "See, give and withdraw one's own consents",
  relation: 'relation or consent',
  unknownKind: 'There is no such kind of relation: {kind}',
  notYours: 'You lack the right to register this kind of relation.',
  holderElsewhere: 'It can be registered for yourself or your organisation only.',
  holderMissing: 'Say who holds it: {holder}.',
  unknownSubject: 'There is no such subject: {subject}',
  noPerson:
    'Your account is not tied to a person in the register yet, so it cannot give consent. Prove who you are at a counter.',
  ranOut: 'ran out',
  runOutSweep: 'End relations that ran out',
  runOutEnded: '{count} ended',
  withdrawn: 'withdrawn by the subject',
  unknownHolder: 'There is no such holder: {holder}',
  basisUnfit: '"{kind}" cannot rest on this basis.',
  articleMissing: 'Say the article or the number of the paper it rests on.',
  tooLong: '"{kind}" lasts {days} days at most; state an end that is not later.',
  endsBeforeBegins: 'It would end before it begins.',
  standsAlready:
    'The same relation stands or waits for an answer already, for another period. End that one first.',
  notOffered: 'This consent cannot be given unasked; the office that needs it asks for it.',
  notAsked: 'This one does not wait for an answer.',
  notStanding: 'This one is over already; nothing was changed.',
  taskTitle: '{organisation} asks for your consent: {kind}',
  answered: 'Answered.',
  purposeTwice: 'the purpose {code} stands twice',
} satisfies typeof zh;
