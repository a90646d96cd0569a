DROP INDEX mail_subject;
CREATE INDEX mail_subject ON mail(upper(subject), substr(sent, 1, 10) DESC);
