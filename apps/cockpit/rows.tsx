import { useRef } from 'react';
import { useLanguage, useSay } from '#ui';
import { shortInstant } from './instants.ts';
import type { ListView } from '#domains/management/operations-centre/contract';
import { pageOf } from './pages-of.ts';
import { useFitting } from './use-fitting.ts';
import { narrow, useMedia, wideWall } from './use-media.ts';
import { type Turning, useTurning } from './use-turning.ts';
import { useView } from './view.ts';
import { words } from './words.ts';

interface Props {
  readonly list: ListView | undefined;
  readonly most: number;
}

/** Rows that a module tells, as many as there is room for, in pages that turn by themselves. */
export function Rows({ list, most }: Props) {
  const say = useSay();
  if (!list) return <p className="small-head">{say(words.waiting)}</p>;
  if (list.standing !== 'told') return <p className="none">{say(words[list.standing])}</p>;
  if (list.rows.length === 0) return <p className="none">{say(words.noRows)}</p>;
  return <RowPages list={list} most={most} />;
}

/** Rows to begin with, by the screen. */
function useMost(most: number): number {
  const spacious = useMedia(wideWall);
  const tight = useMedia(narrow);
  if (spacious) return 3 * most;
  return tight ? Math.min(5, most) : most;
}

function RowPages({ list, most }: { readonly list: ListView; readonly most: number }) {
  const say = useSay();
  const { language } = useLanguage();
  const { kiosk } = useView();
  const place = useRef<HTMLUListElement>(null);
  const turning = useTurning();
  const begin = useMost(most);
  const content = `${list.code} ${list.rows.length} ${turning.page}`;
  const size = useFitting({ list: place, most: begin, kind: `${language} ${list.code}`, content });
  const shown = pageOf(list.rows, turning.page, size);
  return (
    <div
      className="rows"
      onPointerEnter={() => turning.hold(true)}
      onPointerLeave={() => turning.hold(false)}
      onFocus={() => turning.hold(true)}
      onBlur={() => turning.hold(false)}
    >
      <ul ref={place}>
        {shown.rows.map((row) => (
          <Row key={row.key} row={row} />
        ))}
      </ul>
      <div className="rows-foot">
        <a href={`/console${list.path}`}>{say(words.inAll, { count: list.total })}</a>
        {list.note && <span className="small-head">{say(list.note)}</span>}
        {shown.pages > 1 && !kiosk && <Pager turning={turning} page={shown.page} pages={shown.pages} />}
      </div>
    </div>
  );
}

interface PagerProps {
  readonly turning: Turning;
  readonly page: number;
  readonly pages: number;
}

function Pager({ turning, page, pages }: PagerProps) {
  const say = useSay();
  return (
    <div className="pager">
      <button type="button" onClick={() => turning.to(page - 1)} aria-label={say(words.previous)}>
        ‹
      </button>
      <span>{say(words.page, { page: page + 1, pages })}</span>
      <button type="button" onClick={() => turning.to(page + 1)} aria-label={say(words.next)}>
        ›
      </button>
      {turning.alone !== undefined && (
        <button type="button" onClick={turning.toggle}>
          {say(turning.alone ? words.pause : words.resume)}
        </button>
      )}
    </div>
  );
}

function Row({ row }: { readonly row: ListView['rows'][number] }) {
  const say = useSay();
  const { now } = useView();
  const { title, note, tone, mark, at, values = [], path } = row;
  return (
    <li className={`row ${tone}`}>
      <p className="row-head">
        {tone !== 'calm' && <span className="row-dot" aria-hidden="true" />}
        <a href={`/console${path}`}>{say(title)}</a>
        {note && <span className="row-note">{say(note)}</span>}
        <span className="row-end">
          {mark && <span className="row-mark">{say(mark)}</span>}{' '}
          {at && <time dateTime={at}>{shortInstant(at, now)}</time>}
        </span>
      </p>
      {values.length > 0 && (
        <dl>
          {values.map(({ name, text, absent, path: opens }) => (
            <div key={name.zh}>
              <dt>{say(name)}</dt>
              <dd className={text === null ? 'none' : ''}>
                {opens && text ? (
                  <a href={`/console${opens}`}>{say(text)}</a>
                ) : (
                  say(text ?? absent ?? words.noData)
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
