-- Has a row while a round of the overlaps is asked for that has not begun.
create table registers.overlap_asked (
  asked boolean primary key check (asked)
);
