-- A form may get a new version under an open draft: which moves there were, and what they left that the form no longer
-- asks: [{"path", "version", "question", "answer", …}]. Both go with the draft.
alter table cases.draft add column moves json not null default '[]';
alter table cases.draft add column aside json not null default '[]';

-- Which answers come from an earlier application of the same person: {"submitted", "paths"}; until they are looked at.
alter table cases.draft add column taken json;
