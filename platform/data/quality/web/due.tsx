import { Lamp, useNow, useSay, type LampColour } from '#ui';

const words = {
  late: { zh: '已过期', en: 'overdue' },
  soon: { zh: '即将到期', en: 'soon due' },
  inTime: { zh: '未到期', en: 'in time' },
};
const soonDays = 3;

function lampOf(on: string, now: Date): keyof typeof words {
  const days = (Date.parse(`${on}T23:59:59+08:00`) - now.getTime()) / 86_400_000;
  if (days < 0) return 'late';
  return days < soonDays ? 'soon' : 'inTime';
}

const colours: Readonly<Record<keyof typeof words, LampColour>> = {
  late: 'red',
  soon: 'amber',
  inTime: 'green',
};

/** Until when a finding is to be mended, with its lamp while it waits. */
export function Due({ on, status }: { readonly on: string; readonly status: string }) {
  const say = useSay();
  const now = useNow(60_000);
  if (status !== 'open') return <>{on}</>;
  const lamp = lampOf(on, now);
  return (
    <Lamp colour={colours[lamp]}>
      {on} <span className="small">{say(words[lamp])}</span>
    </Lamp>
  );
}
