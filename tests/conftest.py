"""One profile for every property: the same examples in each run, and no deadline that a busy machine could miss."""

from hypothesis import settings

settings.register_profile("auditor", derandomize=True, deadline=None)
settings.load_profile("auditor")
