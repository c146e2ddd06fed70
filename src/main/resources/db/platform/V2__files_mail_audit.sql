-- What people handed in and what we made for them: all but the content, which lies encrypted in a folder. With the row
-- goes the wrapped key, and without it nobody can read the content.
create table platform.file (
    tenant      text not null,
    id          uuid not null,
    name        text not null,
    type        text not null check (type in ('PDF', 'JPEG', 'PNG')),
    size        bigint not null,
    sha256      text not null,
    master_key  text not null,
    wrapped_key text not null,
    state       text not null check (state in ('OWN', 'CLEAN', 'NOT_SCANNED', 'QUARANTINED', 'INFECTED')),
    created     timestamptz not null,
    primary key (tenant, id)
);
create index on platform.file (tenant) where state in ('NOT_SCANNED', 'QUARANTINED');
create index on platform.file (tenant, master_key);
alter table platform.file enable row level security;
create policy tenant on platform.file using (tenant = platform.tenant()) with check (tenant = platform.tenant());
create policy due on platform.file for select to allmende_runner using (state in ('NOT_SCANNED', 'QUARANTINED'));
grant select, insert, update, delete on platform.file to allmende_app;
grant select (tenant, id, state) on platform.file to allmende_runner;

-- The outbox: a letter is written in the transaction that gives cause for it and leaves the house afterwards. Recipient and
-- text are forgotten some days after it has left.
create table platform.mail (
    tenant       text not null,
    id           uuid not null,
    recipient    text,
    subject      text not null,
    body         text,
    state        text not null check (state in ('WAITING', 'SENT', 'FAILED', 'KEPT')),
    attempts     int not null default 0,
    next_attempt timestamptz not null,
    created      timestamptz not null,
    done         timestamptz,
    failure      text,
    primary key (tenant, id)
);
create index on platform.mail (tenant, next_attempt) where state = 'WAITING';
create index on platform.mail (tenant, done) where body is not null;
alter table platform.mail enable row level security;
create policy tenant on platform.mail using (tenant = platform.tenant()) with check (tenant = platform.tenant());
create policy due on platform.mail for select to allmende_runner using (state = 'WAITING');
grant select, insert, update, delete on platform.mail to allmende_app;
grant select (tenant, id, state, next_attempt) on platform.mail to allmende_runner;

-- Who of the staff did what. Entries of a tenant form a chain: each carries the hash of the one before it. The app can
-- add and read, nothing else; the head is moved by the trigger alone.
create table platform.audit_entry (
    tenant   text not null,
    seq      bigint not null,
    at       timestamptz not null,
    actor    text not null,
    action   text not null,
    subject  text not null,
    details  jsonb not null,
    previous text not null,
    hash     text not null,
    primary key (tenant, seq)
);
create index on platform.audit_entry (tenant, subject, seq);
alter table platform.audit_entry enable row level security;
create policy tenant on platform.audit_entry
    using (tenant = platform.tenant()) with check (tenant = platform.tenant());
grant select, insert on platform.audit_entry to allmende_app;

-- Where a chain begins, since old entries are deleted in the end, and where it ends, so that a missing tail is noticed.
create table platform.audit_head (
    tenant       text primary key,
    first        bigint not null,
    before_first text not null,
    seq          bigint not null,
    hash         text not null
);
alter table platform.audit_head enable row level security;
create policy tenant on platform.audit_head using (tenant = platform.tenant()) with check (tenant = platform.tenant());
grant select on platform.audit_head to allmende_app;

create function platform.continue_audit_chain() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    -- the owner brings back a backup, head and all
    if session_user = current_user then
        return new;
    end if;

    insert into platform.audit_head (tenant, first, before_first, seq, hash)
    values (new.tenant, 1, repeat('0', 64), 0, repeat('0', 64))
    on conflict (tenant) do nothing;

    update platform.audit_head
       set seq = new.seq, hash = new.hash
     where tenant = new.tenant and seq = new.seq - 1 and hash = new.previous;
    if not found then
        raise exception 'audit entry % of % does not continue the chain', new.seq, new.tenant
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end
$$;
create trigger continue_audit_chain before insert on platform.audit_entry
    for each row execute function platform.continue_audit_chain();

create function platform.refuse_audit_change() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_op = 'DELETE' and current_setting('allmende.audit_retention', true) = 'on' then
        return null;
    end if;
    raise exception 'the audit log is append-only'
        using errcode = 'integrity_constraint_violation';
end
$$;
create trigger refuse_audit_change before update or delete or truncate on platform.audit_entry
    for each statement execute function platform.refuse_audit_change();

-- The only way to delete: the oldest entries of the current tenant, none younger than a year. Gives their number.
create function platform.forget_audit(before timestamptz) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    last platform.audit_entry;
    forgotten bigint;
begin
    if before > now() - interval '1 year' then
        raise exception 'audit entries are kept for a year at least';
    end if;
    perform from platform.audit_head where tenant = platform.tenant() for update;
    select * into last
      from platform.audit_entry
     where tenant = platform.tenant()
       and seq < (select min(seq) from platform.audit_entry where tenant = platform.tenant() and at >= before)
     order by seq desc
     limit 1;
    if not found then
        return 0;
    end if;
    perform set_config('allmende.audit_retention', 'on', true);
    delete from platform.audit_entry where tenant = last.tenant and seq <= last.seq;
    get diagnostics forgotten = row_count;
    perform set_config('allmende.audit_retention', '', true);
    update platform.audit_head set first = last.seq + 1, before_first = last.hash where tenant = last.tenant;
    return forgotten;
end
$$;
revoke execute on function platform.forget_audit(timestamptz) from public;
grant execute on function platform.forget_audit(timestamptz) to allmende_app;
