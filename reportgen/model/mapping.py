"""The input model of `import-spending.yaml`: how finance's sheet is read, remembered from the first import.

Values only; the sheet is read by `load.sheets`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from reportgen.model.base import Input, OneOf, mapped, optional
from reportgen.model.plan import Group
from reportgen.model.scalars import Money, Text
from reportgen.model.spending import Basis
from reportgen.thai.months import SHORT


class Role(StrEnum):
    """What a column of finance's sheet is; a column may also be a month, named in short."""

    PROJECT = "โครงการ"
    CODE = "รหัสโครงการ"
    GROUP = "กลุ่มงบประมาณ"
    FUND = "แหล่งเงิน"
    ACT = "งบประมาณตั้งต้น"
    TRANSFER = "โอนเปลี่ยนแปลง"
    TRANSFER_IN = "โอนเข้า"
    TRANSFER_OUT = "โอนออก"
    AFTER = "งบหลังโอน"
    DISBURSED = "เบิกจ่ายสะสม"
    COMMITTED = "ผูกพันคงเหลือ"
    SPENT = "รวมเบิกจ่ายและผูกพัน"
    BALANCE = "คงเหลือ"
    DISBURSED_RATE = "ร้อยละเบิกจ่าย"
    SPENT_RATE = "ร้อยละใช้จ่าย"
    UNUSED = "ไม่ใช้"


UNITS = {"บาท": 1, "พันบาท": 1_000, "ล้านบาท": 1_000_000}
"""The units that amounts of a sheet may be in, and how many baht each is."""

ColumnRole = Annotated[str, OneOf(*Role, *SHORT)]
Unit = Annotated[str, OneOf(*UNITS)]


class ImportSpending(Input):
    """`import-spending.yaml`; what is left out is looked for in the sheet each time."""

    sheet: Text | None = optional("แผ่นงาน", "ชื่อแผ่นงานในแฟ้ม Excel ของการเงิน")
    header: Text | None = optional("แถวหัวตาราง", "เลขแถวของหัวตาราง เช่น 4 หรือ 4-5 เมื่อมีสองแถว")
    unit: Unit | None = optional("หน่วยเงิน", "บาท พันบาท หรือ ล้านบาท เมื่อแผ่นงานไม่บอก")
    basis: Basis | None = optional("ฐานของยอดรายเดือน", "สะสม หรือ รายเดือน เมื่อแผ่นงานไม่บอก")
    tolerance: Money | None = optional("ผลต่างที่ยอมรับ", "บาท เมื่อแผ่นงานปัดเศษ ใช้สอบทานยอดรวม")
    group: Group | None = optional("กลุ่มงบประมาณ", "กลุ่มของทุกรายการ เมื่อแผ่นงานไม่บอก")
    fund: Text | None = optional("แหล่งเงิน", "แหล่งเงินของทุกรายการตาม plan.yaml เมื่อแผ่นงานไม่บอก")
    columns: dict[Text, ColumnRole] = mapped(
        "คอลัมน์", "หัวคอลัมน์ตามที่พิมพ์ (สองชั้นคั่นด้วย >) หรืออักษรของคอลัมน์: ความหมาย หรือชื่อเดือนย่อ"
    )
    projects: dict[Text, Text] = mapped(
        "ชื่อโครงการในแผ่นงาน", "ข้อความในแผ่นงาน: รหัสโครงการใน plan.yaml หรือ ไม่ใช้ เมื่อไม่นำเข้าแถวนั้น"
    )
    groups: dict[Text, Group] = mapped("ชื่อกลุ่มในแผ่นงาน", "ข้อความในแผ่นงาน: ภารกิจ หรือ นโยบายรัฐบาล")
    funds: dict[Text, Text] = mapped("ชื่อแหล่งเงินในแผ่นงาน", "ข้อความในแผ่นงาน: แหล่งเงินตาม plan.yaml")
