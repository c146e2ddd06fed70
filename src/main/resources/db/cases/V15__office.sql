-- A decision stands from this moment on; until then it can be taken back, and nobody outside of the office knows of it.
alter table cases.proposal add column stands timestamptz;
create index on cases.proposal (stands) where stands is not null;
create policy due on cases.proposal for select to allmende_runner using (stands <= now());
grant select (tenant, stands) on cases.proposal to allmende_runner;

-- A tenant that shows its monthly figures to everybody. That it does is no secret: every portal asks.
create table cases.figures_shown (
    tenant  text not null,
    since   timestamptz not null,
    by_name text not null,
    primary key (tenant)
);
alter table cases.figures_shown enable row level security;
create policy tenant on cases.figures_shown using (tenant = platform.tenant()) with check (tenant = platform.tenant());
create policy everybody on cases.figures_shown for select using (true);
grant select, insert, delete on cases.figures_shown to allmende_app;

-- Views and text blocks of an office; neither account nor office: of the whole tenant.
alter table cases.saved_view add column office text;
alter table cases.text_block add column office text;

-- Notices that are printed together wait in one batch until they are in the post.
alter table cases.notification
    add column batch      uuid,
    add column batched    timestamptz,
    add column batched_by text;

-- A period after which something counts as granted can be prolonged once (§ 42a (2) sentence 3 VwVfG), by so much.
alter table cases.deadline
    add column more_length int,
    add column more_unit   text;
