"""A made-up but lifelike Lewisham, for a first look and for tests that must know the answer.

Real: the 19 wards' names, codes and residents, their simplified shapes, the
postcodes. Invented: every incident, every street name, every split of the
residents. What was put in on purpose is in ``truth``.
"""

from data_access.sample.building import build

__all__ = ["build"]
