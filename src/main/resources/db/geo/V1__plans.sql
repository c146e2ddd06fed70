-- Plans that a municipality has brought: what they are called and how far they have come. No personal data: names of staff are in the
-- audit log. Everybody reads what is released; a draft belongs to its tenant alone.
create table geo.plan (
    tenant      text not null,
    id          uuid not null,
    state       text not null check (state in ('DRAFT', 'RELEASED', 'WITHDRAWN')),
    kind        text not null,
    name        text not null,
    number      text not null,
    standing    text not null,
    version     text not null,
    about       jsonb not null,
    file_name   text not null,
    file_size   bigint not null,
    sha256      text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    objects     integer not null,
    errors      integer not null,
    warnings    integer not null,
    report      jsonb not null,
    uploaded    timestamptz not null,
    released    timestamptz,
    primary key (tenant, id)
);
create index on geo.plan (state);
alter table geo.plan enable row level security;
create policy everybody on geo.plan for select using (state = 'RELEASED');
create policy tenant on geo.plan using (tenant = platform.tenant()) with check (tenant = platform.tenant());
grant select, insert, update, delete on geo.plan to allmende_app;

-- The file as it came, byte by byte, in parts of a mebibyte.
create table geo.plan_file (
    tenant text not null,
    plan   uuid not null,
    part   integer not null,
    bytes  bytea not null,
    primary key (tenant, plan, part),
    foreign key (tenant, plan) references geo.plan on delete cascade
);
alter table geo.plan_file alter column bytes set storage external;
alter table geo.plan_file enable row level security;
create policy everybody on geo.plan_file for select
    using (exists (select from geo.plan p where p.tenant = plan_file.tenant and p.id = plan_file.plan and p.state = 'RELEASED'));
create policy tenant on geo.plan_file using (tenant = platform.tenant()) with check (tenant = platform.tenant());
grant select, insert, delete on geo.plan_file to allmende_app;

-- Its objects, read and packed, from which the map in memory is made.
create table geo.plan_content (
    tenant text not null,
    plan   uuid not null,
    bytes  bytea not null,
    primary key (tenant, plan),
    foreign key (tenant, plan) references geo.plan on delete cascade
);
alter table geo.plan_content alter column bytes set storage external;
alter table geo.plan_content enable row level security;
create policy everybody on geo.plan_content for select
    using (exists (select from geo.plan p where p.tenant = plan_content.tenant and p.id = plan_content.plan and p.state = 'RELEASED'));
create policy tenant on geo.plan_content using (tenant = platform.tenant()) with check (tenant = platform.tenant());
grant select, insert, delete on geo.plan_content to allmende_app;

-- Counts every change, so that each instance notices it by reading one number (as region.revision does).
create table geo.revision (
    only_one boolean primary key default true check (only_one),
    number   bigint not null
);
insert into geo.revision (number) values (0);
grant select on geo.revision to allmende_app;

create function geo.count_change() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    update geo.revision set number = number + 1;
    return null;
end
$$;
create trigger revision after update or delete on geo.plan
    for each statement execute function geo.count_change();
