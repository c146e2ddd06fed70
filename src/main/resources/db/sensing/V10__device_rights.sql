-- Whether software with the device's token may make tasks; without it a device measures, hears its own tasks and answers them.
alter table sensing.device add column may_switch boolean not null default false;
