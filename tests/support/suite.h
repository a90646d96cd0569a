/*
 * suite: what every unit test needs of cmocka, and a main that speaks TAP.
 *
 *     static const struct CMUnitTest tests[] = { cmocka_unit_test(a_user_can_say_this) };
 *     SUITE(tests)
 */
#ifndef TESTS_SUITE_H
#define TESTS_SUITE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define SUITE(tests)                                                                     \
	int main(void)                                                                   \
	{                                                                                \
		cmocka_set_message_output(CM_OUTPUT_TAP);                                \
		return cmocka_run_group_tests_name(__FILE__, tests, NULL, NULL);         \
	}

#endif
