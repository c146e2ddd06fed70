-- Who has brought a version of a plan, by the id of the account, so that another person releases it; and which version it follows.
-- A correction takes the place of the version before from the beginning on; a change only from the day on which it is in force.
alter table geo.plan add column uploader uuid;
alter table geo.plan add column earlier uuid;
alter table geo.plan add column relation text check (relation in ('CORRECTION', 'CHANGE'));
alter table geo.plan add constraint plan_of_two_parts check (earlier is null or relation is not null);
alter table geo.plan add constraint plan_earlier foreign key (tenant, earlier) references geo.plan on delete set null (earlier);
create index on geo.plan (tenant, earlier);

-- What has happened to a plan (§§ 2 to 10 BauGB), as the municipality says it. Nothing is overwritten: what was said by mistake is undone.
create table geo.plan_step (
    tenant  text not null,
    plan    uuid not null,
    number  integer not null,
    kind    text not null check (kind in ('LAID_OPEN', 'DECIDED', 'IN_FORCE', 'REPEALED')),
    day     date not null,
    until   date check (until >= day),
    entered timestamptz not null,
    undone  timestamptz,
    primary key (tenant, plan, number),
    foreign key (tenant, plan) references geo.plan on delete cascade,
    check ((kind = 'LAID_OPEN') = (until is not null))
);
alter table geo.plan_step enable row level security;
create policy everybody on geo.plan_step for select
    using (exists (select from geo.plan p where p.tenant = plan_step.tenant and p.id = plan_step.plan and p.state = 'RELEASED'));
create policy tenant on geo.plan_step using (tenant = platform.tenant()) with check (tenant = platform.tenant());
grant select, insert, update (undone) on geo.plan_step to allmende_app;
create trigger revision after insert or update on geo.plan_step
    for each statement execute function geo.count_change();

-- Every hour of a period in which a plan is laid open: could it be read? Rows are only ever added; each carries the hash of the one before.
create table geo.plan_check (
    tenant  text not null,
    plan    uuid not null,
    number  integer not null,
    at      timestamptz not null,
    address text not null,
    result  text not null check (result in ('READABLE', 'CHANGED', 'REFUSED', 'NO_ANSWER')),
    status  integer not null,
    sha256  text not null,
    chain   text not null check (chain ~ '^[0-9a-f]{64}$'),
    primary key (tenant, plan, number),
    foreign key (tenant, plan) references geo.plan
);
alter table geo.plan_check enable row level security;
create policy tenant on geo.plan_check using (tenant = platform.tenant()) with check (tenant = platform.tenant());
grant select, insert on geo.plan_check to allmende_app;
grant select (tenant, state) on geo.plan to allmende_runner;
