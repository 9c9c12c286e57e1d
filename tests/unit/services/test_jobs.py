"""Jobs keep their threads: what was made on one can be used there as long as the window lives."""

import threading

import pytest

from morat.services.jobs import Jobs

pytestmark = pytest.mark.qt


def test_the_thread_stays_after_everything_was_waited_for(qtbot):
    jobs = Jobs()
    seen = []
    for _ in range(3):
        jobs.run(threading.get_native_id, seen.append)
        jobs.finish()
    assert len(set(seen)) == 1
    jobs.stop()


def test_answers_are_handed_over_when_it_has_finished(qtbot):
    jobs = Jobs(threads=2)
    heard = []
    for number in range(20):
        jobs.run(lambda number=number: number, heard.append)
    jobs.finish()
    assert sorted(heard) == list(range(20))
    jobs.stop()
    jobs.run(lambda: 1, heard.append)
    jobs.finish()
    assert len(heard) == 20
