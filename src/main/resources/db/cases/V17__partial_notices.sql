-- Part of what was applied for is decided in a notice of its own (Teilbescheid), the case goes on with the rest. outcome: the decision
-- of the package; covers and questions: which part. issued is null while it waits for a second person.
create table cases.partial_notice (
    tenant       text not null,
    id           uuid not null,
    case_id      uuid not null,
    number       int not null check (number > 0),
    outcome      text not null,
    covers       text not null,
    questions    text[] not null,
    reason       text not null,
    unheard      text,
    by           uuid not null,
    by_name      text not null,
    at           timestamptz not null,
    confirmed_by text,
    issued       timestamptz,
    posted       date,
    primary key (tenant, id),
    unique (tenant, case_id, number),
    foreign key (tenant, case_id) references cases.case on delete cascade
);
alter table cases.partial_notice enable row level security;
create policy tenant on cases.partial_notice using (tenant = platform.tenant()) with check (tenant = platform.tenant());
grant select, insert, update, delete on cases.partial_notice to allmende_app;

-- The partial notice against which an objection is; null for the notice that ends the case. One against each.
alter table cases.objection add column partial uuid;
drop index cases.objection_tenant_against_idx;
create unique index objection_once on cases.objection (tenant, against, coalesce(partial, '00000000-0000-0000-0000-000000000000'));
