create table food_safety.restaurant (
  code text primary key,
  name_zh text not null,
  name_en text not null,
  address text not null,
  division text not null
);
select kernel.record_table('food_safety.restaurant', 'code');
