-- The runner sees in which tenant something is past its last day, and no more.
create policy due on cases.draft for select to allmende_runner using (expires < current_date);
grant select (tenant, expires) on cases.draft to allmende_runner;
create policy due on cases.case for select to allmende_runner using (delete_after < current_date);
grant select (tenant, delete_after) on cases.case to allmende_runner;

create index on cases.draft (expires);
create index on cases.case (delete_after) where delete_after is not null;
drop index cases.draft_tenant_expires_idx;
drop index cases.case_deletion;
