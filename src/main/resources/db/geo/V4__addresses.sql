-- The addresses that a tenant has brought, read and packed, as one unchanging set: a new file takes its place as a whole. An address says
-- where a house stands and names nobody; everybody may search for it.
create table geo.address_set (
    tenant    text primary key,
    id        uuid not null unique,
    file_name text not null,
    invented  boolean not null,
    addresses integer not null,
    report    jsonb not null,
    imported  timestamptz not null,
    bytes     bytea not null
);
alter table geo.address_set alter column bytes set storage external;
alter table geo.address_set enable row level security;
create policy everybody on geo.address_set for select using (true);
create policy tenant on geo.address_set using (tenant = platform.tenant()) with check (tenant = platform.tenant());
grant select, insert, update, delete on geo.address_set to allmende_app;
