-- The tenant of the running transaction, null when none is set: then no policy lets a row through.
create function platform.tenant() returns text
    language sql stable parallel safe
    return nullif(current_setting('allmende.tenant', true), '');

-- The account whose own assignments a log-in may read before it has a tenant.
create function platform.account() returns uuid
    language sql stable parallel safe
    return nullif(current_setting('allmende.account', true), '')::uuid;

create table platform.account (
    id            uuid primary key,
    login         text not null unique check (login = lower(login)),
    name          text not null,
    password_hash text,
    failures      int not null default 0,
    locked_until  timestamptz,
    external_id   text unique,
    active        boolean not null default true,
    created       timestamptz not null
);
grant select, insert, update on platform.account to allmende_app;

-- Who works where as what, from when to when; a substitution or a mandate across tenants is an assignment with an end.
create table platform.assignment (
    tenant     text not null,
    id         uuid not null,
    account    uuid not null references platform.account,
    office     text not null default '*',
    role       text not null,
    kind       text not null default 'own' check (kind in ('own', 'substitution', 'mandate')),
    since      date not null,
    until      date,
    granted_by text not null,
    primary key (tenant, id),
    unique nulls not distinct (tenant, account, office, role, kind, since)
);
create index on platform.assignment (account);
alter table platform.assignment enable row level security;
create policy tenant on platform.assignment
    using (tenant = platform.tenant()) with check (tenant = platform.tenant());
create policy own on platform.assignment for select using (account = platform.account());
grant select, insert, update, delete on platform.assignment to allmende_app;

-- A one-time link: the first operator's, an invitation, a new password. Only the hash of its secret is kept.
create table platform.invitation (
    secret_hash text primary key,
    account     uuid not null references platform.account,
    expires     timestamptz not null,
    used        timestamptz
);
grant select, insert, update, delete on platform.invitation to allmende_app;

-- Staff sessions, in the form that Spring Session expects.
create table platform.spring_session (
    primary_id            char(36) primary key,
    session_id            char(36) not null unique,
    creation_time         bigint not null,
    last_access_time      bigint not null,
    max_inactive_interval int not null,
    expiry_time           bigint not null,
    principal_name        varchar(100)
);
create index on platform.spring_session (expiry_time);
create index on platform.spring_session (principal_name);
create table platform.spring_session_attributes (
    session_primary_id char(36) not null references platform.spring_session on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea not null,
    primary key (session_primary_id, attribute_name)
);
grant select, insert, update, delete on platform.spring_session, platform.spring_session_attributes to allmende_app;

-- Events between modules, kept until their listener is done (Spring Modulith's registry). They carry ids only.
create table platform.event_publication (
    id                     uuid primary key,
    listener_id            text not null,
    event_type             text not null,
    serialized_event       text not null,
    publication_date       timestamptz not null,
    completion_date        timestamptz,
    status                 text,
    completion_attempts    int,
    last_resubmission_date timestamptz
);
create index on platform.event_publication (completion_date);
create index on platform.event_publication using hash (serialized_event);
grant select, insert, update, delete on platform.event_publication to allmende_app, allmende_runner;
