--? INS0219
--= migration_lock.toml
# provider = "postgresql"
# the provider was "mysql" even before
provider="sqlite" # not "postgresql"
--= 20260131120000_users/
--= 20260131120000_users/migration.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
