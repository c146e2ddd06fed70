-- What is odd about an observation, as resultQuality (docs/adr/0047-quality.md): what its sender said, and an entry for each flag.
-- The bits are those of org.allmende.sensing.quality.Flag.
create function sensing.quality(flags smallint, said jsonb) returns jsonb
    language sql immutable parallel safe
    return case
        when flags & 16128 = 0 then said
        else case when said is null then '{}' when jsonb_typeof(said) = 'object' then said else jsonb_build_object('said', said) end
             || '{"pass": false}'
             || case when flags & 256 > 0 then '{"range": true}'::jsonb else '{}' end
             || case when flags & 512 > 0 then '{"step": true}'::jsonb else '{}' end
             || case when flags & 1024 > 0 then '{"stuck": true}'::jsonb else '{}' end
             || case when flags & 2048 > 0 then '{"gap": true}'::jsonb else '{}' end
             || case when flags & 4096 > 0 then '{"late": true}'::jsonb else '{}' end
             || case when flags & 8192 > 0 then '{"duplicate": true}'::jsonb else '{}' end
    end;

-- Whether sums take a value in: neither out of range nor a duplicate, as org.allmende.sensing.quality.Flag.counts.
create function sensing.is_counted(flags smallint) returns boolean
    language sql immutable parallel safe
    return flags & 8448 = 0;

revoke execute on function sensing.quality(smallint, jsonb), sensing.is_counted(smallint) from public;
grant execute on function sensing.quality(smallint, jsonb), sensing.is_counted(smallint) to allmende_app;

-- What is published of a datastream that is not published itself: another datastream, which gets only what may be told, once it
-- may be told. Whoever reads, by whatever way, reads that one; the measured one is its tenant's alone (docs/adr/0047-quality.md).
--   delay_seconds  so long after a value was measured it is told
--   step           each value, or the mean of an hour or a German day
--   least          smaller numbers are told only as "unter 5"; 0: all numbers are told
--   digits         of the degrees of the place; null: as it is
--   wake           when it is looked at next; checked: when all of its hours were compared last
create table sensing.edition (
    tenant        text not null,
    source        int not null,
    target        int not null,
    delay_seconds int not null check (delay_seconds between 0 and 31622400),
    step          text not null check (step in ('each', 'hour', 'day')),
    least         int not null check (least between 0 and 1000),
    digits        int check (digits between 0 and 5),
    wake          timestamptz not null,
    checked       timestamptz,
    primary key (tenant, source),
    unique (tenant, target),
    check (source <> target),
    foreign key (tenant, source) references sensing.datastream on delete cascade,
    foreign key (tenant, target) references sensing.datastream on delete cascade
);

-- Up to where an edition is told: the sums of each hour of its source as they were then. An hour whose sums differ is told anew.
create table sensing.edition_hour (
    source int not null,
    start  timestamptz not null,
    count  int not null,
    low    float8 not null,
    high   float8 not null,
    total  float8 not null,
    primary key (source, start)
) with (fillfactor = 80);

-- How long observations, and the sums of hours and days, are kept; null: without end.
create table sensing.retention (
    tenant     text not null,
    datastream int not null,
    raw_days   int check (raw_days between 1 and 36500),
    sum_days   int check (sum_days between 1 and 36500),
    wake       timestamptz not null,
    primary key (tenant, datastream),
    check (sum_days is null or (raw_days is not null and sum_days >= raw_days)),
    foreign key (tenant, datastream) references sensing.datastream on delete cascade
);

-- Whether what is observed are people or the devices that they carry.
create function sensing.counts_people(definition text) returns boolean
    language sql immutable parallel safe
    return definition in ('urn:allmende:property:people', 'urn:allmende:property:wifi-clients');

-- Such a datastream is its tenant's alone, whatever anybody says, and so is every one that has an edition. Of people only an edition
-- without small numbers is told.
create function sensing.keep_counts_in() returns trigger
    language plpgsql set search_path = ''
as $$
begin
    if new.visibility <> 'tenant'
       and (exists (select from sensing.edition e where e.source = new.id)
            or (exists (select from sensing.observed_property p
                         where p.id = new.observed_property and sensing.counts_people(p.definition))
                and not exists (select from sensing.edition e where e.target = new.id and e.least >= 5))) then
        new.visibility := 'tenant';
        if new.properties ? 'visibility' then
            new.properties := new.properties || '{"visibility": "tenant"}';
        end if;
    end if;
    return new;
end
$$;
create trigger keep_counts_in before insert or update on sensing.datastream
    for each row execute function sensing.keep_counts_in();

create function sensing.keep_counts_in_again() returns trigger
    language plpgsql set search_path = ''
as $$
begin
    update sensing.datastream set visibility = visibility where observed_property = new.id and tenant = new.tenant;
    return null;
end
$$;
create trigger keep_counts_in after update of definition on sensing.observed_property
    for each row execute function sensing.keep_counts_in_again();

-- Where the measured one is gone nobody makes its edition any more.
create function sensing.end_edition() returns trigger
    language plpgsql set search_path = ''
as $$
begin
    delete from sensing.edition_hour where source = old.source;
    update sensing.datastream set visibility = 'tenant' where id = old.target and tenant = old.tenant;
    return null;
end
$$;
create trigger end_edition after delete on sensing.edition for each row execute function sensing.end_edition();

revoke execute on function sensing.counts_people(text), sensing.keep_counts_in(), sensing.keep_counts_in_again(),
                           sensing.end_edition() from public;
grant execute on function sensing.counts_people(text) to allmende_app;

do $$
declare t text;
begin
    foreach t in array array['edition', 'retention'] loop
        execute format('alter table sensing.%I enable row level security', t);
        execute format('create policy tenant on sensing.%I using (tenant = platform.tenant()) with check (tenant = platform.tenant())', t);
        execute format('grant select, insert, update, delete on sensing.%I to allmende_app', t);
        execute format('create policy due on sensing.%I for select to allmende_runner using (wake <= now())', t);
        execute format('grant select (tenant, wake) on sensing.%I to allmende_runner', t);
        execute format('create index on sensing.%I (wake)', t);
    end loop;
end $$;
alter table sensing.edition_hour enable row level security;
create policy tenant on sensing.edition_hour using (source >> 10 = any ((select sensing.blocks())::int[]));
grant select, insert, update, delete on sensing.edition_hour to allmende_app;
create trigger revision after insert or update of target, least or delete on sensing.edition
    for each statement execute function sensing.count_change();
