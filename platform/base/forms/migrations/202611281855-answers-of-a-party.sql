-- What was begun on behalf of another is found by that one, and by whoever else acts for it.
create index answer_on_behalf_of on forms.answer (on_behalf_of, saved_at) where on_behalf_of is not null;
