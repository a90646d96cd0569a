-- people
create  table users (
	id integer /* rowid */ primary key
) ;;
