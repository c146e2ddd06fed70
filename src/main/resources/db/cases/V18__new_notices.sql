-- An objection has succeeded, wholly or partly: the case gets a new notice, which takes the place of the one before. notice: which of the
-- case's notices it is, from 2. issued is null while it waits for a second person.
create table cases.new_notice (
    tenant       text not null,
    id           uuid not null,
    case_id      uuid not null,
    objection    uuid not null,
    notice       int not null check (notice > 1),
    outcome      text not null,
    fee_cents    int not null,
    reason       text not null,
    by           uuid not null,
    by_name      text not null,
    at           timestamptz not null,
    confirmed_by text,
    issued       timestamptz,
    primary key (tenant, id),
    unique (tenant, objection),
    unique (tenant, case_id, notice),
    foreign key (tenant, case_id) references cases.case on delete cascade
);
alter table cases.new_notice enable row level security;
create policy tenant on cases.new_notice using (tenant = platform.tenant()) with check (tenant = platform.tenant());
grant select, insert, update, delete on cases.new_notice to allmende_app;

-- Which of the case's notices an objection is against, and which one is brought to its citizen.
alter table cases.objection add column notice int not null default 1;
drop index cases.objection_once;
create unique index objection_once on cases.objection
    (tenant, against, coalesce(partial, '00000000-0000-0000-0000-000000000000'), notice);
alter table cases.notification add column notice int not null default 1;

-- After a new notice nothing may be owed any more.
alter table cases.demand drop constraint demand_cents_check;
alter table cases.demand add check (cents >= 0);
