-- Processes that are being changed: each state that somebody kept is a row of its own, so that two who write at once notice, and
-- an earlier state can be brought back. No personal data but whose account it was.
create table services.process_draft (
    tenant   text not null,
    package  text not null,
    revision integer not null check (revision > 0),
    base     text not null,
    bpmn     text not null check (length(bpmn) <= 600000),
    state    text not null check (state in ('DRAFT', 'PUBLISHED', 'DISCARDED')),
    author   uuid not null,
    at       timestamptz not null,
    primary key (tenant, package, revision)
);
alter table services.process_draft enable row level security;
create policy tenant on services.process_draft using (tenant = platform.tenant()) with check (tenant = platform.tenant());
grant select, insert, delete on services.process_draft to allmende_app;
