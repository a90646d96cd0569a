--= 001_readings.sql
CREATE TABLE readings(id INTEGER PRIMARY KEY, sensor INTEGER NOT NULL, at INTEGER NOT NULL, value TEXT NOT NULL) STRICT;
--= 002_step.sql
--? harmful INS0401
CREATE TABLE latest(id INTEGER PRIMARY KEY, sensor INTEGER NOT NULL, at INTEGER NOT NULL, value TEXT NOT NULL) STRICT;
INSERT INTO latest(id, sensor, at, value) SELECT id, sensor, at, value FROM readings WHERE at = (SELECT max(other.at) FROM readings other WHERE other.sensor = readings.sensor);
DROP TABLE readings;
--= 002_step.sql
--? harmless
CREATE TABLE latest(id INTEGER PRIMARY KEY, sensor INTEGER NOT NULL, at INTEGER NOT NULL, value TEXT NOT NULL) STRICT;
INSERT INTO latest(id, sensor, at, value) SELECT id, sensor, at, value FROM readings WHERE at <= (SELECT max(other.at) FROM readings other WHERE other.sensor = readings.sensor);
DROP TABLE readings;
