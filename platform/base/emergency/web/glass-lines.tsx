import { FieldList, Lamp, Time, useSay, type LampColour } from '#ui';
import type { Glass } from '../contract.ts';
import { stateWords, texts } from './words.ts';

const colours: Readonly<Record<Glass['state'], LampColour>> = {
  open: 'red',
  'awaiting-review': 'amber',
  reviewed: 'grey',
};

export function GlassState({ glass }: { readonly glass: Glass }) {
  const say = useSay();
  return <Lamp colour={colours[glass.state]}>{say(stateWords[glass.state])}</Lamp>;
}

function Who({ glass }: { readonly glass: Glass }) {
  const say = useSay();
  const office = glass.organisationName ? say(glass.organisationName) : glass.organisation;
  return (
    <>
      {office} · {glass.brokenByName ?? glass.brokenBy}
    </>
  );
}

/** What is known of broken glass. */
export function GlassLines({ glass }: { readonly glass: Glass }) {
  const say = useSay();
  const lines = [
    { name: 'who', label: say(texts.who), value: <Who glass={glass} /> },
    { name: 'record', label: say(texts.record), value: <code>{glass.record}</code> },
    { name: 'key', label: say(texts.key), value: <code>{glass.key}</code> },
    { name: 'reason', label: say(texts.reason), value: glass.reason },
    { name: 'informed', label: say(texts.informed), value: glass.informedName ?? '—' },
    { name: 'when', label: say(texts.when), value: <Time at={glass.brokenAt} /> },
    { name: 'ends', label: say(texts.ends), value: <Time at={glass.endsAt} /> },
    { name: 'looks', label: say(texts.looks), value: glass.looks },
    ...(glass.verdict === null
      ? []
      : [
          { name: 'verdict', label: say(texts.verdict), value: say(texts[glass.verdict]) },
          { name: 'review', label: say(texts.words), value: glass.review ?? '—' },
        ]),
  ];
  return <FieldList lines={lines} />;
}
