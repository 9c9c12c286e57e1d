"""The keys of the window: each means one thing."""

from collections import Counter

from morat.ui.window.actions import ACTIONS


def test_no_two_actions_have_the_same_keys():
    # Qt lets neither have them then.
    keys = Counter(one for spec in ACTIONS for one in spec.keys)
    assert [one for one, count in keys.items() if count > 1] == []
