"""The stage `present` for the monthly overview: document and figures to the template's context."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.model.context import Node, Shown
from reportgen.model.document import Document
from reportgen.model.figures import Comparison, Figures
from reportgen.model.monthly import Commitments, MonthFigures, MonthPart, ProjectMonth
from reportgen.present.monthly.exceptions import exceptions
from reportgen.present.monthly.sentences import amount_against, no_target, overall, rate_against, sentences
from reportgen.present.numbering import Numbering
from reportgen.present.presented import Presented
from reportgen.present.quarterly.desk import Desk
from reportgen.present.quarterly.money import NO_PLAN, RATE_NOTE, unplanned_projects
from reportgen.present.quarterly.sentences import sources, verdict
from reportgen.present.shown import NOTHING, join, percent, remarks, signed, text
from reportgen.present.untold import INCOMPLETE, quantities
from reportgen.thai.dates import BUDDHIST_ERA, show_day, show_month


def present(document: Document, figures: Figures, month: MonthFigures) -> Presented:
    """The context of a monthly overview: `paper`, `key`, `projects` and `exceptions`."""
    desk = Desk(document, figures, Numbering(""))
    title = document.profile.monthly.title.replace("{month}", show_month(month.month))
    as_of = f"ข้อมูล\u00a0ณ\u00a0วันที่\u00a0{show_day(month.as_of)}"
    year = f"ปีงบประมาณ พ.ศ.\u00a0{month.period.fiscal_year}"
    paper: dict[str, Node] = {
        "title": title,
        "committee": join("เสนอ ", text(document.workspace.committee.name)),
        "year": year,
        "as_of": as_of,
        "when": f"{year} {as_of}",
        "source": join(desk.source(), f" {as_of}"),
        "note": text(document.workspace.note),
    }
    context: dict[str, Node] = {
        "paper": paper,
        "key": _key(desk, month),
        "projects": _projects(desk, month),
        "exceptions": exceptions(desk, month),
    }
    return Presented(
        context=context,
        title=title.replace("\u00a0", " "),
        subject=as_of.replace("\u00a0", " "),
        author=str(document.workspace.agency.name),
        file_stem=f"รายงานรายเดือน-{month.month.year + BUDDHIST_ERA}-{month.month.month:02}",
        diagnostics=tuple(desk.diagnostics),
    )


def _key(desk: Desk, month: MonthFigures) -> dict[str, Node]:
    """The sentences, and the table of key quantities."""
    notes = no_target(month)
    if month.commitments is None:
        notes.append(
            Shown(
                "ไม่แสดงผูกพันคงเหลือ เนื่องจากข้อมูลของการเงินตัดยอด"
                f"\u00a0ณ\u00a0วันที่\u00a0{show_day(month.as_of)} ซึ่งไม่ใช่วันสิ้นเดือนนี้"
            )
        )
    return {
        "sentences": sentences(desk, month),
        "targets": [join("ที่มาของเป้าหมาย : ", source) for source in sources(month.comparisons)],
        "caption": desk.numbers.next_table("ตัวเลขสำคัญของเดือน", "ล้านบาท เว้นแต่ระบุ"),
        "rows": [*_disbursement_rows(desk, month), *_commitment_rows(desk, month)],
        "notes": remarks([*notes, *desk.note(quantities(month.total, *_of(month.commitments)))]),
    }


def _of(commitments: Commitments | None) -> tuple[Commitments, ...]:
    return () if commitments is None else (commitments,)


def _disbursement_rows(desk: Desk, month: MonthFigures) -> list[Node]:
    part = month.total
    target = overall(month, "เบิกจ่าย")
    results = (
        [Shown(INCOMPLETE)]
        if part.actual.lacking and part.actual_to_date.lacking
        else [
            join("เดือนนี้", amount_against(desk, part.actual, part.plan)),
            join("สะสม", amount_against(desk, part.actual_to_date, part.plan_to_date)),
        ]
    )
    of_plan = [rate_against(part)]
    if month.is_unplanned:
        results, of_plan = [], []  # that the year has no plan is said once, under the projects
    if target is not None and (target.verdict != "untold" or not of_plan):
        of_plan.append(_short(target))
    return [
        _row("งบประมาณหลังโอนเปลี่ยนแปลง", to_date=desk.millions(part.after)),
        _row("แผนการเบิกจ่าย", desk.millions(part.plan), desk.millions(part.plan_to_date)),
        _row("เบิกจ่าย", desk.millions(part.actual), desk.millions(part.actual_to_date), results=results),
        _row(
            "อัตราเบิกจ่าย (ร้อยละของงบหลังโอน)",
            to_date=percent(part.rate),
            target=_aim(target),
            results=of_plan,
        ),
    ]


def _commitment_rows(desk: Desk, month: MonthFigures) -> list[Node]:
    """What was committed, where the snapshot is of the month's end."""
    found = month.commitments
    if found is None:
        return []
    target = overall(month, "ใช้จ่าย")
    return [
        _row("ผูกพันคงเหลือที่ยังไม่เบิก", to_date=desk.millions(found.committed)),
        _row("รวมเบิกจ่ายและก่อหนี้ผูกพัน", to_date=desk.millions(found.spent)),
        _row(
            "อัตราการใช้จ่าย (ร้อยละของงบหลังโอน)",
            to_date=percent(found.spent_rate),
            target=_aim(target),
            results=[_short(target)] if target else [],
        ),
        _row("คงเหลือหลังหักเบิกจ่ายและผูกพัน", to_date=desk.millions(found.balance)),
    ]


def _row(
    label: str,
    now: str = NOTHING,
    to_date: str = NOTHING,
    *,
    target: str = NOTHING,
    results: Sequence[Shown] = (),
) -> Node:
    return {
        "label": label,
        "now": now,
        "to_date": to_date,
        "target": target,
        "results": list(results) or [NOTHING],
    }


def _aim(item: Comparison | None) -> str:
    if item is None or item.target is None:
        return NOTHING
    return Shown(f"{item.target.percent.value:.2f}", (item.target.percent.span,))


def _short(item: Comparison) -> Shown:
    """The verdict without the target, which has a column of its own."""
    whole = verdict(item)
    return Shown(str(whole).split(" (")[0], whole.origin)


def _projects(desk: Desk, month: MonthFigures) -> dict[str, Node]:
    """Strategies with their sums, each above its projects."""
    return {
        "caption": desk.numbers.next_table("แผนและผลการเบิกจ่าย รายเดือนและสะสม จำแนกตามโครงการ", "ล้านบาท"),
        "strategies": [
            {
                "sum": _part(
                    desk,
                    join(f"ยุทธศาสตร์ที่\u00a0{each.number} ", text(each.strategy.name)),
                    each.part,
                ),
                "rows": [_part(desk, _name(row), row.part) for row in each.projects],
                "is_last": each is month.strategies[-1],
            }
            for each in month.strategies
        ],
        "total": _part(desk, Shown("รวมทั้งสิ้น"), month.total),
        "notes": remarks(_notes(desk, month)),
    }


def _name(row: ProjectMonth) -> Shown:
    return join(f"{row.number}.\u00a0", text(row.project.name))


def _part(desk: Desk, label: Shown, part: MonthPart) -> dict[str, Node]:
    return {
        "label": label,
        "plan": desk.millions(part.plan),
        "actual": desk.millions(part.actual),
        "plan_to_date": desk.millions(part.plan_to_date),
        "actual_to_date": desk.millions(part.actual_to_date),
        "rate": percent(part.rate),
        "gap": signed(part.gap),
    }


def _notes(desk: Desk, month: MonthFigures) -> list[Shown]:
    day = f"\u00a0ณ\u00a0วันที่\u00a0{show_day(month.as_of)}"
    notes = [Shown(f"{RATE_NOTE}{day} ผลต่างเป็นจุดร้อยละเทียบกับแผนสะสม")]
    if month.is_unplanned:
        notes = [Shown(f"{RATE_NOTE}{day}"), Shown(NO_PLAN)]
    elif month.unplanned:
        notes.append(unplanned_projects([row.number for row in month.unplanned]))
    notes += desk.note(quantities(month.total))
    for each in month.refunds:
        reason = join(" : ", text(each.reason)) if each.reason else ""
        amount = desk.millions(each.amount, cell=False)
        notes.append(
            join(text(each.project.name), " (", text(each.fund), ") ยอดของเดือนติดลบ ", amount, reason)
        )
    return notes
