-- Wrong passwords by log-in name, whether or not anybody has that name, so that a lock tells nothing. The name is kept as a hash.
create table platform.log_in_failure (
    login_hash   text primary key,
    failures     int not null,
    last         timestamptz not null,
    locked_until timestamptz
);
create index on platform.log_in_failure (last);
grant select, insert, update, delete on platform.log_in_failure to allmende_app;

alter table platform.account drop column failures, drop column locked_until;

alter table platform.invitation add purpose text not null default 'INVITATION'
    check (purpose in ('FIRST', 'INVITATION', 'PASSWORD'));
create index on platform.invitation (account);

-- A passkey: what proves that somebody holds the private key to it (W3C WebAuthn §4, credential record).
create table platform.passkey (
    credential_id   text primary key,
    account         uuid not null references platform.account,
    label           text not null,
    public_key      bytea not null,
    signature_count bigint not null,
    uv_initialized  boolean not null,
    backup_eligible boolean not null,
    backup_state    boolean not null,
    transports      text not null,
    attestation     bytea,
    client_data     bytea,
    created         timestamptz not null,
    last_used       timestamptz not null
);
create index on platform.passkey (account);
grant select, insert, update, delete on platform.passkey to allmende_app;
