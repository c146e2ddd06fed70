-- What a draft tells the figures: which steps were accepted at least once, in the order in which that happened; how long
-- somebody worked on it (null: begun before this was counted); whether it was saved for later, and looked through.
alter table cases.draft
    add column done    text[] not null default '{}',
    add column worked  int,
    add column saved   boolean not null default false,
    add column checked boolean not null default false;

-- Sums without a person in them: so often something happened with a service on a day. What drafts and cases tell comes in
-- when they are deleted; answers to "was this helpful?" come in at once.
create table cases.figure (
    tenant  text not null,
    service text not null,
    version text not null,
    day     date not null,
    kind    text not null,
    detail  text not null,
    count   int not null check (count > 0),
    primary key (tenant, service, version, day, kind, detail)
);

-- What somebody misses, in their own words. Not a word about who they are, and no time of day.
create table cases.comment (
    tenant       text not null,
    id           uuid not null,
    service      text not null,
    place        text not null,
    text         text not null,
    given        date not null,
    delete_after date not null,
    primary key (tenant, id)
);
create index on cases.comment (tenant, service);
create index on cases.comment (delete_after);

do $$
declare t text;
begin
    foreach t in array array['figure', 'comment'] loop
        execute format('alter table cases.%I enable row level security', t);
        execute format('create policy tenant on cases.%I using (tenant = platform.tenant()) with check (tenant = platform.tenant())', t);
        execute format('grant select, insert, update, delete on cases.%I to allmende_app', t);
    end loop;
end $$;

create policy due on cases.comment for select to allmende_runner using (delete_after < current_date);
grant select (tenant, delete_after) on cases.comment to allmende_runner;

-- What a draft counts for, as long as it is there and at the moment in which it is deleted; kinds as in Figure.Kind.
-- Days are those on which it was begun, so that starts, ends and breaks of a period are of the same applications.
create view cases.draft_figure with (security_invoker = true) as
select it.tenant, it.id, it.service, it.version, (it.created at time zone 'Europe/Berlin')::date as day, f.kind, f.detail
  from cases.draft it
 cross join lateral (
       select 'BEGUN', ''
        union all
       select 'STEP', step from unnest(it.done) step
        union all
       select 'CHECKED', '' where it.checked
        union all
       select 'SAVED', '' where it.saved
        union all
       select 'SENT', '' where it.sent_as is not null
        union all
       select 'WORKED', coalesce((select min(most) from unnest('{2,5,10,15,20,30,45,60,90,120}'::int[]) most
                                   where it.worked <= most * 60), 999)::text
        where it.sent_as is not null
        union all
       select case when it.expires < (now() at time zone 'Europe/Berlin')::date then 'LEFT' else 'OPEN' end,
              coalesce(it.done[cardinality(it.done)], '')
        where it.sent_as is null
       ) as f (kind, detail)
 where it.worked is not null;

-- What a case counts for in its office: that it came, on its day, and that it was decided, on that day. The detail of a
-- decision is the day on which the case came; it is kept as a number of working days once the case is deleted.
create view cases.case_figure with (security_invoker = true) as
select it.tenant, it.id, it.service, it.version, (f.moment at time zone 'Europe/Berlin')::date as day, f.kind, f.detail
  from cases.case it
 cross join lateral (
       select it.submitted, 'RECEIVED', ''
        union all
       select it.decided, 'DECIDED', (it.submitted at time zone 'Europe/Berlin')::date::text where it.decided is not null
        union all
       select it.decided, 'IN_TIME', '' where (it.decided at time zone 'Europe/Berlin')::date <= it.due
       ) as f (moment, kind, detail);

grant select on cases.draft_figure, cases.case_figure to allmende_app;
