-- What measures do outside: switch, tell other software (docs/adr/0050-tasking.md).

-- The second half of switching: what an actuator does when its rule has been over for some minutes. due moves while the rule holds.
-- Without a reference to the rule: what was switched on is switched off, whatever becomes of the rule.
create table measures.switch_back (
    tenant     text not null,
    rule       uuid not null,
    capability bigint not null,
    parameters jsonb not null,
    minutes    int not null check (minutes > 0),
    due        timestamptz not null,
    primary key (tenant, rule, capability)
);
create index on measures.switch_back (due);

-- Messages of a rule to other software (HOOK: target is an address) and to devices (MQTT: a topic).
create table measures.message (
    tenant   text not null,
    id       uuid not null,
    firing   uuid not null,
    rule     uuid not null,
    way      text not null check (way in ('HOOK', 'MQTT')),
    target   text not null,
    body     text not null,
    state    text not null check (state in ('WAITING', 'DONE', 'FAILED')),
    attempts int not null,
    due      timestamptz not null,
    created  timestamptz not null,
    problem  text,
    primary key (tenant, id),
    foreign key (tenant, firing) references measures.firing on delete cascade
);
create index on measures.message (tenant, rule, created);
create index on measures.message (tenant, firing);
create index on measures.message (due) where state = 'WAITING';

-- With which a tenant's receivers check that a message is its own; locked under the master keys.
create table measures.hook_key (
    tenant  text not null,
    id      uuid not null,
    secret  text not null,
    created timestamptz not null,
    primary key (tenant)
);

do $$
declare t text;
begin
    foreach t in array array['switch_back', 'message', 'hook_key'] loop
        execute format('alter table measures.%I enable row level security', t);
        execute format('create policy tenant on measures.%I using (tenant = platform.tenant()) with check (tenant = platform.tenant())', t);
        execute format('grant select, insert, update, delete on measures.%I to allmende_app', t);
    end loop;
end $$;

create policy due on measures.switch_back for select to allmende_runner using (due <= now());
grant select (tenant, due) on measures.switch_back to allmende_runner;
create policy due on measures.message for select to allmende_runner using (state = 'WAITING' and due <= now());
grant select (tenant, state, due) on measures.message to allmende_runner;
