"""Settings of the whole test run."""

import os

from hypothesis import settings

# In CI the same examples every time: what is found by chance belongs to a fuzzing run, not to a red build.
settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI") == "true":
    settings.load_profile("ci")
