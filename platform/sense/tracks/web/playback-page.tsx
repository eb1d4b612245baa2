import { useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import {
  CityMap,
  EmptyState,
  PageHead,
  ProblemNote,
  SimulatedTag,
  Skeleton,
  Time,
  useCall,
  useSay,
  DateInput,
  words as shared,
} from '#ui';
import { operations, type TrackPoint } from '../contract.ts';
import { boundsOfTrack, trackLayers } from './track-layers.ts';
import { TrackList } from './track-list.tsx';
import { words } from './words.ts';

const stepMs = 200;

/** Moves through the points one by one until the last. */
function usePlaying(count: number) {
  const [step, setStep] = useState(0);
  const [playing, setPlaying] = useState(false);
  const last = Math.max(0, count - 1);
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setInterval(
      () =>
        setStep((now) => {
          if (now + 1 >= last) setPlaying(false);
          return Math.min(now + 1, last);
        }),
      stepMs,
    );
    return () => clearInterval(timer);
  }, [playing, last]);
  return { step: Math.min(step, last), setStep, playing, setPlaying };
}

interface PlayerProps {
  readonly points: readonly TrackPoint[];
  readonly from: string | undefined;
  readonly to: string | undefined;
}

function Player({ points, from, to }: PlayerProps) {
  const say = useSay();
  const { step, setStep, playing, setPlaying } = usePlaying(points.length);
  const here = points[step];
  const bounds = useMemo(() => boundsOfTrack(points), [points]);
  const layers = useMemo(() => trackLayers(points, { from, to, here }), [points, from, to, here]);
  return (
    <>
      <div className="row">
        <button type="button" className="button" onClick={() => setPlaying(!playing)}>
          {say(playing ? words.stop : words.play)}
        </button>
        <label className="row">
          {say(words.moment)}
          <input
            type="range"
            min={0}
            max={points.length - 1}
            value={step}
            aria-valuetext={here?.at}
            onChange={(event) => setStep(Number(event.target.value))}
          />
        </label>
        {here && <Time at={here.at} />}
      </div>
      <CityMap
        label={words.track}
        layers={layers}
        bounds={bounds}
        list={<TrackList points={points} from={from} to={to} />}
      />
    </>
  );
}

interface DayProps {
  readonly device: string;
  readonly day: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** What is known of the day: its track, or why there is none to see. */
function Day({ device, day, from, to }: DayProps) {
  const say = useSay();
  const track = useCall('tracks', operations.day, { params: { device, day } }, { keep: true });
  if (track.isError) return <ProblemNote problem={track.error} onRetry={() => void track.refetch()} />;
  if (!track.data) return <Skeleton lines={6} />;
  const { label, points, simulated } = track.data;
  return (
    <>
      <p>
        {label} {simulated && <SimulatedTag />}
      </p>
      {points.length === 0 ? (
        <EmptyState title={say(words.dayNone)} hint={say(words.dayNoneHint)} />
      ) : (
        <Player key={`${device} ${day}`} points={points} from={from} to={to} />
      )}
    </>
  );
}

/** The day of one vehicle, moment by moment, on the map and as a list; a breach stands out. */
export function PlaybackPage() {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const device = search.get('device') ?? '';
  const day = search.get('day') ?? '';
  const given = (name: string) => search.get(name) ?? undefined;
  const choose = (chosen: string) => {
    if (chosen) setSearch({ device, day: chosen });
  };
  return (
    <div className="stack">
      <PageHead title={say(words.playback)} />
      <label className="row">
        {say(words.day)}
        <DateInput
          key={day}
          defaultValue={day}
          placeholder={say(shared.dayForm)}
          onDay={(chosen) => choose(chosen ?? '')}
        />
      </label>
      <Day device={device} day={day} from={given('from')} to={given('to')} />
    </div>
  );
}
