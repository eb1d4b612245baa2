create table handover.hand_over (
  number text primary key,
  dataset text not null,
  owner text not null,
  desk text not null,
  courier text not null,
  handed_on date not null,
  medium_kind text not null,
  medium_number text not null,
  seal_number text,
  seal_state text not null,
  stated_digest text not null,
  stated_rows integer not null,
  purpose text not null,
  legal_basis text not null,
  state text not null,
  differences jsonb not null,
  note_zh text,
  note_en text,
  filename text,
  received_digest text,
  received_rows integer,
  received_bytes bigint,
  received_by text,
  received_at timestamptz(3),
  receipt text,
  decision text,
  decided_by text,
  decided_at timestamptz(3),
  decided_why text,
  restated_digest text,
  restated_rows integer,
  restated_paper text,
  batch text,
  medium_state text not null,
  medium_how text,
  signed_by text,
  signed_at timestamptz(3),
  countersigned_by text,
  countersigned_at timestamptz(3)
);
select kernel.record_table('handover.hand_over', 'number');

-- A medium that lies here, or was destroyed, cannot be brought again; one that went back may come again. A seal is used once.
create unique index hand_over_medium on handover.hand_over (medium_number)
  where medium_state <> 'returned' and withdrawn_at is null;
create unique index hand_over_seal on handover.hand_over (seal_number)
  where seal_number is not null and withdrawn_at is null;
create index hand_over_agreed on handover.hand_over (received_at) where state = 'agreed';

-- Who did which step, by account: the record shows names, and two signatures must be of two persons.
create table handover.hand (
  number text not null,
  step text not null,
  person text not null,
  at timestamptz(3) not null,
  primary key (number, step)
);
