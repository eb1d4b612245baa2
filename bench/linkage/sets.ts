import { join } from 'node:path';

/** A set of records with known truth: how its files are read, what is compared, and what is to be reached. */
export interface TruthSet {
  readonly name: string;
  /** SQL of the tables `a`, `b` (for two files) and `truth` (left_id, right_id), from the folder of the data. */
  readonly tables: (folder: string) => Readonly<Record<string, string>>;
  readonly config: unknown;
  /** F1 to reach, of the pairs that were linked without labels and thresholds of the set. */
  readonly target?: number;
  readonly targetIs?: string;
  /** F1 of the very first run, by code that had never seen the set (2026-11-28). */
  readonly blind?: number;
}

const csv = (path: string, options = ''): string =>
  `read_csv('${path}', all_varchar = true${options && `, ${options}`})`;

const febrlColumns = [
  'given_name',
  'surname',
  'street_number',
  'address_1',
  'address_2',
  'suburb',
  'postcode',
  'state',
  'date_of_birth',
  'soc_sec_id',
];

const febrl = (folder: string, file: string): string =>
  `select trim(rec_id) as rec_id, ${febrlColumns.map((each) => `trim(${each}) as ${each}`).join(', ')} from ${csv(
    join(folder, 'febrl', file),
    `header = false, skip = 1, names = [${['rec_id', ...febrlColumns].map((each) => `'${each}'`).join(', ')}]`,
  )}`;

const person = (table: string): string => `regexp_extract(${table}.rec_id, '^rec-[0-9]+')`;

const febrlConfig = {
  id: 'rec_id',
  compare: [
    { column: 'given_name', as: 'name', swap: 'surname' },
    { column: 'surname', as: 'name', swap: 'given_name' },
    { column: 'street_number', as: 'code' },
    { column: 'address_1', as: 'text' },
    { column: 'suburb', as: 'text' },
    { column: 'postcode', as: 'code' },
    { column: 'state', as: 'exact' },
    { column: 'date_of_birth', as: 'date' },
    { column: 'soc_sec_id', as: 'code' },
  ],
};

/** `"435 s. la cienega blv."` with spaces before its quotes. */
const restaurant = (folder: string): string =>
  `select (row_number() over () - 1)::varchar as id, ${['name', 'address', 'city', 'cuisine', 'unique_id'].map((each, at) => `trim(trim(f[${at + 1}]), '"''') as ${each}`).join(', ')}
   from (select regexp_extract_all(line, '"[^"]*"|''[^'']*''') as f from (select column0 as line from ${csv(join(folder, 'restaurant', 'restaurant-nophone-training.csv'), `header = false, skip = 1, delim = '\\x01', quote = '', columns = {'column0': 'VARCHAR'}, auto_detect = false`)}))`;

const pipes = (folder: string, file: string, delimiter: string): string =>
  csv(join(folder, file), `delim = '${delimiter}', header = true, quote = ''`);

const fakeConfig = {
  id: 'unique_id',
  compare: [
    { column: 'first_name', as: 'name', swap: 'surname' },
    { column: 'surname', as: 'name', swap: 'first_name' },
    { column: 'dob', as: 'date' },
    { column: 'city', as: 'text' },
    { column: 'email', as: 'email' },
  ],
};

const fake = (folder: string, file: string, person: string): Readonly<Record<string, string>> => ({
  a: `select * from ${csv(join(folder, 'fake_1000', file))}`,
  truth: `select x.unique_id as left_id, y.unique_id as right_id from a x join a y on x."${person}" = y."${person}" and x.unique_id < y.unique_id`,
});

const febrlWithin = (file: string) => (folder: string) => ({
  a: febrl(folder, file),
  truth: `select x.rec_id as left_id, y.rec_id as right_id from a x join a y on ${person('x')} = ${person('y')} and x.rec_id < y.rec_id`,
});

const payments = (folder: string, side: string): string =>
  `select unique_id, memo, transaction_date, amount, ground_truth from read_parquet('${join(folder, 'transactions', `transactions_${side}.parquet`)}')`;

export const truthSets: readonly TruthSet[] = [
  {
    name: 'febrl3',
    tables: febrlWithin('dataset3.csv'),
    config: febrlConfig,
    target: 0.9958,
    targetIs: 'Splink, at its best threshold',
  },
  {
    name: 'febrl4',
    tables: (folder) => ({
      a: febrl(folder, 'dataset4a.csv'),
      b: febrl(folder, 'dataset4b.csv'),
      truth: `select x.rec_id as left_id, y.rec_id as right_id from a x join b y on ${person('x')} = ${person('y')}`,
    }),
    config: { ...febrlConfig, unique: ['left', 'right'] },
    target: 0.9996,
    targetIs: 'Splink, at its best threshold',
  },
  {
    name: 'fake_1000',
    tables: (folder) => fake(folder, 'fake_1000.csv', 'cluster'),
    config: fakeConfig,
    target: 0.862,
    targetIs: 'Splink, at its best threshold',
  },
  {
    name: 'restaurant',
    tables: (folder) => ({
      a: restaurant(folder),
      truth: `select x.id as left_id, y.id as right_id from a x join a y on x.unique_id = y.unique_id and x.id < y.id`,
    }),
    config: {
      id: 'id',
      compare: [
        { column: 'name', as: 'text' },
        { column: 'address', as: 'address' },
        { column: 'city', as: 'text' },
        { column: 'cuisine', as: 'text' },
      ],
    },
  },
  {
    name: 'Abt-Buy',
    tables: (folder) => ({
      a: `select * from ${pipes(folder, 'abt-buy/abt.csv', '|')}`,
      b: `select * from ${pipes(folder, 'abt-buy/buy.csv', '|')}`,
      truth: `select "D1" as left_id, "D2" as right_id from ${pipes(folder, 'abt-buy/gt.csv', '|')}`,
    }),
    config: {
      id: 'id',
      unique: ['left', 'right'],
      compare: [
        { column: 'name', as: 'words' },
        { column: 'description', as: 'words' },
        { column: 'price', as: 'number' },
      ],
    },
    target: 0.947,
    targetIs: 'pyJedAI, tuned for this set',
  },
  {
    name: 'Amazon-Google',
    tables: (folder) => ({
      a: `select * from ${pipes(folder, 'amazon-google/amazon.csv', '#')}`,
      b: `select * from ${pipes(folder, 'amazon-google/gp.csv', '#')}`,
      truth: `select "D1" as left_id, "D2" as right_id from ${pipes(folder, 'amazon-google/gt.csv', '#')}`,
    }),
    config: {
      id: 'id',
      unique: ['left', 'right'],
      compare: [
        { column: 'title', as: 'words' },
        { column: 'description', as: 'words' },
        { column: 'manufacturer', as: 'words' },
        { column: 'price', as: 'number' },
      ],
    },
    target: 0.625,
    targetIs: 'pyJedAI, tuned for this set',
  },
  { name: 'febrl1', tables: febrlWithin('dataset1.csv'), config: febrlConfig, blind: 1 },
  { name: 'febrl2', tables: febrlWithin('dataset2.csv'), config: febrlConfig, blind: 1 },
  {
    name: 'fake_20000',
    tables: (folder) => fake(folder, 'fake_20000.csv', 'group'),
    config: fakeConfig,
    blind: 0.897,
  },
  {
    name: 'transactions',
    tables: (folder) => ({
      a: payments(folder, 'origin'),
      b: payments(folder, 'destination'),
      truth: `select a.unique_id as left_id, b.unique_id as right_id from a join b using (ground_truth)`,
    }),
    config: {
      id: 'unique_id',
      unique: ['left', 'right'],
      compare: [
        { column: 'memo', as: 'text' },
        { column: 'transaction_date', as: 'date' },
        { column: 'amount', as: 'number' },
      ],
    },
    blind: 0.7367,
  },
];
