"""Makes the workbooks in `data`: run with a folder to write to, and a LibreOffice with Calc on the PATH.

Half of them are written by XlsxWriter, half by LibreOffice out of the texts here, so that the library that
reads them has written none. The CSV files in `data` are typed, or the text of `MONTHS` encoded otherwise.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import xlsxwriter

OSS, STEP = "งานศูนย์ให้บริการ SME ครบวงจร", "โครงการยกระดับผู้ประกอบการรายย่อย"
TITLE = "รายงานผลการเบิกจ่าย ข้อมูล ณ วันที่ 31 ธันวาคม 2564"
CREATED = {"created": datetime(2022, 1, 7)}  # noqa: DTZ001 - a date of Excel has no zone


def two_rows(path: Path) -> None:
    """Months over plan and actual, a section for each fund, an amount that is text, a minus behind."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties(CREATED)
        sheet = book.add_worksheet("ไตรมาส 1")
        sheet.merge_range("A1:K1", TITLE)
        for column, text in ((0, "ที่"), (1, "แผนงาน/โครงการ"), (2, "งบประมาณ"), (9, "ผูกพัน"), (10, "หมายเหตุ")):
            sheet.merge_range(2, column, 3, column, text)
        for index, month in enumerate(("ต.ค. 64", "พฤศจิกายน 2564", "ธ.ค.-64")):
            sheet.merge_range(2, 3 + 2 * index, 2, 4 + 2 * index, month)
            sheet.write_row(3, 3 + 2 * index, ("แผน", "ผล (รายเดือน)"))
        rows = (
            ("", "งบประมาณ 2565"),
            (1, OSS, 1200000, 300000, 50000, 0, 100000, 0, 100000, "๔๐๐,๐๐๐.๐๐"),
            (2, f" {STEP.removeprefix('โครงการ')} ", 800000, 0, "-", 0, 100000, 0, 200000.5, None),
            ("", "กันเหลื่อมปี 2564"),
            (3, OSS, 300000, 0, 10000, 0, 10000, 0, 10000.75, 20000.25),
            ("", "รวมทั้งสิ้น", 2300000, 300000, 60000, 0, 210000, 0, 310001.25, 420000.25),
            ("", "หมายเหตุ ตัวเลขเบื้องต้น"),
        )
        for row, values in enumerate(rows, start=4):
            for column, value in enumerate(values):
                if value not in ("", None):
                    sheet.write(row, column, value)


def strategies(path: Path) -> None:
    """Thousand baht, real dates as months, sub-totals as formulas, percentages, a hidden row and sheet."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties(CREATED)
        book.add_worksheet("คำนวณ").hide()
        sheet = book.add_worksheet("สรุป")
        sheet.activate()
        day, share = book.add_format({"num_format": "mmm yy"}), book.add_format({"num_format": "0.00%"})
        sheet.write_column(0, 0, (TITLE, "หน่วย : พันบาท", "ที่มา : ฝ่ายการเงินและบัญชี"))
        sheet.write_row(3, 0, ("โครงการ", "แหล่งเงิน", "งบประมาณตั้งต้น", "โอนเปลี่ยนแปลง"))
        for index, month in enumerate((10, 11, 12)):
            sheet.write_datetime(3, 4 + index, datetime(2021, month, 1), day)  # noqa: DTZ001
        sheet.write_row(3, 7, ("เบิกจ่ายสะสม", "ร้อยละเบิกจ่าย", "ผูกพันคงเหลือ"))
        sheet.write(4, 0, "ยุทธศาสตร์ที่ 1 พัฒนากลไกการส่งเสริม")
        sheet.write_row(5, 0, (OSS, "งบประมาณ 2565", 1200, -200, 50, 150, 250, 250))
        sheet.write(5, 8, 0.25, share)
        sheet.write(5, 9, 400)
        sheet.write_row(6, 0, (OSS, "กันเหลื่อมปี 2564", 300, None, 10, 20, 30.00075, 30.00075))
        sheet.write(6, 8, 0.1, share)
        sheet.write(6, 9, 20.00025)
        sheet.set_row(6, None, None, {"hidden": True})
        sums(sheet, 7, "รวมยุทธศาสตร์ที่ 1", "{0}6:{0}7", (1500, -200, 60, 170, 280.00075, 280.00075, 420.00025))
        sheet.write(8, 0, "ยุทธศาสตร์ที่ 2")
        sheet.write_row(9, 0, (STEP, "งบประมาณ 2565", 800, 200, 0, 100, 300.0005, 300.0005))
        sheet.write(9, 8, 0.35, share)  # wrong: it is 0.30
        sums(sheet, 10, "รวม", "{0}10", (800, 200, 0, 100, 300.0005, 300.0005, 0))
        sums(sheet, 11, "รวมทั้งสิ้น", "{0}8,{0}11", (2300, 0, 60, 270, 580.00125, 580.00125, 420.00025))


def sums(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, label: str, cells: str, values: tuple[float, ...]
) -> None:
    sheet.write(row, 0, label)
    for letter, value in zip("CDEFGHJ", values, strict=True):
        sheet.write_formula(f"{letter}{row + 1}", f"=SUM({cells.format(letter)})", None, value)


def bad_cells(path: Path) -> None:
    """Everything that can stand where an amount belongs."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties(CREATED)
        sheet = book.add_worksheet("Sheet1")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write(0, 0, TITLE)
        sheet.write_row(2, 0, ("โครงการ", "แหล่งเงิน", "ต.ค. 64", "พ.ย. 64", "ธ.ค. 64", "เบิกจ่ายสะสม", "ผูกพัน"))
        sheet.write_row(3, 0, (OSS, "งบประมาณ 2565", "รอยืนยัน"))
        sheet.write_datetime("D4", datetime(2021, 11, 5), day)  # noqa: DTZ001
        sheet.write_formula("E4", "=#REF!+1", None, "#REF!")
        sheet.write("F4", "1.234,56")
        sheet.write_formula("G4", "=SUM(G9:G12)", None, "")
        sheet.write_row(4, 0, (OSS, "กันเหลื่อมปี 2564", 1000.005, True))
        sheet.merge_range("G5:G6", 500)
        sheet.write_row(5, 0, (STEP, "งบประมาณ 2565", "(12,00.00)"))


def bad_rows(path: Path) -> None:
    """Rows and totals that do not agree with the plan or with each other."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties(CREATED)
        sheet = book.add_worksheet("Sheet1")
        sheet.write(0, 0, TITLE)
        heads = ("โครงการ", "แหล่งเงิน", "งบประมาณ", "ต.ค. 64", "พ.ย. 64", "ธ.ค. 64", "ม.ค. 65", "เบิกจ่ายสะสม")
        sheet.write_row(2, 0, (*heads, "ร้อยละเบิกจ่าย", "รหัส GFMIS"))
        rows = (
            (OSS, "งบประมาณ 2565", 1200000.01, 50000, 150000, 250000, None, 250000, 20.83),
            (OSS, None, 300000, 1, 2, 3, None, 3),
            (STEP, "งบประมาณ 2565", 800000, 0, 100000, 300000, 5, 300000, 73.5),
            ("โครงการยกระดับผู้ประกอบการรายย่อย", "งบประมาณ 2565", 800000, 0, 1, 2, None, 2),
            ("โครงการยกระดับผู้ประกอบการรายใหญ่", "งบประมาณ 2565", 1, 0, 0, 0, None, 0),
            (STEP, "เงินกู้", 1, 0, 0, 0, None, 0),
            (STEP, "กันเหลื่อมปี 2564", 1, 0, 0, 0, None, 0),
            (None, None, 1, 0, 0, 0, None, 0),
            ("รวมฝ่ายต่าง ๆ", None, 1),
            ("รวมทั้งสิ้น", None, None, 50000, 250001, 550000, None, 550000),
            ("ผู้จัดทำ", None, None, None, None, "(ลงชื่อ)"),
        )
        for row, values in enumerate(rows, start=3):
            for column, value in enumerate(values):
                if value is not None:
                    sheet.write(row, column, value)


def quarters(path: Path) -> None:
    """A sheet for each quarter, in each of which quarters, the month alone and the sum stand side by side."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties(CREATED)
        for name, day, factor in (("ไตรมาส 1", "31 ธ.ค. 64", 1), ("ไตรมาส 2", "31 มี.ค. 65", 2)):
            sheet = book.add_worksheet(name)
            titles = ("รายงานผลการเบิกจ่าย", f"ข้อมูล ณ วันที่ {day}", "พิมพ์ ณ วันที่ 8 เม.ย. 65")
            sheet.write_column(0, 0, titles)
            for column, text in enumerate(("โครงการ", "แหล่งเงิน", "งบประมาณ ปี 2565")):
                sheet.merge_range(3, column, 4, column, text)
            sheet.merge_range(3, 3, 3, 6, "เบิกจ่าย")
            sheet.write_row(4, 3, ("เดือนนี้", "ไตรมาส 1", "ไตรมาส 2", "ตั้งแต่ต้นปี"))
            sheet.merge_range(3, 7, 4, 7, "ผูกพัน")
            amounts = (
                (OSS, 1200000, 250000, 400000), (OSS, 300000, 30000.75, 20000.25), (STEP, 800000, 300000.5, 0)
            )  # fmt: skip
            for row, (text, act, amount, committed) in enumerate(amounts, start=5):
                fund = "กันเหลื่อมปี 2564" if row == 6 else "งบประมาณ 2565"
                parts = (1000, amount, amount if factor == 2 else None, amount * factor, committed)
                sheet.write_row(row, 0, (text, fund, act, *parts))
            last = (3000, 580001.25, 580001.25 if factor == 2 else None, 580001.25 * factor, 420000.25)
            sheet.write_row(8, 0, ("รวมทั้งสิ้น", None, 2300000, *last))


def million(path: Path) -> None:
    """Million baht, strategies merged down, amounts that are text, hidden columns, remarks, signatures."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties(CREATED)
        sheet = book.add_worksheet("งบ")
        sheet.write_column(0, 0, ("สสว.", "รายงานผลการใช้จ่าย", "ณ 31/12/64 (หน่วย : ล้านบาท)"))
        heads = ("ยุทธศาสตร์", "โครงการ", "แหล่งเงิน", "งบประมาณ", "เบิกจ่าย", "ผูกพัน")
        sheet.write_row(4, 0, (*heads, "รวม (เบิกจ่าย+ผูกพัน)", "ร้อยละ", "คงเหลือ", "หมายเหตุ"))
        sheet.write_row(5, 0, [f"({number})" for number in range(1, 11)])
        sheet.merge_range("A7:A9", "ยุทธศาสตร์ที่ 1 พัฒนากลไกการส่งเสริม")
        rows = (
            (OSS, "งบประมาณ 2565", 1.2, "๐.๒๕", 0.4, 0.65, "20.83", 0.55, "รอเบิก"),
            (OSS, "กันเหลื่อมปี 2564", 0.3, "\u00a00.03000075 ", 0.02000025, 0.050001, 10.0, 0.249999),
            ("รวมยุทธศาสตร์ที่ 1", None, 1.5, 0.28000075, 0.42000025, 0.700001, 18.67, 0.799999),
            (),
            (STEP, "งบประมาณ 2565", 0.8, 0.3000005, "-", 0.3000005, "37.50%", 0.4999995),
            ("รวมทั้งสิ้น", None, 2.3, 0.58000125, 0.42000025, 1.0000015, 25.22, 1.2999985),
            (),
            (None, None, None, "(ลงชื่อ) ............ ผู้จัดทำ"),
            (None, None, None, "7 ม.ค. 65"),
        )
        for row, values in enumerate(rows, start=6):
            for column, value in enumerate(values, start=1):
                if value is not None:
                    sheet.write(row, column, value)
        sheet.set_column("F:F", None, None, {"hidden": True})
        sheet.set_column("J:J", None, None, {"hidden": True})


def one_row(path: Path) -> None:
    """One amount that is wrong, in a row and below totals that depend on it, and one total that is wrong."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties(CREATED)
        sheet = book.add_worksheet("Sheet1")
        sheet.write(0, 0, TITLE)
        heads = ("โครงการ", "แหล่งเงิน", "งบประมาณ", "ต.ค. 64", "พ.ย. 64", "ธ.ค. 64", "เบิกจ่ายสะสม")
        sheet.write_row(2, 0, (*heads, "ร้อยละเบิกจ่าย", "ผูกพัน", "รวมเบิกจ่ายและผูกพัน", "คงเหลือ"))
        rows = (
            (OSS, "งบประมาณ 2565", 1200000, 50000, 100000, 10000, 250000, 20.83, 400000, 650000, 550000),
            ("รวมยุทธศาสตร์ที่ 1", None, 1200000, 50000, 100000, 100000, 250000, 20.83, 400000, 650000, 550000),
            (STEP, "งบประมาณ 2565", 800000, 0, 100000, 200000.5, 300000.5, 37.5, 0, 300000.5, 499999.5),
            ("รวมยุทธศาสตร์ที่ 2", None, 800000, 0, 0, 200000.5, 200000.5, 25, 0, 200000.5, 599999.5),
            ("รวม", None, 2000000, 50000, 200000, 300000.5, 550000.5, 27.5, 400000, 950000.5, 1049999.5),
        )
        for row, values in enumerate(rows, start=3):
            sheet.write_row(row, 0, values)


HTML = f"""<html><head><meta charset="utf-8"></head><body><table>
<tr><td colspan="7">{TITLE}</td></tr><tr><td></td></tr>
<tr><td rowspan="2">โครงการ</td><td rowspan="2">กลุ่มงบประมาณ</td><td rowspan="2">แหล่งเงิน</td>
<td colspan="3">ผลการเบิกจ่ายสะสม</td><td rowspan="2">โอนเปลี่ยนแปลง</td><td rowspan="2">ผูกพันคงเหลือ</td></tr>
<tr><td>ต.ค. 2564</td><td>พ.ย. 2564</td><td>ธ.ค. 2564</td></tr>
<tr><td rowspan="2">{OSS}</td><td>ภารกิจ</td><td>งบประมาณ 2565</td><td>๕๐,๐๐๐.๐๐</td><td>150,000</td>
<td>250,000.-</td><td>(200,000.00)</td><td>400,000.00</td></tr>
<tr><td>ภารกิจ</td><td>กันเหลื่อมปี 2564</td><td>10,000.00</td><td>20,000.00</td><td>30,000.75</td><td>-</td>
<td>20,000.25</td></tr>
<tr><td>{STEP}</td><td>นโยบายรัฐบาล</td><td>งบประมาณ 2565</td><td>-</td><td>100,000.00</td><td>300,000.50</td>
<td>200,000.00</td><td></td></tr>
<tr><td colspan="3">รวม</td><td>60,000.00</td><td>270,000.00</td><td>580,001.25</td><td>0.00</td>
<td>420,000.25</td></tr></table></body></html>"""

MONTHS = f"""{TITLE},,,,,,
โครงการ,แหล่งเงิน,ต.ค.,พ.ย.,ธ.ค.,เบิกจ่ายสะสม,ผูกพัน
{OSS},งบประมาณ 2565,50000,100000,100000,250000,400000
{OSS},กันเหลื่อมปี 2564,10000,10000,10000.75,30000.75,20000.25
{STEP},งบประมาณ 2565,0,100000,200000.5,300000.5,0
รวมทั้งสิ้น,,60000,210000,310001.25,580001.25,420000.25
"""

TWICE = f"""{TITLE},,,,
โครงการ,ต.ค. 64,ต.ค. 64,พ.ย. 66,รหัสบัญชี
{STEP},1,2,3,4
"""


def cell(value: str, kind: str = "string") -> str:
    if kind == "formula":
        return f'<table:table-cell table:formula="{value}"/>'
    if kind == "float":
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'


def flat(rows: tuple[str, ...]) -> str:
    """A flat OpenDocument spreadsheet of two sheets, of which the second looks like the first."""
    names = "office table text"
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names.split()
    )
    of = 'xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"'
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    tables = "".join(f'<table:table table:name="{name}">{body}</table:table>' for name in ("ม.ค.", "ธ.ค."))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} {of} office:version="1.2"'
        ' office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document>"
    )


FORMULAS = flat(
    (
        cell("รายงานการเงิน สิ้นเดือนธันวาคม 2564"),
        "".join(map(cell, ("รหัสโครงการ", "แหล่งเงิน", "เบิกจ่ายสะสม", "รวมเบิกจ่ายและผูกพัน"))),
        cell("oss") + cell("งบประมาณ 2565") + cell("of:=100000*2+50000", "formula") + cell("650000", "float"),
        cell("oss")
        + cell("กันเหลื่อมปี 2564")
        + cell("30000.75", "float")
        + cell("of:=[.C4]+20000.25", "formula"),
        cell("step-up")
        + cell("งบประมาณ 2565")
        + cell("of:=0.1+0.2+300000.2", "formula")
        + cell("of:=1/0", "formula"),
    )
)

BY_LIBREOFFICE = {
    "merged.html": HTML, "months.csv": MONTHS, "twice.csv": TWICE, "formulas.fods": FORMULAS,
}  # fmt: skip


def by_libreoffice(folder: Path, scratch: Path) -> None:
    profile = f"-env:UserInstallation={(scratch / 'profile').as_uri()}"
    for name, text in BY_LIBREOFFICE.items():
        (scratch / name).write_text(text, "utf-8")
        filters = ["--infilter=CSV:44,34,76,1"] if name.endswith(".csv") else []
        filters = ["--infilter=calc_HTML_WebQuery:0"] if name.endswith(".html") else filters
        to = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder)]
        subprocess.run(
            ["soffice", profile, "--headless", *filters, *to, str(scratch / name)], check=True, timeout=120
        )


if __name__ == "__main__":
    target = Path(sys.argv[1])
    for make in (two_rows, strategies, bad_cells, bad_rows, quarters, million, one_row):
        make(target / f"{make.__name__.replace('_', '-')}.xlsx")
    (target / "scratch").mkdir()
    by_libreoffice(target, target / "scratch")
