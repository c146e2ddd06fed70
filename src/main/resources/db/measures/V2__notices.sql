-- Words for everybody that a rule proposes and a second person approves. author: whoever wrote the rule's version.
create table measures.notice (
    tenant     text not null,
    id         uuid not null,
    firing     uuid not null,
    rule       uuid not null,
    datastream int not null,
    author     uuid,
    text       text not null,
    state      text not null check (state in ('PROPOSED', 'PUBLISHED', 'REFUSED')),
    proposed   timestamptz not null,
    decided    timestamptz,
    decided_by uuid,
    ended      timestamptz,
    primary key (tenant, id),
    foreign key (tenant, firing) references measures.firing on delete cascade
);
create index on measures.notice (tenant, firing);
create index on measures.notice (datastream) where state = 'PUBLISHED' and ended is null;

alter table measures.notice enable row level security;
create policy tenant on measures.notice using (tenant = platform.tenant()) with check (tenant = platform.tenant());
create policy everybody on measures.notice for select using (state = 'PUBLISHED' and ended is null);
grant select, insert, update, delete on measures.notice to allmende_app;
