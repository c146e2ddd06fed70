-- may_switch: whether it may make and take back tasks; without it a device only says what became of its own.
alter table sensing.device add column may_switch boolean not null default false;
