-- Who is there. All of it is public configuration: everybody may read it, and it is written for one tenant at a time, in
-- a transaction that acts for that tenant (docs/adr/0004-region-packs.md).

-- The region itself; one row, written when the region pack is brought in.
create table region.region (
    only_one boolean primary key default true check (only_one),
    pack     text not null,
    name     text not null,
    land     text not null,
    lead     text not null,
    sources  text[] not null
);
alter table region.region enable row level security;
create policy everybody on region.region for select using (true);
create policy lead on region.region for insert with check (lead = platform.tenant());
grant select, insert on region.region to allmende_app;

-- Counties, municipalities and other offices with a portal and staff of their own.
create table region.tenant (
    slug          text primary key,
    kind          text not null check (kind in ('county', 'municipality', 'office')),
    name          text not null check (name <> ''),
    short_name    text not null check (short_name <> ''),
    ags           text not null default '',
    ars           text not null default '',
    number_prefix text not null unique check (number_prefix ~ '^[A-Z]{3,4}$'),
    colour        text not null check (colour ~ '^#[0-9a-f]{6}$'),
    plz           text,
    inhabitants   int,
    area_km2      float8,
    lon           float8,
    lat           float8,
    county        text references region.tenant,
    contact       jsonb not null,
    active_since  date not null,
    active_until  date check (active_until >= active_since)
);
create unique index on region.tenant (ags) where ags <> '';
alter table region.tenant enable row level security;
create policy everybody on region.tenant for select using (true);
create policy itself on region.tenant using (slug = platform.tenant()) with check (slug = platform.tenant());
grant select, insert, update on region.tenant to allmende_app;

-- Units that decide: the Standesamt of Gladenbach. Services name the kind.
create table region.office (
    tenant  text not null references region.tenant,
    id      text not null,
    name    text not null check (name <> ''),
    kind    text not null,
    contact jsonb not null,
    primary key (tenant, id)
);
alter table region.office enable row level security;
create policy everybody on region.office for select using (true);
create policy tenant on region.office using (tenant = platform.tenant()) with check (tenant = platform.tenant());
grant select, insert, update, delete on region.office to allmende_app;

-- Who takes part in what, from when to when. Who left and came back has two rows.
create table region.participation (
    tenant text not null references region.tenant,
    topic  text not null,
    since  date not null,
    until  date check (until >= since),
    primary key (tenant, topic, since)
);
alter table region.participation enable row level security;
create policy everybody on region.participation for select using (true);
create policy tenant on region.participation using (tenant = platform.tenant()) with check (tenant = platform.tenant());
grant select, insert, update, delete on region.participation to allmende_app;

-- Where a municipality lies: a GeoJSON geometry.
create table region.boundary (
    tenant   text primary key references region.tenant,
    geometry jsonb not null
);
alter table region.boundary enable row level security;
create policy everybody on region.boundary for select using (true);
create policy tenant on region.boundary using (tenant = platform.tenant()) with check (tenant = platform.tenant());
grant select, insert, update, delete on region.boundary to allmende_app;

-- Counts every change to the tables above, so that each instance notices it by reading one number. The row's lock puts
-- the changes in order: a sequence would show the number before the change itself.
create table region.revision (
    only_one boolean primary key default true check (only_one),
    number   bigint not null
);
insert into region.revision (number) values (0);
grant select on region.revision to allmende_app;

create function region.count_change() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    update region.revision set number = number + 1;
    return null;
end
$$;
create trigger revision after insert or update or delete on region.region
    for each statement execute function region.count_change();
create trigger revision after insert or update or delete on region.tenant
    for each statement execute function region.count_change();
create trigger revision after insert or update or delete on region.office
    for each statement execute function region.count_change();
create trigger revision after insert or update or delete on region.participation
    for each statement execute function region.count_change();
create trigger revision after insert or update or delete on region.boundary
    for each statement execute function region.count_change();
