import { FileInput, Tag, useSay } from '#ui';
import {
  ItemValue,
  marks,
  merge,
  PhotoValue,
  type ChecklistItem,
  type Edit,
  type FieldState,
} from '../contract.ts';
import type { Held, HeldPhoto } from './field-store.ts';
import { fieldTexts as texts } from './field-words.ts';
import { texts as words } from './words.ts';

type Put = (field: string, value: Edit['value']) => void;

/** What two phones said without knowing of each other: one press decides. */
function Conflict({
  field,
  state,
  onPut,
}: {
  readonly field: string;
  readonly state: FieldState;
  readonly onPut: Put;
}) {
  const say = useSay();
  return (
    <div className="stack tight">
      <Tag tone="seal">{say(words.conflict)}</Tag>
      {state.heads.map(({ id, value }) => {
        const said = ItemValue.safeParse(value).data;
        const shown = said ? `${say(words[said.mark])} ${said.note ?? ''}` : String(value);
        return (
          <button key={id} type="button" className="button small" onClick={() => onPut(field, value)}>
            {say(texts.choose, { value: shown })}
          </button>
        );
      })}
    </div>
  );
}

interface ItemProps {
  readonly item: ChecklistItem;
  readonly state: FieldState | undefined;
  readonly photos: number;
  readonly onPut: Put;
  readonly onPhoto: (item: string, file: File) => void;
}

function Item({ item, state, photos, onPut, onPhoto }: ItemProps) {
  const say = useSay();
  const field = `item.${item.id}`;
  const said = ItemValue.safeParse(state?.value).data;
  return (
    <fieldset className="stack tight">
      <legend>
        {say(item.text)} {item.critical && <Tag>{say(words.critical)}</Tag>}
      </legend>
      <div className="row">
        {marks.map((mark) => (
          <label key={mark} className="row">
            <input
              type="radio"
              name={field}
              checked={said?.mark === mark}
              onChange={() => onPut(field, { ...said, mark })}
            />
            {say(words[mark])}
          </label>
        ))}
      </div>
      {state?.conflict && <Conflict field={field} state={state} onPut={onPut} />}
      {said?.mark === 'wrong' && (
        <div className="field">
          <label htmlFor={`note-${item.id}`}>{say(words.note)}</label>
          <input
            id={`note-${item.id}`}
            key={said.note}
            className="input"
            maxLength={500}
            defaultValue={said.note}
            onBlur={(event) => {
              const note = event.currentTarget.value.trim();
              if (note !== (said.note ?? '')) onPut(field, { mark: said.mark, note });
            }}
          />
        </div>
      )}
      <div className="field">
        <label htmlFor={`photo-${item.id}`}>{say(texts.photo, { count: photos })}</label>
        <FileInput
          id={`photo-${item.id}`}

          accept="image/jpeg,image/png,image/webp"
          capture="environment"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = '';
            if (file) onPhoto(item.id, file);
          }}
        />
      </div>
    </fieldset>
  );
}

interface FormProps {
  readonly held: Held;
  /** Photos that the platform did not take. */
  readonly refused: readonly HeldPhoto[];
  readonly onTakeOut: (photo: HeldPhoto) => void;
  readonly onPut: Put;
  readonly onPhoto: (item: string, file: File) => void;
}

/** What the platform did not take, why, and what to do: nothing that was photographed goes away unsaid. */
function RefusedPhotos({ held, refused, onTakeOut }: Pick<FormProps, 'held' | 'refused' | 'onTakeOut'>) {
  const say = useSay();
  const nameOf = (item: string) => {
    const found = held.visit.checklist.items.find(({ id }) => id === item);
    return found ? say(found.text) : item;
  };
  return (
    <div role="alert" className="stack tight">
      <ul className="plain stack tight">
        {refused.map((photo) => (
          <li key={photo.key}>
            <p className="wrong">
              {say(texts.photoRefused, { item: nameOf(photo.item), name: photo.name })}
              {photo.refused && say(photo.refused)}
            </p>
            <p>{say(texts.photoRefusedHint)}</p>
            <button type="button" className="button small" onClick={() => onTakeOut(photo)}>
              {say(texts.takeOut)}
              <span className="visually-hidden"> {photo.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The checklist of a visit; each answer is kept on the phone as it is given. */
export function FieldForm({ held, refused, onTakeOut, onPut, onPhoto }: FormProps) {
  const say = useSay();
  const { visit, replica } = held;
  const fields = merge(replica.edits);
  const photosOf = (item: string) =>
    [...fields].filter(
      ([name, { value }]) => name.startsWith('photo.') && PhotoValue.safeParse(value).data?.item === item,
    ).length;
  const done = fields.get('done')?.value === true;
  const answered = visit.checklist.items.filter(({ id }) => fields.has(`item.${id}`)).length;
  return (
    <section className="stack sheet" aria-label={visit.objectName}>
      <h2>{visit.objectName}</h2>
      <p className="quiet">{visit.planTitle}</p>
      <p>{say(texts.answered, { answered, all: visit.checklist.items.length })}</p>
      {replica.refused.length > 0 && (
        <p role="alert" className="wrong">
          {say(texts.refused, { count: replica.refused.length })}
        </p>
      )}
      {refused.length > 0 && <RefusedPhotos held={held} refused={refused} onTakeOut={onTakeOut} />}
      {visit.checklist.items.map((item) => (
        <Item
          key={item.id}
          item={item}
          state={fields.get(`item.${item.id}`)}
          photos={photosOf(item.id)}
          onPut={onPut}
          onPhoto={onPhoto}
        />
      ))}
      <label className="row">
        <input type="checkbox" checked={done} onChange={() => onPut('done', !done)} /> {say(texts.done)}
      </label>
    </section>
  );
}
