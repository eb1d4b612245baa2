-- Which houses lie in which grid: the list by which a grid's officer goes.
create table registers.grid_house (
  house text primary key,
  grid text not null
);
select kernel.record_table('registers.grid_house', 'house');
create index grid_house_grid on registers.grid_house (grid);
