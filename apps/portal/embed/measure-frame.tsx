import { useEffect } from 'react';
import { number, SimulatedTag, Time, useLanguage, useSay } from '#ui';
import type { FrameAsked } from './asked-of.ts';
import { MeasureBars, MeasureFigure, MeasureLines } from './measure-drawings.tsx';
import { MeasureTable } from './measure-table.tsx';
import { useOpenMeasure, type OpenMeasure } from './use-open-measure.ts';
import { words } from './words.ts';

function Away({ href, children }: { readonly href: string; readonly children: string }) {
  const say = useSay();
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
      <span className="visually-hidden">{say(words.newTab)}</span>
    </a>
  );
}

/** What whoever shows it elsewhere has to say with it. */
function Origin({ measure }: { readonly measure: OpenMeasure }) {
  const say = useSay();
  const { asOf, licence, publisher, code } = measure;
  return (
    <footer>
      {asOf && (
        <span>
          {say(words.asOf)} <Time at={asOf} />
        </span>
      )}
      {publisher && <span>{say(publisher)}</span>}
      {licence && (
        <span>
          {say(words.licence)} <Away href={licence.url}>{say(licence.title)}</Away>
        </span>
      )}
      <Away href={`/api/indicators/open-measures/${encodeURIComponent(code)}/csv`}>{say(words.data)}</Away>
    </footer>
  );
}

const drawings = { figure: MeasureFigure, line: MeasureLines, bars: MeasureBars };

function Shown({ measure, asked }: { readonly measure: OpenMeasure; readonly asked: FrameAsked }) {
  const say = useSay();
  const { language } = useLanguage();
  const Drawing = drawings[asked.kind];
  useEffect(() => {
    document.title = say(measure.title);
  }, [measure, say]);
  return (
    <main>
      <h1>
        {say(measure.title)} <small>{say(measure.unit)}</small> {measure.simulated && <SimulatedTag />}
      </h1>
      <Drawing measure={measure} write={(value) => number(value, language)} />
      <details>
        <summary>{say(words.table)}</summary>
        <MeasureTable measure={measure} />
        <p>{say(words.definition, { said: say(measure.definition) })}</p>
      </details>
      <Origin measure={measure} />
    </main>
  );
}

/** A measure that is open to everybody, alone, in a frame of a page of another site. */
export function MeasureFrame({ asked }: { readonly asked: FrameAsked }) {
  const say = useSay();
  const { measure, problem, again } = useOpenMeasure(asked.code, asked.dimension);
  if (measure) return <Shown measure={measure} asked={asked} />;
  return (
    <main aria-busy={!problem}>
      <h1>{say(problem ? words.failed : words.waiting)}</h1>
      {problem && (
        <>
          <p role="alert">{say(problem)}</p>
          <button type="button" className="button" onClick={again}>
            {say(words.again)}
          </button>
        </>
      )}
    </main>
  );
}
