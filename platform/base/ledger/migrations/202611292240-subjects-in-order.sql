-- Nothing ever read the subjects by their entry, and to keep that index cost as much as all the rest of sealing an entry about
-- two hundred people.
drop index ledger.subject_sequence;
