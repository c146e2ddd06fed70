-- Lines to LoRaWAN network servers (docs/adr/0042-lorawan-lines.md) are connectors: their health and their pauses are the same.
--   secret     for the server's log-in, locked by the master keys; opens for this tenant and connector only
alter table sensing.connector add column secret text;

-- When a device's frame was first passed on. The same frame has this time however often and however it comes, and one datastream
-- takes one observation of a time: so it is written before anything is stored, and a crash in between loses nothing.
--   session    of the counter, which begins anew with each
create table sensing.lorawan_frame (
    tenant  text not null,
    device  text not null,
    session text not null,
    counter bigint not null,
    time    timestamptz not null,
    primary key (tenant, device, session, counter)
);

do $$
declare t text;
begin
    foreach t in array array['lorawan_frame'] loop
        execute format('alter table sensing.%I enable row level security', t);
        execute format('create policy tenant on sensing.%I using (tenant = platform.tenant()) with check (tenant = platform.tenant())', t);
        execute format('grant select, insert, update, delete on sensing.%I to allmende_app', t);
    end loop;
end $$;
