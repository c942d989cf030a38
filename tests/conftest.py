"""Settings of the whole test run."""

import os

from hypothesis import settings

# No test fails because a machine is busy. In CI the same examples every time: what is found by chance belongs to a fuzzing run, not to a red build.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("anywhere", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "anywhere")
