-- Who of the staff fills in an application for somebody at the counter. Goes with the draft; the case's history names them.
create table cases.counter (
    tenant  text not null,
    draft   uuid not null,
    account uuid not null,
    name    text not null,
    primary key (tenant, draft),
    foreign key (tenant, draft) references cases.draft on delete cascade
);
create index on cases.counter (tenant, account);

alter table cases.counter enable row level security;
create policy tenant on cases.counter using (tenant = platform.tenant()) with check (tenant = platform.tenant());
grant select, insert, update, delete on cases.counter to allmende_app;
