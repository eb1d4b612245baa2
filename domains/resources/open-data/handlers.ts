import { scopeOf } from '#kernel/actor';
import type { Handlers } from '#kernel/module';
import type { operations } from './contract.ts';
import { resource, resources, rows } from './public/public.ts';
import { approve, measure, propose, sendBack, withdraw } from './release/releases.ts';
import { waysOf } from './release/rules.ts';
import { listSources } from './release/source.ts';
import { ask, makeKey, myRequests, oneOnRequest, onRequest, takeBack } from './requests/asking.ts';
import { grant, recall, refuse } from './requests/deciding.ts';
import * as store from './store.ts';
import { answerCorrection, correct, myVoice, rate, setFollowing } from './voice/voices.ts';

export const handlers: Handlers<typeof operations> = {
  async sources(_input, context) {
    const { domains, licences } = await store.getCity(context.db);
    const all = await listSources(context);
    const own = all.filter(
      ({ provider }) =>
        scopeOf(context.actor, 'open-data:propose') === 'city' || provider === context.actor.organisation,
    );
    return {
      items: own.map((source) => ({
        code: source.code,
        title: source.title,
        provider: source.provider,
        ofPeople: source.ofPeople,
        fields: source.fields.map((field) => ({
          name: field.name,
          label: field.label,
          type: field.type,
          sensitivity: field.sensitivity,
          may: waysOf(field),
        })),
      })),
      domains: domains.map(({ code, title }) => ({ code, title })),
      licences: licences.map(({ code, title }) => ({ code, title })),
    };
  },
  async measure({ body }, context) {
    const { risk, columns } = await measure(context, body);
    return { risk, columns: [...columns] };
  },
  async propose({ body }, context) {
    const { code, state, risk } = await propose(context, body);
    return { code, state, risk };
  },
  approve: ({ params }, context) => approve(context, params.code),
  sendBack: ({ params, body }, context) => sendBack(context, params.code, body.reason),
  withdraw: ({ params, body }, context) => withdraw(context, params.code, body.reason),
  resources: ({ query }, context) => resources(context, query),
  resource: ({ params }, context) => resource(context, params.code),
  rows: ({ params, query }, context) => rows(context, params.code, query),
  onRequest: async (_input, context) => ({ items: await onRequest(context) }),
  oneOnRequest: ({ params }, context) => oneOnRequest(context, params.code),
  ask: ({ body }, context) => ask(context, body),
  myRequests: async (_input, context) => ({ items: await myRequests(context) }),
  takeBackRequest: ({ params }, context) => takeBack(context, params.id),
  makeKey: ({ params }, context) => makeKey(context, params.id),
  grantRequest: ({ params, body }, context) => grant(context, params.id, body),
  refuseRequest: ({ params, body }, context) => refuse(context, params.id, body.reason),
  recallGrant: ({ params, body }, context) => recall(context, params.id, body.reason),
  myVoice: ({ params }, context) => myVoice(context, params.code),
  follow: ({ params, body }, context) => setFollowing(context, params.code, body.following),
  rate: ({ params, body }, context) => rate(context, params.code, body.grade),
  correct: ({ params, body }, context) => correct(context, params.code, body.words),
  answerCorrection: ({ params, body }, context) => answerCorrection(context, params.id, body),
};
