# How many points a test tries, as TESTS in the environment says. See density.h.

# Prints the number for this run.
density() { # QUICK THOROUGH
	case ${TESTS:-quick} in
	quick) echo "$1" ;;
	thorough | sanitized | long) echo "$2" ;;
	*)
		echo "TESTS=$TESTS: quick, thorough, sanitized or long" >&2
		return 1
		;;
	esac
}
