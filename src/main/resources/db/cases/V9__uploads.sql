-- A file that comes in parts, until the last one is there and it becomes an attachment of its draft; file is its id then.
-- What was not finished is forgotten after a day. fingerprint: by what the browser knows the file again.
create table cases.upload (
    tenant      text not null,
    id          uuid not null,
    draft       uuid not null,
    question    text not null,
    name        text not null,
    fingerprint text not null,
    length      bigint not null check (length > 0),
    received    bigint not null default 0 check (received between 0 and length),
    file        uuid,
    touched     timestamptz not null,
    expires     timestamptz not null,
    primary key (tenant, id),
    foreign key (tenant, draft) references cases.draft on delete cascade
);
create index on cases.upload (tenant, draft);
create index on cases.upload (expires);

-- Its parts in order; each is an encrypted content of the file store, which opens only with the key that is here.
create table cases.upload_part (
    tenant      text not null,
    upload      uuid not null,
    start       bigint not null,
    content     uuid not null,
    size        bigint not null check (size > 0),
    sha256      text not null,
    master_key  text not null,
    wrapped_key text not null,
    primary key (tenant, upload, start),
    foreign key (tenant, upload) references cases.upload on delete cascade
);

do $$
declare t text;
begin
    foreach t in array array['upload', 'upload_part'] loop
        execute format('alter table cases.%I enable row level security', t);
        execute format('create policy tenant on cases.%I using (tenant = platform.tenant()) with check (tenant = platform.tenant())', t);
        execute format('grant select, insert, update, delete on cases.%I to allmende_app', t);
    end loop;
end $$;

create policy due on cases.upload for select to allmende_runner using (expires < now());
grant select (tenant, expires) on cases.upload to allmende_runner;
