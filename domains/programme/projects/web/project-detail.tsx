import type { AnyRow, DetailSection, Say } from '#ui';
import type { Text } from '#kernel/texts';
import { Project, type CityProjectFigure, type CityUnit } from '../records.ts';
import { FiguresTable } from './figures-table.tsx';
import { Units } from './units.tsx';

const apart = new Set(['lead', 'supporting', 'goals', 'figures']);
const { lead, supporting, goals, figures } = Project.fields;

const listOf = <T,>(row: AnyRow, name: string): readonly T[] => (row[name] ?? []) as readonly T[];

/** A project with its goals, its numbers and the units that answer for it. */
export const projectDetail = {
  fields: Object.keys(Project.fields).filter((name) => !apart.has(name)),
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => {
    const numbers = listOf<CityProjectFigure>(row, 'figures');
    const helpers = listOf<CityUnit>(row, 'supporting');
    return [
      {
        title: say(goals.label),
        content: (
          <ul className="plain">
            {listOf<Text>(row, 'goals').map((goal) => (
              <li key={goal.zh}>{say(goal)}</li>
            ))}
          </ul>
        ),
      },
      ...(numbers.length > 0
        ? [{ title: say(figures.label), content: <FiguresTable figures={numbers} /> }]
        : []),
      { title: say(lead.label), content: <Units units={listOf<CityUnit>(row, 'lead')} /> },
      ...(helpers.length > 0 ? [{ title: say(supporting.label), content: <Units units={helpers} /> }] : []),
    ];
  },
};
