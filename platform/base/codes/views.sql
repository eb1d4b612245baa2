create view codes.value_v1 as
  select code_table, code, name_zh, name_en, position, used_from, used_to, parent
  from codes.value where withdrawn_at is null and not former;

create view codes.mapping_v1 as
  select from_table, from_code, to_table, to_code, kind, used_from, used_to from codes.mapping where withdrawn_at is null;
