-- The organisation that reconciles, as the city's file says; no row where it names none.
create table payments.reconciler (
  id boolean primary key default true check (id),
  organisation text not null
);
