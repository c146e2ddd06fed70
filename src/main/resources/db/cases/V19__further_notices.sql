-- The notices beside the one that ends a case come about in one way: proposed where four eyes are needed, said, and issued when they can
-- no longer be taken back. content: what is particular to the kind. stands: from when on, null while a second person is waited for.
create table cases.further_notice (
    tenant       text not null,
    id           uuid not null,
    case_id      uuid not null,
    kind         text not null check (kind in ('PARTIAL', 'ANEW', 'CORRECTION')),
    number       int not null check (number > 0),
    content      jsonb not null,
    reason       text not null,
    by           uuid not null,
    by_name      text not null,
    at           timestamptz not null,
    confirmed_by text,
    stands       timestamptz,
    issued       timestamptz,
    primary key (tenant, id),
    unique (tenant, case_id, kind, number),
    foreign key (tenant, case_id) references cases.case on delete cascade
);
-- One of a kind waits at a time, and an objection brings one new notice.
create unique index further_notice_waits on cases.further_notice (tenant, case_id, kind) where issued is null;
create unique index further_notice_answers on cases.further_notice (tenant, (content ->> 'objection'))
    where content ->> 'objection' is not null;
create index on cases.further_notice (stands) where issued is null and stands is not null;

insert into cases.further_notice
select tenant, id, case_id, 'PARTIAL', number,
       jsonb_build_object('outcome', outcome, 'covers', covers, 'questions', to_jsonb(questions), 'unheard', unheard, 'objection', null, 'replaces', 0),
       reason, by, by_name, at, confirmed_by, issued, issued
  from cases.partial_notice
union all
select tenant, id, case_id, 'ANEW', notice, jsonb_build_object('objection', objection, 'outcome', outcome, 'feeCents', fee_cents),
       reason, by, by_name, at, confirmed_by, issued, issued
  from cases.new_notice
union all
select tenant, id, case_id, 'CORRECTION', number, jsonb_build_object('law', law, 'wrong', wrong, 'correct', correct),
       reason, by, by_name, at, confirmed_by, issued, issued
  from cases.correction;

-- A notice about a part is brought to its citizen as the one that ends the case (partial = 0).
alter table cases.notification add column partial int not null default 0;
alter table cases.notification drop constraint notification_pkey;
alter table cases.notification add primary key (tenant, case_id, partial);
insert into cases.notification (tenant, case_id, office, basis, way, notified, posted, partial)
select p.tenant, p.case_id, c.office, 'VWVFG', case when p.posted is null then 'PORTAL' else 'POST' end,
       case when p.posted is null then p.issued::date end, p.posted, p.number
  from cases.partial_notice p
  join cases.case c on c.tenant = p.tenant and c.id = p.case_id
 where p.issued is not null;

drop table cases.partial_notice;
drop table cases.new_notice;
drop table cases.correction;

alter table cases.further_notice enable row level security;
create policy tenant on cases.further_notice using (tenant = platform.tenant()) with check (tenant = platform.tenant());
grant select, insert, update, delete on cases.further_notice to allmende_app;
-- The runner sees in which tenant one stands, and no more.
create policy due on cases.further_notice for select to allmende_runner using (issued is null and stands <= now());
grant select (tenant, stands) on cases.further_notice to allmende_runner;
