-- What runs against the clock in a case. kind: TARGET, what the office means to keep; DECISION, what the law says; ANSWER,
-- the day that the citizen was given. From when on which rule it is counted; due follows from that, from the holds and the
-- calendar, and is null while the clock has not begun. fiction: the decision that counts as made when it passes.
-- wake: when the server has to look at it next by itself, by German time.
create table cases.deadline (
    tenant   text not null,
    id       uuid not null,
    case_id  uuid not null,
    kind     text not null,
    law      text not null,
    length   int check (length > 0),
    unit     text,
    missing  text not null,
    fiction  text,
    began    date not null,
    due      date,
    reminded date,
    met      timestamptz,
    wake     timestamptz,
    primary key (tenant, id),
    foreign key (tenant, case_id) references cases.case on delete cascade,
    check ((length is null) = (unit is null))
);
create index on cases.deadline (tenant, case_id);
create index on cases.deadline (wake) where wake is not null;

-- The times in which a case waits, with their first and last day; until is null while it lasts.
create table cases.hold (
    tenant  text not null,
    id      uuid not null,
    case_id uuid not null,
    kind    text not null,
    since   date not null,
    until   date,
    reason  text not null default '',
    primary key (tenant, id),
    foreign key (tenant, case_id) references cases.case on delete cascade,
    check (until >= since)
);
create index on cases.hold (tenant, case_id);
create unique index on cases.hold (tenant, case_id) where until is null;

-- What has to be sent to make the application complete, one to a line; empty when the office only has a question.
alter table cases.question add papers text not null default '';

-- The citizen is heard before the office decides to their disadvantage (§ 28 VwVfG): what it means to do and why, and what
-- they say to it. closed: when the office went on, with or without a statement.
create table cases.hearing (
    tenant    text not null,
    id        uuid not null,
    case_id   uuid not null,
    outcome   text not null,
    grounds   text not null,
    due       date not null,
    asked     timestamptz not null,
    asked_by  text not null,
    statement text,
    stated    timestamptz,
    closed    timestamptz,
    primary key (tenant, id),
    foreign key (tenant, case_id) references cases.case on delete cascade
);
create index on cases.hearing (tenant, case_id);

-- A decision that waits for a second person: whoever proposed it cannot confirm it. unheard: why nobody was heard before.
create table cases.proposal (
    tenant    text not null,
    case_id   uuid not null,
    outcome   text not null,
    fee_cents int not null,
    reason    text,
    unheard   text,
    by        uuid not null,
    by_name   text not null,
    at        timestamptz not null,
    primary key (tenant, case_id),
    foreign key (tenant, case_id) references cases.case on delete cascade
);

-- A case that is an objection, and against which case; in time or late, and by which days that was counted.
create table cases.objection (
    tenant    text not null,
    case_id   uuid not null,
    against   uuid not null,
    announced date not null,
    ends      date not null,
    late      boolean not null,
    filed     timestamptz not null,
    primary key (tenant, case_id),
    foreign key (tenant, case_id) references cases.case on delete cascade
);
create unique index on cases.objection (tenant, against);

-- Of some kinds a case has several, one after the other.
alter table cases.letter add number int not null default 1 check (number > 0);
alter table cases.letter drop constraint letter_tenant_case_id_kind_key;
alter table cases.letter add unique (tenant, case_id, kind, number);

do $$
declare t text;
begin
    foreach t in array array['deadline', 'hold', 'hearing', 'proposal', 'objection'] loop
        execute format('alter table cases.%I enable row level security', t);
        execute format('create policy tenant on cases.%I using (tenant = platform.tenant()) with check (tenant = platform.tenant())', t);
        execute format('grant select, insert, update, delete on cases.%I to allmende_app', t);
    end loop;
end $$;

create policy due on cases.deadline for select to allmende_runner using (wake <= now());
grant select (tenant, wake) on cases.deadline to allmende_runner;

-- Cases that came before: the office's aim is counted as it was promised, and it rested while citizens were asked.
insert into cases.deadline (tenant, id, case_id, kind, law, length, unit, missing, began, due, met)
select tenant, gen_random_uuid(), id, 'TARGET', '', substring(due_reason from '[0-9]+')::int, 'WORKING_DAYS', 'RESTS',
       (submitted at time zone 'Europe/Berlin')::date, due, closed
  from cases.case
 where due is not null and due_reason ~ '[1-9][0-9]*';
insert into cases.hold (tenant, id, case_id, kind, since, until)
select tenant, gen_random_uuid(), case_id, 'QUESTION', (asked at time zone 'Europe/Berlin')::date,
       (answered at time zone 'Europe/Berlin')::date
  from cases.question;
