# Writes a synthetic history of `n` migrations into the directory `dir`:
#
#   awk -v n=1000 -v dir=history -f history.awk
#
# Of each twenty: five tables, five indexes, four added columns, two seeds, two views, one
# trigger and one table rebuild. The same n gives the same files.

function table(k)
{
	return sprintf("item_%05d", k)
}

function create_table(out, k)
{
	print "CREATE TABLE " table(k) " (" > out
	print "\tid INTEGER PRIMARY KEY," > out
	print "\tname TEXT NOT NULL DEFAULT ''," > out
	print "\tamount INTEGER NOT NULL DEFAULT 0 CHECK (amount >= 0)," > out
	if (k > 1)
		print "\tparent INTEGER REFERENCES " table(k - 1) "(id)," > out
	print "\tnote TEXT" > out
	print ");" > out
}

function rebuild(out, k,    columns)
{
	columns = "id, name, amount, " (k > 1 ? "parent, " : "") "note"
	print "CREATE TABLE " table(k) "_new (" > out
	print "\tid INTEGER PRIMARY KEY," > out
	print "\tname TEXT NOT NULL DEFAULT 'none'," > out
	print "\tamount INTEGER NOT NULL DEFAULT 0," > out
	if (k > 1)
		print "\tparent INTEGER REFERENCES " table(k - 1) "(id)," > out
	print "\tnote TEXT" > out
	print ");" > out
	print "INSERT INTO " table(k) "_new (" columns ")" > out
	print "\tSELECT " columns " FROM " table(k) ";" > out
	print "DROP TABLE " table(k) ";" > out
	print "ALTER TABLE " table(k) "_new RENAME TO " table(k) ";" > out
	print "CREATE INDEX " table(k) "_name ON " table(k) " (name, amount);" > out
}

# What migration i does: one letter of the pattern, which repeats.
function migration(out, i,    what)
{
	what = substr("TITITITITIARCAVGCVSS", (i - 1) % 20 + 1, 1)
	if (what == "T") {
		create_table(out, ++tables)
	} else if (what == "I") {
		print "CREATE INDEX " table(tables) "_name ON " table(tables) " (name, amount);" > out
	} else if (what == "A") {
		print "ALTER TABLE " table(tables) " ADD COLUMN extra_" i " TEXT;" > out
	} else if (what == "C") {
		print "ALTER TABLE " table(tables - 1) " ADD COLUMN count_" i \
			" INTEGER NOT NULL DEFAULT 0;" > out
	} else if (what == "R") {
		rebuild(out, ++rebuilt)
		rebuilt += 4
	} else if (what == "V") {
		print "CREATE VIEW view_" i " AS SELECT id, name FROM " table(tables - 1) ";" > out
	} else if (what == "S") {
		print "INSERT INTO " table(tables - 2) " (id, name) VALUES (" i ", 'seed');" > out
	} else if (what == "G") {
		print "CREATE TRIGGER trigger_" i " AFTER UPDATE OF name ON " table(tables - 1) > out
		print "BEGIN" > out
		print "\tUPDATE " table(tables - 1) " SET amount = amount + 1 WHERE id = new.id;" > out
		print "END;" > out
	}
}

BEGIN {
	for (i = 1; i <= n; i++) {
		out = sprintf("%s/%05d_step.sql", dir, i)
		migration(out, i)
		close(out)
	}
}
