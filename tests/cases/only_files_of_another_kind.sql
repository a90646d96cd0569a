--= README.md
Nothing here yet.
--= old/
--= expected
error INS0210: no migrations here
