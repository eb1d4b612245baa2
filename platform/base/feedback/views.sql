create view feedback.rating_v1 as
  select id, organisation, asked_at, grade, rated_at, answered_at, second_grade, second_at, simulated
  from feedback.rating;
