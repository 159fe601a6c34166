"""Who signs a memo that is begun, who approves it, and to which post it goes, as far as the workspace tells.

Guesses for people to correct; nothing printed depends on them.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from reportgen.model.workspace import Person, Workspace

_TITLES: Final = (
    "ผอ.", "ผู้อำนวยการ", "เลขาธิการ", "อธิบดี", "ปลัด", "ผู้ว่าการ", "ผู้ว่าราชการ", "อธิการบดี", "นายก",
    "กรรมการผู้จัดการ", "กรรมการผู้จัดการใหญ่", "ประธานเจ้าหน้าที่บริหาร", "หัวหน้า",
)  # fmt: skip
"""What heads of agencies are called, before the agency's name."""
_ALONE: Final = ("เลขาธิการ", "อธิบดี", "ผู้ว่าการ", "ผู้ว่าราชการจังหวัด", "อธิการบดี", "ผู้อำนวยการสำนักงาน")
"""The posts that are written without it."""


class Officers(NamedTuple):
    """The person who signs, the one who approves, never the same, None where the posts do not tell; the
    head's post, and whether it is a guess."""

    signer: Person | None
    approver: Person | None
    head: str
    is_guess: bool


def officers(workspace: Workspace) -> Officers:
    """The agency's head approves; of the others the one whose post names the secretariat signs, else the
    first."""
    heads = {each.id: post for each in workspace.people for post in _posts(each) if _is_head(post, workspace)}
    approver = next((each for each in workspace.people if each.id in heads), None)
    others = [each for each in workspace.people if each is not approver]
    unit = next((unit.name for unit in workspace.units if unit.id == workspace.secretariat), None)
    named = (each for each in others if unit is not None and unit in each.position)
    signer = next(named, others[0] if others else None)
    if approver is None:
        return Officers(signer, None, f"ผอ.{workspace.agency.short}", True)
    return Officers(signer, approver, heads[approver.id], False)


def _posts(person: Person) -> tuple[str, ...]:
    """A person's own post, and the one acted for."""
    return str(person.position), *((str(person.acting.post),) if person.acting else ())


def _is_head(post: str, workspace: Workspace) -> bool:
    names = (workspace.agency.name, workspace.agency.short)
    titles = (post.removesuffix(name).strip() for name in names if post.endswith(name))
    return post in _ALONE or any(title in _TITLES for title in titles)
