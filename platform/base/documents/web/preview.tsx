import { useEffect, useState } from 'react';
import { ProblemNote, useAct, useSay } from '#ui';
import { operations, type Layout, type Values } from '../contract.ts';
import { texts } from './words.ts';

const addressOf = (pdf: string): string =>
  URL.createObjectURL(
    new Blob([Uint8Array.from(atob(pdf), (character) => character.codePointAt(0) ?? 0)], {
      type: 'application/pdf',
    }),
  );

/** Prints without number and seal, and gives the link to look at it. */
export function Preview({ layout, values }: { readonly layout: Layout; readonly values: Values }) {
  const say = useSay();
  const [address, setAddress] = useState<string>();
  const act = useAct('documents', operations.preview, { done: ({ pdf }) => setAddress(addressOf(pdf)) });
  useEffect(() => () => (address === undefined ? undefined : URL.revokeObjectURL(address)), [address]);
  return (
    <>
      <button
        type="button"
        className="button second"
        disabled={act.isPending}
        onClick={() => act.mutate({ body: { layout, values } })}
      >
        {say(texts.preview)}
      </button>
      {act.data && address && (
        <a className="button" href={address} target="_blank" rel="noreferrer">
          {say(texts.openPreview, { pages: act.data.pages })}
        </a>
      )}
      {act.data && act.data.missing.length > 0 && (
        <p>{say(texts.missing, { characters: act.data.missing.join(' ') })}</p>
      )}
      {act.isError && <ProblemNote problem={act.error} />}
    </>
  );
}
