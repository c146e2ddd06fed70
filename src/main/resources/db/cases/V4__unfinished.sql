-- What was typed into steps that are not accepted yet, as it was typed: {"step": {"input": ["text"]}}.
alter table cases.draft add column unfinished json not null default '{}';
