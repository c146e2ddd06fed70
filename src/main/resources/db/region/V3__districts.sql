-- Ortsteile, by which people find the municipality that is responsible for them.
create table region.district (
    tenant text not null references region.tenant,
    name   text not null check (name <> ''),
    plz    text not null check (plz ~ '^([0-9]{5})?$'),
    primary key (tenant, name)
);
alter table region.district enable row level security;
create policy everybody on region.district for select using (true);
create policy tenant on region.district using (tenant = platform.tenant()) with check (tenant = platform.tenant());
grant select, insert, update, delete on region.district to allmende_app;
create trigger revision after insert or update or delete on region.district
    for each statement execute function region.count_change();
