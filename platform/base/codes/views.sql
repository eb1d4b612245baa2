create view codes.value_v1 as
  select code_table, code, name_zh, name_en, position, used_from, used_to from codes.value where withdrawn_at is null;
