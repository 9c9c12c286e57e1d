"""What a newcomer can rely on in every module: size, finish, docstrings, no habit that is known to hurt."""

from tests.helpers import house

PRODUCT = house.sources(house.ROOT / "desktop", house.ROOT / "packaging")
DESKTOP = house.sources(house.ROOT / "desktop")
TESTS = house.sources(house.ROOT / "tests")
# The benchmarks watch another process from outside: they have nothing but the clock to go by.
WATCHERS = ("benchmarks", "reliability")


def test_modules_classes_and_functions_stay_small():
    house.none(house.too_large(PRODUCT))


def test_nothing_is_left_unfinished():
    house.none(house.unfinished(PRODUCT))


def test_folders_of_the_top_level_are_no_packages():
    house.none(house.packages_that_shadow(house.ROOT))


def test_signals_reach_methods_and_no_lambdas():
    house.none(house.slots_that_leak(DESKTOP))


def test_boxes_leave_the_wheel_to_what_they_stand_on():
    house.none(house.boxes_that_scroll(DESKTOP))


def test_tests_wait_for_conditions():
    tests = [module for module in TESTS if not set(module.path.parts) & set(WATCHERS)]
    house.none(house.fixed_waits(tests))


def test_one_sqlite_driver_in_the_whole_tree():
    house.none(house.other_drivers([*PRODUCT, *TESTS]))


def test_public_things_say_what_they_do():
    things = list(house.public_things(DESKTOP))
    silent = [name for name, told in things if not told]
    share = 1 - len(silent) / len(things)
    print(f"docstrings: {share:.1%} of {len(things)} public things")
    assert share >= 0.95, "\n".join(silent)
