-- What a tenant's staff arrange and have not published yet, and what was published before, as documents like the published one.
create table dashboard.draft (
    tenant  text not null primary key,
    draft   jsonb not null,
    changed timestamptz not null
);
create table dashboard.version (
    tenant    text not null,
    number    int not null,
    published jsonb not null,
    at        timestamptz not null,
    actor     text not null,
    primary key (tenant, number)
);

alter table dashboard.draft enable row level security;
alter table dashboard.version enable row level security;
create policy tenant on dashboard.draft using (tenant = platform.tenant()) with check (tenant = platform.tenant());
create policy tenant on dashboard.version using (tenant = platform.tenant()) with check (tenant = platform.tenant());
grant select, insert, update, delete on dashboard.draft to allmende_app;
grant select, insert, delete on dashboard.version to allmende_app;
