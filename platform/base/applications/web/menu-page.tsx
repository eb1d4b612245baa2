import { Link, useSearchParams } from 'react-router';
import {
  EmptyState,
  groupTitle,
  PageHead,
  ProblemNote,
  SimulatedTag,
  Skeleton,
  Tag,
  Tile,
  Tiles,
  useAct,
  useCall,
  useMyPages,
  useSay,
} from '#ui';
import { operations, type MenuEntry } from '../contract.ts';
import { HealthLamp } from './health-lamp.tsx';
import { byDepartment, findIn, type Entry, type Shelf } from './menu-rules.ts';
import { words } from './words.ts';

interface FavouriteProps {
  readonly entry: Entry;
  readonly kept: boolean;
  readonly onKeep: (entry: string, on: boolean) => void;
}

function Favourite({ entry, kept, onKeep }: FavouriteProps) {
  const say = useSay();
  const label = say(kept ? words.drop : words.keep, { name: say(entry.name) });
  return (
    <button
      type="button"
      className="button icon plain small"
      aria-pressed={kept}
      aria-label={label}
      title={label}
      onClick={() => onKeep(entry.key, !kept)}
    >
      <span aria-hidden="true">{kept ? '★' : '☆'}</span>
    </button>
  );
}

function SystemFacts({ system }: { readonly system: MenuEntry }) {
  const say = useSay();
  return (
    <>
      {system.purpose && <span className="quiet small">{system.purpose}</span>}
      <span className="row tight">
        <Tag tone="river">{say(words.old)}</Tag>
        <HealthLamp health={system.health} />
        {system.simulated && <SimulatedTag />}
      </span>
    </>
  );
}

function EntryTile(props: FavouriteProps) {
  const say = useSay();
  const { entry } = props;
  return (
    <Tile
      name={
        <Link className="strong" to={entry.to}>
          {say(entry.name)}
        </Link>
      }
      mark={<Favourite {...props} />}
    >
      {entry.system && <SystemFacts system={entry.system} />}
    </Tile>
  );
}

function ShelfSection({
  shelf,
  favourites,
  onKeep,
}: { shelf: Shelf; favourites: readonly string[] } & Pick<FavouriteProps, 'onKeep'>) {
  const say = useSay();
  return (
    <section className="stack tight" aria-label={say(shelf.title)}>
      <h2>{say(shelf.title)}</h2>
      <Tiles label={say(shelf.title)}>
        {shelf.entries.map((entry) => (
          <EntryTile key={entry.key} entry={entry} kept={favourites.includes(entry.key)} onKeep={onKeep} />
        ))}
      </Tiles>
    </section>
  );
}

/** Systems behind a door that is shut, and who opens it. */
function Closed({ systems }: { readonly systems: readonly MenuEntry[] }) {
  const say = useSay();
  if (systems.length === 0) return null;
  return (
    <details>
      <summary>{say(words.closedOnes, { count: systems.length })}</summary>
      <ul className="plain lines">
        {systems.map(({ code, name, why }) => (
          <li key={code}>
            <span className="strong">{say(name)}</span> {why && <span className="quiet">{say(why)}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}

const here = '/applications/menu';

/** Favourites, then the systems by department, then the platform's own pages as the navigation has them. */
function useShelves(systems: readonly MenuEntry[], favourites: readonly string[], owner: string): Shelf[] {
  const groups = useMyPages();
  const open = systems.filter((each) => each.open && (owner === '' || each.owner === owner));
  const departments = byDepartment(open);
  const pages = owner === '' ? groups : [];
  const own = pages.map(({ group, pages: of }) => ({
    key: `pages-${group}`,
    title: groupTitle(group),
    entries: of
      .filter(({ path }) => path !== here)
      .map(({ path, title }) => ({ key: path, name: title, to: path })),
  }));
  const all = [...departments, ...own];
  const kept = all.flatMap(({ entries }) => entries).filter(({ key }) => favourites.includes(key));
  return [{ key: 'favourites', title: words.favourites, entries: kept }, ...all];
}

function Filters({ systems }: { readonly systems: readonly MenuEntry[] }) {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const set = (name: string, value: string) =>
    setSearch(
      (before) => {
        if (value === '') before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  const departments = byDepartment(systems.filter(({ open }) => open));
  return (
    <search className="row">
      <label className="field">
        <span className="label">{say(words.search)}</span>
        <input
          className="input"
          type="search"
          value={search.get('q') ?? ''}
          onChange={(event) => set('q', event.target.value)}
        />
      </label>
      <label className="field">
        <span className="label">{say(words.department)}</span>
        <select
          className="select"
          value={search.get('owner') ?? ''}
          onChange={(event) => set('owner', event.target.value)}
        >
          <option value="">{say(words.anyDepartment)}</option>
          {departments.map(({ key, title }) => (
            <option key={key} value={key}>
              {say(title)}
            </option>
          ))}
        </select>
      </label>
    </search>
  );
}

/** One place for old and new: every system that one may open, and every page of the platform. */
export function MenuPage() {
  const say = useSay();
  const [search] = useSearchParams();
  const found = useCall('applications', operations.menu, {});
  const keep = useAct('applications', operations.favourite);
  const { items = [], favourites = [] } = found.data ?? {};
  const shelves = useShelves(items, favourites, search.get('owner') ?? '');
  const shown = findIn(shelves, search.get('q') ?? '');
  if (found.isPending) return <Skeleton lines={8} />;
  return (
    <div className="stack">
      <PageHead title={say(words.menu)} />
      {found.isError && <ProblemNote problem={found.error} />}
      <Filters systems={items} />
      {keep.isError && <ProblemNote problem={keep.error} />}
      {shown.length === 0 && <EmptyState title={say(words.nothing)} hint={say(words.nothingHint)} />}
      {shown.map((shelf) => (
        <ShelfSection
          key={shelf.key}
          shelf={shelf}
          favourites={favourites}
          onKeep={(entry, on) => keep.mutate({ body: { entry, on } })}
        />
      ))}
      <Closed systems={items.filter(({ open }) => !open)} />
    </div>
  );
}
