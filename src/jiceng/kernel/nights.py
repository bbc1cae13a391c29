"""Work of the night: each app names its tasks at start; the worker queues them once a day, after two o'clock.

A machine that was off at night does it when it is on again; two workers do it once.
"""

import logging
import threading

from django.db import connection

from jiceng.kernel.commands import ring

MINUTE = 60.0
log = logging.getLogger(__name__)
_tasks: list = []


def every_night(task) -> None:
    """Queue this task (without arguments) once a day."""
    _tasks.append(task)


def watch(stop: threading.Event) -> None:
    """Ring when it is time, until told to stop; runs in a thread of the worker."""
    while not stop.is_set():
        try:
            ring(_tasks)
        except Exception:  # a night that fails must not end the watch
            log.exception("the work of the night was not queued")
        finally:
            connection.close()
        stop.wait(MINUTE)
