CREATE TABLE mail(id INTEGER PRIMARY KEY, folder TEXT, subject TEXT, sent TEXT, read INTEGER DEFAULT 0);
CREATE INDEX mail_unread ON mail(folder) WHERE read = 0;
CREATE INDEX mail_subject ON mail(lower(subject), substr(sent, 1, 10) DESC);
