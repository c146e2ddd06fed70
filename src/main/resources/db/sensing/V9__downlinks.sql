-- What devices in LoRaWAN networks are told (docs/adr/0057-downlinks.md).

-- Where a line's network server takes what is for a device: the beginning of its topics, as its last uplink had it.
create table sensing.lorawan_address (
    tenant    text not null,
    connector uuid not null,
    device    text not null,
    topic     text not null,
    primary key (tenant, connector, device),
    foreign key (tenant, connector) references sensing.connector on delete cascade
);

-- item: under which a network server knows the task; another one once it has lost it.
alter table sensing.task add column item uuid;
create unique index on sensing.task (item) where item is not null;

do $$
declare t text;
begin
    foreach t in array array['lorawan_address'] loop
        execute format('alter table sensing.%I enable row level security', t);
        execute format('create policy tenant on sensing.%I using (tenant = platform.tenant()) with check (tenant = platform.tenant())', t);
        execute format('grant select, insert, update, delete on sensing.%I to allmende_app', t);
    end loop;
end $$;
