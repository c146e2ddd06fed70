-- An application that is being written. It belongs to the portal where it was begun and moves, when it is sent, to the
-- tenant of the responsible office. What remains then is only where it went, so that sending twice sends once.
create table cases.draft (
    tenant     text not null,
    id         uuid not null,
    service    text not null,
    version    text not null,
    lang       text not null,
    code_hash  text not null,
    answers    json not null default '{}',
    created    timestamptz not null,
    changed    timestamptz not null,
    expires    date not null,
    sent_to    text,
    sent_as    text,
    primary key (tenant, id),
    unique (tenant, code_hash)
);
create index on cases.draft (tenant, expires);

-- A Vorgang. answers is json, not jsonb: its text is what answers_hash was made from.
create table cases.case (
    tenant       text not null,
    id           uuid not null,
    number       text not null,
    draft        uuid not null,
    office       text not null,
    service      text not null,
    version      text not null,
    portal       text not null,
    lang         text not null,
    title        text not null,
    applicant    text not null,
    email        text,
    code_hash    text not null,
    answers      json not null,
    answers_hash text not null,
    state        text not null,
    submitted    timestamptz not null,
    due          date,
    due_reason   text,
    rests_since  timestamptz,
    assignee     uuid,
    outcome      text,
    decided      timestamptz,
    closed       timestamptz,
    fee_cents    int,
    delete_after date,
    version_no   int not null default 0,
    primary key (tenant, id),
    unique (tenant, number),
    unique (tenant, draft)
);
-- The work list in its own order, so that a page of it is read and nothing sorted; its counts need only what is included.
create index case_open on cases.case (tenant, (rests_since is not null), due, submitted, id)
    include (office, assignee, rests_since) where closed is null;
create index case_assignee on cases.case (tenant, assignee, due) where closed is null;
create index case_newest on cases.case (tenant, submitted desc);
create index case_deletion on cases.case (tenant, delete_after);

-- The words by which a case is found: applicant, number, title; compared from their start. Row-level security lets only
-- leak-proof comparisons use an index, and those of a plain text column are.
create table cases.search_word (
    tenant  text not null,
    word    text not null,
    case_id uuid not null,
    primary key (tenant, word, case_id),
    foreign key (tenant, case_id) references cases.case on delete cascade
);
create index on cases.search_word (tenant, case_id);

-- What happened, in order. Citizens see what is marked so.
create table cases.entry (
    tenant     text not null,
    case_id    uuid not null,
    id         uuid not null,
    at         timestamptz not null,
    kind       text not null,
    actor      uuid,
    actor_name text not null,
    visible    boolean not null,
    text       text,
    data       jsonb not null default '{}',
    primary key (tenant, case_id, id),
    foreign key (tenant, case_id) references cases.case on delete cascade
);

-- The office asks, the citizen answers.
create table cases.question (
    tenant   text not null,
    id       uuid not null,
    case_id  uuid not null,
    text     text not null,
    due      date not null,
    asked    timestamptz not null,
    asked_by text not null,
    answer   text,
    answered timestamptz,
    primary key (tenant, id),
    foreign key (tenant, case_id) references cases.case on delete cascade
);
create index on cases.question (tenant, case_id);

-- Files of a draft, then of the case; the file itself is platform.file's.
create table cases.attachment (
    tenant   text not null,
    id       uuid not null,
    draft    uuid,
    case_id  uuid,
    question text not null,
    file     uuid not null,
    added    timestamptz not null,
    primary key (tenant, id),
    foreign key (tenant, draft) references cases.draft on delete cascade,
    foreign key (tenant, case_id) references cases.case on delete cascade,
    check (num_nonnulls(draft, case_id) = 1)
);
create index on cases.attachment (tenant, draft) where draft is not null;
create index on cases.attachment (tenant, case_id) where case_id is not null;

-- Letters to the citizen: receipt, notice. The PDF is platform.file's.
create table cases.letter (
    tenant        text not null,
    id            uuid not null,
    case_id       uuid not null,
    kind          text not null,
    file          uuid,
    created       timestamptz not null,
    first_opened  timestamptz,
    primary key (tenant, id),
    unique (tenant, case_id, kind),
    foreign key (tenant, case_id) references cases.case on delete cascade
);

-- What has been done once after a commit and must not be done again when its event is delivered again.
create table cases.follow_up (
    tenant  text not null,
    case_id uuid not null,
    kind    text not null,
    cause   text not null default '',
    done    timestamptz not null,
    primary key (tenant, case_id, kind, cause),
    foreign key (tenant, case_id) references cases.case on delete cascade
);

do $$
declare t text;
begin
    foreach t in array array['draft', 'case', 'search_word', 'entry', 'question', 'attachment', 'letter',
                                'follow_up'] loop
        execute format('alter table cases.%I enable row level security', t);
        execute format('create policy tenant on cases.%I using (tenant = platform.tenant()) with check (tenant = platform.tenant())', t);
        execute format('grant select, insert, update, delete on cases.%I to allmende_app', t);
    end loop;
end $$;
