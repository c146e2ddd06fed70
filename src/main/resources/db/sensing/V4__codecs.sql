-- Payload codecs of LoRaWAN devices, JavaScript of their makers, in all versions (docs/adr/0038-lorawan.md).
-- examples: a list of {port, payload (hexadecimal), gives}. What a codec is, is no secret: each tenant writes its own.
create table sensing.codec (
    tenant   text not null,
    name     text not null,
    version  int not null,
    source   text not null,
    examples jsonb not null,
    created  timestamptz not null,
    primary key (tenant, name, version)
);
alter table sensing.codec enable row level security;
create policy tenant on sensing.codec using (tenant = platform.tenant()) with check (tenant = platform.tenant());
create policy everybody on sensing.codec for select using (true);
grant select, insert on sensing.codec to allmende_app;

create index on sensing.thing (upper(properties ->> 'devEui')) where properties ? 'devEui';
