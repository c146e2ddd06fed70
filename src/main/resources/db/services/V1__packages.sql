-- Service packages as they were published: definitions for everybody, no tenant and no personal data in them. A version never
-- changes once it is out; only the demo may replace one while a package is being written.
create table services.package_version (
    name      text not null check (name ~ '^[a-z][a-z0-9-]{1,59}$'),
    version   text not null,
    origin    text not null,
    digest    text not null check (digest ~ '^[0-9a-f]{64}$'),
    files     jsonb not null,
    loaded_at timestamptz not null,
    primary key (name, version)
);
grant select, insert, update on services.package_version to allmende_app;

-- Which tenant offers what with which parameters. Everybody may read it, since every portal shows what the offices of the
-- region offer; a tenant writes its own.
create table services.adoption (
    tenant     text not null,
    package    text not null,
    version    text not null,
    parameters jsonb not null default '{}',
    difference jsonb not null default '[]',
    active     boolean not null default true,
    since      timestamptz not null,
    primary key (tenant, package),
    foreign key (package, version) references services.package_version
);
create index on services.adoption (package);
alter table services.adoption enable row level security;
create policy everybody on services.adoption for select using (true);
create policy tenant on services.adoption using (tenant = platform.tenant()) with check (tenant = platform.tenant());
grant select, insert, update, delete on services.adoption to allmende_app;

-- Counts every change, so that each instance notices it by reading one number (as region.revision does).
create table services.revision (
    only_one boolean primary key default true check (only_one),
    number   bigint not null
);
insert into services.revision (number) values (0);
grant select on services.revision to allmende_app;

create function services.count_change() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    update services.revision set number = number + 1;
    return null;
end
$$;
create trigger revision after insert or update or delete on services.package_version
    for each statement execute function services.count_change();
create trigger revision after insert or update or delete on services.adoption
    for each statement execute function services.count_change();
