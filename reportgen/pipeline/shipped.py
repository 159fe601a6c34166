"""What comes with the program, as `sources` takes it."""

from __future__ import annotations

from reportgen import resources
from reportgen.sources import Shipped

SHIPPED = Shipped(resources.profiles(), resources.profile)
