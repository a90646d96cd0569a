--? INS0102 INS0104 INS0105
--= 001_users.sql bytes
\xef\xbb\xbfCREATE TABLE caf\xc3\xa9(id INTEGER PRIMARY KEY, naïve TEXT, "имя" TEXT, שם TEXT);
INSERT INTO café VALUES (1, 'naïve имя שם 🙂 \xef\xbf\xbd mixed имяname', 'a', 'b');
