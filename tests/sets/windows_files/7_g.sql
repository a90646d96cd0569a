	CREATE TABLE seventh(id)	;	
