ALTER TABLE receipt RENAME TO payment;
