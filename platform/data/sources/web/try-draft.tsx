import { useId, useRef, type ReactNode } from 'react';
import { ProblemNote, useAct, useMay, useSay } from '#ui';
import { operations, type AnySettings, type Kind } from '../contract.ts';
import { Found } from './try-it.tsx';
import { words } from './words.ts';

interface TryDraftProps {
  readonly kind: Kind;
  /** Of the source that is being changed. */
  readonly code?: string;
  /** The form whose values are tried. */
  readonly children: ReactNode;
}

const textOf = (form: FormData | undefined, name: string): string => String(form?.get(name) ?? '');

/** A form of a source with a way to try what stands in it before it is saved. */
export function TryDraft({ kind, code, children }: TryDraftProps) {
  const say = useSay();
  const may = useMay();
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const secret = useRef<HTMLInputElement>(null);
  const act = useAct('sources', operations.attempt, { renews: [] });
  const attempt = () => {
    const form = place.current?.querySelector('form');
    const data = form ? new FormData(form) : undefined;
    const given = secret.current?.value ?? '';
    act.mutate({
      body: {
        kind,
        dataset: textOf(data, 'dataset'),
        settings: JSON.parse(textOf(data, 'settings') || '{}') as AnySettings,
        ...(code === undefined ? {} : { code }),
        ...(given === '' ? {} : { secret: given }),
      },
    });
  };
  return (
    <div className="stack form-page">
      <div ref={place}>{children}</div>
      {may('sources:write') && (
        <section className="sheet stack tight" aria-labelledby={`${id}-title`}>
          <h2 id={`${id}-title`}>{say(words.draftTitle)}</h2>
          <p className="hint">{say(words.draftHint)}</p>
          {kind !== 'folder' && (
            <div className="field">
              <label htmlFor={id}>{say(words.draftSecret)}</label>
              <input
                ref={secret}
                id={id}
                type="password"
                autoComplete="off"
                className="input"
                maxLength={4000}
              />
            </div>
          )}
          <div className="row">
            <button type="button" className="button second" disabled={act.isPending} onClick={attempt}>
              {say(words.tryNow)}
            </button>
          </div>
          {act.isError && <ProblemNote problem={act.error} />}
          {act.data && <Found tried={act.data} />}
        </section>
      )}
    </div>
  );
}
