-- Rules over what is measured, and what they have brought about (docs/adr/0043-rules.md).

-- version: the newest; active_version: the one that is evaluated while state is ACTIVE.
create table measures.rule (
    tenant         text not null,
    id             uuid not null,
    name           text not null,
    state          text not null check (state in ('DRAFT', 'ACTIVE', 'PAUSED')),
    version        int not null,
    active_version int,
    activated      timestamptz,
    created        timestamptz not null,
    primary key (tenant, id)
);

-- trial: what the dry run on history has found; without one a version does not become active.
create table measures.rule_version (
    tenant     text not null,
    rule       uuid not null,
    version    int not null,
    definition jsonb not null,
    author     uuid,
    created    timestamptz not null,
    trial      jsonb,
    primary key (tenant, rule, version),
    foreign key (tenant, rule) references measures.rule on delete cascade
);

-- Where an active rule stands at each of its stations. What was measured up to position has been looked at.
create table measures.standing (
    tenant     text not null,
    rule       uuid not null,
    datastream int not null,
    fired      boolean not null,
    since      timestamptz not null,
    position   timestamptz not null,
    primary key (tenant, rule, datastream),
    foreign key (tenant, rule) references measures.rule on delete cascade
) with (fillfactor = 80);

-- A rule has fired: once for a moment at a station. Written together with its standing and its measures.
create table measures.firing (
    tenant     text not null,
    id         uuid not null,
    rule       uuid not null,
    version    int not null,
    datastream int not null,
    moment     timestamptz not null,
    value      float8,
    written    timestamptz not null,
    ended      timestamptz,
    primary key (tenant, id),
    unique (tenant, rule, datastream, moment),
    foreign key (tenant, rule) references measures.rule on delete cascade
);

-- Who is on duty, in the order in which they are asked. minutes: until when each has to acknowledge.
create table measures.roster (
    tenant  text not null,
    id      uuid not null,
    name    text not null,
    people  uuid[] not null,
    minutes int not null,
    primary key (tenant, id)
);

-- A task for whoever is on duty. step counts how often it went on to the next person; due: acknowledge by then.
create table measures.duty_task (
    tenant          text not null,
    id              uuid not null,
    firing          uuid not null,
    roster          uuid not null,
    title           text not null,
    text            text not null,
    assignee        uuid not null,
    step            int not null,
    due             timestamptz,
    created         timestamptz not null,
    state           text not null check (state in ('OPEN', 'ACKNOWLEDGED', 'DONE')),
    acknowledged    timestamptz,
    acknowledged_by uuid,
    done            timestamptz,
    primary key (tenant, id),
    foreign key (tenant, firing) references measures.firing on delete cascade,
    foreign key (tenant, roster) references measures.roster on delete cascade
);
create index on measures.duty_task (tenant, firing);
create index on measures.duty_task (due) where state = 'OPEN';

-- Counts changes of rules, so that each instance notices them by reading one number.
create table measures.revision (
    only_one boolean primary key default true check (only_one),
    number   bigint not null
);
insert into measures.revision (number) values (0);
grant select on measures.revision to allmende_app;

create function measures.count_change() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    update measures.revision set number = number + 1;
    return null;
end
$$;
create trigger revision after insert or update or delete on measures.rule
    for each statement execute function measures.count_change();
revoke execute on all functions in schema measures from public;

do $$
declare t text;
begin
    foreach t in array array['rule', 'rule_version', 'standing', 'firing', 'roster', 'duty_task'] loop
        execute format('alter table measures.%I enable row level security', t);
        execute format('create policy tenant on measures.%I using (tenant = platform.tenant()) with check (tenant = platform.tenant())', t);
        execute format('grant select, insert, update, delete on measures.%I to allmende_app', t);
    end loop;
end $$;

create policy due on measures.duty_task for select to allmende_runner using (state = 'OPEN' and due <= now());
grant select (tenant, state, due) on measures.duty_task to allmende_runner;
