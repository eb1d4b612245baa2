import { SimulatedTag, Time, useSay } from '#ui';
import { call } from '#kernel/call';
import { operations, type MyBooking, type MyWaiting } from '#platform/base/scheduling/contract';
import { Answer } from '../pieces/answer.tsx';
import { OwnPage } from '../pieces/own-page.tsx';
import { PageHeading } from '../pieces/page-heading.tsx';
import { LastStep, StepButton } from '../pieces/step-button.tsx';
import { useFresh } from '../state/fresh.ts';

const texts = {
  title: { zh: '我的预约', en: 'My bookings' },
  lead: {
    zh: '待确认的请尽快确认，过时自动释放给下一位。',
    en: 'Confirm what is held soon; after its time it goes to the next.',
  },
  book: { zh: '去预约', en: 'Book' },
  none: { zh: '您还没有预约。', en: 'You have no booking.' },
  bookings: { zh: '预约', en: 'Bookings' },
  waiting: { zh: '候补', en: 'Waiting lists' },
  until: { zh: '请在此前确认：', en: 'Confirm before ' },
  instead: {
    zh: '原预约因停诊取消，为您代留了这个时段。',
    en: 'Your booking fell to a stop; this time is held for you instead.',
  },
  confirm: { zh: '确认预约', en: 'Confirm' },
  giveUp: { zh: '放弃', en: 'Give up' },
  cancel: { zh: '取消预约', en: 'Cancel' },
  cancelWill: {
    zh: '这个号立即给下一位。想再来须重新预约，不一定还有。',
    en: 'The place goes to the next at once. To come after all, book anew; there may be none left.',
  },
  leave: { zh: '退出候补', en: 'Leave the list' },
  leaveWill: {
    zh: '您的位置不保留，再候补须排到最后。',
    en: 'Your place in the list is not kept; joining again begins at its end.',
  },
  ahead: { zh: '前面还有 {ahead} 人', en: '{ahead} before you' },
  offered: { zh: '已为您占号，请在上面确认', en: 'A place is held for you: confirm it above' },
  suspended: { zh: '因 {count} 次爽约暂停预约，至', en: 'Suspended after {count} absences, until ' },
  why: { zh: '原因：{why}', en: 'Reason: {why}' },
  held: { zh: '待确认', en: 'held' },
  confirmed: { zh: '已确认', en: 'confirmed' },
  'checked-in': { zh: '已签到', en: 'checked in' },
  served: { zh: '已完成', en: 'served' },
  cancelled: { zh: '已取消', en: 'cancelled' },
  expired: { zh: '超时释放', en: 'ran out' },
  'no-show': { zh: '爽约', en: 'absent' },
  displaced: { zh: '因停诊取消', en: 'fell to a stop' },
};

interface LineProps {
  readonly booking: MyBooking;
  readonly again: () => void;
}

function Steps({ booking, again }: LineProps) {
  const say = useSay();
  const params = { id: booking.id };
  const held = booking.status === 'held';
  return (
    <>
      {held && (
        <StepButton primary act={() => call('scheduling', operations.confirm, { params })} done={again}>
          {say(texts.confirm)}
        </StepButton>
      )}
      {booking.mayCancel && (
        <LastStep
          word={say(held ? texts.giveUp : texts.cancel)}
          will={say(texts.cancelWill)}
          act={() => call('scheduling', operations.cancel, { params })}
          done={again}
        />
      )}
    </>
  );
}

function Line({ booking, again }: LineProps) {
  const say = useSay();
  return (
    <li>
      <p className="line-title">
        <Time at={booking.startsAt} /> · {booking.resourceName ? say(booking.resourceName) : booking.resource}{' '}
        {booking.simulated && <SimulatedTag />}
      </p>
      <p>
        {booking.serviceTitle && say(booking.serviceTitle)} · {say(texts[booking.status])}
        {booking.place && ` · ${booking.place}`}
      </p>
      {booking.why && <p className="quiet">{say(texts.why, { why: booking.why })}</p>}
      {booking.status === 'held' && booking.expiresAt && (
        <p>
          {booking.insteadOf !== null && say(texts.instead)} {say(texts.until)}
          <Time at={booking.expiresAt} />
        </p>
      )}
      <Steps booking={booking} again={again} />
    </li>
  );
}

function Waits({ each, again }: { readonly each: MyWaiting; readonly again: () => void }) {
  const say = useSay();
  return (
    <li>
      <p className="line-title">
        {each.serviceTitle ? say(each.serviceTitle) : each.service} · {each.firstDay}
        {each.lastDay !== each.firstDay && ` – ${each.lastDay}`}
      </p>
      <p>{each.status === 'offered' ? say(texts.offered) : say(texts.ahead, { ahead: each.ahead })}</p>
      {each.status === 'waiting' && (
        <LastStep
          word={say(texts.leave)}
          will={say(texts.leaveWill)}
          act={() => call('scheduling', operations.leave, { params: { id: each.id } })}
          done={again}
        />
      )}
    </li>
  );
}

function Mine() {
  const say = useSay();
  const { asked, again } = useFresh('scheduling', operations.mine, {});
  return (
    <Answer of={asked}>
      {({ bookings, waiting, suspended }) => (
        <>
          {suspended.map(({ id, untilAt, noShows }) => (
            <p key={id} className="notice warn">
              {say(texts.suspended, { count: noShows })} <Time at={untilAt} />
            </p>
          ))}
          <h2>{say(texts.bookings)}</h2>
          {bookings.length === 0 && <p className="quiet">{say(texts.none)}</p>}
          <ul className="lines">
            {bookings.map((booking) => (
              <Line key={booking.id} booking={booking} again={again} />
            ))}
          </ul>
          {waiting.length > 0 && <h2>{say(texts.waiting)}</h2>}
          <ul className="lines">
            {waiting.map((each) => (
              <Waits key={each.id} each={each} again={again} />
            ))}
          </ul>
        </>
      )}
    </Answer>
  );
}

export function MyBookingsPage() {
  const say = useSay();
  return (
    <div className="wrap page">
      <PageHeading title={say(texts.title)} lead={say(texts.lead)} />
      <p>
        <a className="button second" href="/booking">
          {say(texts.book)}
        </a>
      </p>
      <OwnPage>{() => <Mine />}</OwnPage>
    </div>
  );
}
