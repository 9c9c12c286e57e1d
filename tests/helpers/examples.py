"""What the property tests say of their examples beside the profile in ``tests/conftest.py``."""

from hypothesis import HealthCheck

SHARED = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)
"""Not looked for where all examples share what a fixture has made once.

``suppress_health_check`` takes the place of the profile's: the speed of the machine is named again.
"""
