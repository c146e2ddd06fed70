-- What we fetch from others, and how it goes (docs/adr/0046-connectors.md).
--   wake       when it is fetched next
--   settings   what to read, as the kind of connector needs it
--   tag, modified  validators of the last answer that was stored (RFC 9110 §8.8)
--   problem    why the last attempt failed, in a word of ours; detail in the source's words
--   report     what the last answer that was read had in it: rows, stored, known, refused with reasons and an example of each
create table sensing.connector (
    tenant        text not null,
    id            uuid not null,
    name          text not null,
    kind          text not null,
    url           text not null,
    settings      jsonb not null,
    every_seconds int not null check (every_seconds >= 60),
    visibility    text not null check (visibility in ('public', 'county', 'tenant')),
    active        boolean not null,
    created       timestamptz not null,
    wake      timestamptz not null,
    failures      int not null default 0,
    tag           text,
    modified      text,
    last_try      timestamptz,
    last_success  timestamptz,
    problem       text,
    detail        text,
    report        jsonb,
    primary key (tenant, id),
    unique (tenant, name)
);

-- Which datastream takes what a connector finds.
create table sensing.connector_target (
    tenant     text not null,
    connector  uuid not null,
    station    text not null,
    quantity   text not null,
    datastream int not null,
    primary key (tenant, connector, station, quantity),
    foreign key (tenant, connector) references sensing.connector on delete cascade,
    foreign key (tenant, datastream) references sensing.datastream on delete cascade
);
create index on sensing.connector_target (tenant, datastream);

do $$
declare t text;
begin
    foreach t in array array['connector', 'connector_target'] loop
        execute format('alter table sensing.%I enable row level security', t);
        execute format('create policy tenant on sensing.%I using (tenant = platform.tenant()) with check (tenant = platform.tenant())', t);
        execute format('grant select, insert, update, delete on sensing.%I to allmende_app', t);
    end loop;
end $$;

create policy due on sensing.connector for select to allmende_runner using (active and wake <= now());
grant select (tenant, wake) on sensing.connector to allmende_runner;
create index on sensing.connector (wake) where active;
