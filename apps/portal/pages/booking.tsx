import { useState } from 'react';
import { dateOf, DateInput, instantOf, randomId, SimulatedTag, useNow, useSay, words } from '#ui';
import { call } from '#kernel/call';
import { operations, type Offered } from '#platform/base/scheduling/contract';
import { Answer } from '../pieces/answer.tsx';
import { OwnPage } from '../pieces/own-page.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { StepButton } from '../pieces/step-button.tsx';
import { useAsked } from '../state/asked.ts';
import { useFresh } from '../state/fresh.ts';
import { go, useAddress } from '../state/router.ts';

const texts = {
  title: { zh: '预约', en: 'Book' },
  lead: {
    zh: '选服务和日期，点一个时段就先为您占住；在规定的几分钟内确认才算约上。',
    en: 'Choose a service and a day; a time that you press is held for you, and booked once you confirm within the minutes given.',
  },
  service: { zh: '服务', en: 'Service' },
  day: { zh: '日期', en: 'Day' },
  show: { zh: '看号源', en: 'Show times' },
  rules: {
    zh: '提前 {days} 天 {at} 放号；占号 {hold} 分钟；开始前 {cancel} 分钟可取消。',
    en: 'Opens {days} days before at {at}; held for {hold} minutes; cancel until {cancel} minutes before.',
  },
  free: { zh: '余 {free}', en: '{free} left' },
  full: { zh: '已满', en: 'full' },
  'not-open': { zh: '{at} 放号', en: 'opens {at}' },
  stopped: { zh: '停诊', en: 'stopped' },
  take: { zh: '{shown} {name}，占号', en: '{shown} {name}, hold' },
  none: { zh: '这一天没有号源', en: 'Nothing is offered on this day' },
  noneHint: {
    zh: '换一天，或登记候补：有号释放会按先后发给您。',
    en: 'Try another day, or join the waiting list: what comes free is offered in order.',
  },
  wait: { zh: '登记这一天的候补', en: 'Join the waiting list of this day' },
  mine: { zh: '我的预约', en: 'My bookings' },
};

function Slot({ slot, again }: { readonly slot: Offered; readonly again: () => void }) {
  const say = useSay();
  // Said twice, when an answer was lost, it is one hold.
  const [request] = useState(randomId);
  const time = instantOf(new Date(slot.startsAt), false).slice(11);
  if (slot.state !== 'free') {
    const at = instantOf(new Date(slot.opensAt), false);
    return (
      <li className="quiet">
        {time} {say(texts[slot.state], { at })}
      </li>
    );
  }
  const hold = () => call('scheduling', operations.hold, { body: { slot: slot.id, request } });
  const name = say(slot.name);
  return (
    <li>
      <StepButton
        label={say(texts.take, { shown: `${time} ${say(texts.free, { free: slot.free })}`, name })}
        act={() =>
          hold().catch((problem: unknown) => {
            again();
            throw problem;
          })
        }
        done={() => go('/my/bookings')}
      >
        {time} {say(texts.free, { free: slot.free })}
      </StepButton>
    </li>
  );
}

function Slots({ service, day }: { readonly service: string; readonly day: string }) {
  const say = useSay();
  const { asked, again } = useFresh('scheduling', operations.slots, { query: { service, from: day } });
  const join = () => call('scheduling', operations.join, { body: { service, firstDay: day, lastDay: day } });
  return (
    <Answer of={asked} lines={6}>
      {({ items }) => {
        const resources = [...new Map(items.map((slot) => [slot.resource, slot])).values()];
        return (
          <>
            {resources.map(({ resource, name, place, simulated }) => (
              <section key={resource} aria-label={say(name)}>
                <h2>
                  {say(name)} {simulated && <SimulatedTag />}
                </h2>
                {place && <p className="quiet">{place}</p>}
                <ul className="lines">
                  {items
                    .filter((slot) => slot.resource === resource)
                    .map((slot) => (
                      <Slot key={slot.id} slot={slot} again={again} />
                    ))}
                </ul>
              </section>
            ))}
            <div className="invitation">
              {items.length === 0 && <h2>{say(texts.none)}</h2>}
              <p>{say(texts.noneHint)}</p>
              <StepButton act={join} done={() => go('/my/bookings')}>
                {say(texts.wait)}
              </StepButton>
            </div>
          </>
        );
      }}
    </Answer>
  );
}

function Choose() {
  const say = useSay();
  const { searchParams } = useAddress();
  const today = dateOf(useNow(60_000));
  const services = useAsked('scheduling', operations.services, {});
  return (
    <Answer of={services}>
      {({ items }) => {
        const service = items.find(({ code }) => code === searchParams.get('service')) ?? items[0];
        const day = searchParams.get('day') ?? today;
        if (!service) return <p>{say(texts.none)}</p>;
        const { releaseDays: days, releaseAt: at, holdMinutes: hold, cancelUntilMinutes: cancel } = service;
        return (
          <>
            <form method="get" action="/booking" className="filters">
              <div>
                <label htmlFor="service">{say(texts.service)}</label>
                <select
                  id="service"
                  name="service"
                  className="select"
                  key={service.code}
                  defaultValue={service.code}
                >
                  {items.map(({ code, title }) => (
                    <option key={code} value={code}>
                      {say(title)}
                    </option>
                  ))}
                </select>
              </div>
              <div>
                <label htmlFor="day">{say(texts.day)}</label>
                <span id="day-hint" className="quiet">
                  {say(words.dayForm)}
                </span>
                <DateInput
                  id="day"
                  name="day"
                  aria-describedby="day-hint"
                  key={day}
                  defaultValue={day}
                  min={today}
                />
              </div>
              <button type="submit" className="button primary">
                {say(texts.show)}
              </button>
            </form>
            <p className="quiet">{say(texts.rules, { days, at, hold, cancel })}</p>
            <Slots key={`${service.code} ${day}`} service={service.code} day={day} />
          </>
        );
      }}
    </Answer>
  );
}

export function BookingPage() {
  const say = useSay();
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <p>
        <a className="underlined" href="/my/bookings">
          {say(texts.mine)}
        </a>
      </p>
      <OwnPage>{() => <Choose />}</OwnPage>
    </div>
  );
}
