import { useState } from 'react';
import { useSearchParams } from 'react-router';
import {
  OnceMore,
  DayAndTime,
  dayAndTimeOf,
  EmptyState,
  PageHead,
  ProblemNote,
  ScrollRegion,
  Time,
  useAct,
  useSay,
} from '#ui';
import type { Result } from '#kernel/operation';
import { operations } from '../contract.ts';
import { instantAt } from '../rules.ts';
import { ResourceChoice } from './resource-choice.tsx';
import { texts } from './words.ts';

interface Asked {
  readonly resource: string;
  readonly from: string;
  readonly until: string;
  readonly why: string;
}

/** `2026-12-03T08:00` of the city's clocks as an instant. */
const instantOf = (local: string): string => {
  const [day = '', time = '00:00'] = local.split('T');
  return instantAt(day, time.slice(0, 5));
};

function Affected({ preview }: { readonly preview: Result<typeof operations.previewStop> }) {
  const say = useSay();
  const { slots, displaced, proposed } = preview;
  return (
    <>
      <p role="status">{say(texts.previewed, { slots, displaced, proposed })}</p>
      {preview.rebookings.length > 0 && (
        <ScrollRegion label={say(texts.preview)}>
          <table className="data-table">
            <thead>
              <tr>
                <th scope="col">{say(texts.person)}</th>
                <th scope="col">{say(texts.before)}</th>
                <th scope="col">{say(texts.after)}</th>
              </tr>
            </thead>
            <tbody>
              {preview.rebookings.map(({ booking, subjectName, startsAt, to }) => (
                <tr key={booking}>
                  <th scope="row">{subjectName}</th>
                  <td>
                    <Time at={startsAt} />
                  </td>
                  <td>
                    {to ? (
                      <>
                        {say(to.name)} <Time at={to.startsAt} />
                      </>
                    ) : (
                      say(texts.nowhere)
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </>
  );
}

function Times({ onChange }: { readonly onChange: () => void }) {
  const say = useSay();
  return (
    <div className="row">
      {(['from', 'until'] as const).map((name) => (
        <DayAndTime key={name} name={name} label={texts[name]} required onChange={onChange} />
      ))}
      <div className="field">
        <label htmlFor="why">{say(texts.why)}</label>
        <input id="why" name="why" className="input" required maxLength={500} onChange={onChange} />
      </div>
    </div>
  );
}

function StopForm({ resource }: { readonly resource: string }) {
  const say = useSay();
  const [asked, setAsked] = useState<Asked>();
  const preview = useAct('scheduling', operations.previewStop);
  const stop = useAct('scheduling', operations.stop);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const why = String(form.get('why') ?? '');
        const times = {
          resource,
          from: instantOf(dayAndTimeOf(form, 'from')),
          until: instantOf(dayAndTimeOf(form, 'until')),
        };
        stop.reset();
        preview.mutate({ body: times }, { onSuccess: () => setAsked({ ...times, why }) });
      }}
    >
      <Times onChange={() => setAsked(undefined)} />
      <div className="row">
        <button type="submit" className="button second" disabled={preview.isPending}>
          {say(texts.preview)}
        </button>
        {asked && preview.data && !stop.data && (
          <OnceMore
            word={say(texts.apply)}
            will={say(texts.applyWill)}
            busy={stop.isPending}
            onYes={() => stop.mutate({ body: asked })}
          />
        )}
      </div>
      {preview.isError && <ProblemNote problem={preview.error} />}
      {stop.isError && <ProblemNote problem={stop.error} />}
      {stop.data && (
        <p role="status" className="notice good">
          {say(texts.applied, {
            slots: stop.data.slots,
            displaced: stop.data.displaced,
            proposed: stop.data.proposed,
          })}
        </p>
      )}
      {asked && preview.data && !stop.data && <Affected preview={preview.data} />}
    </form>
  );
}

/** A doctor is away, a room is closed: first whom it affects and where each could go, then the stop itself. */
export function StopPage() {
  const say = useSay();
  const [search] = useSearchParams();
  const resource = search.get('resource');
  return (
    <div className="stack">
      <PageHead title={say(texts.stop)} />
      <ResourceChoice />
      {resource ? (
        <StopForm key={resource} resource={resource} />
      ) : (
        <EmptyState title={say(texts.chooseResource)} />
      )}
    </div>
  );
}
