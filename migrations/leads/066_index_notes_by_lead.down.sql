DROP INDEX notes_lead;
