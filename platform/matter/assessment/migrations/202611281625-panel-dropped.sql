-- A panel whose matter is over before it was judged.
alter table assessment.panel drop constraint panel_state_check;
alter table assessment.panel add constraint panel_state_check
  check (state in ('scoring', 'short', 'complete', 'dropped'));
