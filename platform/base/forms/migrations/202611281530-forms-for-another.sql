-- An answer is for whom the person acts: one agent fills the same form in for several companies.
alter table forms.answer add column on_behalf_of text;
drop index forms.answer_draft;
-- What was handed in and returned to be completed keeps its receipt; beside it nothing is begun anew.
create unique index answer_draft on forms.answer (form, subject, coalesce(on_behalf_of, '')) where state = 'draft';
