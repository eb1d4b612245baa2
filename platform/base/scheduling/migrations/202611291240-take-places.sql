-- Takes a place for each that is asked, in their order. All pools are locked first, in the one order in which everybody
-- locks them, so that two who ask for several slots at the same time do not wait in a circle.
create function scheduling.take_places(asked jsonb) returns table (outcome text, pool text)
language plpgsql as $$
declare
  made jsonb;
begin
  if jsonb_array_length(asked) > 1 then
    perform from scheduling.pool p
      where p.slot in (select a ->> 'slot' from jsonb_array_elements(asked) a)
      order by p.slot, p.channel for update;
  end if;
  for made in select a from jsonb_array_elements(asked) with ordinality as t(a, place) order by place loop
    select t.outcome, t.pool into take_places.outcome, take_places.pool
      from scheduling.take_place(made ->> 'slot', array(select jsonb_array_elements_text(made -> 'pools')), made) t;
    return next;
  end loop;
end
$$;
