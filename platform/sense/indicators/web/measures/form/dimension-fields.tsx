import type { Addable } from '../../../contract.ts';
import { words as pageWords } from '../words.ts';
import { Pick, Rows } from './controls.tsx';
import { fieldsOf, type DimensionDraft, type Draft, type PathField, type Sources } from './draft.ts';
import { choicesOf, titleOf } from './side-fields.tsx';
import { words } from './words.ts';

const most = 3;
const fresh: DimensionDraft = { name: '', title: { zh: '', en: '' }, field: '' };
const levels = Object.entries(pageWords.levels).map(([value, title]) => ({ value, title }));

/** `lift.division` as a name: `liftDivision`. */
const nameOf = (path: string): string =>
  path.replaceAll(/\.(\w)/g, (_dot, letter: string) => letter.toUpperCase());

function dimensionBy(field: PathField | undefined, path: string): DimensionDraft {
  if (!field) return { ...fresh, field: path };
  const town = field.divided ? ({ level: 'town' } as const) : {};
  return { name: nameOf(path), title: titleOf(field), field: path, ...town };
}

function withLevel({ level: _old, ...dimension }: DimensionDraft, level: string): DimensionDraft {
  return level === 'town' || level === 'village' ? { ...dimension, level } : dimension;
}

function withBelow({ denominator: _old, ...dimension }: DimensionDraft, field: string): DimensionDraft {
  return field === '' ? dimension : { ...dimension, denominator: field };
}

interface Props {
  readonly draft: Draft;
  readonly sources: Sources;
  readonly measures: readonly Addable[];
  readonly onDimensions: (dimensions: readonly DimensionDraft[]) => void;
}

/** Tells rows apart: by its values, or by the town that it names. */
const tells = ({ coded, divided }: PathField): boolean => coded || divided;

/** By which coded fields of the source the measure is told apart. */
function OfRows({ draft, sources, onDimensions }: Omit<Props, 'measures'>) {
  const coded = fieldsOf(draft.numerator, sources).filter(tells);
  const below = fieldsOf(draft.denominator, sources).filter(tells);
  const fieldAt = (path: string) => coded.find((field) => field.path === path);
  return (
    <Rows label={words.dimensions} items={draft.dimensions} fresh={fresh} most={most} onItems={onDimensions}>
      {(dimension, put, name) => (
        <>
          <Pick
            label={name(words.dimension)}
            value={dimension.field}
            choices={choicesOf(coded)}
            onValue={(path) => put(dimensionBy(fieldAt(path), path))}
          />
          {(dimension.level !== undefined || fieldAt(dimension.field)?.divided) && (
            <Pick
              label={name(words.level)}
              value={dimension.level ?? ''}
              choices={levels}
              none={words.asItIs}
              onValue={(level) => put(withLevel(dimension, level))}
            />
          )}
          {draft.isRatio && (
            <Pick
              label={name(words.below)}
              value={dimension.denominator ?? ''}
              choices={choicesOf(below)}
              none={words.sameBelow}
              onValue={(field) => put(withBelow(dimension, field))}
            />
          )}
        </>
      )}
    </Rows>
  );
}

/** By which dimensions that all of the chosen measures have. */
function OfMeasures({ draft, measures, onDimensions }: Omit<Props, 'sources'>) {
  const codes = [...draft.above, ...(draft.isRatio ? draft.below : [])].map(({ measure }) => measure);
  const chosen = measures.filter(({ code }) => codes.includes(code));
  const [first, ...others] = chosen;
  const shared = (first?.dimensions ?? []).filter(({ name }) =>
    others.every(({ dimensions }) => dimensions.some((each) => each.name === name)),
  );
  return (
    <Rows label={words.dimensions} items={draft.dimensions} fresh={fresh} most={most} onItems={onDimensions}>
      {(dimension, put, name) => (
        <Pick
          label={name(words.dimension)}
          value={dimension.name}
          choices={shared.map((each) => ({ value: each.name, title: each.title }))}
          onValue={(value) => put(shared.find((each) => each.name === value) ?? fresh)}
        />
      )}
    </Rows>
  );
}

export function DimensionFields(props: Props) {
  return props.draft.made === 'rows' ? <OfRows {...props} /> : <OfMeasures {...props} />;
}
