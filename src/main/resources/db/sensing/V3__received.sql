-- The public account of each device (docs/adr/0037-mqtt.md): what it has sent on a German day is what was stored and what was
-- refused. It is counted in the transaction that stores, before anything is acknowledged.
create table sensing.receipt (
    tenant  text not null,
    device  uuid not null,
    day     date not null,
    name    text not null,
    stored  bigint not null,
    refused bigint not null,
    last    timestamptz not null,
    primary key (tenant, device, day)
) with (fillfactor = 50);
alter table sensing.receipt enable row level security;
create policy tenant on sensing.receipt using (tenant = platform.tenant()) with check (tenant = platform.tenant());
create policy everybody on sensing.receipt for select using (true);
grant select on sensing.receipt to allmende_app;

-- As count_batch(), and adds to the accounts of the devices whose batch it was.
create function sensing.count_batch(tenants text[], devices uuid[], names text[], stored int[], refused int[]) returns bigint
    language sql security definer set search_path = ''
begin atomic
    insert into sensing.receipt as was (tenant, device, day, name, stored, refused, last)
    select tenant, device, (now() at time zone 'Europe/Berlin')::date, name, stored, refused, now()
      from unnest(tenants, devices, names, stored, refused) as new (tenant, device, name, stored, refused)
     order by tenant, device
    on conflict (tenant, device, day) do update
       set name = excluded.name, stored = was.stored + excluded.stored, refused = was.refused + excluded.refused,
           last = excluded.last;
    update sensing.batch set number = number + 1 returning number;
end;
revoke execute on function sensing.count_batch(text[], uuid[], text[], int[], int[]) from public;
grant execute on function sensing.count_batch(text[], uuid[], text[], int[], int[]) to allmende_app;
