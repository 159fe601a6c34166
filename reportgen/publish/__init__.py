"""Puts finished papers on disk: never half a file, never over what a person has changed."""

from reportgen.publish.artifact import publish, publish_file
from reportgen.publish.removal import remove
from reportgen.publish.values import Aspect, Change, OnEdited, OnStep, Outcome, Published, Step

__all__ = [
    "Aspect",
    "Change",
    "OnEdited",
    "OnStep",
    "Outcome",
    "Published",
    "Step",
    "publish",
    "publish_file",
    "remove",
]
