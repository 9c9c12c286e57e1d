"""How long a test waits for what must come before it says that it has not come.

Nothing here takes a tenth of it; the rest is for a machine on which eight others compile. What comes is
waited for no longer than it takes, so that a long patience costs a failing test alone. A run that stands
still is ended by ``faulthandler_timeout`` in pyproject.toml.
"""

SECONDS = 120
MILLISECONDS = SECONDS * 1000
