-- What a tenant says differently is services.adoption.difference: a JSON array of typed differences, each on a stable path. Here
-- is what has not been published yet, and what was published when. Both are for the tenant's own staff only.
create table services.difference_draft (
    tenant      text not null,
    package     text not null,
    differences jsonb not null,
    stand       uuid not null,
    changed_at  timestamptz not null,
    changed_by  text not null,
    primary key (tenant, package),
    foreign key (tenant, package) references services.adoption on delete cascade
);
alter table services.difference_draft enable row level security;
create policy tenant on services.difference_draft using (tenant = platform.tenant()) with check (tenant = platform.tenant());
grant select, insert, update, delete on services.difference_draft to allmende_app;

create table services.difference_publication (
    tenant       text not null,
    package      text not null,
    number       int not null,
    differences  jsonb not null,
    published_at timestamptz not null,
    published_by text not null,
    restored     int,
    primary key (tenant, package, number),
    foreign key (tenant, package) references services.adoption on delete cascade
);
alter table services.difference_publication enable row level security;
create policy tenant on services.difference_publication using (tenant = platform.tenant()) with check (tenant = platform.tenant());
grant select, insert, delete on services.difference_publication to allmende_app;
