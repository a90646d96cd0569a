DROP TABLE guest;
ALTER TABLE guest_next RENAME TO guest;
