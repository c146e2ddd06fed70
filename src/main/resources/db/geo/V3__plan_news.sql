-- Which standing of a released plan was told to those who want to hear of plans near a place. It is written together with the e-mails,
-- so that each change is told once; day and revision keep an instance that knows less from telling it back.
create table geo.plan_told (
    tenant   text not null,
    plan     uuid not null,
    standing text not null,
    day      date not null,
    revision bigint not null,
    primary key (tenant, plan),
    foreign key (tenant, plan) references geo.plan on delete cascade
);
alter table geo.plan_told enable row level security;
create policy tenant on geo.plan_told using (tenant = platform.tenant()) with check (tenant = platform.tenant());
grant select, insert, update on geo.plan_told to allmende_app;
