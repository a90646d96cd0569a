DROP INDEX members_by_email;
UPDATE members SET email = substr(email, 1, length(email) - length('#' || id))
WHERE email_to_confirm = 1 AND email LIKE '%#' || id;
ALTER TABLE members DROP COLUMN email_to_confirm;
