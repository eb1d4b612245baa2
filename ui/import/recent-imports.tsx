import { Link } from 'react-router';
import type { ImportState } from '#kernel/record';
import type { Text } from '#kernel/texts';
import { Lamp, type LampColour } from '../feedback/lamp.tsx';
import { number } from '../language/formats.ts';
import { useLanguage, useSay } from '../language/language.tsx';
import { Time } from '../language/time.tsx';

const title = { zh: '最近的导入', en: 'Recent imports' };
const told = {
  zh: '新增 {created}，更新 {changed}，未写入 {refused}',
  en: '{created} created, {changed} changed, {refused} refused',
};
const states: Readonly<Record<ImportState['status'], { readonly label: Text; readonly colour: LampColour }>> =
  {
    previewed: { label: { zh: '只预览', en: 'Previewed' }, colour: 'grey' },
    running: { label: { zh: '进行中', en: 'Running' }, colour: 'blue' },
    done: { label: { zh: '已完成', en: 'Done' }, colour: 'green' },
    failed: { label: { zh: '未完成', en: 'Failed' }, colour: 'red' },
    cancelled: { label: { zh: '已取消', en: 'Cancelled' }, colour: 'grey' },
    undone: { label: { zh: '已撤回', en: 'Undone' }, colour: 'amber' },
  };

/** Earlier imports, each leading to its result. */
export function RecentImports({ imports }: { readonly imports: readonly ImportState[] | undefined }) {
  const say = useSay();
  const { language } = useLanguage();
  const shown = imports?.filter((each) => each.status !== 'previewed').slice(0, 10) ?? [];
  if (shown.length === 0) return null;
  const counts = (state: ImportState) =>
    say(told, {
      created: number(state.created, language),
      changed: number(state.changed, language),
      refused: number(state.refused, language),
    });
  return (
    <section className="stack tight">
      <h2>{say(title)}</h2>
      <ul className="plain lines">
        {shown.map((state) => (
          <li key={state.id} className="row apart">
            <Link to={{ search: `?import=${encodeURIComponent(state.id)}` }}>{state.filename}</Link>
            <span className="quiet">{counts(state)}</span>
            <Lamp colour={states[state.status].colour}>{say(states[state.status].label)}</Lamp>
            <span className="quiet">
              <Time at={state.startedAt} as="near" />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
